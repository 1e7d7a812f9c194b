import { SCHEMA_VERSION, JobProperties, JobWaitProperties } from '../../../../src/jobs/protocol';

export const NAME_PREFIX = 'churn-0123abcd';
export const HANDLER = 'handler';
export const JANITOR = 'janitor';
const SERVICE_TOKEN = `arn:aws:lambda:eu-west-1:123456789012:function:${HANDLER}`;

/** What a stack asks for: a job, or none; and what waits for it. Everything else in it is one sibling. */
export interface Template {
  readonly job?: JobProperties;
  readonly waiters: readonly Omit<JobWaitProperties, 'JobName'>[];
}

/** A job of one of a few identities, in one of a few settings: the same ones are the same object. */
export function job(identity: string, settings = 1): JobProperties {
  const key = `${identity}${settings}`;
  let found = JOBS.get(key);
  if (!found) {
    found = {
      ServiceToken: SERVICE_TOKEN,
      SchemaVersion: SCHEMA_VERSION,
      NamePrefix: NAME_PREFIX,
      TimeoutSeconds: '1200',
      Identity: {
        AlgorithmSpecification: { TrainingImage: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1', TrainingInputMode: 'File' },
        OutputDataConfig: { S3OutputPath: 's3://models/churn' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: '1', VolumeSizeInGB: '30' },
        HyperParameters: { depth: identity },
      },
      Settings: {
        RoleArn: 'arn:aws:iam::123456789012:role/training',
        StoppingCondition: { MaxRuntimeInSeconds: `${3600 * settings}` },
      },
    };
    JOBS.set(key, found);
  }
  return found;
}
const JOBS = new Map<string, JobProperties>();

/** Waiters that follow each other, each for so many seconds. */
export function waiters(...seconds: number[]): Template['waiters'] {
  return seconds.map((wait, at) => ({
    ServiceToken: SERVICE_TOKEN,
    SchemaVersion: SCHEMA_VERSION,
    TimeoutSeconds: '3600',
    WaitSeconds: `${wait}`,
    Last: `${at === seconds.length - 1}`,
  }));
}
