import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from '../../src';

/** What the tests change between deployments comes as environment variables. */
const IMAGE_TAG = process.env.TEST_IMAGE_TAG ?? '1';
const NAMED_IMAGE_TAG = process.env.TEST_NAMED_IMAGE_TAG ?? '1';
const OUTCOME = process.env.TEST_OUTCOME;

const app = new App();
instances(new Stack(app, 'Instances'));
serverless(new Stack(app, 'Serverless'));

/** Two variants that share the traffic, one of them scaled and watched. */
function instances(stack: Stack): void {
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'models');
  const steady = new Model(stack, 'Steady', {
    containers: [{ image: ContainerImage.fromEcrRepository(image, '1'), modelData: ModelData.fromBucket(bucket, 'steady/model.tar.gz') }],
  });
  const changing = new Model(stack, 'Changing', {
    containers: [{
      image: ContainerImage.fromEcrRepository(image, IMAGE_TAG),
      environment: { LOG_LEVEL: 'info', ...OUTCOME ? { LOCAL_AWS_OUTCOME: OUTCOME } : {} },
    }],
  });
  const config = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [
      { variantName: 'Steady', model: steady, instanceType: InstanceType.M5_LARGE, initialInstanceCount: 2, initialVariantWeight: 9 },
      { variantName: 'Changing', model: changing, instanceType: InstanceType.C5_XLARGE, initialVariantWeight: 1 },
    ],
  });
  const endpoint = new Endpoint(stack, 'Endpoint', { endpointConfig: config });
  const variant = endpoint.findInstanceProductionVariant('Steady');
  variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 }).scaleOnInvocations('Invocations', { maxRequestsPerSecond: 10 });
  variant.metricModelLatency({ period: Duration.minutes(1) }).createAlarm(stack, 'Latency', { threshold: 100_000, evaluationPeriods: 2 });
}

/** A serverless variant of a model whose name is fixed. */
function serverless(stack: Stack): void {
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const model = new Model(stack, 'Model', {
    modelName: 'named-model',
    containers: [{ image: ContainerImage.fromEcrRepository(image, NAMED_IMAGE_TAG) }],
  });
  const config = new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'Main', model, maxConcurrency: 20, memorySizeInMB: 2048, provisionedConcurrency: 5 },
  });
  const endpoint = new Endpoint(stack, 'Endpoint', { endpointConfig: config, endpointName: 'serverless' });
  const variant = endpoint.findServerlessProductionVariant('Main');
  variant.autoScaleProvisionedConcurrency({ minCapacity: 5, maxCapacity: 10 }).scaleOnUtilization('Utilization');
}
