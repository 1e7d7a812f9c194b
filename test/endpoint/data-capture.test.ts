import { App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CaptureMode, DataCaptureOptions, EndpointConfig, Model } from '../../src';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { IMAGE } from '../support/images';
import { refusal } from '../support/refusal';

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

test('requests and answers are recorded', () => {
  config();
  expect(rendered(stack).DataCaptureConfig).toEqual({
    DestinationS3Uri: 's3://records', InitialSamplingPercentage: 20, CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
  });
});

test('everything can be said', () => {
  config({
    prefix: 'churn',
    modes: [CaptureMode.INPUT_AND_OUTPUT],
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
    CaptureOptions: [{ CaptureMode: 'InputAndOutput' }],
    CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] },
  });
});

test('the role of the model may write the records, and nothing else', () => {
  config({ prefix: 'churn', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) });
  expect(hostingStatements(stack)).toEqual([
    [['s3:AbortMultipartUpload', 's3:PutObject'], 'arn:${AWS::Partition}:s3:::records/churn/*'],
    [['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], KEY],
  ]);
});

test.each([
  ['samplingPercentage must be between 0 and 100, got 101', { samplingPercentage: 101 }],
  ['modes must have 1 to 32 elements, not 0', { modes: [] }],
  ['prefix must have at most 512 characters', { prefix: 'x'.repeat(512) }],
  ['csvContentTypes[0] must be a media type', { csvContentTypes: ['csv'] }],
  ['jsonContentTypes must have 1 to 10 elements, not 0', { jsonContentTypes: [] }],
])('fails, since dataCapture.%s', (message, options) => {
  expect(refusal(() => config(options))[1]).toContain(`- dataCapture.${message}`);
});

test('fails for a serverless variant', () => {
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'records');
  const model = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  expect(refusal(() => new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'all', model, maxConcurrency: 1, memorySizeInMB: 1024 }, dataCapture: { bucket, samplingPercentage: 1 },
  }))[1]).toMatch(/^- dataCapture must not be given for a serverless variant/);
});
