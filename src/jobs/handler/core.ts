/**
 * The core of the handler. It decides how to handle an event, for all kinds of jobs. README.md explains the lifecycle; `steps.ts` explains how
 * the core calls services.
 */
import { Answer, failure, sendAnswer } from './answer';
import { deleteJobs } from './deletion';
import { parseEvent, Request } from './events';
import { Invocation, newInvocation } from './invocation';
import { InvalidProperties, isValid, JobDefinition, readJobDefinition } from './job-definition';
import { answerWithExistingJob, rejectLateRequest } from './late-request';
import { lookBack } from './look-back';
import { rollBack } from './roll-back';
import { awaitActiveStack, StackState } from './stack-state';
import { startJob } from './start';
import { log, now, Steps } from './steps';
import { readFlag } from './values';
import { answerWithoutWait, waitForJob } from './wait';
import { JobKind } from '../kinds';
import { isNamePrefix } from '../protocol';

export interface Context {
  /** The name of the function, which invokes itself to continue a long wait. */
  readonly functionName: string;
  readonly kinds: readonly JobKind[];
  /** The reason why Lambda stopped retrying the event. Only for the janitor. */
  readonly cause?: string;
}

/** The tolerance for differences between clocks. */
const CLOCK_TOLERANCE = 300_000;

/**
 * Handles an event: a request of CloudFormation, or the continuation of a wait. A thrown error means that the request was not answered. Lambda
 * must then deliver the event again.
 */
export function* handle(event: unknown, { functionName, kinds }: Context): Steps {
  const request = parseEvent(event, kinds);
  yield* respond(request, {
    isLastAttempt: false,
    rejection: 'The stack operation of this request is over, so no job is started.',
    answerWait: (invocation) => waitForJob(invocation, event, functionName),
  });
}

/** Handles an event that Lambda no longer retries, for the janitor. Never starts a job, and always answers. */
export function* handleFailedEvent(event: unknown, { kinds, cause }: Context): Steps {
  const request = parseEvent(event, kinds);
  const rejection = `The job handler gave up: ${cause ?? 'see its log for the reason'}`;
  yield* respond(request, { isLastAttempt: true, rejection, answerWait: (invocation) => answerWithoutWait(invocation, rejection) });
}

interface Mode {
  readonly isLastAttempt: boolean;
  /** The reason to give if no job is started. */
  readonly rejection: string;
  readonly answerWait: (invocation: Invocation) => Steps<Answer | undefined>;
}

function* respond(request: Request, { isLastAttempt, rejection, answerWait }: Mode): Steps {
  const { type, resourceType, kind, requestId, logicalId, physicalId, requestedAt, timeoutSeconds } = request;
  const invokedAt = yield* now();
  yield* log(`${type} ${logicalId}, request ${requestId}${isLastAttempt ? ', last attempt' : ''}`);
  if (requestedAt !== undefined && invokedAt - requestedAt >= timeoutSeconds * 1000 + CLOCK_TOLERANCE) {
    yield* log('ignored: the request has timed out');
    return;
  }
  if (!['Create', 'Update', 'Delete'].includes(type)) {
    yield* sendAnswer(request, failure(physicalId ?? logicalId, `RequestType ${JSON.stringify(type)} is unknown`));
  } else if (!kind) {
    // a newer release added the type, and a rollback brought this older code back: there can be no such job
    yield* sendAnswer(request, type === 'Delete' ? nothingToDelete(request)
      : failure(physicalId ?? logicalId, `ResourceType ${JSON.stringify(resourceType)} is unknown`));
  } else {
    const invocation = newInvocation(request, kind, invokedAt, isLastAttempt);
    if (request.isWait) {
      const answer = type === 'Delete' ? nothingToDelete(request) : yield* answerWait(invocation);
      if (answer) { yield* sendAnswer(request, answer); }
    } else {
      yield* respondForJob(invocation, rejection);
    }
  }
}

function* respondForJob(invocation: Invocation, rejection: string): Steps {
  const { request, kind } = invocation;
  const definition = readJobDefinition(request, kind, request.properties);
  if (request.type === 'Delete') {
    yield* sendAnswer(request, isValid(definition) ? yield* deleteJobs(invocation, definition) : yield* deleteByPhysicalId(invocation));
    return;
  }
  const stack = yield* awaitActiveStack(invocation);
  const answer = yield* decide(invocation, definition, stack, rejection);
  yield* sendAnswer(request, answer);
  const mayHaveStarted = answer.status === 'SUCCESS' && stack.phase === 'active';
  if (mayHaveStarted && isValid(definition)) { yield* lookBack(invocation, definition, answer.physicalId); }
}

/** Handles a creation or an update, according to the current phase of the stack operation. */
function* decide(invocation: Invocation, definition: JobDefinition | InvalidProperties, stack: StackState, rejection: string): Steps<Answer> {
  const { request, kind, isLastAttempt } = invocation;
  const isRollback = request.type === 'Update' && stack.phase === 'rollback';
  if (!isValid(definition)) {
    const physicalId = request.physicalId ?? request.logicalId;
    return isRollback ? { status: 'SUCCESS', physicalId } : failure(physicalId, `${definition.problem}.`);
  }
  if (isRollback) {
    const old = readJobDefinition(request, kind, request.oldProperties);
    return yield* rollBack(invocation, definition, isValid(old) ? old : undefined, stack);
  }
  switch (stack.phase) {
    case 'rollback':
    case 'deletion':
      return yield* rejectLateRequest(invocation, definition, stack);
    case 'active':
      return stack.isStale || isLastAttempt
        ? yield* answerWithExistingJob(invocation, definition, rejection)
        : yield* startJob(invocation, definition);
    case 'finished':
      return yield* answerWithExistingJob(invocation, definition, rejection);
    case 'unknown':
      return yield* answerWithExistingJob(invocation, definition, `The status of the stack cannot be read, so no job is started. ${stack.problem}`);
  }
}

/** Deletes the job of the physical id. This code cannot read properties that are newer than itself. */
function* deleteByPhysicalId(invocation: Invocation): Steps<Answer> {
  const { request, kind } = invocation;
  const { NamePrefix: prefix, StopOnRemoval: stopOnRemoval } = request.properties;
  if (!isNamePrefix(kind, prefix)) { return nothingToDelete(request); }
  return yield* deleteJobs(invocation, { prefix, stopOnRemoval: readFlag(stopOnRemoval, true) });
}

function nothingToDelete({ physicalId, logicalId }: Request): Answer {
  return { status: 'SUCCESS', physicalId: physicalId ?? logicalId };
}
