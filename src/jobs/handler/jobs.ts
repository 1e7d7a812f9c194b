import { categoryOf } from './errors';
import { Invocation } from './invocation';
import { slotOf } from './names';
import { PermanentError, retry, RetryPolicy } from './retry';
import { JobState, log, Steps } from './steps';
import { ACTIONS, HANDLER_TAG_KEYS, jobActions, jobName, MAX_SLOT } from '../protocol';

/** The statuses of unusable jobs. Only the request that started such a job may answer with it. */
const UNUSABLE = ['Failed', 'Stopping', 'Stopped', 'Deleting'];
/** The statuses in which a job no longer runs. */
const ENDED = ['Completed', 'Failed', 'Stopped', 'Deleting'];

export const isUsable = ({ status }: JobState) => !UNUSABLE.includes(status);
export const hasEnded = ({ status }: JobState) => ENDED.includes(status);

/** The beginning of a message about a job: the noun of its kind and its name. */
export function jobLabel({ kind: { noun } }: Invocation, name: string): string {
  return `${noun[0].toUpperCase()}${noun.slice(1)} ${name}`;
}

/** Describes a job; undefined if there is none with the name. */
export function* describeJob(invocation: Invocation, name: string, policy: Partial<RetryPolicy> = {}): Steps<JobState | undefined> {
  const { kind } = invocation;
  try {
    return yield* retry<'describe-job'>(invocation, { do: 'describe-job', kind, name }, { permission: `${jobActions(kind).describe.join()} on the job`, ...policy });
  } catch (error) {
    if (categoryOf(error) === 'not-found') { return undefined; }
    throw error;
  }
}

/** Describes the jobs in the slots of an identity, from the given slot to the last one that is taken. */
export function* describeSlots(
  invocation: Invocation, base: string, { from = 1, ...policy }: Partial<RetryPolicy> & { readonly from?: number } = {},
): Steps<JobState[]> {
  const jobs: JobState[] = [];
  for (let slot = from; slot <= MAX_SLOT; slot++) {
    const job = yield* describeJob(invocation, jobName(base, slot), policy);
    if (!job) { break; }
    jobs.push(job);
  }
  return jobs;
}

/** The slot of the physical id. Earlier slots are not used again; their jobs may even have been deleted by hand. */
export function firstSlot({ request: { physicalId } }: Invocation, base: string): number {
  return slotOf(base, physicalId) ?? 1;
}

/** Describes the jobs among which a creation or an update finds its own. */
export function describeSlotsFromPhysicalId(invocation: Invocation, base: string): Steps<JobState[]> {
  return describeSlots(invocation, base, { from: firstSlot(invocation, base) });
}

/** Whether this request started a job, in this invocation or in an earlier one. */
export function* isOwnJob(invocation: Invocation, { name, arn }: Pick<JobState, 'name' | 'arn'>): Steps<boolean> {
  const { request, startedJobs, knownTags } = invocation;
  if (startedJobs.has(name)) { return true; }
  let tags = knownTags.get(name);
  if (!tags) {
    try {
      tags = yield* retry<'list-tags'>(invocation, { do: 'list-tags', arn }, { permission: `${ACTIONS.listTags} on the job` });
    } catch (error) {
      // the job has been deleted in the meantime
      if (categoryOf(error) !== 'not-found') { throw error; }
      tags = {};
    }
    knownTags.set(name, tags);
  }
  return tags[HANDLER_TAG_KEYS.requestId] === request.requestId;
}

/**
 * Whether a job was usable when the request was made and has failed since. An earlier delivery may have answered with it, and every
 * delivery must give the same answer.
 */
export function failedSinceRequest({ request: { requestedAt } }: Invocation, { status, ended }: JobState): boolean {
  return status === 'Failed' && requestedAt !== undefined && ended !== undefined && ended > requestedAt;
}

/** Stops a job. A job that has already ended counts as stopped. Returns whether there was a running job. */
export function* stopJob(invocation: Invocation, name: string, policy: Partial<RetryPolicy> = {}): Steps<boolean> {
  const { kind } = invocation;
  yield* log(`stopping ${name}`);
  try {
    yield* retry<'stop-job'>(invocation, { do: 'stop-job', kind, name }, { permission: `${jobActions(kind).stop.join()} on the job`, ...policy });
    return true;
  } catch (error) {
    if (categoryOf(error) === 'not-found') { return false; }
    if (!(error instanceof PermanentError)) { throw error; }
    // "The request was rejected because the ... job is in status ...": the status of the job tells the same, without matching a message
    const job = yield* describeJob(invocation, name, policy);
    if (job?.status === 'InProgress') { throw error; }
    return false;
  }
}

/** Stops the running jobs that this request started. */
export function* stopOwnJobs(invocation: Invocation, jobs: JobState[]): Steps {
  for (const job of jobs) {
    if (job.status === 'InProgress' && (yield* isOwnJob(invocation, job))) { yield* stopJob(invocation, job.name); }
  }
}

export interface Slot {
  readonly name: string;
  readonly job?: JobState;
}

/**
 * Finds the slot of this request: the first slot whose job is usable or was started by the request. Otherwise it is the slot of the physical id,
 * or the first free slot.
 *
 * @param jobs The jobs from the slot of the physical id on.
 */
export function* findOwnSlot(invocation: Invocation, base: string, jobs: JobState[]): Steps<Slot> {
  for (const job of jobs) {
    if (isUsable(job) || failedSinceRequest(invocation, job) || (yield* isOwnJob(invocation, job))) { return { name: job.name, job }; }
  }
  const { physicalId } = invocation.request;
  return { name: slotOf(base, physicalId) === undefined ? jobName(base, Math.min(jobs.length + 1, MAX_SLOT)) : physicalId! };
}
