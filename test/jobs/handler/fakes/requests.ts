import { World } from './world';
import { deriveBase } from '../../../../src/jobs/handler/names';
import { TRAINING_JOB } from '../../../../src/jobs/kinds';
import { waitType } from '../../../../src/jobs/protocol';

export const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/6f4a2b10-0a1b-11f0-9c2d-0a1b2c3d4e5f';
export const LOGICAL_ID = 'Train4FD1';
export const PREFIX = 'train-0a1b2c3d';
export const ROLE = 'arn:aws:iam::111122223333:role/training';
export const SIGNATURE = 'f00dfeedf00dfeedf00dfeed';

/** What CloudFormation would send for a job; `epochs` is what makes one job another. */
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

/** The names of the jobs of properties begin with it. */
export function baseOf(props: Record<string, unknown>, stackId = STACK_ID): string {
  return deriveBase(PREFIX, stackId, LOGICAL_ID, { Identity: props.Identity as object, Overrides: props.Overrides, RunId: props.RunId });
}

export const nameOf = (props: Record<string, unknown>, slot = 1) => `${baseOf(props)}-${slot}`;

const ALIASES = { A: baseOf(A), B: baseOf(B) };

export function world(status?: string): World {
  const made = new World(ALIASES);
  if (status) { made.stack.status = status; }
  if (status?.startsWith('UPDATE')) {
    made.stack.created = made.now - 86_400_000;
    made.stack.updated = made.now - 60_000;
  }
  return made;
}

/** A pre-signed URL made at a time, or one without a date, as of emulators. */
export function url(at: number | undefined): string {
  const date = at === undefined ? '' : `&X-Amz-Date=${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  return `https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/shop?X-Amz-Algorithm=AWS4-HMAC-SHA256${date}&X-Amz-Expires=7200&X-Amz-Signature=${SIGNATURE}`;
}

export type Event = Record<string, any>;
let requests = 0;

/** An event of its own request, made at the world's time. */
export function request(type: string, where: World, more: Event = {}): Event {
  return {
    RequestType: type,
    ResponseURL: url(where.now),
    StackId: STACK_ID,
    RequestId: `request-${++requests}`,
    LogicalResourceId: LOGICAL_ID,
    ResourceType: TRAINING_JOB.type,
    ResourceProperties: A,
    ...more,
  };
}

export const creation = (where: World, props = A, more: Event = {}) => request('Create', where, { ResourceProperties: props, ...more });
export const deletion = (where: World, given: string, props = A, more: Event = {}) =>
  request('Delete', where, { ResourceProperties: props, PhysicalResourceId: given, ...more });
export const update = (where: World, from: Event, to: Event, given: string, more: Event = {}) =>
  request('Update', where, { ResourceProperties: to, OldResourceProperties: from, PhysicalResourceId: given, ...more });

export function waiting(type: string, where: World, more: Event = {}, props: Event = {}): Event {
  return request(type, where, {
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
