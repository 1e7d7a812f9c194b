import { FakeWorld } from './world';
import { deriveBaseName } from '../../../../src/jobs/handler/names';
import { TRAINING_JOB } from '../../../../src/jobs/kinds';
import { waitType } from '../../../../src/jobs/protocol';

export const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/6f4a2b10-0a1b-11f0-9c2d-0a1b2c3d4e5f';
export const LOGICAL_ID = 'Train4FD1';
export const PREFIX = 'train-0a1b2c3d';
export const ROLE = 'arn:aws:iam::111122223333:role/training';
export const SIGNATURE = 'f00dfeedf00dfeedf00dfeed';

/** The properties that CloudFormation sends for a training job. Another value of `epochs` is another identity. */
export function properties(epochs: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:handler',
    SchemaVersion: '1',
    NamePrefix: PREFIX,
    TimeoutSeconds: '1200',
    Identity: {
      AlgorithmSpecification: { TrainingImage: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1', TrainingInputMode: 'File' },
      HyperParameters: { epochs },
      OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
      ResourceConfig: { InstanceCount: '1', InstanceType: 'ml.m5.large', VolumeSizeInGB: '30' },
    },
    Settings: { RoleArn: ROLE, StoppingCondition: { MaxRuntimeInSeconds: '3600' } },
    ...more,
  };
}

export const A = properties('1');
export const B = properties('2');

/** The part that the names of all jobs with these properties have in common. */
export function baseOf(props: Record<string, unknown>, stackId = STACK_ID): string {
  return deriveBaseName(PREFIX, stackId, LOGICAL_ID, { Identity: props.Identity as object, Overrides: props.Overrides, RunId: props.RunId });
}

export const nameOf = (props: Record<string, unknown>, slot = 1) => `${baseOf(props)}-${slot}`;

const ALIASES = { A: baseOf(A), B: baseOf(B) };

/** A world whose stack has a status, by default `CREATE_IN_PROGRESS`. */
export function newWorld(status?: string): FakeWorld {
  const world = new FakeWorld(ALIASES);
  if (status) { world.stack.status = status; }
  if (status?.startsWith('UPDATE')) {
    world.stack.created = world.now - 86_400_000;
    world.stack.updated = world.now - 60_000;
  }
  return world;
}

/** A pre-signed URL with a date, or without one, as emulators make it. */
export function url(at: number | undefined): string {
  const date = at === undefined ? '' : `&X-Amz-Date=${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  return `https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/shop?X-Amz-Algorithm=AWS4-HMAC-SHA256${date}&X-Amz-Expires=7200&X-Amz-Signature=${SIGNATURE}`;
}

export type Event = Record<string, any>;
let requests = 0;

/** The event of a new request, made at the present time of the world. */
export function request(type: string, world: FakeWorld, more: Event = {}): Event {
  return {
    RequestType: type,
    ResponseURL: url(world.now),
    StackId: STACK_ID,
    RequestId: `request-${++requests}`,
    LogicalResourceId: LOGICAL_ID,
    ResourceType: TRAINING_JOB.type,
    ResourceProperties: A,
    ...more,
  };
}

export const creation = (world: FakeWorld, props = A, more: Event = {}) => request('Create', world, { ResourceProperties: props, ...more });
export const deletion = (world: FakeWorld, physicalId: string, props = A, more: Event = {}) =>
  request('Delete', world, { ResourceProperties: props, PhysicalResourceId: physicalId, ...more });
export const update = (world: FakeWorld, from: Event, to: Event, physicalId: string, more: Event = {}) =>
  request('Update', world, { ResourceProperties: to, OldResourceProperties: from, PhysicalResourceId: physicalId, ...more });

/** The event of a request to wait for the job with properties A. */
export function waitRequest(type: string, world: FakeWorld, more: Event = {}, props: Event = {}): Event {
  return request(type, world, {
    ResourceType: waitType(TRAINING_JOB),
    LogicalResourceId: 'TrainWait1',
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:handler',
      SchemaVersion: '1',
      JobName: nameOf(A),
      TimeoutSeconds: '3600',
      WaitSeconds: '3300',
      Last: 'true',
      ...props,
    },
    ...more,
  });
}
