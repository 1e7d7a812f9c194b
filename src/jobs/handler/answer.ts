import { categoryOf, describeError } from './errors';
import { Request } from './events';
import { Invocation } from './invocation';
import { jobArn } from './names';
import { log, sleep, Steps } from './steps';

/** The answer to a request: the response that CloudFormation expects from a custom resource. */
export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason?: string;
  /** The attributes of the resource. */
  readonly data?: Readonly<Record<string, string>>;
}

/** The limit of CloudFormation is 4,096 bytes. */
const MAX_BYTES = 4000;
/** The delays after all attempts but the last. */
const DELAYS_SECONDS = [1, 2, 4, 8];

/** A success with a job, whose name is the physical id. */
export function successWithJob({ request, kind }: Invocation, name: string): Answer {
  return { status: 'SUCCESS', physicalId: name, data: { [kind.arnAttribute]: jobArn(kind, request.stackId, name) } };
}

export function failure(physicalId: string, reason: string): Answer {
  return { status: 'FAILED', physicalId, reason };
}

/** Sends the answer to a request. All steps that the answer depends on must come before it. */
export function* sendAnswer(request: Request, answer: Answer): Steps {
  const { status, physicalId, reason } = answer;
  yield* log(`${status} ${physicalId}${reason === undefined ? '' : `: ${reason}`}`);
  const body = encodeAnswer(request, answer);
  for (const delay of [...DELAYS_SECONDS, undefined]) {
    let problem: unknown;
    try {
      const httpStatus: number = yield { do: 'answer', url: request.responseUrl, body };
      if (httpStatus < 300) { return; }
      if (httpStatus < 500 && httpStatus !== 408 && httpStatus !== 429) {
        yield* log(`the answer was refused with HTTP status ${httpStatus}: the request has expired, and CloudFormation no longer waits for it`);
        return;
      }
      problem = Object.assign(new Error(`HTTP status ${httpStatus} for the answer`), { name: 'ServiceUnavailable' });
    } catch (error) {
      if (categoryOf(error) !== 'busy') { throw error; }
      problem = error;
    }
    if (delay === undefined) { throw problem; }
    yield* log(`${describeError(problem)}; retrying in ${delay} s`);
    yield* sleep(delay * 1000);
  }
}

/** Encodes the body of an answer. If it is too long, omits attributes from the end, then shortens the reason. */
function encodeAnswer({ stackId, requestId, logicalId }: Request, { status, physicalId, reason, data }: Answer): string {
  const encode = (attributes: [string, string][], text: string | undefined) => JSON.stringify({
    Status: status,
    PhysicalResourceId: physicalId,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalId,
    Reason: text,
    Data: data && Object.fromEntries(attributes),
  });
  const fits = (body: string) => Buffer.byteLength(body) <= MAX_BYTES;

  const attributes = Object.entries(data ?? {});
  while (attributes.length > 0 && !fits(encode(attributes, reason === undefined ? undefined : ''))) { attributes.pop(); }
  return encode(attributes, reason === undefined ? undefined : shorten(reason, (candidate) => fits(encode(attributes, candidate))));
}

/** Returns the text, or its longest beginning that fits together with an ellipsis. Never splits a character. */
export function shorten(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) { return text; }
  const characters = Array.from(text);
  let [min, max] = [0, characters.length - 1];
  while (min < max) {
    const middle = Math.ceil((min + max) / 2);
    if (fits(`${characters.slice(0, middle).join('')}…`)) { min = middle; } else { max = middle - 1; }
  }
  return `${characters.slice(0, min).join('')}…`;
}
