import { categoryOf, describeError, ErrorCategory } from './errors';
import { deadline, Invocation, PERMISSION_BUDGET, START_BUDGET } from './invocation';
import { log, now, Outcome, sleep, Step, Steps } from './steps';

/** An error that no retry repairs. The answer must contain its reason, so that a person can repair it. */
export class PermanentError extends Error {
  constructor(readonly category: 'denied' | 'not-ready' | 'refused', message: string) {
    super(message);
  }
}

const FIRST_DELAY_SECONDS = 1;
const MAX_DELAY_SECONDS = 10;

/** Whether an error must be answered now. Otherwise the invocation fails, and Lambda retries it. */
export function mustBeAnswered({ isLastAttempt }: Invocation, error: unknown): boolean {
  return isLastAttempt || error instanceof PermanentError;
}

/** The limits for the retries of a step. */
export interface RetryPolicy {
  /**
   * The time until which a busy service is called again. After it the error is thrown, and Lambda retries the invocation.
   *
   * @default - the end of the budget to start a job
   */
  readonly until?: number;
  /** One more category of errors to retry until that time; after it the error is permanent. */
  readonly alsoFor?: ErrorCategory;
  /** The permission that the step needs, for the message of a permanent error. */
  readonly permission: string;
}

/** Performs a step that calls a service, and retries it while a retry can succeed. */
export function* retry<K extends 'describe-stack' | 'create-job' | 'describe-job' | 'list-tags' | 'stop-job' | 'invoke'>(
  invocation: Invocation, step: Extract<Step, { do: K }>, policy: RetryPolicy,
): Steps<Outcome<K>> {
  const end = policy.until ?? deadline(invocation, START_BUDGET);
  const ends: Partial<Record<ErrorCategory, number>> = {
    busy: end,
    denied: Math.min(end, deadline(invocation, PERMISSION_BUDGET)),
    ...(policy.alsoFor ? { [policy.alsoFor]: end } : {}),
  };
  for (let delay = FIRST_DELAY_SECONDS; ; delay = Math.min(2 * delay, MAX_DELAY_SECONDS)) {
    try {
      return yield step;
    } catch (error) {
      const category = categoryOf(error);
      const pause = delay * 1000 + jitter(invocation);
      if ((ends[category] ?? 0) >= (yield* now()) + pause) {
        yield* log(`${(step as Step).do}: ${describeError(error)}; retrying in ${pause} ms`);
        yield* sleep(pause);
        continue;
      }
      if (category === 'denied') { throw new PermanentError(category, `${describeError(error)} (the role of the handler needs ${policy.permission})`); }
      if (category === 'not-ready' || category === 'refused') { throw new PermanentError(category, describeError(error)); }
      throw error;
    }
  }
}

/** Up to a second, derived from the request, so that the jobs of a stack do not all retry at the same time. */
export function jitter({ request }: Invocation): number {
  let sum = 0;
  for (const character of request.requestId) { sum = (31 * sum + character.charCodeAt(0)) % 1000; }
  return sum;
}
