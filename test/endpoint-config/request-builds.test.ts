import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Endpoint, EndpointConfig, InstanceProductionVariantProps, InstanceType, Model } from '../../src';
import * as variantRequest from '../../src/endpoint-config/variant/variant-request';
import { ModelRequest } from '../../src/model/request';
import { IMAGE } from '../support/images';

const bind = jest.spyOn(variantRequest, 'bindInstanceVariant');
const buildModelRequest = jest.spyOn(ModelRequest.prototype as any, 'buildRequest');

let stack: Stack;
let model: Model;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  model = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
});

function variants(count: number): InstanceProductionVariantProps[] {
  return Array.from({ length: count }, (_, index) => ({ variantName: `variant${index}`, model, instanceType: InstanceType.M5_LARGE }));
}

/** The number of requests of variants and models that are built until the template is complete. */
function builds(define: () => void): number {
  bind.mockClear();
  buildModelRequest.mockClear();
  define();
  Template.fromStack(stack);
  return bind.mock.calls.length + buildModelRequest.mock.calls.length;
}

test('ten variants of a model cost one build each, and one of the model', () => {
  expect(builds(() => {
    new Endpoint(stack, 'Endpoint', { endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants: variants(10) }) });
  })).toBeLessThanOrEqual(11);
});

test('ten variants that are added one by one cost no more', () => {
  expect(builds(() => {
    const endpointConfig = new EndpointConfig(stack, 'Config');
    variants(10).forEach((variant) => endpointConfig.addInstanceProductionVariant(variant));
    new Endpoint(stack, 'Endpoint', { endpointConfig });
  })).toBeLessThanOrEqual(11);
});

test('a container that is added to the model afterwards is part of the checked request', () => {
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'main', model, maxConcurrency: 1, memorySizeInMB: 1024 },
  });
  model.addContainer({ image: IMAGE });
  expect(endpointConfig.node.validate()).toEqual([expect.stringContaining('must be a model with a single container')]);
});

test('a variant that is refused leaves the request as it was', () => {
  const endpointConfig = new EndpointConfig(stack, 'Config', { instanceProductionVariants: variants(1) });
  expect(() => endpointConfig.addInstanceProductionVariant({ ...variants(2)[1], initialInstanceCount: -1 })).toThrow();
  endpointConfig.addInstanceProductionVariant(variants(3)[2]);
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::EndpointConfig', {
    ProductionVariants: [{ VariantName: 'variant0' }, { VariantName: 'variant2' }],
  });
});
