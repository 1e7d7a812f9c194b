import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './server';
import { LocalAws } from '../../local-aws/local-aws';

const ROLE = 'arn:aws:iam::123456789012:role/training';
const ROLE_OF_NOBODY = 'arn:aws:iam::123456789012:role/training-of-nobody';
const TRUST = (Service: string) => JSON.stringify({
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
    ['iam', 'CreateRole', { RoleName: 'training', AssumeRolePolicyDocument: TRUST('sagemaker.amazonaws.com') }],
    ['iam', 'CreateRole', { RoleName: 'training-of-nobody', AssumeRolePolicyDocument: TRUST('ec2.amazonaws.com') }],
    ['s3', 'CreateBucket', { Bucket: 'churn-data' }],
    ['s3', 'PutObject', { Bucket: 'churn-data', Key: 'train/part-1.csv' }],
  );
});
afterEach(() => aws.simulate({}));
afterAll(() => aws?.stop());

async function created(TrainingJobName: string, change: object = {}): Promise<any> {
  await aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName, ...change }]);
  return described(TrainingJobName);
}

async function described(TrainingJobName: string): Promise<any> {
  return (await aws.call(['sagemaker', 'DescribeTrainingJob', { TrainingJobName }]))[0];
}

async function ended(name: string): Promise<any> {
  const job = await described(name);
  return ['InProgress', 'Stopping'].includes(job.TrainingJobStatus) ? sleep(100).then(() => ended(name)) : job;
}

async function objects(Prefix: string): Promise<string[]> {
  const [{ Contents: found }] = await aws.call(['s3', 'ListObjectsV2', { Bucket: 'churn-data', Prefix }]);
  return (found ?? []).map((object: any) => object.Key);
}

const secondary = (job: any): string[] => job.SecondaryStatusTransitions.map((transition: any) => transition.Status);

describe('a training job', () => {
  test('starts, downloads, trains, uploads and is completed, with artifacts and metrics', async () => {
    await aws.simulate({ training: [{ jobs: 'complete', seconds: 2, metrics: { 'validation:auc': 0.93 } }] });
    const first = await created('complete');
    expect(first).toMatchObject({ TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting', HyperParameters: { epochs: '3' } });
    expect(first.ModelArtifacts).toBeUndefined();

    const last = await ended('complete');
    expect(last).toMatchObject({
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: 's3://churn-data/output/complete/output/model.tar.gz' },
      FinalMetricDataList: [{ MetricName: 'validation:auc', Value: expect.closeTo(0.93) }],
      TrainingTimeInSeconds: 1,
    });
    expect(secondary(last)).toEqual(['Starting', 'Downloading', 'Training', 'Uploading', 'Completed']);
    expect(await objects('output/complete')).toEqual(['output/complete/output/model.tar.gz']);
    const events = (await aws.events()).filter(({ event, resource }) => event.startsWith('TrainingJob') && resource === 'complete');
    expect(events.map(({ event }) => event)).toEqual(secondary(last).map((status) => `TrainingJob${status}`));
    expect(events.at(-1)!.time - events[0].time).toBeCloseTo(2);
  });

  test('leaves plain files if its output is not compressed, and downloads nothing without inputs', async () => {
    await created('plain', { OutputDataConfig: { S3OutputPath: 's3://churn-data/output/', CompressionType: 'NONE' }, InputDataConfig: undefined });
    const job = await ended('plain');
    expect(job.ModelArtifacts).toEqual({ S3ModelArtifacts: 's3://churn-data/output/plain/output/model/' });
    expect(secondary(job)).not.toContain('Downloading');
    expect(await objects('output/plain')).toEqual(['output/plain/output/model/model.json']);
  });

  test('has its tags, which can be added to, and is listed', async () => {
    const { TrainingJobArn: ResourceArn } = await created('tagged');
    const [, { Tags: tags }, { TrainingJobSummaries: found }] = await aws.call(
      ['sagemaker', 'AddTags', { ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }],
      ['sagemaker', 'ListTags', { ResourceArn }],
      ['sagemaker', 'ListTrainingJobs', { NameContains: 'agge', StatusEquals: 'Completed' }],
    );
    expect(tags).toEqual([{ Key: 'team', Value: 'churn' }, { Key: 'stage', Value: 'test' }]);
    expect(found.map((job: any) => job.TrainingJobName)).toEqual(['tagged']);
  });

  test.each<[name: string, change: object]>([
    ['a rule of the simulation says so', {}],
    ['its environment says so', { Environment: { LOCAL_AWS_OUTCOME: 'Failed' } }],
  ])('fails when %s, without artifacts', async (name, change) => {
    const job = `failing-${name.length}`;
    await aws.simulate({ training: 'Environment' in change ? [] : [{ jobs: job, outcome: 'Failed', reason: 'AlgorithmError: no such column, exit code: 2' }] });
    await created(job, change);
    const failed = await ended(job);
    expect(failed).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed', FailureReason: expect.stringMatching(/^AlgorithmError: .*, exit code: \d$/) });
    expect(failed.ModelArtifacts).toBeUndefined();
    expect(await objects(`output/${job}`)).toEqual([]);
  });

  test('is stopped on demand, and not twice', async () => {
    await aws.simulate({ training: [{ seconds: 600 }] });
    await created('stopped');
    await aws.call(['sagemaker', 'StopTrainingJob', { TrainingJobName: 'stopped' }]);
    expect(await described('stopped')).toMatchObject({ TrainingJobStatus: 'Stopping' });
    const job = await ended('stopped');
    expect(job).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(job.ModelArtifacts).toBeUndefined();
    await expect(aws.call(['sagemaker', 'StopTrainingJob', { TrainingJobName: 'stopped' }]))
      .rejects.toThrow(/ValidationException.*The request was rejected because the training job is in status Stopped/);
  });

  test.each([
    ['MaxRuntimeExceeded', { MaxRuntimeInSeconds: 1 }],
    ['MaxWaitTimeExceeded', { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 }],
  ])('runs into its limit, which is %s', async (status, condition) => {
    // Training begins after two fifths of the time, and ends after nine tenths: none is shorter than a second here.
    await aws.simulate({ training: [{ seconds: status === 'MaxRuntimeExceeded' ? 2.5 : 600 }] });
    await created(status, { StoppingCondition: condition, EnableManagedSpotTraining: 'MaxWaitTimeInSeconds' in condition });
    expect(await ended(status)).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: status });
  });

  test('is forgotten once it is deleted, when its name is free again', async () => {
    await created('forgotten');
    await ended('forgotten');
    await aws.call(['sagemaker', 'DeleteTrainingJob', { TrainingJobName: 'forgotten' }]);
    await expect(described('forgotten')).rejects.toThrow(/ValidationException.*Requested resource not found/);
    expect((await created('forgotten')).TrainingJobName).toBe('forgotten');
  });
});

test.each<[name: string, change: object, message: RegExp]>([
  ['a name that is taken', { TrainingJobName: 'taken' }, /ResourceInUse.*Training job names must be unique.*training-job\/taken/],
  ['a role that does not exist', { RoleArn: `${ROLE}-of-another` }, /Could not assume role .*-of-another/],
  ['a role that does not trust SageMaker', { RoleArn: ROLE_OF_NOBODY }, /Could not assume role .*-of-nobody/],
  ['a channel without data', {
    InputDataConfig: [{ ChannelName: 'test', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://churn-data/test/' } } }],
  }, /No S3 objects found under S3 URL "s3:\/\/churn-data\/test\/"/],
  ['an instance type that there is not', { ResourceConfig: { ...JOB.ResourceConfig, InstanceType: 'ml.m5.tiny' } }, /Member must satisfy enum value set/],
])('fails to train with %s', async (_name, change, message) => {
  await aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName: 'taken' }]).catch(() => undefined);
  await expect(aws.call(['sagemaker', 'CreateTrainingJob', { ...JOB, TrainingJobName: 'new', ...change }])).rejects.toThrow(message);
});

test('fails to delete a job that still runs', async () => {
  await aws.simulate({ training: [{ seconds: 600 }] });
  await created('running');
  await expect(aws.call(['sagemaker', 'DeleteTrainingJob', { TrainingJobName: 'running' }])).rejects.toThrow(/in status InProgress/);
});

test('fails to make a model of artifacts that are not there yet, in a bucket that is there', async () => {
  const model = (key: string) => ({ ModelName: 'churn', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: 'churn', ModelDataUrl: `s3://churn-data/${key}` } });
  await expect(aws.call(['sagemaker', 'CreateModel', model('output/never/output/model.tar.gz')])).rejects.toThrow(/Could not find model data at s3:/);
  await created('ready');
  await ended('ready');
  await expect(aws.call(['sagemaker', 'CreateModel', model('output/ready/output/model.tar.gz')])).resolves.toHaveLength(1);
});

test('fails to take rules that are none', async () => {
  await expect(aws.simulate({ trainings: [] } as any)).rejects.toThrow('training, crashes, deliveries');
});
