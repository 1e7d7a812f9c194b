import { describeError } from './errors';
import { Invocation } from './invocation';
import { mustBeAnswered, PermanentError, retry } from './retry';
import { log, now, sleep, StackDescription, Steps } from './steps';
import { ACTIONS } from '../protocol';

/**
 * The phase of a stack operation, which decides what a request may do:
 * - `active`: the operation goes forward, so a job may start;
 * - `rollback`, `deletion`: a job that the request started must stop;
 * - `finished`: the operation is over, or goes on without the request. A job that the request started belongs to the stack by now, or a
 *   deletion will stop it;
 * - `unknown`: the status of the stack cannot be read.
 */
export type Phase = 'active' | 'rollback' | 'deletion' | 'finished' | 'unknown';

export interface StackState {
  readonly phase: Phase;
  readonly status: string;
  /** Whether a later stack operation has begun since the request was made. Such a request neither starts nor stops a job. */
  readonly isStale: boolean;
  /** The start of the stack operation, in milliseconds since 1970. */
  readonly startedAt?: number;
  /** The reason why the status cannot be read. */
  readonly problem?: string;
}

/** The date of a request has no milliseconds. */
const DATE_TOLERANCE = 2000;

/** The time after a request during which AWS may still return the status of the stack before the operation. */
const STATUS_LAG = 30_000;
const MAX_READS = 3;
const DELAY_BETWEEN_READS = 5_000;

/**
 * Reads the state of the stack before a creation or an update does anything else. CloudFormation makes such requests while an operation is
 * active, so the status is read again if a new request finds the operation finished.
 */
export function* awaitActiveStack(invocation: Invocation): Steps<StackState> {
  let stack = yield* readStackState(invocation);
  for (let reads = 1; reads < MAX_READS && stack.phase === 'finished' && !stack.isStale && (yield* isNew(invocation)); reads++) {
    yield* sleep(DELAY_BETWEEN_READS);
    stack = yield* readStackState(invocation);
  }
  return stack;
}

export function* readStackState(invocation: Invocation): Steps<StackState> {
  const stack = yield* describeStack(invocation);
  yield* log(`the stack is ${stack.status}${stack.isStale ? ', in a later operation' : ''}`);
  return stack;
}

function* describeStack(invocation: Invocation): Steps<StackState> {
  const { request: { stackId } } = invocation;
  try {
    const stack = yield* retry<'describe-stack'>(invocation, { do: 'describe-stack', stackId }, { permission: `${ACTIONS.describeStacks} on the stack` });
    const phase = phaseOf(stack.status);
    // when the whole stack is deleted, it does not matter which operation a job is from
    return { phase, status: stack.status, isStale: phase !== 'deletion' && isStale(invocation, stack), startedAt: stack.updated ?? stack.created };
  } catch (error) {
    if (!mustBeAnswered(invocation, error)) { throw error; }
    const problem = describeError(error);
    yield* log(problem);
    // CloudFormation refuses the ARN of a stack only if the stack no longer exists
    const isGone = error instanceof PermanentError && error.category === 'refused';
    return { phase: isGone ? 'deletion' : 'unknown', status: isGone ? 'gone' : 'unreadable', isStale: false, problem };
  }
}

function phaseOf(status: string): Phase {
  if (status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS') { return 'active'; }
  if (status.includes('ROLLBACK')) { return 'rollback'; }
  return status.startsWith('DELETE') ? 'deletion' : 'finished';
}

/**
 * Whether the request belongs to an earlier stack operation. It is unverified that a rollback does not change LastUpdatedTime: compare
 * `describe-stacks` before and during the rollback of an update.
 */
function isStale({ request: { requestedAt } }: Invocation, { created, updated }: StackDescription): boolean {
  const startedAt = updated ?? created;
  return requestedAt !== undefined && startedAt !== undefined && requestedAt < startedAt - DATE_TOLERANCE;
}

function* isNew({ request: { requestedAt } }: Invocation): Steps<boolean> {
  return requestedAt !== undefined && (yield* now()) - requestedAt < STATUS_LAG;
}
