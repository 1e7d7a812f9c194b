/**
 * What the handler of training jobs does with an event, one step at a time: see `steps.ts` for who takes the steps.
 */
import { Steps } from './steps';

/** What the handler knows besides the event. */
export interface Context {
  /** Of the function itself, which hands long waits on to itself. */
  readonly functionName: string;
  /** Why the function gave up on the event, if it did: only the janitor knows. */
  readonly cause?: string;
}

/**
 * Answers one event: a request of CloudFormation, or the baton of a wait, `{ Baton: { Started }, ...request }`.
 *
 * An error that escapes was not answered, and the event must be delivered again.
 */
export function* handle(event: unknown, context: Context): Steps {
  yield { do: 'log', line: `not written yet: ${typeof event} ${context.functionName}` };
}

/**
 * Answers an event, the same that `handle` takes, that was delivered three times in vain: one more try, which starts nothing.
 */
export function* clean(event: unknown, context: Context): Steps {
  yield { do: 'log', line: `not written yet: ${typeof event} ${context.functionName}` };
}
