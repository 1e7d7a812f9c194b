import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './server';
import { LocalAws } from '../../local-aws/local-aws';

const ROLE = 'arn:aws:iam::123456789012:role/training';
const UNTRUSTING_ROLE = 'arn:aws:iam::123456789012:role/training-untrusting';
const trustPolicy = (Service: string) => JSON.stringify({
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});
const JOB = {
  AlgorithmSpecification: { TrainingImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1', TrainingInputMode: 'File' },
  RoleArn: ROLE,
  InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://churn-data/train/' } } }],
  OutputDataConfig: { S3OutputPath: 's3://churn-data/output' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  HyperParameters: { epochs: '3' },
  Tags: [{ Key: 'team', Value: 'churn' }],
};

let aws: LocalAws;
beforeAll(async () => {
  aws = await startServer();
  await aws.call(
    ['iam', 'CreateRole', { RoleName: 'training', AssumeRolePolicyDocument: trustPolicy('sagemaker.amazonaws.com') }],
    ['iam', 'CreateRole', { RoleName: 'training-untrusting', AssumeRolePolicyDocument: trustPolicy('ec2.amazonaws.com') }],
    ['s3', 'CreateBucket', { Bucket: 'churn-data' }],
    ['s3', 'PutObject', { Bucket: 'churn-data', Key: 'train/part-1.csv' }],
  );
});
afterEach(() => aws.simulate({}));
afterAll(() => aws?.stop());

async function createJob(TrainingJobName: string, change: object = {}): Promise<any> {
  await aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName, ...change }]);
  return describeJob(TrainingJobName);
}

async function describeJob(TrainingJobName: string): Promise<any> {
  return (await aws.call(['sagemaker', 'DescribeTrainingJob', { TrainingJobName }]))[0];
}

async function waitForEnd(name: string): Promise<any> {
  const job = await describeJob(name);
  return ['InProgress', 'Stopping'].includes(job.TrainingJobStatus) ? sleep(100).then(() => waitForEnd(name)) : job;
}

async function listObjects(Prefix: string): Promise<string[]> {
  const [{ Contents: objects }] = await aws.call(['s3', 'ListObjectsV2', { Bucket: 'churn-data', Prefix }]);
  return (objects ?? []).map((object: any) => object.Key);
}

const secondaryStatuses = (job: any): string[] => job.SecondaryStatusTransitions.map((transition: any) => transition.Status);

describe('a training job', () => {
  test('is starting, downloading, training, uploading and completed, with model artifacts and metrics', async () => {
    await aws.simulate({ training: [{ jobs: 'complete', seconds: 2, metrics: { 'validation:auc': 0.93 } }] });
    const first = await createJob('complete');
    expect(first).toMatchObject({ TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting', HyperParameters: { epochs: '3' } });
    expect(first.ModelArtifacts).toBeUndefined();

    const last = await waitForEnd('complete');
    expect(last).toMatchObject({
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: 's3://churn-data/output/complete/output/model.tar.gz' },
      FinalMetricDataList: [{ MetricName: 'validation:auc', Value: expect.closeTo(0.93) }],
      TrainingTimeInSeconds: 1,
    });
    expect(secondaryStatuses(last)).toEqual(['Starting', 'Downloading', 'Training', 'Uploading', 'Completed']);
    expect(await listObjects('output/complete')).toEqual(['output/complete/output/model.tar.gz']);
    const events = (await aws.events()).filter(({ event, resource }) => event.startsWith('TrainingJob') && resource === 'complete');
    expect(events.map(({ event }) => event)).toEqual(secondaryStatuses(last).map((status) => `TrainingJob${status}`));
    expect(events.at(-1)!.time - events[0].time).toBeCloseTo(2);
  });

  test('uploads plain files if its output is not compressed, and has no download phase without input channels', async () => {
    await createJob('plain', { OutputDataConfig: { S3OutputPath: 's3://churn-data/output/', CompressionType: 'NONE' }, InputDataConfig: undefined });
    const job = await waitForEnd('plain');
    expect(job.ModelArtifacts).toEqual({ S3ModelArtifacts: 's3://churn-data/output/plain/output/model/' });
    expect(secondaryStatuses(job)).not.toContain('Downloading');
    expect(await listObjects('output/plain')).toEqual(['output/plain/output/model/model.json']);
  });

  test('has its tags, accepts more tags, and is listed', async () => {
    const { TrainingJobArn: ResourceArn } = await createJob('tagged');
    const [, { Tags: tags }, { TrainingJobSummaries: found }] = await aws.call(
      ['sagemaker', 'AddTags', { ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }],
      ['sagemaker', 'ListTags', { ResourceArn }],
      ['sagemaker', 'ListTrainingJobs', { NameContains: 'agge', StatusEquals: 'Completed' }],
    );
    expect(tags).toEqual([{ Key: 'team', Value: 'churn' }, { Key: 'stage', Value: 'test' }]);
    expect(found.map((job: any) => job.TrainingJobName)).toEqual(['tagged']);
  });

  test.each<[name: string, change: object]>([
    ['a rule of the simulation', {}],
    ['its environment', { Environment: { LOCAL_AWS_OUTCOME: 'Failed' } }],
  ])('fails through %s, without model artifacts', async (name, change) => {
    const job = `failing-${name.length}`;
    await aws.simulate({ training: 'Environment' in change ? [] : [{ jobs: job, outcome: 'Failed', reason: 'AlgorithmError: no such column, exit code: 2' }] });
    await createJob(job, change);
    const failed = await waitForEnd(job);
    expect(failed).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed', FailureReason: expect.stringMatching(/^AlgorithmError: .*, exit code: \d$/) });
    expect(failed.ModelArtifacts).toBeUndefined();
    expect(await listObjects(`output/${job}`)).toEqual([]);
  });

  test('can be stopped once', async () => {
    await aws.simulate({ training: [{ seconds: 600 }] });
    await createJob('stopped');
    await aws.call(['sagemaker', 'StopTrainingJob', { TrainingJobName: 'stopped' }]);
    expect(await describeJob('stopped')).toMatchObject({ TrainingJobStatus: 'Stopping' });
    const job = await waitForEnd('stopped');
    expect(job).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(job.ModelArtifacts).toBeUndefined();
    await expect(aws.call(['sagemaker', 'StopTrainingJob', { TrainingJobName: 'stopped' }]))
      .rejects.toThrow(/ValidationException.*The request was rejected because the training job is in status Stopped/);
  });

  test.each([
    ['MaxRuntimeExceeded', { MaxRuntimeInSeconds: 1 }],
    ['MaxWaitTimeExceeded', { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 }],
  ])('is stopped at its time limit: %s', async (status, condition) => {
    // The training phase lasts from 40 % to 90 % of the duration, which is more than a second here.
    await aws.simulate({ training: [{ seconds: status === 'MaxRuntimeExceeded' ? 2.5 : 600 }] });
    await createJob(status, { StoppingCondition: condition, EnableManagedSpotTraining: 'MaxWaitTimeInSeconds' in condition });
    expect(await waitForEnd(status)).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: status });
  });

  test('frees its name when it is deleted', async () => {
    await createJob('deleted');
    await waitForEnd('deleted');
    await aws.call(['sagemaker', 'DeleteTrainingJob', { TrainingJobName: 'deleted' }]);
    await expect(describeJob('deleted')).rejects.toThrow(/ValidationException.*Requested resource not found/);
    expect((await createJob('deleted')).TrainingJobName).toBe('deleted');
  });
});

test.each<[name: string, change: object, message: RegExp]>([
  ['a name in use', { TrainingJobName: 'existing' }, /ResourceInUse.*Training job names must be unique.*training-job\/existing/],
  ['a role that does not exist', { RoleArn: `${ROLE}-missing` }, /Could not assume role .*-missing/],
  ['a role that does not trust SageMaker', { RoleArn: UNTRUSTING_ROLE }, /Could not assume role .*-untrusting/],
  ['a channel without data', {
    InputDataConfig: [{ ChannelName: 'test', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://churn-data/test/' } } }],
  }, /No S3 objects found under S3 URL "s3:\/\/churn-data\/test\/"/],
  ['an unknown instance type', { ResourceConfig: { ...JOB.ResourceConfig, InstanceType: 'ml.m5.tiny' } }, /Member must satisfy enum value set/],
])('fails to train with %s', async (_name, change, message) => {
  await aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName: 'existing' }]).catch(() => undefined);
  await expect(aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName: 'new', ...change }])).rejects.toThrow(message);
});

test('fails to delete a running job', async () => {
  await aws.simulate({ training: [{ seconds: 600 }] });
  await createJob('running');
  await expect(aws.call(['sagemaker', 'DeleteTrainingJob', { TrainingJobName: 'running' }])).rejects.toThrow(/in status InProgress/);
});

test('fails to create a model with model artifacts that do not exist in an existing bucket', async () => {
  const model = (key: string) => ({ ModelName: 'churn', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: 'churn', ModelDataUrl: `s3://churn-data/${key}` } });
  await expect(aws.call(['sagemaker', 'CreateModel', model('output/never/output/model.tar.gz')])).rejects.toThrow(/Could not find model data at s3:/);
  await createJob('ready');
  await waitForEnd('ready');
  await expect(aws.call(['sagemaker', 'CreateModel', model('output/ready/output/model.tar.gz')])).resolves.toHaveLength(1);
});

test('fails to accept unknown rules', async () => {
  await expect(aws.simulate({ trainings: [] } as any)).rejects.toThrow('training, crashes, deliveries');
});
