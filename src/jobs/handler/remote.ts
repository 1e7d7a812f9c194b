import { ErrorKind, kindOf, wordsOf } from './errors';
import { Invocation, PERMISSION, START, until } from './invocation';
import { Outcomes, Step, Steps } from './steps';

/** Something was refused for good: a person must know why. */
export class Refusal extends Error {
  constructor(readonly kind: 'denied' | 'not-ready' | 'refused', message: string) {
    super(message);
  }
}

const FIRST_DELAY_SECONDS = 1;
const LONGEST_DELAY_SECONDS = 10;

/** Whether an error must be answered, since it is for good or nobody tries again; otherwise Lambda delivers the event once more. */
export function mustBeAnswered({ lastTry }: Invocation, error: unknown): boolean {
  return lastTry || error instanceof Refusal;
}

/** Takes one step. */
export function* take<K extends Step['do']>(step: Extract<Step, { do: K }>): Steps<K extends keyof Outcomes ? Outcomes[K] : void> {
  return yield step;
}

export function* log(line: string): Steps {
  yield { do: 'log', line };
}

/** How long to insist; what is missing is the default. */
export interface Patience {
  /** Until when a busy service is asked again; then its error goes on, and Lambda delivers the event again. */
  readonly until?: number;
  /** What else is worth waiting for until then; then it is refused. */
  readonly alsoFor?: ErrorKind;
  /** The statement that a policy must have. */
  readonly permission: string;
}

/** Takes one step that asks a service, again and again while that may help. */
export function* insist<K extends keyof Outcomes | 'stop-job' | 'invoke'>(
  here: Invocation, step: Extract<Step, { do: K }>, patience: Patience,
): Steps<K extends keyof Outcomes ? Outcomes[K] : void> {
  const end = patience.until ?? until(here, ...START);
  const ends: Partial<Record<ErrorKind, number>> = {
    busy: end,
    denied: Math.min(end, until(here, ...PERMISSION)),
    ...(patience.alsoFor ? { [patience.alsoFor]: end } : {}),
  };
  for (let delay = FIRST_DELAY_SECONDS; ; delay = Math.min(2 * delay, LONGEST_DELAY_SECONDS)) {
    try {
      return yield step;
    } catch (error) {
      const kind = kindOf(error);
      const wait = delay * 1000 + jitter(here);
      if ((ends[kind] ?? 0) >= (yield { do: 'now' }) + wait) {
        yield* log(`${(step as Step).do}: ${wordsOf(error)}: once more in ${wait} ms`);
        yield { do: 'sleep', milliseconds: wait };
        continue;
      }
      if (kind === 'denied') { throw new Refusal(kind, `${wordsOf(error)} (the handler's role needs ${patience.permission})`); }
      if (kind === 'not-ready' || kind === 'refused') { throw new Refusal(kind, wordsOf(error)); }
      throw error;
    }
  }
}

/** Up to a second, by the request, so that the jobs of a stack do not all come back at once. */
export function jitter({ request }: Invocation): number {
  let sum = 0;
  for (const character of request.requestId) { sum = (31 * sum + character.charCodeAt(0)) % 1000; }
  return sum;
}
