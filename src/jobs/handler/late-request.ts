import { Answer, failure, successWithJob } from './answer';
import { describeError } from './errors';
import { Invocation } from './invocation';
import { JobDefinition } from './job-definition';
import { describeSlotsFromPhysicalId, findOwnSlot, isUsable, stopOwnJobs } from './jobs';
import { mustBeAnswered } from './retry';
import { StackState } from './stack-state';
import { Steps } from './steps';
import { jobName } from '../protocol';

/** Rejects a request that came too late to start a job, and stops the job that an earlier delivery of it started. */
export function* rejectLateRequest(invocation: Invocation, { base, stopOnRemoval }: JobDefinition, stack: StackState): Steps<Answer> {
  let name = jobName(base, 1);
  let reason = `The stack is ${stack.status}, so no job is started.`;
  try {
    const jobs = yield* describeSlotsFromPhysicalId(invocation, base);
    name = (yield* findOwnSlot(invocation, base, jobs)).name;
    if (!stack.isStale && (stack.phase === 'rollback' || stopOnRemoval)) { yield* stopOwnJobs(invocation, jobs); }
  } catch (error) {
    if (!mustBeAnswered(invocation, error)) { throw error; }
    reason += ` ${describeError(error)}`;
  }
  return failure(name, reason);
}

/** Answers with the existing job if it is usable, and fails with the reason otherwise. Starts and stops no job. */
export function* answerWithExistingJob(invocation: Invocation, { base }: JobDefinition, reason: string): Steps<Answer> {
  try {
    const { name, job } = yield* findOwnSlot(invocation, base, yield* describeSlotsFromPhysicalId(invocation, base));
    return job && isUsable(job) ? successWithJob(invocation, name) : failure(name, reason);
  } catch (error) {
    if (!mustBeAnswered(invocation, error)) { throw error; }
    return failure(jobName(base, 1), `${reason} ${describeError(error)}`);
  }
}
