import { kindOf, wordsOf } from './errors';
import { Request } from './events';
import { log } from './remote';
import { Steps } from './steps';

export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly id: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** CloudFormation takes 4,096 bytes. */
const MOST_BYTES = 4000;
/** What is waited after each try but the last. */
const DELAYS_SECONDS = [1, 2, 4, 8];

/** Answers a request, which must be the last thing that is done to it, or the last that matters. */
export function* answer(request: Request, said: Answer): Steps {
  yield* log(`${said.status} ${said.id}${said.reason === undefined ? '' : `: ${said.reason}`}`);
  const body = bodyOf(request, said);
  for (const delay of [...DELAYS_SECONDS, undefined]) {
    let problem: unknown;
    try {
      const status: number = yield { do: 'answer', url: request.url, body };
      if (status < 300) { return; }
      if (status < 500 && status !== 408 && status !== 429) {
        yield* log(`the answer was refused with status ${status}: the request has expired, nobody waits for it any more`);
        return;
      }
      problem = Object.assign(new Error(`the answer met status ${status}`), { name: 'ServiceUnavailable' });
    } catch (error) {
      if (kindOf(error) !== 'busy') { throw error; }
      problem = error;
    }
    if (delay === undefined) { throw problem; }
    yield* log(`${wordsOf(problem)}: once more in ${delay} s`);
    yield { do: 'sleep', milliseconds: delay * 1000 };
  }
}

/** The body of an answer, never too long: data that does not fit is left out, the last first, then the reason is cut. */
export function bodyOf({ stackId, requestId, logicalId }: Request, { status, id, reason, data }: Answer): string {
  const write = (entries: [string, string][], words: string | undefined) => JSON.stringify({
    Status: status,
    PhysicalResourceId: id,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalId,
    Reason: words,
    Data: data && Object.fromEntries(entries),
  });
  const fits = (body: string) => Buffer.byteLength(body) <= MOST_BYTES;

  const entries = Object.entries(data ?? {});
  while (entries.length > 0 && !fits(write(entries, reason === undefined ? undefined : ''))) { entries.pop(); }
  const words = reason === undefined ? undefined : cut(reason, (candidate) => fits(write(entries, candidate)));
  return write(entries, words);
}

/** The longest beginning of a text that passes, with an ellipsis if that is not all of it; no character is cut in two. */
export function cut(text: string, passes: (candidate: string) => boolean): string {
  if (passes(text)) { return text; }
  const characters = Array.from(text);
  let [least, most] = [0, characters.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (passes(`${characters.slice(0, middle).join('')}…`)) { least = middle; } else { most = middle - 1; }
  }
  return `${characters.slice(0, least).join('')}…`;
}
