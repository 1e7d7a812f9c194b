import { record, Request } from './events';
import { Job } from './job';
import { typed } from './typing';
import { HANDLER_TAG_KEYS as TAGS, MAX_TAGS, merge } from '../protocol';

export interface StartRequest {
  readonly request: Record<string, unknown>;
  readonly overrides?: Record<string, unknown>;
}

/** What `CreateTrainingJob` is asked for. Overrides stay apart: their members may be newer than the SDK that sends the rest. */
export function startRequest(event: Request, job: Job, name: string): StartRequest {
  const { TrainingJobName: _, Tags: tags, ...overrides } = parseOverrides(job.overrides);
  const members = record(typed(merge(job.settings, job.identity), 'CreateTrainingJob'));
  return {
    request: { ...members, TrainingJobName: name, Tags: tagsOf(event, tags ?? members.Tags) },
    overrides: Object.keys(overrides).length > 0 ? overrides : undefined,
  };
}

/** @throws SyntaxError if it is no JSON text of a map */
function parseOverrides(text: string | undefined): Record<string, unknown> {
  const overrides = text === undefined ? {} : JSON.parse(text);
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) {
    throw new SyntaxError('not a map');
  }
  return overrides;
}

/** The user's tags and ours: the request's id always, the others as far as there is room. */
function tagsOf(event: Request, users: unknown): object[] {
  const ours = [
    { Key: TAGS.requestId, Value: event.requestId },
    { Key: TAGS.logicalId, Value: event.logicalId },
    { Key: TAGS.stackId, Value: event.stackId },
  ];
  const theirs = (Array.isArray(users) ? users : []).filter((tag) => !ours.some(({ Key }) => Key === record(tag).Key));
  return [...theirs, ...ours.slice(0, Math.max(1, MAX_TAGS - theirs.length))];
}
