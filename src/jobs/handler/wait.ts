import { Answer, cut } from './answer';
import { kindOf, wordsOf } from './errors';
import { baton, flag, seconds, text } from './events';
import { readFence } from './fence';
import { Invocation, PERMISSION, until } from './invocation';
import { describe, stop } from './jobs';
import { insist, jitter, log, Refusal, take } from './remote';
import { failure } from './start';
import { JobState, Steps } from './steps';
import { TRAINING_JOB_RESULTS } from '../kinds';

/** Then the function hands the wait on to itself: far below the 15 minutes that it may run. */
const SLICE = 5 * 60_000;
/** Until then, a new job may not be seen yet. */
const UNSEEN = 60_000;
const MOST_REASON_BYTES = 2500;

/** Waits for a job; undefined if a later invocation goes on with it. */
export function* wait(here: Invocation, event: unknown, functionName: string): Steps<Answer | undefined> {
  const { request } = here;
  const id = request.logicalId;
  const name = text(request.properties.JobName);
  if (!name) { return failure(id, 'JobName must be the name of a training job'); }
  const began = request.batonFrom ?? here.began;
  const end = began + seconds(request.properties.WaitSeconds, 3300) * 1000;
  const ends = { slice: here.now + SLICE, denied: until(here, ...PERMISSION) };

  if (request.type === 'Update' || request.batonFrom !== undefined) {
    const { stage, status } = yield* readFence(here);
    if (stage === 'rollback' && request.type === 'Update') { return yield* glance(here, name); }
    if (stage === 'rollback' || stage === 'deletion') { return failure(id, `The stack is ${status}: nobody waits any more.`); }
  }

  for (;;) {
    let job: JobState | undefined;
    let slow = false;
    try {
      job = yield { do: 'describe-job', name };
    } catch (error) {
      const kind = kindOf(error);
      const now = yield* take<'now'>({ do: 'now' });
      yield* log(wordsOf(error));
      if (kind === 'unknown' || kind === 'in-use') { throw error; }
      if (kind === 'refused') { return failure(id, `Training job ${name} cannot be described. ${wordsOf(error)}`); }
      if (kind === 'denied' && now > ends.denied) {
        return failure(id, `Training job ${name} cannot be waited for. ${wordsOf(error)} (the handler's role needs sagemaker:DescribeTrainingJob on the job)`);
      }
      if (kind === 'not-found' && now > began + UNSEEN) { return failure(id, `Training job ${name} was deleted.`); }
      slow = kind === 'busy';
    }
    const said = job && outcome(here, job);
    if (said) { return said; }

    const now = yield* take<'now'>({ do: 'now' });
    if (now >= end) { return yield* giveUp(here, name, job); }
    const pause = Math.min(slow ? 60_000 : interval(here, now - began), end - now);
    if (now + pause > ends.slice) {
      return yield* handOn(here, event, began, functionName);
    }
    yield { do: 'sleep', milliseconds: pause };
  }
}

/** The last resort: one look, and no more waiting. */
export function* lastLook(here: Invocation, cause: string): Steps<Answer> {
  const { request } = here;
  const name = text(request.properties.JobName) ?? '';
  if (request.type === 'Update' && (yield* readFence(here)).stage === 'rollback') { return yield* glance(here, name); }
  let job: JobState | undefined;
  try {
    job = yield* describe(here, name);
  } catch (error) {
    yield* log(wordsOf(error));
  }
  return (job && outcome(here, job)) ?? failure(request.logicalId, `Training job ${name} was not waited for: ${cause}`);
}

/** A rollback waits for nothing and never fails: the job was waited for when its turn was. */
export function* glance(here: Invocation, name: string): Steps<Answer> {
  let job: JobState | undefined;
  try {
    job = yield* describe(here, name);
  } catch (error) {
    yield* log(`the rollback goes on without: ${wordsOf(error)}`);
  }
  return { status: 'SUCCESS', id: here.request.logicalId, data: results(job) };
}

/** Undefined while the job is under way, in whatever state that may be. */
function outcome({ request }: Invocation, job: JobState): Answer | undefined {
  const accepted = job.status === 'Completed' || (job.status === 'Stopped' && flag(request.properties.AcceptStopped, false));
  if (accepted) { return { status: 'SUCCESS', id: request.logicalId, data: results(job) }; }
  if (job.status === 'Deleting') { return failure(request.logicalId, `Training job ${job.name} was deleted.`); }
  if (job.status !== 'Failed' && job.status !== 'Stopped') { return undefined; }

  const detail = job.secondaryStatus && job.secondaryStatus !== job.status ? ` (${job.secondaryStatus})` : '';
  const why = job.failureReason ? `: ${cut(job.failureReason, (candidate) => Buffer.byteLength(candidate) <= MOST_REASON_BYTES)}` : '.';
  return failure(request.logicalId, `Training job ${job.name} ${job.status.toLowerCase()}${detail}${why} Its log: ${logLink(job)}`);
}

function results(job: JobState | undefined): Record<string, string> {
  const metrics = Object.entries(job?.finalMetrics ?? {}).map(([metric, value]) => [`${TRAINING_JOB_RESULTS.finalMetricPrefix}${metric}`, String(value)]);
  return { [TRAINING_JOB_RESULTS.modelArtifacts]: job?.modelArtifacts ?? '', ...Object.fromEntries(metrics) };
}

function* giveUp(here: Invocation, name: string, job: JobState | undefined): Steps<Answer> {
  const { request } = here;
  if (!flag(request.properties.Last, true)) { return { status: 'SUCCESS', id: request.logicalId, data: results(undefined) }; }
  const state = job?.secondaryStatus ?? job?.status ?? 'unknown';
  let fate = 'It keeps running.';
  if (flag(request.properties.StopOnTimeout, false)) {
    try {
      yield* stop(here, name);
      fate = 'It is being stopped.';
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      fate = `It could not be stopped: ${error.message}`;
    }
  }
  return failure(request.logicalId, `Training job ${name} is still ${state} at the end of the time to wait for it. ${fate}`);
}

/** 15 s at first, 30 s after two minutes, a minute after ten. */
function interval(here: Invocation, waited: number): number {
  if (waited < 120_000) { return 15_000; }
  return waited < 600_000 ? 30_000 : 60_000 + 5 * jitter(here);
}

function* handOn(here: Invocation, event: unknown, began: number, functionName: string): Steps<Answer | undefined> {
  yield* log('handing on');
  try {
    yield* insist<'invoke'>(here, { do: 'invoke', functionName, payload: baton(event, began) }, {
      until: here.now + SLICE + 60_000,
      permission: 'lambda:InvokeFunction on the handler itself',
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) { throw error; }
    return failure(here.request.logicalId, `The wait cannot go on after five minutes. ${wordsOf(error)}`);
  }
}

const CONSOLES: Record<string, string> = { 'aws': 'console.aws.amazon.com', 'aws-cn': 'console.amazonaws.cn', 'aws-us-gov': 'console.amazonaws-us-gov.com' };
const LOG_GROUP = '/aws/sagemaker/TrainingJobs';

function logLink({ arn, name }: JobState): string {
  const [, partition, , region] = arn.split(':');
  const console = CONSOLES[partition];
  if (!console) { return `${LOG_GROUP}, streams ${name}/`; }
  const twice = (part: string) => encodeURIComponent(encodeURIComponent(part)).replace(/%/g, '$');
  const group = twice(LOG_GROUP);
  return `https://${region}.${console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}$3FlogStreamNameFilter$3D${twice(`${name}/`)}`;
}
