import { Request } from './events';
import { JobDefinition } from './job-definition';
import { restoreTypes } from './restore-types';
import { isMap, readMap } from './values';
import { JobKind } from '../kinds';
import { HANDLER_TAG_KEYS, MAX_TAGS, merge } from '../protocol';

export interface CreateRequest {
  readonly request: Record<string, unknown>;
  /** Separate from the request, because these members may be newer than the SDK that sends it. */
  readonly overrides?: Record<string, unknown>;
}

/** Builds the request that starts a job. Throws a SyntaxError if the overrides are not a JSON object. */
export function buildCreateRequest(event: Request, { createOperation, nameMember }: JobKind, job: JobDefinition, name: string): CreateRequest {
  const { [nameMember]: _, Tags: tags, ...overrides } = parseOverrides(job.overrides);
  const members = readMap(restoreTypes(merge(job.settings, job.identity), createOperation));
  return {
    request: { ...members, [nameMember]: name, Tags: tagsOf(event, tags ?? members.Tags) },
    overrides: Object.keys(overrides).length > 0 ? overrides : undefined,
  };
}

function parseOverrides(text: string | undefined): Record<string, unknown> {
  const overrides: unknown = text === undefined ? {} : JSON.parse(text);
  if (!isMap(overrides)) { throw new SyntaxError('not an object'); }
  return overrides;
}

/** The tags of the user and those of the handler: the request id always, the others if there is room. */
function tagsOf(event: Request, userTags: unknown): object[] {
  const handlerTags = [
    { Key: HANDLER_TAG_KEYS.requestId, Value: event.requestId },
    { Key: HANDLER_TAG_KEYS.logicalId, Value: event.logicalId },
    { Key: HANDLER_TAG_KEYS.stackId, Value: event.stackId },
  ];
  const others = (Array.isArray(userTags) ? userTags : []).filter((tag) => !handlerTags.some(({ Key }) => Key === readMap(tag).Key));
  return [...others, ...handlerTags.slice(0, Math.max(1, MAX_TAGS - others.length))];
}
