import { Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { bucketOf, JOB, newJob, newStack, requestOf, resourcesOf } from './jobs';
import { ContainerImage, InstanceType, TrainingAlgorithm, TrainingJobProps, TrainingResources } from '../../src';
import { NamedImage } from '../support/images';
import { readable } from '../support/readable';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const LOGS = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  Resource: 'arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/*',
};
const METRICS = {
  Effect: 'Allow',
  Action: 'cloudwatch:PutMetricData',
  Resource: '*',
  Condition: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*', 'AWS/SageMaker'] } },
};
const TOKEN = { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };

const pull = (repository: string, account: string = '111122223333') => ({
  Effect: 'Allow',
  Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
  Resource: `arn:\${AWS::Partition}:ecr:eu-west-1:${account}:repository/${repository}`,
});
const write = (objects: string) => ({ Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:PutObject'], Resource: `arn:\${AWS::Partition}:s3:::${objects}` });
const read = (objects: string) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:\${AWS::Partition}:s3:::${objects}` });
const list = (bucket: string, prefix: string) => (
  { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:\${AWS::Partition}:s3:::${bucket}`, Condition: { StringLike: { 's3:prefix': prefix } } }
);
const ALWAYS = [LOGS, METRICS, write('churn/models/*')];

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** The statements in the inline policy of the created role. */
function statements(props: Partial<TrainingJobProps> = {}): any[] {
  newJob(stack, props);
  const [role] = Object.entries(resourcesOf(stack)).filter(([id]) => /^TrainingRole[0-9A-F]{8}$/.test(id)).map(([, found]) => found);
  return readable(role.Properties.Policies[0].PolicyDocument.Statement);
}

/** The statements in the separate policy with the given logical id. */
function attached(id: RegExp): any[] {
  const [policy] = Object.entries(resourcesOf(stack)).filter(([name, { Type }]) => Type === 'AWS::IAM::Policy' && id.test(name)).map(([, found]) => found);
  return readable(policy.Properties.PolicyDocument.Statement);
}

describe('the created role', () => {
  test('can write logs, metrics and the output, and nothing else', () => {
    expect(statements()).toEqual(ALWAYS);
  });

  test('can be assumed by the service only on behalf of its own account', () => {
    newJob(stack);
    const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } };
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [{ ...trust, Action: 'sts:AssumeRole' }] } });
  });

  test('can be assumed with session tags if session tag chaining is enabled', () => {
    newJob(stack, { sessionTagChaining: true });
    const actions = Object.values(resourcesOf(stack)).flatMap(({ Type, Properties }) => Type === 'AWS::IAM::Role' ? Properties.AssumeRolePolicyDocument.Statement : [])
      .filter(({ Principal }) => Principal.Service === 'sagemaker.amazonaws.com').flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['sts:AssumeRole', 'sts:TagSession']));
  });

  test('can pull from the repository of the image', () => {
    const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'train');
    expect(statements({ algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromEcrRepository(repository, '1')) }))
      .toEqual([...ALWAYS, pull('train'), TOKEN]);
    expect(requestOf(stack).AlgorithmSpecification.TrainingImage).toBe('111122223333.dkr.ecr.eu-west-1.${AWS::URLSuffix}/train:1');
  });

  test('can pull an image of another account', () => {
    expect(statements({ algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromDlc('pytorch-training', '2.1')) }))
      .toContainEqual(pull('pytorch-training', '763104351884'));
  });

  test('can invoke the credentials provider of a private registry, which is accessed through the VPC', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-0000000a'] });
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:credentials';
    const credentialsProvider = lambda.Function.fromFunctionArn(stack, 'Credentials', arn);
    const image = ContainerImage.fromPrivateRegistry('registry.example.com/train:1', { credentialsProvider });
    expect(statements({ vpc, algorithm: TrainingAlgorithm.fromImage(image) })).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn });
    expect(requestOf(stack).AlgorithmSpecification.TrainingImageConfig).toEqual({
      TrainingRepositoryAccessMode: 'Vpc', TrainingRepositoryAuthConfig: { TrainingRepositoryCredentialsProviderArn: arn },
    });
  });

  test('can read and write checkpoints', () => {
    expect(statements({ checkpoint: { bucket: bucketOf(stack), prefix: 'states' } }))
      .toEqual([...ALWAYS, read('churn/states/*'), list('churn', 'states/*'), write('churn/states/*')]);
  });

  test('can write the output of Debugger, profiler and TensorBoard, and read it for Debugger rules', () => {
    const bucket = bucketOf(stack);
    const rule = { name: 'Rule', image: new NamedImage('rules:1'), bucket, prefix: 'results' };
    expect(statements({
      debugHook: { bucket, prefix: 'tensors' }, debugRules: [rule], profiler: { bucket, prefix: 'profile' }, tensorBoard: { bucket, prefix: 'board' },
    })).toEqual([
      ...ALWAYS, write('churn/tensors/*'), write('churn/profile/*'), write('churn/board/*'), read('churn/tensors/*'), list('churn', 'tensors/*'),
      write('churn/results/*'),
    ]);
  });

  test('can communicate with Systems Manager for remote debugging', () => {
    expect(statements({ remoteDebug: true })).toContainEqual({ Effect: 'Allow', Action: expect.arrayContaining(['ssmmessages:OpenDataChannel']), Resource: '*' });
  });

  test('can encrypt the output with a given key', () => {
    newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'models', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) } });
    expect(attached(/^TrainingExecutionPolicy/)).toEqual([
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], Resource: KEY_ARN },
    ]);
  });

  test('can use the encryption key of the bucket', () => {
    newJob(stack, { output: { bucket: new s3.Bucket(stack, 'Encrypted', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) }) } });
    expect(attached(/^TrainingExecutionPolicy/)).toContainEqual(
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], Resource: KEY_ARN },
    );
  });

  test('can let the service use the encryption key of the volumes before the job starts', () => {
    const volumeEncryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    newJob(stack, { resources: TrainingResources.instances(InstanceType.M5_XLARGE, { volumeSize: Size.gibibytes(1), volumeEncryptionKey }) });
    expect(requestOf(stack).ResourceConfig.VolumeKmsKeyId).toBe(KEY_ARN);
    expect(attached(/^TrainingEncryptionKeyPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'kms:CreateGrant', Resource: KEY_ARN, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
    ]);
    Template.fromStack(stack).hasResource(JOB, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^TrainingEncryptionKeyPolicy')]) });
  });
});

describe('a given role', () => {
  test('gets the same permissions before the job starts', () => {
    const role = new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    newJob(stack, { role });
    expect([...attached(/^MineDefaultPolicy/), ...attached(/^TrainingExecutionPolicy/)]).toEqual(ALWAYS);
    const policies = ['^MineDefaultPolicy', '^TrainingExecutionPolicy'].map((id) => Match.stringLikeRegexp(id));
    Template.fromStack(stack).hasResource(JOB, { DependsOn: Match.arrayWith(policies) });
    expect(requestOf(stack).RoleArn).toMatch(/^\$\{Mine[0-9A-F]{8}\.Arn\}$/);
  });

  test('is the only role that the handler can pass to the service', () => {
    newJob(stack, { role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::111122223333:role/training') });
    expect(attached(/^TrainingHandlerPolicy/)[1].Resource).toBe('arn:aws:iam::111122223333:role/training');
  });
});
