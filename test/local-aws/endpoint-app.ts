import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { appIn } from './deployments';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from '../../src';

/** The values that tests change between deployments. */
export interface Version {
  readonly imageTag?: string;
  readonly namedImageTag?: string;
  readonly outcome?: string;
}

export function endpointApp(version: Version = {}): App {
  const app = appIn('endpoints');
  instances(new Stack(app, 'Instances'), version);
  serverless(new Stack(app, 'Serverless'), version);
  return app;
}

/** Two variants with different weights, one with scaling and an alarm. */
function instances(stack: Stack, { imageTag = '1', outcome }: Version): void {
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'models');
  const steady = new Model(stack, 'Steady', {
    containers: [{ image: ContainerImage.fromEcrRepository(image, '1'), modelData: ModelData.fromBucket(bucket, 'steady/model.tar.gz') }],
  });
  const changing = new Model(stack, 'Changing', {
    containers: [{
      image: ContainerImage.fromEcrRepository(image, imageTag),
      environment: { LOG_LEVEL: 'info', ...outcome ? { LOCAL_AWS_OUTCOME: outcome } : {} },
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

/** A serverless variant with a model that has a fixed name. */
function serverless(stack: Stack, { namedImageTag = '1' }: Version): void {
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const model = new Model(stack, 'Model', {
    modelName: 'named-model',
    containers: [{ image: ContainerImage.fromEcrRepository(image, namedImageTag) }],
  });
  const config = new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'Main', model, maxConcurrency: 20, memorySizeInMB: 2048, provisionedConcurrency: 5 },
  });
  const endpoint = new Endpoint(stack, 'Endpoint', { endpointConfig: config, endpointName: 'serverless' });
  const variant = endpoint.findServerlessProductionVariant('Main');
  variant.autoScaleProvisionedConcurrency({ minCapacity: 5, maxCapacity: 10 }).scaleOnUtilization('Utilization');
}
