import { CfnResource, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JobHandler } from './job-handler';
import { TRAINING_JOB } from './kinds';
import { JobWaitProperties, MAX_WAIT_SECONDS, SCHEMA_VERSION, WAIT_TIMEOUT_SECONDS, waitType } from './protocol';
import { validationError } from '../private/cdk-internals';
import { isUnresolved } from '../private/tokens';

const MOST_WAITERS = 13;
/** For instances to be found, for images and data to be fetched, for artifacts to be written: none of it counts as run time. */
const START_UP = Duration.minutes(30);

/** How long a deployment waits, in the words of the props. */
export interface WaitProps {
  readonly maxRuntime: Duration;
  readonly spot?: { readonly maxWaitTime: Duration };
  readonly maxPendingTime?: Duration;
  readonly waitTimeout?: Duration;
  readonly acceptStopped?: boolean;
  readonly stopOnWaitTimeout?: boolean;
}

/**
 * The resources that wait for a training job, one after the other, and tell what came of it.
 *
 * CloudFormation waits for no resource longer than an hour, so there are as many as it takes.
 *
 * @param jobName a reference to the job's resource
 * @returns the last of them
 */
export function makeWaiters(scope: Construct, jobName: string, props: WaitProps): CfnResource {
  const handler = JobHandler._of(scope);
  handler._allowSelfInvocation();
  const seconds = secondsToWait(scope, props);
  const count = Math.ceil(seconds / MAX_WAIT_SECONDS);
  let last: CfnResource | undefined;
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
    const waiter = new CfnResource(scope, `Wait${index}`, {
      type: waitType(TRAINING_JOB),
      properties: { ServiceTimeout: WAIT_TIMEOUT_SECONDS, ...properties },
    });
    if (last) { waiter.addResourceDependency(last); } // not through the tree, where a dependency that is made during synthesis comes too late
    last = waiter;
  }
  return last!;
}

function secondsToWait(scope: Construct, { maxRuntime, spot, maxPendingTime, waitTimeout }: WaitProps): number {
  const most = MOST_WAITERS * MAX_WAIT_SECONDS;
  if (waitTimeout) {
    const given = waitTimeout.toSeconds();
    if (isUnresolved(given) || given <= 0 || given > most) {
      throw validationError(scope, 'InvalidWaitTimeout', `waitTimeout must be more than nothing and at most ${inWords(most)}, and known at synthesis`);
    }
    return given;
  }
  const parts = [spot?.maxWaitTime ?? maxRuntime, ...maxPendingTime ? [maxPendingTime] : []].map((duration) => duration.toSeconds());
  if (parts.some(isUnresolved)) {
    throw validationError(scope, 'UnknownWaitTimeout', 'how long the deployment may have to wait for this training job is not known at synthesis: give it a waitTimeout');
  }
  const needed = parts.reduce((sum, part) => sum + part, START_UP.toSeconds());
  if (needed > most) {
    throw validationError(scope, 'TrainingTooLongToWaitFor', [
      `a deployment can wait for a training job for at most ${inWords(most)}, but this one may take ${inWords(needed)}, start-up included:`,
      `shorten ${spot ? 'spot.maxWaitTime' : 'maxRuntime'}, give it a waitTimeout if it will be done sooner,`,
      'or do not wait: react to its onStateChange, or host its artifacts from another stack once they are there',
    ].join(' '));
  }
  return needed;
}

function inWords(seconds: number): string {
  return Duration.seconds(seconds).toHumanString();
}
