import { JobProperties, JobWaitProperties, SCHEMA_VERSION } from '../../../../src/jobs/protocol';

export const NAME_PREFIX = 'churn-0123abcd';
export const HANDLER = 'handler';
export const JANITOR = 'janitor';
const SERVICE_TOKEN = `arn:aws:lambda:eu-west-1:123456789012:function:${HANDLER}`;

/** The template of the stack: a job, if any, the resources that wait for it, and one sibling, which stands for everything else. */
export interface Template {
  readonly job?: JobProperties;
  readonly waiters: readonly Omit<JobWaitProperties, 'JobName'>[];
}

/** The properties of a job with an identity and a setting. Equal arguments give the same object, because CloudFormation compares properties. */
export function job(identity: string, setting = 1): JobProperties {
  const key = `${identity}${setting}`;
  let properties = JOBS.get(key);
  if (!properties) {
    properties = {
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
        StoppingCondition: { MaxRuntimeInSeconds: `${3600 * setting}` },
      },
    };
    JOBS.set(key, properties);
  }
  return properties;
}
const JOBS = new Map<string, JobProperties>();

/** The properties of a chain of wait resources, each with its time in seconds. */
export function waiters(...seconds: number[]): Template['waiters'] {
  return seconds.map((wait, at) => ({
    ServiceToken: SERVICE_TOKEN,
    SchemaVersion: SCHEMA_VERSION,
    TimeoutSeconds: '3600',
    WaitSeconds: `${wait}`,
    Last: `${at === seconds.length - 1}`,
  }));
}
