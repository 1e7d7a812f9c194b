/**
 * What the handler of training jobs does with an event, one step at a time: see `steps.ts` for who takes the steps.
 */
import { rollBack, settle, withdraw } from './adopt';
import { Answer, answer } from './answer';
import { flag, parse, Request } from './events';
import { approachFence, Fence, readFence } from './fence';
import { Invocation, invocation } from './invocation';
import { isUnderstood, Job, jobOf, NotUnderstood } from './job';
import { isOwn, stop } from './jobs';
import { isPrefix, jobArn } from './names';
import { log, Refusal, take } from './remote';
import { remove } from './remove';
import { failure, start } from './start';
import { Steps } from './steps';
import { lastLook, wait } from './wait';
import { TRAINING_JOB } from '../kinds';
import { waitType } from '../protocol';

/** What the handler knows besides the event. */
export interface Context {
  /** Of the function itself, which hands long waits on to itself. */
  readonly functionName: string;
  /** Why the function gave up on the event, if it did: only the janitor knows. */
  readonly cause?: string;
}

/** A request this much older than its time-out may seem so only because clocks differ. */
const SKEW = 300_000;

/**
 * Answers one event: a request of CloudFormation, or the baton of a wait, `{ ...request, Baton: { Started } }`.
 *
 * An error that escapes was not answered, and the event must be delivered again.
 */
export function* handle(event: unknown, { functionName }: Context): Steps {
  const here = yield* receive(event, false);
  if (!here) { return; }
  yield* respond(here, 'The operation that asked for it is over: nothing is trained.', () => wait(here, event, functionName));
}

/** Answers an event, the same that `handle` takes, that was delivered three times in vain: one more try, which starts nothing. */
export function* clean(event: unknown, { cause }: Context): Steps {
  const here = yield* receive(event, true);
  if (!here) { return; }
  const why = `The handler of training jobs gave up: ${cause ?? 'its log says why'}`;
  yield* respond(here, why, () => lastLook(here, why));
}

function* respond(here: Invocation, why: string, waitFor: () => Steps<Answer | undefined>): Steps {
  const { request } = here;
  if (!['Create', 'Update', 'Delete'].includes(request.type)) {
    yield* answer(request, failure(request.given ?? request.logicalId, `RequestType ${JSON.stringify(request.type)} is unknown`));
  } else if (request.resourceType === TRAINING_JOB.type) {
    yield* respondForJob(here, why);
  } else if (request.resourceType === waitType(TRAINING_JOB)) {
    yield* respondForWait(here, waitFor);
  } else {
    // of a release that is newer than this code, which a rollback brought back: nothing of it can be here
    yield* answer(request, request.type === 'Delete' ? removed(request) : failure(request.given ?? request.logicalId,
      `ResourceType ${JSON.stringify(request.resourceType)} is unknown`));
  }
}

/** Undefined if nobody can be waiting for an answer any more. */
function* receive(event: unknown, lastTry: boolean): Steps<Invocation | undefined> {
  const request = parse(event);
  const now = yield* take<'now'>({ do: 'now' });
  yield* log(`${request.type} ${request.logicalId}, request ${request.requestId}${lastTry ? ', for the last time' : ''}`);
  if (request.requested !== undefined && now - request.requested >= request.timeoutSeconds * 1000 + SKEW) {
    yield* log('dropped: the request has timed out');
    return undefined;
  }
  return invocation(request, now, lastTry);
}

function* respondForWait(here: Invocation, waitFor: () => Steps<Answer | undefined>): Steps {
  const said = here.request.type === 'Delete' ? removed(here.request) : yield* waitFor();
  if (said) { yield* answer(here.request, said); }
}

function* respondForJob(here: Invocation, why: string): Steps {
  const { request } = here;
  const job = jobOf(request, request.properties);
  if (request.type === 'Delete') {
    yield* answer(request, isUnderstood(job) ? yield* remove(here, job) : yield* removeByName(here));
    return;
  }
  const fence = yield* approachFence(here);
  const said = yield* decide(here, job, fence, why);
  yield* answer(request, said);
  if (said.status === 'SUCCESS' && fence.stage === 'open' && isUnderstood(job)) { yield* lookBack(here, job, said.id); }
}

/** What becomes of a creation or an update. */
function* decide(here: Invocation, job: Job | NotUnderstood, fence: Fence, why: string): Steps<Answer> {
  const { request } = here;
  const isRollBack = request.type === 'Update' && fence.stage === 'rollback';
  if (!isUnderstood(job)) {
    const id = request.given ?? request.logicalId;
    return isRollBack ? { status: 'SUCCESS', id } : failure(id, `${job.problem}.`);
  }
  if (isRollBack) {
    const old = jobOf(request, request.oldProperties);
    return yield* rollBack(here, job, isUnderstood(old) ? old : undefined, fence);
  }
  switch (fence.stage) {
    case 'rollback':
    case 'deletion':
      return yield* withdraw(here, job, fence);
    case 'open':
      return fence.stale || here.lastTry ? yield* settle(here, job, why) : yield* start(here, job);
    case 'settled':
      return yield* settle(here, job, why);
    case 'unknown':
      return yield* settle(here, job, `The status of the stack cannot be read, so nothing is trained. ${fence.problem}`);
  }
}

/** Of properties that are newer than this code, the given name is all that can be understood. */
function* removeByName(here: Invocation): Steps<Answer> {
  const { NamePrefix: prefix, StopOnRemoval: stopOnRemoval } = here.request.properties;
  return isPrefix(prefix) ? yield* remove(here, { prefix, stopOnRemoval: flag(stopOnRemoval, true) }) : removed(here.request);
}

/**
 * After the answer: if the stack turned back meanwhile, its deletion of this job may have looked for it before it was there.
 * Either the deletion sees the job, or this sees the stack's status.
 */
function* lookBack(here: Invocation, { stopOnRemoval }: Job, name: string): Steps {
  const { stage, stale, begun } = yield* readFence(here);
  // what was started only after the next operation had begun can be no part of the stack
  const isOrphan = stale && begun !== undefined && begun < (here.started.get(name) ?? 0);
  const mustGo = isOrphan || (!stale && (stage === 'rollback' || (stage === 'deletion' && stopOnRemoval)));
  if (!mustGo) { return; }
  try {
    const arn = jobArn(here.request.stackId, name);
    // a job that was started a moment ago may not be found yet
    if (yield* isOwn(here, { name, arn })) { yield* stop(here, name, { alsoFor: 'not-found' }); }
  } catch (error) {
    if (!(error instanceof Refusal)) { throw error; }
    yield* log(`a training job may still run: ${error.message}`);
  }
}

function removed({ given, logicalId }: Request): Answer {
  return { status: 'SUCCESS', id: given ?? logicalId };
}
