import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { appIn } from './deployments';
import { CapacitySize, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig, InstanceType, Model } from '../../src';

/** The values that tests change between deployments. */
export interface Version {
  readonly imageTag?: string;
  readonly instanceType?: string;
  readonly scaled?: boolean;
  /** Whether the endpoint has a second variant. */
  readonly second?: boolean;
}

/** An endpoint with a canary deployment configuration, deployment alarms and scaling. */
export function guardrailsApp({ imageTag = '1', instanceType = 'ml.m5.large', scaled = true, second = false }: Version = {}): App {
  const app = appIn('guardrails');
  const stack = new Stack(app, 'Guarded');
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const model = new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(image, imageTag) }] });
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'Main', model, instanceType: InstanceType.of(instanceType), initialInstanceCount: 2 }],
  });
  if (second) {
    endpointConfig.addInstanceProductionVariant({ variantName: 'Second', model, instanceType: InstanceType.M5_LARGE, initialInstanceCount: 2 });
  }
  const endpoint = new Endpoint(stack, 'Endpoint', {
    endpointName: 'guarded',
    endpointConfig,
    deploymentConfig: DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(50), waitInterval: Duration.minutes(5) }),
    retainAllVariantProperties: true,
  });
  endpoint.addDeploymentAlarms({ maxModelLatency: Duration.millis(200) });
  if (scaled) {
    endpoint.instanceProductionVariants.forEach((variant) => variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 })
      .scaleOnCpuUtilization('Load', { targetUtilizationPercent: 60 }));
  }
  return app;
}
