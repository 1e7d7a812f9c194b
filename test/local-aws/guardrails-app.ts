import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { appIn } from './deployments';
import { CapacitySize, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig, InstanceType, Model } from '../../src';

/** What the tests change between deployments. */
export interface Version {
  readonly imageTag?: string;
  readonly instanceType?: string;
  readonly scaled?: boolean;
}

export function guardedApp({ imageTag = '1', instanceType = 'ml.m5.large', scaled = true }: Version = {}): App {
  const app = appIn('guardrails');
  const stack = new Stack(app, 'Guarded');
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const model = new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(image, imageTag) }] });
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'Main', model, instanceType: InstanceType.of(instanceType), initialInstanceCount: 2 }],
  });
  const endpoint = new Endpoint(stack, 'Endpoint', {
    endpointName: 'guarded',
    endpointConfig,
    deploymentConfig: DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(50), waitInterval: Duration.minutes(5) }),
    retainAllVariantProperties: true,
  });
  endpoint.addDeploymentAlarms({ maximumModelLatency: Duration.millis(200) });
  if (scaled) {
    endpoint.findInstanceProductionVariant('Main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 })
      .scaleOnCpuUtilization('Load', { targetUtilizationPercent: 60 });
  }
  return app;
}
