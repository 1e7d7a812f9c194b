import { Answer, failure } from './answer';
import { describeError } from './errors';
import { deadline, Invocation, STOP_BUDGET } from './invocation';
import { JobDefinition } from './job-definition';
import { describeJob, describeSlots, hasEnded, stopJob } from './jobs';
import { mustBeAnswered, PermanentError } from './retry';
import { readStackState, StackState } from './stack-state';
import { log, now, sleep, Steps } from './steps';
import { jobName, MAX_SLOT } from '../protocol';

const FIRST_POLLS = { count: 6, milliseconds: 5_000 };
const LATER_POLLS = { milliseconds: 15_000 };

/**
 * The jobs that a deletion may stop: those with the identity of the properties, or only those with the prefix if the properties are newer
 * than this code.
 */
export type DeletableJobs = Pick<JobDefinition, 'prefix' | 'stopOnRemoval'> & Partial<Pick<JobDefinition, 'base'>>;

/**
 * Stops the jobs of a resource, and answers when they have ended, because CloudFormation may delete their role, network and keys next.
 * Deleting a job that never existed succeeds.
 */
export function* deleteJobs(invocation: Invocation, deletable: DeletableJobs): Steps<Answer> {
  const { physicalId = invocation.request.logicalId } = invocation.request;
  const success: Answer = { status: 'SUCCESS', physicalId };
  const stack = yield* readStackState(invocation);
  // stopOnRemoval does not apply to a job whose deployment failed
  if (!deletable.stopOnRemoval && stack.phase !== 'rollback') {
    yield* log('no job is stopped, because StopOnRemoval is false');
    return success;
  }
  try {
    yield* stopAll(invocation, yield* namesToStop(invocation, deletable, stack));
    return success;
  } catch (error) {
    if (!mustBeAnswered(invocation, error)) { throw error; }
    return failure(physicalId, `A job may still be running. ${describeError(error)}`);
  }
}

interface NamesToStop {
  readonly all: string[];
  /** The job that may have been started last: the job of the physical id, or the job in the first slot that seems free. */
  readonly newest?: string;
}

/**
 * Selects the jobs to stop. If the stack is deleted, these are all jobs of the identity. If the stack continues to exist, its new job may have
 * another slot or identity, so only the job of the physical id is stopped. CloudFormation generates the physical id if it did not read an answer. In
 * that case, the jobs of the identity are stopped.
 */
function* namesToStop(invocation: Invocation, { prefix, base }: DeletableJobs, { status, phase, isStale }: StackState): Steps<NamesToStop> {
  const { physicalId } = invocation.request;
  const isJobName = physicalId?.startsWith(`${prefix}-`) === true;
  const stackLivesOn = status.startsWith('UPDATE') || phase === 'finished' || phase === 'unknown';
  if (stackLivesOn && isStale) { return { all: [] }; }

  const sweeps = !(stackLivesOn && isJobName);
  const swept = base !== undefined && sweeps
    ? (yield* describeSlots(invocation, base, { until: deadline(invocation, STOP_BUDGET) })).map(({ name }) => name) : [];
  const newest = isJobName ? physicalId : base && jobName(base, Math.min(swept.length + 1, MAX_SLOT));
  return { all: [...new Set([...(newest ? [newest] : []), ...swept])], newest };
}

/** Stops jobs, and waits until they have ended or the budget is used up. */
function* stopAll(invocation: Invocation, { all, newest }: NamesToStop): Steps {
  const policy = { until: deadline(invocation, STOP_BUDGET) };
  let running = all;
  for (let poll = 0; ; poll++) {
    const stillRunning: string[] = [];
    let refused: PermanentError | undefined;
    for (const name of running) {
      const job = yield* describeJob(invocation, name, policy);
      if (job?.note) { yield* log(`${name}: ${job.note}`); }
      // a job that has just been started may not be found yet
      const mayBeNew = !job && poll === 0 && name === newest;
      if (mayBeNew && (yield* stopJob(invocation, name, policy))) { stillRunning.push(name); }
      if (!job || hasEnded(job)) { continue; }
      stillRunning.push(name);
      if (job.status === 'Stopping') { continue; }
      try {
        yield* stopJob(invocation, name, policy);
      } catch (error) {
        if (!(error instanceof PermanentError) || error.category === 'denied') { throw error; }
        refused = error;
      }
    }
    running = stillRunning;
    if (running.length === 0) { return; }

    const { milliseconds } = poll < FIRST_POLLS.count ? FIRST_POLLS : LATER_POLLS;
    if ((yield* now()) + milliseconds > policy.until) {
      if (refused) { throw refused; }
      yield* log(`still stopping: ${running.join(', ')}`);
      return;
    }
    yield* sleep(milliseconds);
  }
}
