import { kindOf } from './errors';
import { Invocation } from './invocation';
import { LAST_SLOT, slotName, slotOf } from './names';
import { insist, log, Patience, Refusal } from './remote';
import { JobState, Steps } from './steps';
import { HANDLER_TAG_KEYS } from '../protocol';

/** No longer of use to whoever did not start it. */
const DEAD = ['Failed', 'Stopping', 'Stopped', 'Deleting'];
/** Nothing runs any more. */
const ENDED = ['Completed', 'Failed', 'Stopped', 'Deleting'];

export const isDead = ({ status }: JobState) => DEAD.includes(status);
export const hasEnded = ({ status }: JobState) => ENDED.includes(status);

/** Undefined if there is no such job. */
export function* describe(here: Invocation, name: string, patience: Partial<Patience> = {}): Steps<JobState | undefined> {
  try {
    return yield* insist<'describe-job'>(here, { do: 'describe-job', name }, { permission: 'sagemaker:DescribeTrainingJob on the job', ...patience });
  } catch (error) {
    if (kindOf(error) === 'not-found') { return undefined; }
    throw error;
  }
}

/** The jobs in the slots of an identity, the first, or the one to begin from, to the last. */
export function* survey(
  here: Invocation, base: string, { from = 1, ...patience }: Partial<Patience> & { readonly from?: number } = {},
): Steps<JobState[]> {
  const jobs: JobState[] = [];
  for (let slot = from; slot <= LAST_SLOT; slot++) {
    const job = yield* describe(here, slotName(base, slot), patience);
    if (!job) { break; }
    jobs.push(job);
  }
  return jobs;
}

/** What lies before the slot that CloudFormation names was given up, and may have been deleted by hand. */
export function firstSlot({ request: { given } }: Invocation, base: string): number {
  return slotOf(base, given) ?? 1;
}

/** The jobs among which a creation or an update finds its own. */
export function surveyFromGiven(here: Invocation, base: string): Steps<JobState[]> {
  return survey(here, base, { from: firstSlot(here, base) });
}

/** Whether this very request started the job. */
export function* isOwn(here: Invocation, { name, arn }: Pick<JobState, 'name' | 'arn'>): Steps<boolean> {
  if (here.started.has(name)) { return true; }
  let tags = here.tags.get(name);
  if (!tags) {
    try {
      tags = yield* insist<'list-tags'>(here, { do: 'list-tags', arn }, { permission: 'sagemaker:ListTags on the job' });
    } catch (error) {
      // deleted meanwhile
      if (kindOf(error) !== 'not-found') { throw error; }
      tags = {};
    }
    here.tags.set(name, tags);
  }
  return tags[HANDLER_TAG_KEYS.requestId] === here.request.requestId;
}

/** Whether a job of another request was of use when this one was made: every delivery must come to the same, whenever it comes. */
export function failedMeanwhile({ request: { requested } }: Invocation, { status, ended }: JobState): boolean {
  return status === 'Failed' && requested !== undefined && ended !== undefined && ended > requested;
}

/** Asks a job to stop; that it ended meanwhile is as good. Returns whether it was there to be stopped. */
export function* stop(here: Invocation, name: string, patience: Partial<Patience> = {}): Steps<boolean> {
  yield* log(`stopping ${name}`);
  try {
    yield* insist<'stop-job'>(here, { do: 'stop-job', name }, { permission: 'sagemaker:StopTrainingJob on the job', ...patience });
    return true;
  } catch (error) {
    if (kindOf(error) === 'not-found') { return false; }
    if (!(error instanceof Refusal)) { throw error; }
    // "The request was rejected because the training job is in status ...": the job says it as well as these words
    const job = yield* describe(here, name, patience);
    if (job?.status === 'InProgress') { throw error; }
    return false;
  }
}

/** Stops those of the jobs that run and that this very request started. */
export function* stopOwn(here: Invocation, jobs: JobState[]): Steps {
  for (const job of jobs) {
    if (job.status === 'InProgress' && (yield* isOwn(here, job))) { yield* stop(here, job.name); }
  }
}

export interface Place {
  readonly name: string;
  readonly job?: JobState;
}

/**
 * The slot of this request: the first that is of use or is the request's own, else the one that CloudFormation names, else the first that is free.
 *
 * @param jobs those from the slot on that CloudFormation names
 */
export function* placeOf(here: Invocation, base: string, jobs: JobState[]): Steps<Place> {
  for (const job of jobs) {
    if (!isDead(job) || failedMeanwhile(here, job) || (yield* isOwn(here, job))) { return { name: job.name, job }; }
  }
  const { given } = here.request;
  return { name: slotOf(base, given) === undefined ? slotName(base, Math.min(jobs.length + 1, LAST_SLOT)) : given! };
}
