import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { bucketOf, JOB, newJob, newStack, resourcesOf, waitersOf } from './jobs';
import { CompressionType, ITrainingJob, Model, ModelData, TrainingJob, TrainingJobGrants, TrainingOutputOptions } from '../../src';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';
import { refusal } from '../support/refusal';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const RUNS = 'training-37fbfa98-';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function statements(type: string, id: RegExp): any[] {
  const [resource] = Object.entries(resourcesOf(stack)).filter(([name, { Type }]) => Type === type && id.test(name)).map(([, found]) => found);
  return readable((resource.Properties.PolicyDocument ?? resource.Properties.Policies[0].PolicyDocument).Statement);
}

describe('the artifacts', () => {
  const hosted = (output: Partial<TrainingOutputOptions> = {}) => {
    const job = newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'models', ...output } });
    return new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromTrainingJob(job) }] });
  };
  const artifacts = { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrainingWait1'), 'ModelArtifactsUri'] };

  test('are hosted by a model that is made when the job has completed', () => {
    hosted();
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { PrimaryContainer: { ModelDataUrl: artifacts } });
    expect(waitersOf(stack)).toHaveLength(1);
  });

  test('may be read by the model, those of any run, and no other objects', () => {
    hosted();
    expect(statements('AWS::IAM::Role', /^ModelRole/)[2]).toEqual(
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:\${AWS::Partition}:s3:::churn/models/${RUNS}*` },
    );
  });

  test('may be decrypted by the model', () => {
    hosted({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    expect(statements('AWS::IAM::Policy', /^ModelRoleDefaultPolicy/)).toEqual([{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN }]);
  });

  test('may be listed by the model when they are no archive', () => {
    hosted({ compression: CompressionType.NONE });
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', {
      PrimaryContainer: { ModelDataSource: { S3DataSource: { S3Uri: artifacts, S3DataType: 'S3Prefix', CompressionType: 'None' } } },
    });
    expect(statements('AWS::IAM::Role', /^ModelRole/)[3]).toMatchObject({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': `models/${RUNS}*` } } });
  });

  test('may be read by whoever is granted it', () => {
    newJob(stack).grants.readArtifacts(new iam.User(stack, 'User'));
    expect(statements('AWS::IAM::Policy', /^UserDefaultPolicy/).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', `arn:\${AWS::Partition}:s3:::churn/models/${RUNS}*`], ['s3:ListBucket', 'arn:${AWS::Partition}:s3:::churn'],
    ]);
    expect(waitersOf(stack)).toEqual([]);
  });

  test('are named as they are, where a prefix has characters that policies read otherwise', () => {
    const job = newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'what?' } });
    job.grants.readArtifacts(new iam.User(stack, 'User'));
    const [reading] = statements('AWS::IAM::Policy', /^UserDefaultPolicy/);
    expect(reading.Resource).toBe(`arn:\${AWS::Partition}:s3:::churn/what\${?}/${RUNS}*`);
  });

  test('are all that begins with a prefix which is a token: it may end with a slash or not', () => {
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
    newJob(stack, { output: { bucket: bucketOf(stack), prefix } }).grants.readArtifacts(new iam.User(stack, 'User'));
    const [reading] = statements('AWS::IAM::Policy', /^UserDefaultPolicy/);
    expect(reading.Resource).toBe('arn:${AWS::Partition}:s3:::churn/${Prefix}*');
  });

  test('of a job that was made elsewhere are not known', () => {
    const job = TrainingJob.fromTrainingJobName(stack, 'Imported', 'churn');
    expect(refusal(() => job.grants.readArtifacts(new iam.User(stack, 'User')))[0]).toContain('grant access to the bucket');
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

  test('on a job are those on its runs, and wait for none of them', () => {
    expect(granted(newJob(stack).grants)).toEqual(both(`arn:\${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/${RUNS}*`));
  });

  test('on a job that was made elsewhere are on its name, in the letters of ARNs too', () => {
    const arn = 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/';
    expect(granted(TrainingJob.fromTrainingJobName(stack, 'Imported', 'Churn').grants)).toEqual(both([`${arn}Churn`, `${arn}churn`]));
  });

  test('may be made of whatever refers to a job', () => {
    const trainingJobRef = { trainingJobName: 'churn', trainingJobArn: 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn' };
    expect(granted(TrainingJobGrants.fromTrainingJob({ node: stack.node, trainingJobRef } as any))).toEqual(both(trainingJobRef.trainingJobArn));
  });
});

describe('a job that was made elsewhere', () => {
  test('is known by its name or its ARN', () => {
    const arn = 'arn:aws:sagemaker:us-east-1:444455556666:training-job/churn';
    const job = TrainingJob.fromTrainingJobArn(stack, 'Imported', arn);
    expect([job.trainingJobName, job.trainingJobArn, job.env]).toEqual(['churn', arn, { account: '444455556666', region: 'us-east-1' }]);
    expect(stack.resolve(TrainingJob.fromTrainingJobName(stack, 'Named', 'churn').trainingJobName)).toBe('churn');
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
  test('of the algorithm have the name of the job', () => {
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
  ])('of the first instance are read by %s', (method, metricName) => {
    const job = newJob(stack);
    const metric = (job as any)[method]();
    expect([metric.metricName, metric.dimensions]).toEqual([metricName, { Host: `${job.trainingJobName}/algo-1` }]);
  });

  test('can be alarmed of', () => {
    newJob(stack).metric('loss').createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'TrainingJobName', Value: { Ref: Match.stringLikeRegexp('^Training') } }],
    });
  });
});

test('logs are those of all jobs, in streams of its own', () => {
  const job = newJob(stack);
  expect(job.logGroup.logGroupName).toBe('/aws/sagemaker/TrainingJobs');
  expect(stack.resolve(job.logStreamPrefix)).toEqual({ 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Training/) }, '/']] });
});

describe('events', () => {
  const name = [{ prefix: RUNS }];

  test('of every run are met by a rule that is there before it', () => {
    newJob(stack).onStateChange('Changed', { target: new targets.SnsTopic(new sns.Topic(stack, 'Topic')) });
    Template.fromStack(stack).hasResource('AWS::Events::Rule', {
      Properties: {
        EventPattern: { 'source': ['aws.sagemaker'], 'detail-type': ['SageMaker Training Job State Change'], 'detail': { TrainingJobName: name, TrainingJobStatus: Match.absent() } },
        Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Topic') } }],
      },
      DependsOn: Match.absent(),
    });
  });

  test('of failures alone can be met', () => {
    newJob(stack).onFailed('Failed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: name, TrainingJobStatus: ['Failed'] } } });
  });

  test('can be narrowed further', () => {
    newJob(stack).onStateChange('Changed', { eventPattern: { detail: { SecondaryStatus: ['Interrupted'] } } });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { TrainingJobName: name, SecondaryStatus: ['Interrupted'] } } });
  });
});

test('the job is the default child, and is not made of anything else', () => {
  const job = newJob(stack);
  expect(stack.resolve((job.node.defaultChild as any).ref)).toEqual(stack.resolve(job.trainingJobName));
  Template.fromStack(stack).resourceCountIs(JOB, 1);
});
