import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Endpoint, EndpointConfig, InstanceType, Model } from '../../src';
import { errorLines } from '../support/error-lines';

let stack: Stack;
let endpoint: Endpoint;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  const model = Model.fromModelName(stack, 'Model', 'churn');
  const instanceType = InstanceType.M5_LARGE;
  endpoint = new Endpoint(stack, 'Endpoint', {
    retainAllVariantProperties: true,
    endpointConfig: new EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model, instanceType }],
      shadowProductionVariants: [{ variantName: 'candidate', model, instanceType, initialInstanceCount: 3 }],
    }),
  });
});

test('a shadow variant is found by its name', () => {
  expect(endpoint.findInstanceProductionVariant('candidate').metricModelLatency().dimensions).toMatchObject({ VariantName: 'candidate' });
  expect(endpoint.instanceProductionVariants.map(({ variantName }) => variantName)).toEqual(['main']);
});

test('a shadow variant is scaled from its initial instance count', () => {
  endpoint.findInstanceProductionVariant('candidate').autoScaleInstanceCount({ maxCapacity: 4 });
  Template.fromStack(stack).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 3, MaxCapacity: 4 });
});

test('a shadow variant has the same graphs as the production variant', () => {
  const titles = endpoint.dashboardWidgets().map((widget) => widget.toJson()[0].properties.title);
  expect(titles.filter((title: string) => title.startsWith('candidate'))).toHaveLength(titles.length / 2);
});

test('a shadow variant can be added later', () => {
  const model = Model.fromModelName(stack, 'Late', 'churn');
  const endpointConfig = new EndpointConfig(stack, 'LateConfig', { instanceProductionVariants: [{ model }] });
  endpointConfig.addShadowProductionVariant({ variantName: 'shadow', model });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::EndpointConfig', {
    ProductionVariants: [{ VariantName: 'AllTraffic' }], ShadowProductionVariants: [{ VariantName: 'shadow' }],
  });
});

test('fails for an unknown variant', () => {
  expect(errorLines(() => endpoint.findInstanceProductionVariant('other'))[0]).toMatch(/no variant "other" of this kind \(.*: main, candidate\)/);
});
