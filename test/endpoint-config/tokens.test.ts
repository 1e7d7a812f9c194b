import { App, CfnParameter, Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AcceleratorType, Endpoint, EndpointConfig, InstanceProductionVariantProps, InstanceType, IModel, Model, ServerlessProductionVariantProps } from '../../src';
import { acknowledgeElasticInference } from '../support/acknowledgements';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

let stack: Stack;
let model: IModel;
let text: string;
let number: number;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  model = Model.fromModelName(stack, 'Model', 'churn');
  text = new CfnParameter(stack, 'Text').valueAsString;
  number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
});

function variant(): Record<string, any> {
  return readable(Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::EndpointConfig'))[0].Properties.ProductionVariants[0]);
}

function onInstances(props: Partial<InstanceProductionVariantProps>): void {
  new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'a', model, ...props }] });
}

function serverless(props: Partial<ServerlessProductionVariantProps>): void {
  new EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'a', model, maxConcurrency: 10, memorySizeInMB: 2048, ...props },
  });
}

describe('every value of a variant on instances can be a parameter', () => {
  test.each<[string, string, () => Partial<InstanceProductionVariantProps>]>([
    ['InitialInstanceCount', '${Number}', () => ({ initialInstanceCount: number })],
    ['InitialVariantWeight', '${Number}', () => ({ initialVariantWeight: number })],
    ['ContainerStartupHealthCheckTimeoutInSeconds', '${Number}', () => ({ containerStartupHealthCheckTimeout: Duration.seconds(number) })],
    ['InstanceType', '${Text}', () => ({ instanceType: InstanceType.of(text) })],
    ['InstanceType', 'ml.${Text}.large', () => ({ instanceType: InstanceType.of(`ml.${text}.large`) })],
    ['AcceleratorType', '${Text}', () => ({ acceleratorType: AcceleratorType.of(text) })],
    ['VariantName', '${Text}', () => ({ variantName: text })],
    ['VariantName', 'a_b ${Text}', () => ({ variantName: `a_b ${text}` })],
    ['ModelName', '${Text}', () => ({ model: Model.fromModelName(stack, 'Named', text) })],
  ])('%s', (name, value, props) => {
    acknowledgeElasticInference(stack);
    onInstances(props());
    expect(variant()[name]).toEqual(value);
    expect(warnings(stack).filter((id) => !id.endsWith('RetiredVariantAccelerator'))).toEqual([]);
  });
});

describe('every value of a serverless variant can be a parameter', () => {
  test.each<[string, () => Partial<ServerlessProductionVariantProps>]>([
    ['MaxConcurrency', () => ({ maxConcurrency: number })],
    ['MemorySizeInMB', () => ({ memorySizeInMB: number })],
    ['ProvisionedConcurrency', () => ({ provisionedConcurrency: number })],
    ['ProvisionedConcurrency', () => ({ maxConcurrency: number, provisionedConcurrency: number })],
  ])('%s', (name, props) => {
    serverless(props());
    expect(variant().ServerlessConfig[name]).toBe('${Number}');
  });

  test('InitialVariantWeight', () => {
    serverless({ initialVariantWeight: number });
    expect(variant().InitialVariantWeight).toBe('${Number}');
  });
});

test('a lazy number is resolved at synthesis', () => {
  onInstances({ initialInstanceCount: Lazy.number({ produce: () => 4 }), initialVariantWeight: Lazy.number({ produce: () => 0 }) });
  expect(variant()).toMatchObject({ InitialInstanceCount: 4, InitialVariantWeight: 0 });
});

test('a number from an intrinsic function is rendered', () => {
  onInstances({ initialInstanceCount: Token.asNumber(Fn.ref('AWS::NoValue')) });
  expect(variant().InitialInstanceCount).toBe('${AWS::NoValue}');
});

test('names of an endpoint and of its configuration can be parameters', () => {
  const endpointConfig = new EndpointConfig(stack, 'Config', { endpointConfigName: text, instanceProductionVariants: [{ variantName: 'a', model }] });
  new Endpoint(stack, 'Endpoint', { endpointName: text, endpointConfig });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SageMaker::EndpointConfig', { EndpointConfigName: { Ref: 'Text' } });
  template.hasResourceProperties('AWS::SageMaker::Endpoint', { EndpointName: { Ref: 'Text' } });
});

test('a key can be a parameter', () => {
  new EndpointConfig(stack, 'Config', {
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', text), instanceProductionVariants: [{ variantName: 'a', model }],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::EndpointConfig', { KmsKeyId: { Ref: 'Text' } });
});

test('two variants can have the same token as their name', () => {
  new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: text, model }, { variantName: text, model }] });
  expect(variant().VariantName).toBe('${Text}');
});

describe('in addition to a parameter', () => {
  test('fails for another invalid value of the variant', () => {
    expect(errorLines(() => onInstances({ initialInstanceCount: number, initialVariantWeight: -1 }))).toEqual([
      'Stack/Config has 1 invalid property:', expect.stringContaining('initialVariantWeight must be at least 0, got -1'),
    ]);
  });

  test('fails for a relation that does not read it', () => {
    expect(errorLines(() => serverless({ maxConcurrency: number, provisionedConcurrency: 20, memorySizeInMB: 1500 }))).toEqual([
      'Stack/Config has 1 invalid property:', expect.stringContaining('memorySizeInMB must be one of'),
    ]);
  });

  test('fails for a value that is out of every range', () => {
    expect(errorLines(() => serverless({ maxConcurrency: number, provisionedConcurrency: 201 }))[1]).toContain('provisionedConcurrency must be between 1 and 200');
  });
});
