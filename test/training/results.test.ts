import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { bucketOf, JOB, newJob, newStack, requestOf, resourcesOf, waitersOf } from './jobs';
import {
  CompressionType, InputChannel, ITrainingJob, Model, ModelData, TrainingJob, TrainingJobAttributes, TrainingJobGrants,
  TrainingOutputOptions,
} from '../../src';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const RUNS = 'training-37fbfa98-';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function statements(type: string, id: RegExp): any[] {
  const [resource] = Object.entries(resourcesOf(stack)).filter(([name, { Type }]) => Type === type && id.test(name)).map(([, found]) => found);
  return readable((resource.Properties.PolicyDocument ?? resource.Properties.Policies[0].PolicyDocument).Statement);
}

describe('the model artifacts', () => {
  const hosted = (output: Partial<TrainingOutputOptions> = {}) => {
    const job = newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'models', ...output } });
    return new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromTrainingJob(job) }] });
  };
  const artifacts = { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrainingWait1'), 'ModelArtifactsUri'] };

  test('are hosted by a model that is created after the job has completed', () => {
    hosted();
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { PrimaryContainer: { ModelDataUrl: artifacts } });
    expect(waitersOf(stack)).toHaveLength(1);
  });

  test('of all runs can be read by the model, and no other objects', () => {
    hosted();
    expect(statements('AWS::IAM::Role', /^ModelRole/)[2]).toEqual(
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:\${AWS::Partition}:s3:::churn/models/${RUNS}*` },
    );
  });

  test('can be decrypted by the model', () => {
    hosted({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    expect(statements('AWS::IAM::Policy', /^ModelRoleDefaultPolicy/)).toEqual([{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN }]);
  });

  test('can be listed by the model if they are not compressed', () => {
    hosted({ compression: CompressionType.NONE });
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', {
      PrimaryContainer: { ModelDataSource: { S3DataSource: { S3Uri: artifacts, S3DataType: 'S3Prefix', CompressionType: 'None' } } },
    });
    expect(statements('AWS::IAM::Role', /^ModelRole/)[3]).toMatchObject({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': `models/${RUNS}*` } } });
  });

  test('can be read by a principal that is granted access', () => {
    newJob(stack).grants.readModelArtifacts(new iam.User(stack, 'User'));
    expect(statements('AWS::IAM::Policy', /^UserDefaultPolicy/).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', `arn:\${AWS::Partition}:s3:::churn/models/${RUNS}*`], ['s3:ListBucket', 'arn:${AWS::Partition}:s3:::churn'],
    ]);
    expect(waitersOf(stack)).toEqual([]);
  });

  test('are matched literally if the prefix contains wildcards of policies', () => {
    const job = newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'what?' } });
    job.grants.readModelArtifacts(new iam.User(stack, 'User'));
    const [reading] = statements('AWS::IAM::Policy', /^UserDefaultPolicy/);
    expect(reading.Resource).toBe(`arn:\${AWS::Partition}:s3:::churn/what\${?}/${RUNS}*`);
  });

  test('are all objects with the prefix of the output if it is a token, which may or may not end with a slash', () => {
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
    newJob(stack, { output: { bucket: bucketOf(stack), prefix } }).grants.readModelArtifacts(new iam.User(stack, 'User'));
    const [reading] = statements('AWS::IAM::Policy', /^UserDefaultPolicy/);
    expect(reading.Resource).toBe('arn:${AWS::Partition}:s3:::churn/${Prefix}*');
  });

  test('of an imported job can be hosted', () => {
    const job = TrainingJob.fromTrainingJobAttributes(stack, 'Imported', {
      trainingJobName: 'churn',
      modelArtifactsUri: 's3://churn/models/churn/output/model.tar.gz',
      modelArtifactsBucket: bucketOf(stack),
      modelArtifactsPrefix: 'models/churn/',
      modelArtifactsEncryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN),
    });
    new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromTrainingJob(job) }] });
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { PrimaryContainer: { ModelDataUrl: job.modelArtifactsUri } });
    expect(statements('AWS::IAM::Role', /^ModelRole/)[2].Resource).toBe('arn:${AWS::Partition}:s3:::churn/models/churn/*');
    expect(statements('AWS::IAM::Policy', /^ModelRoleDefaultPolicy/)).toEqual([{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN }]);
  });

  test('of an imported job can be a channel of another job', () => {
    const job = TrainingJob.fromTrainingJobAttributes(stack, 'Imported', {
      trainingJobName: 'churn', modelArtifactsUri: 's3://churn/models/churn/output/', modelArtifactsBucket: bucketOf(stack), modelArtifactsPrefix: 'models/churn/',
    });
    newJob(stack, { inputChannels: { start: InputChannel.fromTrainingJob(job) } });
    expect(requestOf(stack).InputDataConfig[0].DataSource.S3DataSource.S3Uri).toBe('s3://churn/models/churn/output/');
  });

  test('of an imported job can be uncompressed', () => {
    const attributes = { trainingJobName: 'churn', modelArtifactsCompression: CompressionType.NONE };
    expect(TrainingJob.fromTrainingJobAttributes(stack, 'Imported', attributes).modelArtifactsCompression).toBe(CompressionType.NONE);
    expect(TrainingJob.fromTrainingJobName(stack, 'Named', 'churn').modelArtifactsCompression).toBe(CompressionType.GZIP);
  });

  test.each<[string, (job: ITrainingJob) => unknown]>([
    ['modelArtifactsUri', (job) => job.modelArtifactsUri],
    ['modelArtifactsBucket', (job) => job.grants.readModelArtifacts(new iam.User(stack, 'User'))],
    ['modelArtifactsPrefix', (job) => job.modelArtifactsPrefix],
  ])('fails for an imported job without %s', (name, use) => {
    const job = TrainingJob.fromTrainingJobName(stack, 'Imported', 'churn');
    expect(errorLines(() => use(job))[0]).toContain(`the ${name} of this imported training job is unknown: import the training job with TrainingJob.fromTrainingJobAttributes()`);
  });
});

describe('grants', () => {
  const granted = (grants: TrainingJobGrants) => {
    const user = new iam.User(stack, 'User');
    grants.describe(user);
    grants.stop(user);
    return statements('AWS::IAM::Policy', /^UserDefaultPolicy/);
  };
  const both = (name: any) => ['Describe', 'Stop'].map((action) => (
    { Effect: 'Allow', Action: `sagemaker:${action}TrainingJob`, Resource: name }
  ));

  test('on a job cover all its runs and depend on none of them', () => {
    expect(granted(newJob(stack).grants)).toEqual(both(`arn:\${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/${RUNS}*`));
  });

  test('on an imported job cover its name and its name in lower case, as in ARNs', () => {
    const arn = 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/';
    expect(granted(TrainingJob.fromTrainingJobName(stack, 'Imported', 'Churn').grants)).toEqual(both([`${arn}Churn`, `${arn}churn`]));
  });

  test('of an imported job can be created from the job', () => {
    const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn';
    expect(granted(TrainingJobGrants.fromTrainingJob(TrainingJob.fromTrainingJobArn(stack, 'Imported', arn)))).toEqual(both(arn));
  });

  test('of a job can be created from the job', () => {
    expect(granted(TrainingJobGrants.fromTrainingJob(newJob(stack)))).toEqual(both(`arn:\${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/${RUNS}*`));
  });
});

describe('an imported job', () => {
  test('has a name and an ARN', () => {
    const arn = 'arn:aws:sagemaker:us-east-1:444455556666:training-job/churn';
    const job = TrainingJob.fromTrainingJobArn(stack, 'Imported', arn);
    expect([job.trainingJobName, job.trainingJobArn, job.env]).toEqual(['churn', arn, { account: '444455556666', region: 'us-east-1' }]);
    expect(stack.resolve(TrainingJob.fromTrainingJobName(stack, 'Named', 'churn').trainingJobName)).toBe('churn');
  });

  test('of another Region has a warning for rules, because its events stay there', () => {
    const job = TrainingJob.fromTrainingJobArn(stack, 'Imported', 'arn:aws:sagemaker:us-east-1:111122223333:training-job/churn');
    job.onFailed('Failed');
    expect(warnings(stack)).toEqual(['cdk-sagemaker:EventsInOtherEnvironment']);
  });

  test.each<[string, TrainingJobAttributes]>([['both', { trainingJobName: 'churn', trainingJobArn: 'arn' }], ['neither', {}]])('fails with %s', (_what, attributes) => {
    expect(errorLines(() => TrainingJob.fromTrainingJobAttributes(stack, 'Imported', attributes))[0]).toContain('specify exactly one of trainingJobName and trainingJobArn');
  });

  test('has metrics, logs and events', () => {
    const job = TrainingJob.fromTrainingJobName(stack, 'Imported', 'churn');
    expect(job.metricGpuUtilization({ instance: 2 })).toMatchObject({ namespace: '/aws/sagemaker/TrainingJobs', metricName: 'GPUUtilization', dimensions: { Host: 'churn/algo-2' } });
    expect(job.logStreamPrefix).toBe('churn/');
    job.onStateChange('Changed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: ['churn'] } } });
  });
});

describe('metrics', () => {
  test('of the algorithm have the job name as a dimension', () => {
    const job = newJob(stack);
    expect(job.metric('validation:auc', { statistic: 'Maximum' }))
      .toMatchObject({ namespace: '/aws/sagemaker/TrainingJobs', metricName: 'validation:auc', statistic: 'Maximum', dimensions: { TrainingJobName: job.trainingJobName } });
  });

  test.each<[keyof ITrainingJob, string]>([
    ['metricCpuUtilization', 'CPUUtilization'],
    ['metricMemoryUtilization', 'MemoryUtilization'],
    ['metricGpuUtilization', 'GPUUtilization'],
    ['metricGpuMemoryUtilization', 'GPUMemoryUtilization'],
    ['metricDiskUtilization', 'DiskUtilization'],
  ])('of the first instance are returned by %s', (method, metricName) => {
    const job = newJob(stack);
    const metric = (job as any)[method]();
    expect([metric.metricName, metric.dimensions]).toEqual([metricName, { Host: `${job.trainingJobName}/algo-1` }]);
  });

  test('can have alarms', () => {
    newJob(stack).metric('loss').createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'TrainingJobName', Value: { Ref: Match.stringLikeRegexp('^Training') } }],
    });
  });
});

test('logs are in the log group of all training jobs, in log streams with the name of the job', () => {
  const job = newJob(stack);
  expect(job.logGroup.logGroupName).toBe('/aws/sagemaker/TrainingJobs');
  expect(stack.resolve(job.logStreamPrefix)).toEqual({ 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Training/) }, '/']] });
});

describe('events', () => {
  const name = [{ prefix: RUNS }];

  test('of all runs match a rule that exists before the first run', () => {
    newJob(stack).onStateChange('Changed', { target: new targets.SnsTopic(new sns.Topic(stack, 'Topic')) });
    Template.fromStack(stack).hasResource('AWS::Events::Rule', {
      Properties: {
        EventPattern: { 'source': ['aws.sagemaker'], 'detail-type': ['SageMaker Training Job State Change'], 'detail': { TrainingJobName: name, TrainingJobStatus: Match.absent() } },
        Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Topic') } }],
      },
      DependsOn: Match.absent(),
    });
  });

  test('of failures match a rule of onFailed', () => {
    newJob(stack).onFailed('Failed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: name, TrainingJobStatus: ['Failed'] } } });
  });

  test('of completions match a rule of onCompleted', () => {
    newJob(stack).onCompleted('Completed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: name, TrainingJobStatus: ['Completed'] } } });
  });

  test('can be filtered further', () => {
    newJob(stack).onStateChange('Changed', { eventPattern: { detail: { SecondaryStatus: ['Interrupted'] } } });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: name, SecondaryStatus: ['Interrupted'] } } });
  });
});

test('the custom resource is the default child', () => {
  const job = newJob(stack);
  expect(stack.resolve((job.node.defaultChild as any).ref)).toEqual(stack.resolve(job.trainingJobName));
  Template.fromStack(stack).resourceCountIs(JOB, 1);
});
