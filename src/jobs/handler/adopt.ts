import { Answer } from './answer';
import { wordsOf } from './errors';
import { Fence } from './fence';
import { Invocation } from './invocation';
import { Job } from './job';
import { isDead, isOwn, placeOf, stop, stopOwn, survey, surveyFromGiven } from './jobs';
import { LAST_SLOT, slotName, slotOf } from './names';
import { log, mustBeAnswered } from './remote';
import { failure, success } from './start';
import { Steps } from './steps';

/**
 * An update that rolls back: nothing is started, nothing fails. The answer is the job of the properties that CloudFormation goes back to,
 * even if that is no longer there, so that CloudFormation deletes the other one.
 */
export function* rollBack(here: Invocation, job: Job, old: Job | undefined, fence: Fence): Steps<Answer> {
  const { given, requested } = here.request;
  const givenSlot = slotOf(job.base, given);
  let target = givenSlot === undefined ? slotName(job.base, 1) : given!;
  try {
    // the latest is the one that was used; CloudFormation knows better if it has one
    const jobs = givenSlot === undefined ? yield* survey(here, job.base) : [];
    if (jobs.length > 0) { target = slotName(job.base, jobs.length); }
    if (fence.stale) { return success(here, target); }

    if (givenSlot !== undefined) {
      // CloudFormation never learned of the job that the update started, so it will not delete it
      const isOther = old !== undefined && old.base !== job.base;
      const [base, from] = isOther ? [old.base, 1] : [job.base, givenSlot + 1];
      const unlearned = yield* survey(here, base, { from });
      for (const later of unlearned) {
        // no rollback has ever started a job: this is the update itself, delivered once more
        if (!isOther && (yield* isOwn(here, later))) { return yield* withdraw(here, job, fence); }
        if (later.status === 'InProgress') { yield* stop(here, later.name); }
      }
      // a job that was started a moment ago may not be found yet
      const next = from + unlearned.length;
      if (next <= LAST_SLOT) { yield* stop(here, slotName(base, next)); }
    } else if (requested !== undefined) {
      // not a rollback but the update itself, delivered once more: what it started before must go
      yield* stopOwn(here, jobs);
    }
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    yield* log(`the rollback goes on without: ${wordsOf(error)}`);
  }
  return success(here, target);
}

/** A request that came too late to start anything: what it started before must go. */
export function* withdraw(here: Invocation, job: Job, { status, stage, stale }: Fence): Steps<Answer> {
  let name = slotName(job.base, 1);
  let reason = `The stack is ${status}: nothing is trained.`;
  try {
    const jobs = yield* surveyFromGiven(here, job.base);
    name = (yield* placeOf(here, job.base, jobs)).name;
    if (!stale && (stage === 'rollback' || job.stopOnRemoval)) { yield* stopOwn(here, jobs); }
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    reason += ` ${wordsOf(error)}`;
  }
  return failure(name, reason);
}

/** Answers with the job that is there, if it is of use; nothing is started or stopped. */
export function* settle(here: Invocation, job: Job, why: string): Steps<Answer> {
  try {
    const place = yield* placeOf(here, job.base, yield* surveyFromGiven(here, job.base));
    return place.job && !isDead(place.job) ? success(here, place.name) : failure(place.name, why);
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    return failure(slotName(job.base, 1), `${why} ${wordsOf(error)}`);
  }
}
