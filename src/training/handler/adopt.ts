import { Answer } from './answer';
import { wordsOf } from './errors';
import { Fence } from './fence';
import { Invocation } from './invocation';
import { Job } from './job';
import { isDead, isOwn, placeOf, stop, stopOwn, survey } from './jobs';
import { slotName, slotOf } from './names';
import { log, mustBeAnswered } from './remote';
import { failure, success } from './start';
import { JobState, Steps } from './steps';

/**
 * An update that rolls back: nothing is started, nothing fails. The answer is the job of the properties that CloudFormation goes back to,
 * even if that is no longer there, so that CloudFormation deletes the other one.
 */
export function* rollBack(here: Invocation, job: Job, old: Job | undefined, { stale }: Fence): Steps<Answer> {
  const { given, requested } = here.request;
  const givenSlot = slotOf(job.base, given);
  let target = givenSlot === undefined ? slotName(job.base, 1) : given!;
  try {
    const jobs = yield* survey(here, job.base);
    // the latest is the one that was used; CloudFormation knows better if it has one
    if (givenSlot === undefined && jobs.length > 0) { target = slotName(job.base, jobs.length); }
    if (stale) { return success(here, target); }

    // a rollback starts nothing: with a job of its own, this is the update itself, delivered once more
    const own = yield* ownAmong(here, jobs.slice(givenSlot ?? 0));
    if (own) {
      if (requested !== undefined) { yield* stopOwn(here, [own]); }
      return success(here, own.name);
    }
    if (givenSlot !== undefined) {
      // CloudFormation never learned of the job that the update started, so it will not delete it
      const unlearned = old && old.base !== job.base ? yield* survey(here, old.base) : jobs.slice(givenSlot);
      for (const { status, name } of unlearned) {
        if (status === 'InProgress') { yield* stop(here, name); }
      }
    }
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    yield* log(`the rollback goes on without: ${wordsOf(error)}`);
  }
  return success(here, target);
}

function* ownAmong(here: Invocation, jobs: JobState[]): Steps<JobState | undefined> {
  for (const job of jobs) {
    if (yield* isOwn(here, job)) { return job; }
  }
  return undefined;
}

/** A request that came too late to start anything: what it started before must go. */
export function* withdraw(here: Invocation, job: Job, { status, stale }: Fence): Steps<Answer> {
  let name = slotName(job.base, 1);
  let reason = `The stack is ${status}: nothing is trained.`;
  try {
    const jobs = yield* survey(here, job.base);
    name = (yield* placeOf(here, job.base, jobs)).name;
    if (!stale) { yield* stopOwn(here, jobs); }
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    reason += ` ${wordsOf(error)}`;
  }
  return failure(name, reason);
}

/** Answers with the job that is there, if it is of use; nothing is started or stopped. */
export function* settle(here: Invocation, job: Job, why: string): Steps<Answer> {
  try {
    const place = yield* placeOf(here, job.base, yield* survey(here, job.base));
    return place.job && !isDead(place.job) ? success(here, place.name) : failure(place.name, why);
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    return failure(slotName(job.base, 1), `${why} ${wordsOf(error)}`);
  }
}
