import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AsyncInferenceOptions, AsyncNotification, EndpointConfig, InstanceType, Model } from '../../src';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:';

let stack: Stack;
let bucket: s3.IBucket;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'answers');
});

function config(options: Partial<AsyncInferenceOptions> = {}, instanceType = InstanceType.M5_LARGE): EndpointConfig {
  return new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: new Model(stack, 'Model', { containers: [{ image: IMAGE }] }), instanceType }],
    asyncInference: { outputBucket: bucket, ...options },
  });
}

function topic(name: string): sns.ITopic {
  return sns.Topic.fromTopicArn(stack, name, TOPIC + name);
}

const WRITE = ['s3:AbortMultipartUpload', 's3:PutObject'];
const ENCRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

describe('the responses', () => {
  test('are written to the root of the bucket by default', () => {
    config();
    expect(rendered(stack).AsyncInferenceConfig).toEqual({ OutputConfig: { S3OutputPath: 's3://answers' } });
    expect(hostingStatements(stack)).toEqual([[WRITE, 'arn:${AWS::Partition}:s3:::answers/*']]);
  });

  test.each(['out', 'out/'])('are written under a prefix, and the role can write only there: %s', (outputPrefix) => {
    config({ outputPrefix });
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.S3OutputPath).toBe(`s3://answers/${outputPrefix}`);
    expect(hostingStatements(stack)).toEqual([[WRITE, 'arn:${AWS::Partition}:s3:::answers/out/*']]);
  });

  test('are encrypted by a key, which the role can use', () => {
    config({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) });
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.KmsKeyId).toBe(KEY);
    expect(hostingStatements(stack)).toContainEqual([ENCRYPT, KEY]);
  });

  test('are encrypted by the key of the bucket, which the role can use', () => {
    config({ outputBucket: s3.Bucket.fromBucketAttributes(stack, 'Encrypted', { bucketName: 'encrypted', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) }) });
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.KmsKeyId).toBeUndefined();
    expect(hostingStatements(stack)).toContainEqual([ENCRYPT, KEY]);
  });
});

describe('the errors', () => {
  test('are not written by default', () => {
    config();
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.S3FailurePath).toBeUndefined();
  });

  test('are written to the bucket of the responses', () => {
    config({ outputPrefix: 'out', failurePrefix: 'failed' });
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.S3FailurePath).toBe('s3://answers/failed');
    expect(hostingStatements(stack)).toContainEqual([WRITE, 'arn:${AWS::Partition}:s3:::answers/failed/*']);
  });

  test('are written to another bucket', () => {
    config({ failureBucket: s3.Bucket.fromBucketName(stack, 'Failures', 'failures') });
    expect(rendered(stack).AsyncInferenceConfig.OutputConfig.S3FailurePath).toBe('s3://failures');
    expect(hostingStatements(stack)).toContainEqual([WRITE, 'arn:${AWS::Partition}:s3:::failures/*']);
  });
});

test('the role can read requests under the prefix only', () => {
  config({ inputBucket: s3.Bucket.fromBucketName(stack, 'Inputs', 'inputs'), inputPrefix: 'in' });
  expect(hostingStatements(stack)).toContainEqual(['s3:GetObject', 'arn:${AWS::Partition}:s3:::inputs/in/*']);
});

test('notifications are published, and the role can publish them', () => {
  config({ successTopic: topic('good'), errorTopic: topic('bad'), includeInferenceResponseIn: [AsyncNotification.SUCCESS, AsyncNotification.ERROR] });
  expect(rendered(stack).AsyncInferenceConfig.OutputConfig.NotificationConfig).toEqual({
    SuccessTopic: `${TOPIC}good`, ErrorTopic: `${TOPIC}bad`, IncludeInferenceResponseIn: ['SUCCESS_NOTIFICATION_TOPIC', 'ERROR_NOTIFICATION_TOPIC'],
  });
  expect(hostingStatements(stack)).toEqual(expect.arrayContaining([['sns:Publish', `${TOPIC}good`], ['sns:Publish', `${TOPIC}bad`]]));
});

test('the role can publish to encrypted topics', () => {
  config({ errorTopic: new sns.Topic(stack, 'Topic', { masterKey: kms.Key.fromKeyArn(stack, 'Key', KEY) }) });
  expect(hostingStatements(stack)).toContainEqual([['kms:Decrypt', 'kms:GenerateDataKey'], KEY]);
});

test('the number of concurrent requests to an instance can be limited', () => {
  config({ maxConcurrentInvocationsPerInstance: 4 });
  expect(rendered(stack).AsyncInferenceConfig.ClientConfig).toEqual({ MaxConcurrentInvocationsPerInstance: 4 });
});

test('buckets, keys, topics and models in other stacks cause no cycle', () => {
  const app = stack.node.root as App;
  const other = new Stack(app, 'Other', { env: { account: '111122223333', region: 'eu-west-1' } });
  const key = new kms.Key(other, 'Key');
  const models = new Stack(app, 'Models', { env: { account: '111122223333', region: 'eu-west-1' } });
  const outputBucket = new s3.Bucket(other, 'Answers', { encryptionKey: key });
  new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: new Model(models, 'Model', { containers: [{ image: IMAGE }] }) }],
    asyncInference: { outputBucket, encryptionKey: key, errorTopic: new sns.Topic(other, 'Topic', { masterKey: key }) },
    encryptionKey: key,
  });
  expect(() => app.synth()).not.toThrow();
  expect(Object.keys(Template.fromStack(models).findResources('AWS::IAM::Policy'))).toEqual([]);
});

test.each([
  ['maxConcurrentInvocationsPerInstance must be between 1 and 1000, got 1001', { maxConcurrentInvocationsPerInstance: 1001 }],
  ['outputPrefix must have at most 512 characters', { outputPrefix: 'x'.repeat(512) }],
  ['failurePrefix must have at most 512 characters', { failurePrefix: 'x'.repeat(512) }],
])('fails because asyncInference.%s', (message, options) => {
  expect(errorLines(() => config(options))[1]).toContain(`- asyncInference.${message}`);
});

test('fails on ml.inf1 instances', () => {
  expect(errorLines(() => config({}, InstanceType.INF1_XLARGE))[1]).toMatch(/^- asyncInference must not be specified for ml.inf1 instances/);
});

test('causes a warning for a serverless variant', () => {
  new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'all', model: new Model(stack, 'Model', { containers: [{ image: IMAGE }] }), maxConcurrency: 1, memorySizeInMB: 1024 },
    asyncInference: { outputBucket: bucket },
  });
  expect(warnings(stack)).toEqual(['cdk-sagemaker:ServerlessAsyncInference']);
});
