import { Answer, failure, shorten } from './answer';
import { categoryOf, describeError } from './errors';
import { continuation } from './events';
import { deadline, Invocation, PERMISSION_BUDGET } from './invocation';
import { describeJob, jobLabel, stopJob } from './jobs';
import { jitter, PermanentError, retry } from './retry';
import { readStackState } from './stack-state';
import { JobState, log, now, sleep, Steps } from './steps';
import { readFlag, readSeconds, readText } from './values';
import { ACTIONS, jobActions, MAX_WAIT_SECONDS } from '../protocol';

/** After this time a new invocation continues the wait: far below the 15 minutes that Lambda allows. */
const MAX_INVOCATION = 5 * 60_000;
/** The time after the request during which a new job may not be found yet. */
const NOT_FOUND_LAG = 60_000;
const MAX_REASON_BYTES = 2500;

/** Waits for a job. Returns undefined if a new invocation continues the wait. */
export function* waitForJob(invocation: Invocation, event: unknown, functionName: string): Steps<Answer | undefined> {
  const { request, kind } = invocation;
  const name = jobNameOf(invocation);
  if (name === undefined) { return failure(request.logicalId, 'JobName must be the name of a job'); }
  const label = jobLabel(invocation, name);
  const waitStartedAt = request.waitStartedAt ?? invocation.requestedAt;
  const end = waitStartedAt + readSeconds(request.properties.WaitSeconds, MAX_WAIT_SECONDS) * 1000;
  const endOfInvocation = invocation.invokedAt + MAX_INVOCATION;
  const endOfPermissionBudget = deadline(invocation, PERMISSION_BUDGET);

  if (request.type === 'Update' || request.waitStartedAt !== undefined) {
    const { phase, status } = yield* readStackState(invocation);
    if (phase === 'rollback' && request.type === 'Update') { return yield* describeOnce(invocation, name); }
    if (phase === 'rollback' || phase === 'deletion') {
      return failure(request.logicalId, `The stack is ${status}, so the wait for the job ends.`);
    }
  }

  for (;;) {
    let job: JobState | undefined;
    let isBusy = false;
    try {
      job = yield { do: 'describe-job', kind, name };
    } catch (error) {
      const category = categoryOf(error);
      const time = yield* now();
      yield* log(describeError(error));
      if (category === 'unknown' || category === 'in-use') { throw error; }
      if (category === 'refused') { return failure(request.logicalId, `${label} cannot be described. ${describeError(error)}`); }
      if (category === 'denied' && time > endOfPermissionBudget) {
        return failure(request.logicalId, `${label} cannot be described. ${describeError(error)} (the role of the handler needs ${jobActions(kind).describe.join()} on the job)`);
      }
      if (category === 'not-found' && time > waitStartedAt + NOT_FOUND_LAG) { return failure(request.logicalId, `${label} was deleted.`); }
      isBusy = category === 'busy';
    }
    const answer = job && answerIfEnded(invocation, job);
    if (answer) { return answer; }

    const time = yield* now();
    if (time >= end) { return yield* answerTimeout(invocation, name, job); }
    const pause = Math.min(isBusy ? 60_000 : pollInterval(invocation, time - waitStartedAt), end - time);
    if (time + pause > endOfInvocation) { return yield* continueInNewInvocation(invocation, event, waitStartedAt, functionName); }
    yield* sleep(pause);
  }
}

/** Answers without a wait, for the janitor. */
export function* answerWithoutWait(invocation: Invocation, cause: string): Steps<Answer> {
  const { request } = invocation;
  const name = jobNameOf(invocation) ?? '';
  if (request.type === 'Update' && (yield* readStackState(invocation)).phase === 'rollback') { return yield* describeOnce(invocation, name); }
  let job: JobState | undefined;
  try {
    job = yield* describeJob(invocation, name);
  } catch (error) {
    yield* log(describeError(error));
  }
  return (job && answerIfEnded(invocation, job)) ?? failure(request.logicalId, `The wait for ${jobLabel(invocation, name)} failed. ${cause}`);
}

/** Answers an update during a rollback. The wait for the old job ended long ago, so this neither waits nor fails. */
function* describeOnce(invocation: Invocation, name: string): Steps<Answer> {
  let job: JobState | undefined;
  try {
    job = yield* describeJob(invocation, name);
  } catch (error) {
    yield* log(`the rollback succeeds in spite of: ${describeError(error)}`);
  }
  return successWithResults(invocation, job);
}

/** The answer for a job that has ended; undefined for a job in any other status, even an unknown one. */
function answerIfEnded(invocation: Invocation, job: JobState): Answer | undefined {
  const { request: { logicalId, properties } } = invocation;
  const { name, status, detail, failureReason } = job;
  if (status === 'Completed' || (status === 'Stopped' && readFlag(properties.AcceptStopped, false))) { return successWithResults(invocation, job); }
  if (status === 'Deleting') { return failure(logicalId, `${jobLabel(invocation, name)} was deleted.`); }
  if (status !== 'Failed' && status !== 'Stopped') { return undefined; }

  const suffix = detail && detail !== status ? ` (${detail})` : '';
  const reason = failureReason ? `: ${shorten(failureReason, (candidate) => Buffer.byteLength(candidate) <= MAX_REASON_BYTES)}` : '.';
  return failure(logicalId, `${jobLabel(invocation, name)} ${status.toLowerCase()}${suffix}${reason} Log: ${logUrl(invocation, job)}`);
}

function successWithResults({ request, kind }: Invocation, job: JobState | undefined): Answer {
  const emptyResults = Object.fromEntries(kind.results.map((attribute) => [attribute, '']));
  return { status: 'SUCCESS', physicalId: request.logicalId, data: { ...emptyResults, ...job?.results } };
}

/** The answer at the end of the wait: the next wait resource continues, or the deployment fails. */
function* answerTimeout(invocation: Invocation, name: string, job: JobState | undefined): Steps<Answer> {
  const { request } = invocation;
  if (!readFlag(request.properties.Last, true)) { return successWithResults(invocation, undefined); }
  let consequence = 'It keeps running.';
  if (readFlag(request.properties.StopOnTimeout, false)) {
    try {
      yield* stopJob(invocation, name);
      consequence = 'It is being stopped.';
    } catch (error) {
      if (!(error instanceof PermanentError)) { throw error; }
      consequence = `It could not be stopped: ${error.message}`;
    }
  }
  const status = job?.detail ?? job?.status ?? 'unknown';
  return failure(request.logicalId, `The wait for ${jobLabel(invocation, name)} has timed out: its status is still ${status}. ${consequence}`);
}

/** The delay to the next poll: 15 seconds at first, 30 seconds after two minutes, a minute and some jitter after ten. */
function pollInterval(invocation: Invocation, waited: number): number {
  if (waited < 120_000) { return 15_000; }
  return waited < 600_000 ? 30_000 : 60_000 + 5 * jitter(invocation);
}

function* continueInNewInvocation(invocation: Invocation, event: unknown, waitStartedAt: number, functionName: string): Steps<Answer | undefined> {
  yield* log('continuing the wait in a new invocation');
  try {
    yield* retry<'invoke'>(invocation, { do: 'invoke', functionName, payload: continuation(event, waitStartedAt) }, {
      until: invocation.invokedAt + MAX_INVOCATION + 60_000,
      permission: `${ACTIONS.invokeFunction} on itself`,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof PermanentError)) { throw error; }
    return failure(invocation.request.logicalId, `The wait cannot continue after five minutes. ${describeError(error)}`);
  }
}

function jobNameOf({ request }: Invocation): string | undefined {
  return readText(request.properties.JobName);
}

const CONSOLES: Record<string, string> = { 'aws': 'console.aws.amazon.com', 'aws-cn': 'console.amazonaws.cn', 'aws-us-gov': 'console.amazonaws-us-gov.com' };

/** A link to the log streams of a job in the CloudWatch console, or the names of the log streams if the console of the partition is unknown. */
function logUrl({ kind: { logGroup } }: Invocation, { arn, name }: JobState): string {
  const [, partition, , region] = arn.split(':');
  const console = CONSOLES[partition];
  if (!console) { return `${logGroup}, streams ${name}/`; }
  const encodeTwice = (part: string) => encodeURIComponent(encodeURIComponent(part)).replace(/%/g, '$');
  return `https://${region}.${console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${encodeTwice(logGroup)}`
    + `$3FlogStreamNameFilter$3D${encodeTwice(`${name}/`)}`;
}
