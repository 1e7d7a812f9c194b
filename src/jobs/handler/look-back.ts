import { Invocation } from './invocation';
import { JobDefinition } from './job-definition';
import { isOwnJob, stopJob } from './jobs';
import { jobArn } from './names';
import { PermanentError } from './retry';
import { readStackState } from './stack-state';
import { log, Steps } from './steps';

/**
 * Reads the state of the stack once more after a job was started, and stops the job if a rollback or a deletion has begun in the meantime.
 *
 * A rollback may have looked for the job before the job existed. Either the deletion finds the job, or this function finds the new status of the
 * stack.
 */
export function* lookBack(invocation: Invocation, { stopOnRemoval }: JobDefinition, name: string): Steps {
  const { request: { stackId }, kind, startedJobs } = invocation;
  const { phase, isStale, startedAt } = yield* readStackState(invocation);
  // a job that started after the next operation had begun cannot be part of the stack
  const isOrphan = isStale && startedAt !== undefined && startedAt < (startedJobs.get(name) ?? 0);
  const mustStop = isOrphan || (!isStale && (phase === 'rollback' || (phase === 'deletion' && stopOnRemoval)));
  if (!mustStop) { return; }
  try {
    const isOwn = yield* isOwnJob(invocation, { name, arn: jobArn(kind, stackId, name) });
    // a job that has just been started may not be found yet
    if (isOwn) { yield* stopJob(invocation, name, { alsoFor: 'not-found' }); }
  } catch (error) {
    if (!(error instanceof PermanentError)) { throw error; }
    yield* log(`a job may still be running: ${error.message}`);
  }
}
