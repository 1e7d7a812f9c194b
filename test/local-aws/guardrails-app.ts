import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { CapacitySize, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig, InstanceType, Model } from '../../src';

/** What the tests change between deployments comes as environment variables. */
const IMAGE_TAG = process.env.TEST_IMAGE_TAG ?? '1';
const INSTANCE_TYPE = process.env.TEST_INSTANCE_TYPE ?? 'ml.m5.large';
const SCALED = process.env.TEST_SCALED !== 'false';

const stack = new Stack(new App(), 'Guarded');
const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
const model = new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(image, IMAGE_TAG) }] });
const endpointConfig = new EndpointConfig(stack, 'Config', {
  instanceProductionVariants: [{ variantName: 'Main', model, instanceType: InstanceType.of(INSTANCE_TYPE), initialInstanceCount: 2 }],
});
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointName: 'guarded',
  endpointConfig,
  deploymentConfig: DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(50), waitInterval: Duration.minutes(5) }),
  retainAllVariantProperties: true,
});
endpoint.addDeploymentAlarms({ maximumModelLatency: Duration.millis(200) });
if (SCALED) {
  endpoint.findInstanceProductionVariant('Main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 })
    .scaleOnCpuUtilization('Load', { targetUtilizationPercent: 60 });
}
