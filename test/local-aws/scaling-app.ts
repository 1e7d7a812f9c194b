import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { appIn } from './deployments';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model } from '../../src';

/**
 * An endpoint with several variants.
 *
 * @param listed The names of the variants, in the order of the endpoint configuration.
 * @param scaled The names of those that are scaled, in the order of the calls.
 */
export function scalingApp(listed: string[], scaled: string[]): App {
  const app = appIn('scaling');
  const stack = new Stack(app, 'Scaling');
  const image = ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, 'Repository', 'inference'), '1');
  const model = new Model(stack, 'Model', { containers: [{ image }] });
  const endpoint = new Endpoint(stack, 'Endpoint', {
    endpointName: 'scaled',
    retainAllVariantProperties: true,
    endpointConfig: new EndpointConfig(stack, 'Config', {
      instanceProductionVariants: listed.map((variantName) => ({ variantName, model, instanceType: InstanceType.M5_LARGE })),
    }),
  });
  for (const name of scaled) {
    endpoint.findInstanceProductionVariant(name).autoScaleInstanceCount({ maxCapacity: 4 }).scaleOnInvocations('Load', { maxRequestsPerSecond: 10 });
  }
  return app;
}
