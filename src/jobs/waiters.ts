import { CfnResource, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JobHandler } from './job-handler';
import { JobProps } from './job-props';
import { JobKind } from './kinds';
import { JobWaitProperties, MAX_WAIT_SECONDS, SCHEMA_VERSION, WAIT_TIMEOUT_SECONDS, waitType } from './protocol';
import { validationError } from '../private/cdk-internals';
import { isUnresolved } from '../private/tokens';

const MAX_WAITERS = 13;
/** The time to find instances, to download images and data and to upload results. SageMaker does not count it as run time. */
const START_UP = Duration.minutes(30);

/** The props that limit how long a job takes, by name. The durations add up. A kind without such props has none. */
export interface JobTimeLimits {
  readonly [prop: string]: Duration | undefined;
}

/**
 * Creates the resources that wait for a job, one after the other. The last one has the results of the job as attributes.
 *
 * CloudFormation waits at most one hour for a resource, so a long job needs several of them.
 *
 * @param jobName A reference to the custom resource that starts the job.
 * @returns The last resource.
 */
export function createWaiters(scope: Construct, kind: JobKind, jobName: string, props: JobProps, limits: JobTimeLimits): CfnResource {
  const handler = JobHandler._of(scope);
  handler._allowSelfInvocation();
  const seconds = secondsToWait(scope, kind, props.waitTimeout, limits);
  const count = Math.ceil(seconds / MAX_WAIT_SECONDS);
  let previous: CfnResource | undefined;
  for (let index = 1; index <= count; index++) {
    const isLast = index === count;
    const properties: JobWaitProperties = {
      ServiceToken: handler._serviceToken,
      SchemaVersion: SCHEMA_VERSION,
      JobName: jobName,
      TimeoutSeconds: WAIT_TIMEOUT_SECONDS,
      WaitSeconds: isLast && props.waitTimeout ? seconds - (count - 1) * MAX_WAIT_SECONDS : MAX_WAIT_SECONDS,
      Last: isLast,
      AcceptStopped: props.acceptStopped,
      StopOnTimeout: props.stopOnWaitTimeout,
    };
    const waiter = new CfnResource(scope, `Wait${index}`, { type: waitType(kind), properties: { ServiceTimeout: WAIT_TIMEOUT_SECONDS, ...properties } });
    // A Lazy can read a result during synthesis, when node.addDependency has no effect.
    if (previous) { waiter.addResourceDependency(previous); }
    previous = waiter;
  }
  return previous!;
}

function secondsToWait(scope: Construct, kind: JobKind, waitTimeout: Duration | undefined, limits: JobTimeLimits): number {
  const max = MAX_WAITERS * MAX_WAIT_SECONDS;
  if (waitTimeout) {
    const seconds = waitTimeout.toSeconds();
    if (isUnresolved(seconds)) { throw validationError(scope, 'InvalidWaitTimeout', 'waitTimeout must not be a token'); }
    if (seconds <= 0 || seconds > max) {
      throw validationError(scope, 'InvalidWaitTimeout', `waitTimeout must be between 1 second and ${humanDuration(max)}, got ${humanDuration(seconds)}`);
    }
    return seconds;
  }
  const durations = Object.entries(limits).flatMap(([prop, limit]) => limit ? [{ prop, seconds: limit.toSeconds() }] : []);
  const tokens = durations.filter(({ seconds }) => isUnresolved(seconds)).map(({ prop }) => prop);
  if (durations.length === 0 || tokens.length > 0) {
    const reason = tokens.length > 0 ? `contain tokens (${tokens.join(', ')})` : 'are not set';
    throw validationError(scope, 'UnknownWaitTimeout', `waitTimeout is required, because the props that limit the duration of this ${kind.noun} ${reason}`);
  }
  const needed = durations.reduce((sum, { seconds }) => sum + seconds, START_UP.toSeconds());
  if (needed > max) {
    throw validationError(scope, 'JobTooLongToWaitFor', [
      `a deployment can wait at most ${humanDuration(max)} for a ${kind.noun}, but this one can take ${humanDuration(needed)}, including the start-up:`,
      `reduce ${durations.map(({ prop }) => prop).join(' or ')}, set waitTimeout if the job ends sooner,`,
      'or do not wait: react to onStateChange, or use the results in another stack after the job has completed',
    ].join(' '));
  }
  return needed;
}

function humanDuration(seconds: number): string {
  return Duration.seconds(seconds).toHumanString();
}
