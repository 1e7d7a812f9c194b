import { SCHEMA_VERSION } from '../protocol';
import { flag, record, Request } from './events';
import { deriveBase, isPrefix } from './names';

/** What properties say of a job. */
export interface Job {
  /** `<prefix>-<hash>`: what the names of the jobs of this identity begin with. */
  readonly base: string;
  readonly prefix: string;
  readonly identity: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  /** JSON text. */
  readonly overrides?: string;
  readonly stopOnRemoval: boolean;
}

/** Properties that say nothing of a job: written by a newer release, or broken. */
export interface NotUnderstood {
  readonly problem: string;
}

export function isUnderstood(job: Job | NotUnderstood): job is Job {
  return 'base' in job;
}

/** Reads properties. Each schema of earlier releases must be understood for ever, since deletions and rollbacks carry it. */
export function jobOf(request: Request, properties: Record<string, unknown>): Job | NotUnderstood {
  const { SchemaVersion: schema, NamePrefix: prefix, Identity: identity, Settings: settings, Overrides: overrides, RunId: runId } = properties;
  if (String(schema) !== SCHEMA_VERSION) {
    return { problem: `SchemaVersion ${JSON.stringify(schema)} is not one that this handler knows: the stack's handler is older than its properties` };
  }
  if (!isPrefix(prefix)) { return { problem: 'NamePrefix must be at most 39 lower-case letters, digits and hyphens' }; }
  if (!isMap(identity)) { return { problem: 'Identity must be a map' }; }
  if (settings !== undefined && !isMap(settings)) { return { problem: 'Settings must be a map' }; }

  return {
    base: deriveBase(prefix, request.stackId, request.logicalId, { Identity: identity, Overrides: meaning(overrides), RunId: runId }),
    prefix,
    identity,
    settings: record(settings),
    overrides: overrides === undefined ? undefined : String(overrides),
    stopOnRemoval: flag(properties.StopOnRemoval, true),
  };
}

/** What JSON text means, so that its spaces and the order of its keys do not count; what is not JSON is taken as it is. */
function meaning(overrides: unknown): unknown {
  try {
    return typeof overrides === 'string' ? JSON.parse(overrides) : overrides;
  } catch {
    return overrides;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
