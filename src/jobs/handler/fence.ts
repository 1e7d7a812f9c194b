import { wordsOf } from './errors';
import { Invocation } from './invocation';
import { insist, log, mustBeAnswered, Refusal, take } from './remote';
import { StackState, Steps } from './steps';

/**
 * What the stack's status lets a request do:
 * - `open`: its operation is going forward;
 * - `rollback`, `deletion`: what it started must go;
 * - `settled`: the operation is over, or goes on without it. What was started is the stack's own by now, or will be swept by a deletion;
 * - `unknown`: the status cannot be read.
 */
export type Stage = 'open' | 'rollback' | 'deletion' | 'settled' | 'unknown';

export interface Fence {
  readonly stage: Stage;
  readonly status: string;
  /** Whether the stack's operation began after the request was made: the request is of an earlier one, and neither starts nor stops anything. */
  readonly stale: boolean;
  /** When the stack's operation began. */
  readonly begun?: number;
  /** Why the status cannot be read. */
  readonly problem?: string;
}

/** The date of a request has whole seconds. */
const SLACK = 2000;

/** A stack that just began an operation may be read as it was before. */
const YOUNG = 30_000;
const MOST_LOOKS = 3;
const BETWEEN_LOOKS = 5_000;

const PERMISSION = 'cloudformation:DescribeStacks on the stack';

/** Before anything else is done for a creation or an update: these are made while the stack is on its way, so a young one that finds it settled looks again. */
export function* approachFence(here: Invocation): Steps<Fence> {
  let fence = yield* readFence(here);
  for (let looks = 1; looks < MOST_LOOKS && fence.stage === 'settled' && !fence.stale && (yield* isYoung(here)); looks++) {
    yield { do: 'sleep', milliseconds: BETWEEN_LOOKS };
    fence = yield* readFence(here);
  }
  return fence;
}

export function* readFence(here: Invocation): Steps<Fence> {
  const fence = yield* read(here);
  yield* log(`stack ${fence.status}${fence.stale ? ', in a later operation' : ''}`);
  return fence;
}

function* read(here: Invocation): Steps<Fence> {
  try {
    const stack = yield* insist<'describe-stack'>(here, { do: 'describe-stack', stackId: here.request.stackId }, { permission: PERMISSION });
    const stage = stageOf(stack.status);
    // when everything goes, it does not matter which operation something is from
    return { stage, status: stack.status, stale: stage !== 'deletion' && isStale(here, stack), begun: stack.updated ?? stack.created };
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    const problem = wordsOf(error);
    yield* log(problem);
    // the only thing that can be wrong with a stack's own ARN is that there is no such stack any more
    const isGone = error instanceof Refusal && error.kind === 'refused';
    return { stage: isGone ? 'deletion' : 'unknown', status: isGone ? 'gone' : 'unreadable', stale: false, problem };
  }
}

function stageOf(status: string): Stage {
  if (status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS') { return 'open'; }
  if (status.includes('ROLLBACK')) { return 'rollback'; }
  return status.startsWith('DELETE') ? 'deletion' : 'settled';
}

/**
 * Whether the request is of an earlier operation. That a rollback is no update of its own, so that LastUpdatedTime stays, is unverified: an
 * account shows it by a `describe-stacks` before and during the rollback of an update.
 */
function isStale({ request: { requested } }: Invocation, { created, updated }: StackState): boolean {
  const begun = updated ?? created;
  return requested !== undefined && begun !== undefined && requested < begun - SLACK;
}

function* isYoung({ request: { requested } }: Invocation): Steps<boolean> {
  return requested !== undefined && (yield* take<'now'>({ do: 'now' })) - requested < YOUNG;
}
