import { Request } from './events';
import { deriveBaseName } from './names';
import { isMap, readFlag, readMap } from './values';
import { JobKind } from '../kinds';
import { isNamePrefix, maxPrefixLength, SCHEMA_VERSION } from '../protocol';

/** The job that the properties of a resource define. */
export interface JobDefinition {
  /** The common part of the names of all jobs with this identity, `<prefix>-<hash>`. */
  readonly base: string;
  readonly prefix: string;
  readonly identity: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  /** JSON text. */
  readonly overrides?: string;
  readonly stopOnRemoval: boolean;
}

/** Properties that define no job: a newer release wrote them, or they are broken. */
export interface InvalidProperties {
  readonly problem: string;
}

export function isValid(definition: JobDefinition | InvalidProperties): definition is JobDefinition {
  return 'base' in definition;
}

/** Reads the properties of a resource. It must always support every earlier schema, because deletions and rollbacks carry old properties. */
export function readJobDefinition(request: Request, kind: JobKind, properties: Record<string, unknown>): JobDefinition | InvalidProperties {
  const { SchemaVersion: schema, NamePrefix: prefix, Identity: identity, Settings: settings, Overrides: overrides, RunId: runId } = properties;
  if (String(schema) !== SCHEMA_VERSION) {
    return { problem: `The handler does not know SchemaVersion ${JSON.stringify(schema)}: the handler of the stack is older than the properties` };
  }
  if (!isNamePrefix(kind, prefix)) {
    return { problem: `NamePrefix must have at most ${maxPrefixLength(kind)} lower-case letters, digits and hyphens` };
  }
  if (!isMap(identity)) { return { problem: 'Identity must be a map' }; }
  if (settings !== undefined && !isMap(settings)) { return { problem: 'Settings must be a map' }; }

  return {
    base: deriveBaseName(prefix, request.stackId, request.logicalId, { Identity: identity, Overrides: parseIfJson(overrides), RunId: runId }),
    prefix,
    identity,
    settings: readMap(settings),
    overrides: overrides === undefined ? undefined : String(overrides),
    stopOnRemoval: readFlag(properties.StopOnRemoval, true),
  };
}

/** Parses a JSON text, so that spaces and the order of keys do not change the identity. Returns any other text unchanged. */
function parseIfJson(overrides: unknown): unknown {
  try {
    return typeof overrides === 'string' ? JSON.parse(overrides) : overrides;
  } catch {
    return overrides;
  }
}
