import { Answer } from './answer';
import { kindOf } from './errors';
import { Invocation, START, until } from './invocation';
import { Job } from './job';
import { describe, failedMeanwhile, firstSlot, isDead, isOwn } from './jobs';
import { jobArn, LAST_SLOT, slotName, slotOf } from './names';
import { insist, log, Refusal, take } from './remote';
import { StartRequest, startRequest } from './request';
import { JobState, Steps } from './steps';
import { TRAINING_JOB } from '../kinds';

const RECHECK = 3_000;

/** Starts a job in the first slot that has none, or takes the one that is there and of use. */
export function* start(here: Invocation, job: Job): Steps<Answer> {
  for (let slot = firstSlot(here, job.base); slot <= LAST_SLOT; slot++) {
    const name = slotName(job.base, slot);
    let request: StartRequest;
    try {
      request = startRequest(here.request, job, name);
    } catch (error) {
      return failure(name, `Overrides is no JSON text of a map: ${(error as Error).message}`);
    }
    try {
      // an update that keeps the identity most likely keeps the job, too: look before asking for a new one
      const found = slotOf(job.base, here.request.given) === slot ? yield* describe(here, name) : undefined;
      const there = found ?? (yield* create(here, request, job));
      if (!there) { return success(here, name); }
      if (!isDead(there)) {
        yield* log(`${name} is ${there.status}: taken as it is`);
        return success(here, name);
      }
      if (yield* isOwn(here, there)) {
        return failure(name, `Training job ${name} is ${there.status}. ${there.failureReason ?? ''}`.trim());
      }
      if (failedMeanwhile(here, there)) {
        yield* log(`${name} has failed since the request was made: taken as another delivery may have taken it`);
        return success(here, name);
      }
      yield* log(`${name} is ${there.status}: next`);
    } catch (error) {
      if (error instanceof Refusal) { return failure(name, `Training job ${name} was not started. ${error.message}`); }
      throw error;
    }
  }
  return failure(slotName(job.base, LAST_SLOT),
    `All ${LAST_SLOT} names ${job.base}-1 to -${LAST_SLOT} belong to jobs that failed or were stopped: delete some of them, or give the job a runId`);
}

/** Starts a job, or returns the one that has its name already. */
function* create(here: Invocation, request: StartRequest, job: Job): Steps<JobState | undefined> {
  const name = String(request.request.TrainingJobName);
  const role = JSON.stringify(request.request.RoleArn);
  const end = until(here, ...START);
  for (;;) {
    try {
      yield* insist<'create-job'>(here, { do: 'create-job', ...request }, {
        until: end,
        alsoFor: 'not-ready',
        permission: `sagemaker:CreateTrainingJob and sagemaker:AddTags on training-job/${job.prefix}-*, and iam:PassRole on ${role}`,
      });
      yield* log(`started ${name}`);
      here.started.set(name, yield* take<'now'>({ do: 'now' }));
      return undefined;
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-ready') { throw new Refusal(error.kind, `${error.message} (the job's role is ${role})`); }
      if (kindOf(error) !== 'in-use') { throw error; }
      const there = yield* describe(here, name);
      if (there) { return there; }
      // deleted just now, or too new to be seen
      if ((yield* take<'now'>({ do: 'now' })) + RECHECK > end) { throw error; }
      yield { do: 'sleep', milliseconds: RECHECK };
    }
  }
}

export function success({ request }: Invocation, name: string): Answer {
  return { status: 'SUCCESS', id: name, data: { [TRAINING_JOB.arnAttribute]: jobArn(request.stackId, name) } };
}

export function failure(id: string, reason: string): Answer {
  return { status: 'FAILED', id, reason };
}
