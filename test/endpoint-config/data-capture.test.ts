import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CaptureMode, DataCaptureOptions, EndpointConfig, Model } from '../../src';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function config(options: Partial<DataCaptureOptions> = {}): EndpointConfig {
  return new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: new Model(stack, 'Model', { containers: [{ image: IMAGE }] }) }],
    dataCapture: { bucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'records'), samplingPercentage: 20, ...options },
  });
}

test('requests and responses are captured by default', () => {
  config();
  expect(rendered(stack).DataCaptureConfig).toEqual({
    DestinationS3Uri: 's3://records', InitialSamplingPercentage: 20, CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
  });
});

test('all options are rendered', () => {
  config({
    prefix: 'churn',
    modes: [CaptureMode.OUTPUT],
    enabled: false,
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
    csvContentTypes: ['text/csv'],
    jsonContentTypes: ['application/json'],
  });
  expect(rendered(stack).DataCaptureConfig).toEqual({
    EnableCapture: false,
    DestinationS3Uri: 's3://records/churn',
    InitialSamplingPercentage: 20,
    KmsKeyId: KEY,
    CaptureOptions: [{ CaptureMode: 'Output' }],
    CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] },
  });
});

test('the role of the model can write the captured data only', () => {
  config({ prefix: 'churn', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) });
  expect(hostingStatements(stack)).toEqual([
    [['s3:AbortMultipartUpload', 's3:PutObject'], 'arn:${AWS::Partition}:s3:::records/churn/*'],
    [['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], KEY],
  ]);
});

describe('a policy cannot name an alias', () => {
  const ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];
  const isUse = ({ Action }: any) => `${Action}` === `${ACTIONS}`;
  const uses = () => {
    const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
    return Object.values(policies).flatMap(({ Properties }) => readable(Properties.PolicyDocument.Statement)).filter(isUse);
  };

  test('so the role can use the key of the alias', () => {
    const targetKey = new kms.Key(stack, 'Key');
    config({ encryptionKey: new kms.Alias(stack, 'Alias', { aliasName: 'alias/records', targetKey }) });
    expect(uses()).toEqual([{ Effect: 'Allow', Action: ACTIONS, Resource: readable(stack.resolve(targetKey.keyArn)) }]);
  });

  test.each<[name: string, options: (alias: kms.IAlias) => Partial<DataCaptureOptions>]>([
    ['of its own', (encryptionKey) => ({ encryptionKey })],
    ['of the bucket', (encryptionKey) => ({ bucket: new s3.Bucket(stack, 'Encrypted', { encryptionKey }) })],
  ])('so if only the alias is known, one %s, the role can use the keys with the alias', (_name, options) => {
    config(options(kms.Alias.fromAliasName(stack, 'Alias', 'alias/records')));
    expect(uses()).toEqual([{
      Effect: 'Allow',
      Action: ACTIONS,
      Resource: 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*',
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/records' } },
    }]);
  });
});

test.each([
  ['samplingPercentage must be between 0 and 100, got 101', { samplingPercentage: 101 }],
  ['modes must have between 1 and 32 elements, got 0', { modes: [] }],
  ['prefix must have at most 512 characters', { prefix: 'x'.repeat(512) }],
  ['csvContentTypes[0] must be a media type', { csvContentTypes: ['csv'] }],
  ['jsonContentTypes must have between 1 and 10 elements, got 0', { jsonContentTypes: [] }],
])('fails because dataCapture.%s', (message, options) => {
  expect(errorLines(() => config(options))[1]).toContain(`- dataCapture.${message}`);
});

test('fails for a serverless variant', () => {
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'records');
  const model = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  expect(errorLines(() => new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'all', model, maxConcurrency: 1, memorySizeInMB: 1024 }, dataCapture: { bucket, samplingPercentage: 1 },
  }))[1]).toMatch(/^- dataCapture must not be specified for a serverless variant/);
});
