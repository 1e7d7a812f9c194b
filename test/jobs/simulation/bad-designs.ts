import { createHash } from 'crypto';
import { Handler } from './model/lambda';
import { CustomResourceEvent } from './model/requests';
import { JobState, Steps } from '../../../src/jobs/handler/steps';
import { TRAINING_JOB } from '../../../src/jobs/kinds';

/**
 * Designs that are common, or that were tried, and that lose jobs. If the model did not find their faults, it would prove nothing.
 */
interface Design {
  /** The physical id in the answer to a creation that fails, instead of the name of the job. */
  readonly marker?: string;
  /** Whether the invocation waits for the job before it answers. */
  readonly waits?: boolean;
  /** Whether the handler reads the status of the stack, before the start and before the answer. */
  readonly checksStack?: boolean;
  /** Whether the handler uses an existing job. */
  readonly usesExistingJobs?: boolean;
  jobName(event: CustomResourceEvent, now: number): string;
  /** The names of the jobs that a deletion stops. */
  namesToStop(event: CustomResourceEvent): string[];
}

const derivedName = ({ ResourceProperties }: CustomResourceEvent): string => {
  const { Identity } = ResourceProperties as { Identity: object };
  return `churn-${createHash('sha256').update(JSON.stringify(Identity)).digest('hex').slice(0, 20)}`;
};
/** Differs between invocations, because each has another time, and is the same when a schedule is repeated. */
const randomName = (_: CustomResourceEvent, now: number): string => `churn-${now}`;
const requestName = (event: CustomResourceEvent): string => `churn-${event.RequestId}`;

const physicalIdOf = ({ PhysicalResourceId: id }: CustomResourceEvent): string[] => id!.startsWith('churn-') ? [id!] : [];
/** Only one of the two, because a clean-up may carry the new properties, whose job must not be stopped. */
const physicalIdOrDerivedName = (event: CustomResourceEvent): string[] => [...physicalIdOf(event), derivedName(event)].slice(0, 1);

export const RANDOM_NAME: Handler = handlerOf({ jobName: randomName, namesToStop: physicalIdOf });
export const RANDOM_NAME_WAITING: Handler = handlerOf({ jobName: randomName, namesToStop: physicalIdOf, waits: true });
export const REQUEST_NAME: Handler = handlerOf({ jobName: requestName, namesToStop: physicalIdOf, marker: 'CREATE_FAILED' });
export const REQUEST_NAME_WAITING: Handler = handlerOf({ jobName: requestName, namesToStop: physicalIdOf, marker: 'CREATE_FAILED', waits: true });
export const DERIVED_NAME: Handler = handlerOf({ jobName: derivedName, namesToStop: physicalIdOrDerivedName, usesExistingJobs: true });
export const TWO_CHECKS: Handler = handlerOf({
  jobName: derivedName, namesToStop: physicalIdOrDerivedName, usesExistingJobs: true, checksStack: true,
});

function handlerOf(design: Design): Handler {
  return {
    * handle(input) {
      const event = input as CustomResourceEvent;
      if (event.ResourceType.endsWith('Wait')) {
        yield* answer(event, 'SUCCESS', 'waiter');
      } else if (event.RequestType === 'Delete') {
        for (const name of design.namesToStop(event)) {
          yield* stop(name);
        }
        yield* answer(event, 'SUCCESS', event.PhysicalResourceId!);
      } else {
        yield* start(event, design);
      }
    },
    * handleFailedEvent(input) {
      const event = input as CustomResourceEvent;
      yield* answer(event, event.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED', event.PhysicalResourceId ?? design.marker ?? 'failed');
    },
  };
}

function* start(event: CustomResourceEvent, design: Design): Steps {
  const name = design.jobName(event, yield { do: 'now' });
  const failedId = event.PhysicalResourceId ?? design.marker ?? name;
  const status: string = design.checksStack ? (yield { do: 'describe-stack', stackId: event.StackId }).status : 'CREATE_IN_PROGRESS';
  if (design.checksStack && event.RequestType === 'Update' && status.includes('ROLLBACK')) {
    yield* answer(event, 'SUCCESS', name);
    return;
  }
  if (!['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'].includes(status)) {
    yield* answer(event, 'FAILED', failedId);
    return;
  }
  try {
    yield { do: 'create-job', kind: TRAINING_JOB, request: { TrainingJobName: name, RoleArn: 'role', Tags: [] } };
  } catch (error) {
    if (!(design.usesExistingJobs && (error as Error).name === 'ResourceInUse')) {
      yield* answer(event, 'FAILED', failedId);
      return;
    }
  }
  if (design.waits) {
    for (;;) {
      const job: JobState = yield { do: 'describe-job', kind: TRAINING_JOB, name };
      if (job.status === 'Completed') {
        break;
      }
      if (job.status !== 'InProgress') {
        yield* answer(event, 'FAILED', failedId);
        return;
      }
      yield { do: 'sleep', milliseconds: 60_000 };
    }
  }
  if (design.checksStack && (yield { do: 'describe-stack', stackId: event.StackId }).status.includes('ROLLBACK')) {
    yield* stop(name);
    yield* answer(event, 'FAILED', failedId);
    return;
  }
  yield* answer(event, 'SUCCESS', name);
}

function* stop(name: string): Steps {
  try {
    yield { do: 'stop-job', kind: TRAINING_JOB, name };
  } catch {
    // the job does not exist, or has ended
  }
}

function* answer(event: CustomResourceEvent, status: string, physicalId: string): Steps {
  yield { do: 'answer', url: event.ResponseURL, body: JSON.stringify({ Status: status, Reason: 'see the log', PhysicalResourceId: physicalId }) };
}
