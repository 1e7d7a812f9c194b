import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CompressionType, Model, ModelData, ModelDataConfig, S3ModelDataType } from '../../src';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const HUB_CONTENT = 'arn:aws:sagemaker:eu-west-1:111122223333:hub-content/hub/Model/llm/1.0.0';

let stack: Stack;
let bucket: s3.IBucket;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts');
});

/** The container of a new model with the model data, without its image. */
function container(modelData: ModelData): any {
  new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData }] });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  const { Image, ...rest } = readable(Properties.PrimaryContainer);
  return rest;
}

function source(S3DataSource: object): object {
  return { ModelDataSource: { S3DataSource } };
}

/** The statements of the created role with actions of Amazon S3. */
function bucketStatements(): any[] {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  return readable(Properties.Policies[0].PolicyDocument.Statement).filter(({ Action }: any) => String(Action).startsWith('s3:'));
}

describe('objects under a prefix', () => {
  test('are not extracted', () => {
    expect(container(ModelData.fromBucketPrefix(bucket, 'llm/')))
      .toEqual(source({ S3Uri: 's3://artifacts/llm/', S3DataType: 'S3Prefix', CompressionType: 'None' }));
  });

  test('can be specified without the slash that the API requires', () => {
    expect(container(ModelData.fromBucketPrefix(bucket, 'llm/v2')).ModelDataSource.S3DataSource.S3Uri).toBe('s3://artifacts/llm/v2/');
  });

  test('can be all objects of the bucket', () => {
    expect(container(ModelData.fromBucketPrefix(bucket, '')).ModelDataSource.S3DataSource.S3Uri).toBe('s3://artifacts/');
    expect(bucketStatements()).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:${AWS::Partition}:s3:::artifacts/*' },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:${AWS::Partition}:s3:::artifacts' },
    ]);
  });

  test('can have a token as their prefix', () => {
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
    expect(container(ModelData.fromBucketPrefix(bucket, prefix)).ModelDataSource.S3DataSource.S3Uri).toBe('s3://artifacts/${Prefix}');
  });

  test('are the only objects that the model can read and list', () => {
    container(ModelData.fromBucketPrefix(bucket, 'llm'));
    expect(bucketStatements()).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:${AWS::Partition}:s3:::artifacts/llm/*' },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:${AWS::Partition}:s3:::artifacts',
        Condition: { StringLike: { 's3:prefix': 'llm/*' } },
      },
    ]);
  });

  test('can be read from an encrypted bucket without a dependency cycle', () => {
    const encrypted = new s3.Bucket(stack, 'Encrypted', { encryptionKey: new kms.Key(stack, 'Key') });
    container(ModelData.fromBucketPrefix(encrypted, 'llm'));
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument.Statement.map(({ Action }: any) => Action)).toEqual(['s3:GetObject', 'kms:Decrypt', 's3:ListBucket']);
  });
});

describe('a license agreement', () => {
  test('is accepted for objects under a prefix', () => {
    expect(container(ModelData.fromBucketPrefix(bucket, 'llm', { acceptEula: true, hubContentArn: HUB_CONTENT }))).toEqual(source({
      S3Uri: 's3://artifacts/llm/',
      S3DataType: 'S3Prefix',
      CompressionType: 'None',
      ModelAccessConfig: { AcceptEula: true },
      HubAccessConfig: { HubContentArn: HUB_CONTENT },
    }));
  });

  test('is accepted for an archive', () => {
    expect(container(ModelData.fromBucket(bucket, 'llm.tar.gz', { acceptEula: true }))).toEqual(source({
      S3Uri: 's3://artifacts/llm.tar.gz', S3DataType: 'S3Object', CompressionType: 'Gzip', ModelAccessConfig: { AcceptEula: true },
    }));
  });
});

describe('a single object', () => {
  test('is not extracted if it is uncompressed', () => {
    expect(container(ModelData.fromBucket(bucket, 'model.gguf', { compression: CompressionType.NONE })))
      .toEqual(source({ S3Uri: 's3://artifacts/model.gguf', S3DataType: 'S3Object', CompressionType: 'None' }));
  });

  test('is an archive with an HTTPS URL by default', () => {
    expect(container(ModelData.fromBucket(bucket, 'model.tar.gz', {}))).toEqual({
      ModelDataUrl: 'https://s3.eu-west-1.${AWS::URLSuffix}/artifacts/model.tar.gz',
    });
  });

  test('is the only object that the model can read', () => {
    container(ModelData.fromBucket(bucket, 'model.gguf', { compression: CompressionType.NONE }));
    expect(bucketStatements()).toEqual([{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:${AWS::Partition}:s3:::artifacts/model.gguf' }]);
  });
});

describe('many models under a prefix', () => {
  test('make a multi-model container', () => {
    expect(container(ModelData.fromMultiModelPrefix(bucket, 'tenants'))).toEqual({ ModelDataUrl: 's3://artifacts/tenants/', Mode: 'MultiModel' });
    expect(warnings(stack)).toEqual([]);
  });

  test.each([[true, 'Enabled'], [false, 'Disabled']])('are cached or not: %s', (modelCaching, ModelCacheSetting) => {
    expect(container(ModelData.fromMultiModelPrefix(bucket, 'tenants', { modelCaching })).MultiModelConfig).toEqual({ ModelCacheSetting });
  });

  test('are the only objects that the model can read and list', () => {
    container(ModelData.fromMultiModelPrefix(bucket, 'tenants/'));
    expect(bucketStatements().map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual([
      ['s3:GetObject', 'arn:${AWS::Partition}:s3:::artifacts/tenants/*', undefined],
      ['s3:ListBucket', 'arn:${AWS::Partition}:s3:::artifacts', { StringLike: { 's3:prefix': 'tenants/*' } }],
    ]);
  });

  test('fails with a second multi-model container in the same model', () => {
    const containers = ['a', 'b'].map((name) => ({ image: IMAGE, containerHostname: name, modelData: ModelData.fromMultiModelPrefix(bucket, name) }));
    expect(errorLines(() => new Model(stack, 'Model', { containers }))).toContainEqual(expect.stringContaining('SeveralMultiModelContainers'));
  });
});

describe('model data of a user-defined class', () => {
  class OwnData extends ModelData {
    constructor(private readonly config: ModelDataConfig) {
      super();
    }

    public bind(): ModelDataConfig {
      return this.config;
    }
  }

  test('can consist of a URI', () => {
    expect(container(new OwnData({ uri: 's3://other/model.tar.gz' }))).toEqual({ ModelDataUrl: 's3://other/model.tar.gz' });
  });

  test('can specify the type of the S3 location', () => {
    expect(container(new OwnData({ uri: 's3://other/model/', s3DataType: S3ModelDataType.S3_PREFIX })))
      .toEqual(source({ S3Uri: 's3://other/model/', S3DataType: 'S3Prefix', CompressionType: 'None' }));
  });

  test('are one archive by default, also with access options', () => {
    expect(container(new OwnData({ uri: 's3://other/model.tar.gz', acceptEula: true })))
      .toEqual(source({ S3Uri: 's3://other/model.tar.gz', S3DataType: 'S3Object', CompressionType: 'Gzip', ModelAccessConfig: { AcceptEula: true } }));
  });

  test('can be an uncompressed object', () => {
    expect(container(new OwnData({ uri: 's3://other/model', compression: CompressionType.NONE })))
      .toEqual(source({ S3Uri: 's3://other/model', S3DataType: 'S3Object', CompressionType: 'None' }));
  });

  test('fails with the paths of the props', () => {
    const modelData = new OwnData({ uri: 's3://other/model', s3DataType: S3ModelDataType.S3_PREFIX, hubContentArn: 'x'.repeat(256) });
    expect(errorLines(() => container(modelData))).toEqual([
      expect.anything(),
      expect.stringMatching(/^- containers\[0\]\.modelData\.hubContentArn must have at most 255 characters, got 256/),
      expect.stringMatching(/^- containers\[0\]\.modelData must end with "\/"/),
    ]);
  });
});
