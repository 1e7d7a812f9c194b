import { TRAINING_JOB } from '../kinds';
import { JOB_TIMEOUT_SECONDS, WAIT_TIMEOUT_SECONDS, waitType } from '../protocol';

/** A request of CloudFormation, as far as it can be answered. */
export interface Request {
  readonly type: string;
  readonly resourceType: string;
  readonly url: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  /** The given physical id: what CloudFormation believes the resource to be. */
  readonly given?: string;
  readonly properties: Record<string, unknown>;
  readonly oldProperties: Record<string, unknown>;
  /** When CloudFormation made the request, in milliseconds since 1970; emulators do not say. */
  readonly requested?: number;
  /** When the wait began that this event goes on with. */
  readonly batonFrom?: number;
  /** CloudFormation's own time-out. */
  readonly timeoutSeconds: number;
}

const DEFAULT_TIMEOUT_SECONDS: Record<string, number> = { [TRAINING_JOB.type]: JOB_TIMEOUT_SECONDS, [waitType(TRAINING_JOB)]: WAIT_TIMEOUT_SECONDS };

/** Reads an event. One that cannot even be answered is an error, as it comes from no stack: a test in the console, for instance. */
export function parse(event: unknown): Request {
  const fields = record(event);
  const url = text(fields.ResponseURL);
  const stackId = text(fields.StackId);
  const requestId = text(fields.RequestId);
  const logicalId = text(fields.LogicalResourceId);
  if (!url || !stackId || !requestId || !logicalId) {
    throw new Error('This is no request of CloudFormation: it has no ResponseURL, StackId, RequestId or LogicalResourceId.');
  }
  const properties = record(fields.ResourceProperties);
  const resourceType = text(fields.ResourceType) ?? '';
  const batonFrom = Number(record(fields.Baton).Started);
  return {
    type: text(fields.RequestType) ?? '',
    resourceType,
    url,
    stackId,
    requestId,
    logicalId,
    given: text(fields.PhysicalResourceId),
    properties,
    oldProperties: record(fields.OldResourceProperties),
    requested: requestedAt(url),
    batonFrom: batonFrom > 0 ? batonFrom : undefined,
    timeoutSeconds: seconds(properties.TimeoutSeconds, DEFAULT_TIMEOUT_SECONDS[resourceType] ?? WAIT_TIMEOUT_SECONDS),
  };
}

/** The same event, to go on waiting with; `started` is when the wait began. */
export function baton(event: unknown, started: number): object {
  return { ...record(event), Baton: { Started: started } };
}

/** A pre-signed URL says when it was made, to the second. */
function requestedAt(url: string): number | undefined {
  const date = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:&|$)/i.exec(url);
  if (!date) { return undefined; }
  const [year, month, day, hours, minutes, secs] = date.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hours, minutes, secs);
}

export function record(value: unknown): Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, any> : {};
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** CloudFormation says every number as a string. */
export function seconds(value: unknown, otherwise: number): number {
  const given = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return given > 0 && Number.isFinite(given) ? given : otherwise;
}

/** CloudFormation says every truth value as a string. */
export function flag(value: unknown, otherwise: boolean): boolean {
  return value === undefined ? otherwise : String(value) === 'true';
}
