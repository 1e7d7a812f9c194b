import { readMap, readSeconds, readText } from './values';
import { JobKind } from '../kinds';
import { JOB_TIMEOUT_SECONDS, WAIT_TIMEOUT_SECONDS, waitType } from '../protocol';

/** A request of CloudFormation for a custom resource. */
export interface Request {
  /** `Create`, `Update`, `Delete`, or an unknown type. */
  readonly type: string;
  readonly resourceType: string;
  /** The kind of job; undefined for an unknown resource type. */
  readonly kind?: JobKind;
  /** Whether the resource waits for a job; otherwise it starts one. */
  readonly isWait: boolean;
  /** A presigned URL. It is a secret, because anyone who has it can answer the request. */
  readonly responseUrl: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly properties: Record<string, unknown>;
  readonly oldProperties: Record<string, unknown>;
  /** The time of the request of CloudFormation, in milliseconds since 1970. Undefined for emulators that do not provide it. */
  readonly requestedAt?: number;
  /** The start of the wait that this event continues. */
  readonly waitStartedAt?: number;
  /** The CloudFormation timeout of the request. */
  readonly timeoutSeconds: number;
}

/** Reads an event. Throws if the request cannot be answered at all, for example for a test event of the Lambda console. */
export function parseEvent(event: unknown, kinds: readonly JobKind[]): Request {
  const fields = readMap(event);
  const responseUrl = readText(fields.ResponseURL);
  const stackId = readText(fields.StackId);
  const requestId = readText(fields.RequestId);
  const logicalId = readText(fields.LogicalResourceId);
  if (!responseUrl || !stackId || !requestId || !logicalId) {
    throw new Error('Not a CloudFormation request: ResponseURL, StackId, RequestId and LogicalResourceId are required.');
  }
  const properties = readMap(fields.ResourceProperties);
  const resourceType = readText(fields.ResourceType) ?? '';
  const kind = kinds.find((candidate) => [candidate.type, waitType(candidate)].includes(resourceType));
  const isWait = kind?.type !== resourceType;
  const waitStartedAt = Number(readMap(fields.Continuation).WaitStartedAt);
  return {
    type: readText(fields.RequestType) ?? '',
    resourceType,
    kind,
    isWait,
    responseUrl,
    stackId,
    requestId,
    logicalId,
    physicalId: readText(fields.PhysicalResourceId),
    properties,
    oldProperties: readMap(fields.OldResourceProperties),
    requestedAt: dateOf(responseUrl),
    waitStartedAt: waitStartedAt > 0 ? waitStartedAt : undefined,
    timeoutSeconds: readSeconds(properties.TimeoutSeconds, isWait ? WAIT_TIMEOUT_SECONDS : JOB_TIMEOUT_SECONDS),
  };
}

/** The event with which a new invocation continues a wait. */
export function continuation(event: unknown, waitStartedAt: number): object {
  return { ...readMap(event), Continuation: { WaitStartedAt: waitStartedAt } };
}

/** The date of a presigned URL, to the second. */
function dateOf(url: string): number | undefined {
  const date = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:&|$)/i.exec(url);
  if (!date) { return undefined; }
  const [year, month, day, hours, minutes, seconds] = date.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}
