import { createHash } from 'crypto';
import { Handler } from './model/lambda';
import { CustomResourceEvent } from './model/requests';
import { JobState, Steps } from '../../../src/jobs/handler/steps';

/**
 * Designs that are common, or were tried, and that lose jobs: a model of the world that does not see it proves nothing.
 */
interface Design {
  /** Answered instead of the name when a creation fails. */
  readonly marker?: string;
  /** Whether the answer waits for the job, in the same invocation. */
  readonly waits?: boolean;
  /** Whether the stack's status is asked for, before the start and before the answer. */
  readonly fences?: boolean;
  /** Whether a job that is there already is taken over. */
  readonly adopts?: boolean;
  name(event: CustomResourceEvent, now: number): string;
  /** The ids that a deletion stops. */
  doomed(event: CustomResourceEvent): string[];
}

const derived = ({ ResourceProperties }: CustomResourceEvent): string => {
  const { Identity } = ResourceProperties as { Identity: object };
  return `churn-${createHash('sha256').update(JSON.stringify(Identity)).digest('hex').slice(0, 20)}`;
};
const given = (event: CustomResourceEvent): string[] => event.PhysicalResourceId!.startsWith('churn-') ? [event.PhysicalResourceId!] : [];
/** Random enough, as every invocation has another time; and the same again in the same schedule. */
const random = (_: CustomResourceEvent, now: number): string => `churn-${now}`;

export const RANDOM_NAME: Handler = handlerOf({ name: random, doomed: given });
export const RANDOM_NAME_WAITING: Handler = handlerOf({ name: random, doomed: given, waits: true });
export const NAME_OF_REQUEST: Handler = handlerOf({ name: (event) => `churn-${event.RequestId}`, doomed: given, marker: 'CREATE_FAILED' });
export const NAME_OF_REQUEST_WAITING: Handler = handlerOf({ name: (event) => `churn-${event.RequestId}`, doomed: given, marker: 'CREATE_FAILED', waits: true });
const bothNames = (event: CustomResourceEvent): string[] => [...new Set([...given(event), derived(event)])];
/** The names in a clean-up are the old ones alone: a deletion in an update stops what it is given. */
const namesOfDeletion = (event: CustomResourceEvent): string[] => given(event).length > 0 ? given(event) : bothNames(event);
export const DERIVED_NAME: Handler = handlerOf({ name: derived, doomed: namesOfDeletion, adopts: true });
export const TWO_FENCES: Handler = handlerOf({ name: derived, doomed: namesOfDeletion, adopts: true, fences: true });

function handlerOf(design: Design): Handler {
  return {
    * handle(input) {
      const event = input as CustomResourceEvent;
      if (event.ResourceType.endsWith('Wait')) {
        yield* answer(event, 'SUCCESS', 'waiter');
      } else if (event.RequestType === 'Delete') {
        for (const name of design.doomed(event)) {
          yield* stop(name);
        }
        yield* answer(event, 'SUCCESS', event.PhysicalResourceId!);
      } else {
        yield* start(event, design);
      }
    },
    * clean(input) {
      const event = input as CustomResourceEvent;
      yield* answer(event, event.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED', event.PhysicalResourceId ?? design.marker ?? 'failed');
    },
  };
}

function* start(event: CustomResourceEvent, design: Design): Steps {
  const name = design.name(event, yield { do: 'now' });
  const failed = event.PhysicalResourceId ?? design.marker ?? name;
  const status: string = design.fences ? (yield { do: 'describe-stack', stackId: event.StackId }).status : 'CREATE_IN_PROGRESS';
  if (design.fences && event.RequestType === 'Update' && status.includes('ROLLBACK')) {
    yield* answer(event, 'SUCCESS', name);
    return;
  }
  if (!['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'].includes(status)) {
    yield* answer(event, 'FAILED', failed);
    return;
  }
  try {
    yield { do: 'create-job', request: { TrainingJobName: name, RoleArn: 'role', Tags: [] } };
  } catch (error) {
    if (!(design.adopts && (error as Error).name === 'ResourceInUse')) {
      yield* answer(event, 'FAILED', failed);
      return;
    }
  }
  if (design.waits) {
    for (;;) {
      const job: JobState = yield { do: 'describe-job', name };
      if (job.status === 'Completed') {
        break;
      }
      if (job.status !== 'InProgress') {
        yield* answer(event, 'FAILED', failed);
        return;
      }
      yield { do: 'sleep', milliseconds: 60_000 };
    }
  }
  if (design.fences && (yield { do: 'describe-stack', stackId: event.StackId }).status.includes('ROLLBACK')) {
    yield* stop(name);
    yield* answer(event, 'FAILED', failed);
    return;
  }
  yield* answer(event, 'SUCCESS', name);
}

function* stop(name: string): Steps {
  try {
    yield { do: 'stop-job', name };
  } catch {
    // gone or finished
  }
}

function* answer(event: CustomResourceEvent, status: string, id: string): Steps {
  yield { do: 'answer', url: event.ResponseURL, body: JSON.stringify({ Status: status, Reason: 'see above', PhysicalResourceId: id }) };
}
