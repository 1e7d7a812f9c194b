import { App, CfnParameter, Duration, Stack, StackProps, Tags, Validations } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import {
  CompressionType,
  CapacitySize, ContainerDefinition, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig, InstanceType, Model, ModelData,
  NotebookInstanceLifecycleConfig,
} from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE, NamedImage } from '../support/images';
import { warnings } from '../support/warnings';

// What is known beside a request: other resources of the app, L1 ones included, and what comes to a resource from its surroundings.

const HOME = { account: '123456789012', region: 'eu-west-1' };

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = stackIn('Stack');
});

function stackIn(id: string, props: StackProps = { env: HOME }): Stack {
  return new Stack(app, id, props);
}

function model(container: ContainerDefinition, scope: Stack = stack): Model {
  return new Model(scope, 'Model', { containers: [container] });
}

describe('an image', () => {
  const repository = (region: string) => Repository.fromRepositoryArn(stack, 'Repository', `arn:aws:ecr:${region}:${HOME.account}:repository/churn`);

  test('of the model\'s Region is right', () => {
    expect(() => model({ image: ContainerImage.fromEcrRepository(repository('eu-west-1')) })).not.toThrow();
  });

  test('fails if its repository is in another Region', () => {
    expect(errorLines(() => model({ image: ContainerImage.fromEcrRepository(repository('us-east-1')) }))).toEqual([
      expect.anything(), expect.stringMatching(/^- containers\[0\]\.image must be in "eu-west-1", the Region of the model: it is in "us-east-1".* \(ImageInOtherRegion/),
    ]);
  });

  test('fails if its name tells another Region', () => {
    const image = new NamedImage('123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1');
    expect(errorLines(() => model({ image }))[1]).toMatch(/^- containers\[0\]\.image must be in "eu-west-1", the Region of the model.*ImageInOtherRegion/);
  });

  test('may be in any Region if that of the stack is not known', () => {
    const image = new NamedImage('123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1');
    expect(() => model({ image }, stackIn('Anywhere', {}))).not.toThrow();
  });
});

describe('artifacts', () => {
  const bucket = (region?: string) => Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'artifacts', region });

  test('of the model\'s Region are right', () => {
    expect(() => model({ image: IMAGE, modelData: ModelData.fromBucket(bucket('eu-west-1'), 'model.tar.gz') })).not.toThrow();
    expect(() => new Model(stack, 'Same', { containers: [{ image: IMAGE, modelData: ModelData.fromBucketPrefix(new Bucket(stack, 'Own'), 'p') }] })).not.toThrow();
  });

  test.each([
    ['archive', (from: Bucket) => ModelData.fromBucket(from, 'model.tar.gz')],
    ['prefix', (from: Bucket) => ModelData.fromBucketPrefix(from, 'model')],
    ['several models', (from: Bucket) => ModelData.fromMultiModelPrefix(from, 'models')],
  ])('fail if their bucket is in another Region: %s', (_, data) => {
    expect(errorLines(() => model({ image: IMAGE, modelData: data(bucket('us-east-1') as Bucket) }))[1])
      .toMatch(/^- containers\[0\]\.modelData must be in "eu-west-1", the Region of the model.*: it is in "us-east-1".*ModelDataInOtherRegion/);
  });

  test('fail if their key is that of no archive, wherever the bucket is', () => {
    expect(errorLines(() => model({ image: IMAGE, modelData: ModelData.fromBucket(new Bucket(stack, 'Own'), 'model.zip') }))[1])
      .toMatch(/^- containers\[0\]\.modelData is not a gzip-compressed tar archive: "model\.zip" does not end.*ModelDataNotTarGz/);
  });

  test('may have any key that is not known, and any if they are used as they are', () => {
    const key = new CfnParameter(stack, 'Key').valueAsString;
    const own = new Bucket(stack, 'Own');
    expect(() => model({ image: IMAGE, modelData: ModelData.fromBucket(own, key) })).not.toThrow();
    expect(() => new Model(stack, 'Raw', { containers: [{ image: IMAGE, modelData: ModelData.fromBucket(own, 'weights.bin', { compression: CompressionType.NONE }) }] })).not.toThrow();
  });
});

describe('an L1 model', () => {
  const serverless = (l1: CfnModel) => new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'main', model: l1, maxConcurrency: 5, memorySizeInMB: 1024 },
  });

  test('that a serverless variant can host is right', () => {
    expect(() => serverless(new CfnModel(stack, 'L1', { primaryContainer: { image: 'i' } }))).not.toThrow();
  });

  test.each<[string, object]>([
    ['ServerlessModelInVpc', { primaryContainer: { image: 'i' }, vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } }],
    ['ServerlessModelWithNetworkIsolation', { primaryContainer: { image: 'i' }, enableNetworkIsolation: true }],
    ['ServerlessInferencePipeline', { containers: [{ image: 'i' }, { image: 'j' }] }],
    ['ServerlessMultiModel', { primaryContainer: { image: 'i', mode: 'MultiModel' } }],
    ['ServerlessPrivateRegistry', { primaryContainer: { image: 'i', imageConfig: { repositoryAccessMode: 'Vpc' } } }],
    ['ServerlessModelDataSource', { primaryContainer: { modelDataSource: { s3DataSource: { s3Uri: 's3://b/p/', s3DataType: 'S3Prefix', compressionType: 'None' } } } }],
  ])('fails by %s if a serverless variant cannot host it: %j', (rule, props) => {
    expect(errorLines(() => serverless(new CfnModel(stack, 'L1', props)))[1]).toContain(`(${rule}, see`);
  });

  test('fails at synthesis if it is changed later', () => {
    const l1 = new CfnModel(stack, 'L1', { primaryContainer: { image: 'i' } });
    serverless(l1);
    l1.enableNetworkIsolation = true;
    expect(synthesisErrorLines(stack).join()).toContain('(ServerlessModelWithNetworkIsolation, see');
  });

  test('whose parts are tokens, or of no type that rules could read, is not judged', () => {
    expect(() => serverless(new CfnModel(stack, 'L1', { containers: 'none' as any, enableNetworkIsolation: true }))).not.toThrow();
  });
});

describe('an L1 configuration', () => {
  const deploymentConfig = DeploymentConfig.rolling({ maxBatchSize: CapacitySize.instances(1), waitInterval: Duration.minutes(1) });
  const rolled = (l1: CfnEndpointConfig) => new Endpoint(stack, 'Endpoint', { endpointConfig: l1, deploymentConfig });
  const variant = (variantName: string, initialInstanceCount: number) =>
    ({ variantName, modelName: 'm', instanceType: 'ml.m5.large', initialInstanceCount });
  const config = (...productionVariants: object[]) => new CfnEndpointConfig(stack, 'L1', { productionVariants: productionVariants as any });

  test('that can be rolled is right', () => {
    expect(() => rolled(config(variant('a', 2)))).not.toThrow();
  });

  test('fails if its variants are too many, too small or serverless for a rolling deployment', () => {
    expect(errorLines(() => rolled(config(variant('a', 2), variant('b', 2))))[1]).toContain('(RollingUpdateOfSeveralVariants, see');
    stack = stackIn('Small');
    expect(errorLines(() => rolled(config(variant('a', 1))))[1]).toContain('(RollingBatchSizeOutOfRange, see');
    stack = stackIn('Serverless');
    expect(errorLines(() => rolled(config({ variantName: 'a', serverlessConfig: { maxConcurrency: 1, memorySizeInMb: 1024 } })))[1]).toContain('(RollingUpdateOfServerlessVariant, see');
  });
});

describe('tags of an app', () => {
  test.each([['k', 'v'], ['k'.repeat(128), 'v'.repeat(256)], ['k', ''], ['Größe', 'é 漢字']])('%s=%s is right', (key, value) => {
    model({ image: IMAGE });
    Tags.of(app).add(key, value);
    expect(() => app.synth()).not.toThrow();
  });

  test.each([['k!', 'v'], ['k', 'v!'], ['k'.repeat(129), 'v'], ['k', 'v'.repeat(257)]])('fail at synthesis: %s=%s', (key, value) => {
    model({ image: IMAGE });
    Tags.of(app).add(key, value);
    expect(synthesisErrorLines(stack).join('\n')).toMatch(/Stack\/Model has 1 invalid property:\n- tags\[0\]\.(key|value) must .*\(Tag(Key|Value), see/);
  });

  test('fail at synthesis if they are too many', () => {
    model({ image: IMAGE });
    for (let index = 0; index <= 50; index++) { Tags.of(stack).add(`k${index}`, 'v'); }
    expect(synthesisErrorLines(stack).join('\n')).toContain('- tags must have at most 50 elements, got 51 (TagList, see');
  });
});

describe('names that differ in case only', () => {
  const lifecycle = (id: string, name: string) => new NotebookInstanceLifecycleConfig(stack, id, { notebookInstanceLifecycleConfigName: name });

  test('are warned about, which can be acknowledged', () => {
    lifecycle('One', 'stop');
    const other = lifecycle('Two', 'Stop');
    Validations.of(other).acknowledge({ id: 'cdk-sagemaker:SimilarName', reason: 'known' });
    app.synth();
    expect(warnings(stack)).toEqual(['cdk-sagemaker:SimilarName']);
  });

  test('fail if they are the same', () => {
    lifecycle('One', 'stop');
    lifecycle('Two', 'stop');
    expect(synthesisErrorLines(stack).join()).toContain('(DuplicateName, see');
  });
});

test('scaling that was refused can be asked for again', () => {
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: Model.fromModelName(stack, 'M', 'm'), instanceType: InstanceType.M5_LARGE }],
  });
  const variant = new Endpoint(stack, 'Endpoint', { endpointConfig }).findInstanceProductionVariant('main');
  expect(() => variant.autoScaleInstanceCount({ minCapacity: 2, maxCapacity: 1 })).toThrow(/MinCapacityAboveMaxCapacity/);
  expect(() => variant.autoScaleInstanceCount({ maxCapacity: 1.5 })).toThrow(/maxCapacity must be a whole number of at least 0, got 1\.5 \(InvalidMaxCapacity/);
  expect(() => variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 2 })).not.toThrow();
  expect(() => variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 2 })).toThrow(/scaled already/);
});
