import * as path from 'path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Model, ModelData } from '../../src';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

const ARCHIVE = path.join(__dirname, '..', 'fixtures', 'model.tar.gz');

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

/** The `ModelDataUrl` of the containers of a new model with the model data. */
function urls(...data: ModelData[]): string[] {
  new Model(stack, 'Model', { containers: data.map((modelData) => ({ image: IMAGE, modelData })) });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  return readable(Properties.Containers ?? [Properties.PrimaryContainer]).map(({ ModelDataUrl }: any) => ModelDataUrl);
}

describe('an archive in a bucket', () => {
  const bucket = () => s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts');

  test('has the same HTTPS URL as in the alpha module', () => {
    expect(urls(ModelData.fromBucket(bucket(), 'churn/model.tar.gz'))).toEqual(['https://s3.eu-west-1.${AWS::URLSuffix}/artifacts/churn/model.tar.gz']);
  });

  test('can have a token as its object key', () => {
    const key = new CfnParameter(stack, 'ObjectKey').valueAsString;
    expect(urls(ModelData.fromBucket(bucket(), key))).toEqual(['https://s3.eu-west-1.${AWS::URLSuffix}/artifacts/${ObjectKey}']);
  });

  test('can be used by several containers', () => {
    const data = ModelData.fromBucket(bucket(), 'model.tar.gz');
    expect(new Set(urls(data, data)).size).toBe(1);
  });

  test('can be in a bucket of the same stack', () => {
    expect(urls(ModelData.fromBucket(new s3.Bucket(stack, 'Own'), 'model.tar.gz'))[0]).toContain('${Own');
  });
});

describe('an archive from a local file', () => {
  const url = expect.stringMatching(/^https:\/\/s3\.eu-west-1\.\$\{AWS::URLSuffix\}\/cdk-hnb659fds-assets-111122223333-eu-west-1\/[0-9a-f]{64}\.gz$/);

  test('has the URL of the asset', () => {
    expect(urls(ModelData.fromAsset(ARCHIVE))).toEqual([url]);
  });

  test('can be used by several containers', () => {
    const data = ModelData.fromAsset(ARCHIVE);
    expect(urls(data, data, ModelData.fromAsset(ARCHIVE))).toEqual([url, url, url]);
  });

  test('can be used by models in several stacks', () => {
    const other = new Stack(stack.node.root as App, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
    const modelData = ModelData.fromAsset(ARCHIVE);
    new Model(other, 'Model', { containers: [{ image: IMAGE, modelData }] });
    expect(urls(modelData)).toEqual([url]);
    expect(JSON.stringify(Template.fromStack(other).findResources('AWS::SageMaker::Model'))).toContain('assets-444455556666-us-east-1');
  });

  test.each(['model.tar.gz', 'MODEL.TAR.GZ'])('can be named %s', (name) => {
    expect(() => ModelData.fromAsset(name)).not.toThrow();
  });

  test.each(['model.tar', 'model.zip', 'model.gz', 'model.tar.gz.bak', ''])('fails for a file called "%s"', (name) => {
    expect(errorLines(() => ModelData.fromAsset(name))).toEqual([`model data must be a gzip-compressed tar archive, a file that ends with .tar.gz, got ${name}`]);
  });
});

test('model data of a user-defined class can have any valid URI', () => {
  class Own extends ModelData {
    constructor(private readonly uri: string) { super(); }
    public bind() {
      return { uri: this.uri };
    }
  }
  expect(urls(new Own('s3://artifacts/model.tar.gz'))).toEqual(['s3://artifacts/model.tar.gz']);
  stack = new Stack(new App(), 'Stack');
  expect(errorLines(() => urls(new Own('ftp://artifacts/model.tar.gz')))[1]).toMatch(/^- containers\[0\]\.modelData must start with s3:\/\/ or https:\/\/ .*, got "ftp:/);
  stack = new Stack(new App(), 'Stack');
  expect(errorLines(() => urls(new Own('s3://artifacts/model.zip')))[1]).toMatch(/^- containers\[0\]\.modelData is not a gzip-compressed tar archive/);
});
