import { Answer, failure, successWithJob } from './answer';
import { buildCreateRequest, CreateRequest } from './create-request';
import { categoryOf } from './errors';
import { deadline, Invocation, START_BUDGET } from './invocation';
import { JobDefinition } from './job-definition';
import { describeJob, failedSinceRequest, firstSlot, isOwnJob, isUsable, jobLabel } from './jobs';
import { slotOf } from './names';
import { PermanentError, retry } from './retry';
import { JobState, log, now, sleep, Steps } from './steps';
import { ACTIONS, jobActions, jobName, jobNamePattern, MAX_SLOT } from '../protocol';

/** The delay before another attempt with a name that is in use although no job with the name is found. */
const IN_USE_DELAY = 3_000;

/** Answers with the job in the first slot that is free or usable, and starts it if the slot is free. */
export function* startJob(invocation: Invocation, definition: JobDefinition): Steps<Answer> {
  const { request, kind } = invocation;
  const { base } = definition;
  for (let slot = firstSlot(invocation, base); slot <= MAX_SLOT; slot++) {
    const name = jobName(base, slot);
    let create: CreateRequest;
    try {
      create = buildCreateRequest(request, kind, definition, name);
    } catch (error) {
      return failure(name, `Overrides is not a JSON object: ${(error as Error).message}`);
    }
    try {
      // an update with the same identity almost always keeps its job, so look before trying to start one
      const known = slotOf(base, request.physicalId) === slot ? yield* describeJob(invocation, name) : undefined;
      const existing = known ?? (yield* createJob(invocation, create, definition, name));
      if (!existing) { return successWithJob(invocation, name); }
      if (isUsable(existing)) {
        yield* log(`using ${name}, which is ${existing.status}`);
        return successWithJob(invocation, name);
      }
      if (yield* isOwnJob(invocation, existing)) {
        return failure(name, `${jobLabel(invocation, name)} is ${existing.status}. ${existing.failureReason ?? ''}`.trim());
      }
      if (failedSinceRequest(invocation, existing)) {
        yield* log(`using ${name}, which has failed since the request was made: an earlier delivery may have answered with it`);
        return successWithJob(invocation, name);
      }
      yield* log(`not using ${name}, which is ${existing.status}`);
    } catch (error) {
      if (error instanceof PermanentError) { return failure(name, `${jobLabel(invocation, name)} was not started. ${error.message}`); }
      throw error;
    }
  }
  return failure(jobName(base, MAX_SLOT),
    `All ${MAX_SLOT} names ${base}-1 to -${MAX_SLOT} belong to jobs that failed or were stopped: delete some of them, or give the job a runId`);
}

/** Starts a job, or returns the existing one with its name. */
function* createJob(invocation: Invocation, create: CreateRequest, { prefix }: JobDefinition, name: string): Steps<JobState | undefined> {
  const { kind, startedJobs } = invocation;
  const { RoleArn: role } = create.request;
  const end = deadline(invocation, START_BUDGET);
  const permission = `${jobActions(kind).create.join(' and ')} on ${kind.arnResource}/${jobNamePattern(prefix)}`;
  for (;;) {
    try {
      yield* retry<'create-job'>(invocation, { do: 'create-job', kind, ...create }, {
        until: end,
        alsoFor: 'not-ready',
        permission: role === undefined ? permission : `${permission}, and ${ACTIONS.passRole} on ${JSON.stringify(role)}`,
      });
      yield* log(`started ${name}`);
      startedJobs.set(name, yield* now());
      return undefined;
    } catch (error) {
      if (error instanceof PermanentError && error.category === 'not-ready' && role !== undefined) {
        throw new PermanentError(error.category, `${error.message} (the role of the job is ${JSON.stringify(role)})`);
      }
      if (categoryOf(error) !== 'in-use') { throw error; }
      const existing = yield* describeJob(invocation, name);
      if (existing) { return existing; }
      // the job has just been deleted, or is too new to be found
      if ((yield* now()) + IN_USE_DELAY > end) { throw error; }
      yield* sleep(IN_USE_DELAY);
    }
  }
}
