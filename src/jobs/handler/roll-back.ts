import { Answer, successWithJob } from './answer';
import { describeError } from './errors';
import { Invocation } from './invocation';
import { JobDefinition } from './job-definition';
import { describeSlots, isOwnJob, stopJob, stopOwnJobs } from './jobs';
import { rejectLateRequest } from './late-request';
import { slotOf } from './names';
import { mustBeAnswered } from './retry';
import { StackState } from './stack-state';
import { log, Steps } from './steps';
import { jobName, MAX_SLOT } from '../protocol';

/**
 * Answers an update that arrives while the stack rolls back. It starts no job and never fails. It answers with the job of the properties that
 * CloudFormation restores, even if that job no longer exists. CloudFormation then deletes the other job.
 *
 * @param old The job of the properties that CloudFormation replaces.
 */
export function* rollBack(invocation: Invocation, definition: JobDefinition, old: JobDefinition | undefined, stack: StackState): Steps<Answer> {
  const { base } = definition;
  const { physicalId, requestedAt } = invocation.request;
  const physicalSlot = slotOf(base, physicalId);
  let target = physicalSlot === undefined ? jobName(base, 1) : physicalId!;
  try {
    // the job in the last slot was in use, unless CloudFormation names another one
    const jobs = physicalSlot === undefined ? yield* describeSlots(invocation, base) : [];
    if (jobs.length > 0) { target = jobName(base, jobs.length); }
    if (stack.isStale) { return successWithJob(invocation, target); }

    if (physicalSlot !== undefined) {
      // the physical id is that of the old job, so CloudFormation never read the answer of the update, and will not delete the job that it started
      const changesIdentity = old !== undefined && old.base !== base;
      const [unreadBase, from] = changesIdentity ? [old.base, 1] : [base, physicalSlot + 1];
      const unreadJobs = yield* describeSlots(invocation, unreadBase, { from });
      for (const job of unreadJobs) {
        // a rollback starts no job, so this is the update itself, delivered once more
        if (!changesIdentity && (yield* isOwnJob(invocation, job))) { return yield* rejectLateRequest(invocation, definition, stack); }
        if (job.status === 'InProgress') { yield* stopJob(invocation, job.name); }
      }
      // a job that has just been started may not be found yet
      const next = from + unreadJobs.length;
      if (next <= MAX_SLOT) { yield* stopJob(invocation, jobName(unreadBase, next)); }
    } else if (requestedAt !== undefined) {
      // this may be the update itself, delivered once more: the job that it started must stop
      yield* stopOwnJobs(invocation, jobs);
    }
  } catch (error) {
    if (!mustBeAnswered(invocation, error)) { throw error; }
    yield* log(`the rollback succeeds in spite of: ${describeError(error)}`);
  }
  return successWithJob(invocation, target);
}
