import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnParameter, CfnResource, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { EndpointConfig, Model, SageMakerValidationPlugin } from '../../src';
import { UNRECORDED } from '../record-templates';
import { IMAGE } from '../support/images';

let app: App;
let stack: Stack;
let printed: jest.SpyInstance;
beforeEach(() => {
  app = new App({ context: { [UNRECORDED]: true } });
  Validations.of(app).addPlugins(new SageMakerValidationPlugin());
  stack = new Stack(app, 'Stack');
  printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  printed.mockRestore();
});

/** The plugin's own answer about the templates of the app. */
function violations(): { ruleName: string; severity?: string; description: string; resource: string; location: string }[] {
  const assembly = new Plain(app).synth();
  return new SageMakerValidationPlugin().validate({ appConstruct: app, templatePaths: assembly } as any).violations.map(
    ({ ruleName, severity, description, violatingResources: [{ resourceLogicalId, locations }] }) => (
      { ruleName, severity, description, resource: resourceLogicalId!, location: locations[0] }
    ));
}

/** The templates of an app, without its plugins having a say. */
class Plain {
  constructor(private readonly of: App) {}

  public synth(): string[] {
    try {
      this.of.synth();
    } catch {
      // the plugin ended the synthesis: the templates are written by then
    }
    const directory = this.of.outdir;
    const stacks = this.of.node.findAll().filter(Stack.isStack).filter(({ nested }) => !nested);
    return stacks.map(({ templateFile }) => join(directory, templateFile)).filter((file) => existsSync(file));
  }
}

describe('properties that the library does not know', () => {
  const misspelt = (more: object) => {
    new CfnResource(stack, 'Config', {
      type: 'AWS::SageMaker::EndpointConfig',
      properties: { ProductionVariants: [{ VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, ...more }] },
    });
  };

  test('are warned about, with those that are alike', () => {
    misspelt({ InitialInstances: 2 });
    expect(violations()).toEqual([{
      ruleName: 'UnknownMember',
      severity: 'warning',
      description: 'ProductionVariants[0].InitialInstances is not known to this version of the library: it is misspelled or newer than the library. Known names are "InitialInstanceCount" and "InitialVariantWeight"',
      resource: 'Config',
      location: 'Properties/ProductionVariants/0/InitialInstances',
    }]);
  });

  test('do not end the synthesis', () => {
    misspelt({ Zebra: 2 });
    Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3002', reason: 'the built-in validation does not know it either' });
    expect(() => app.synth()).not.toThrow();
  });

  test('are not the names of environment variables', () => {
    new CfnModel(stack, 'Model', { primaryContainer: { image: 'a', environment: { ANYTHING: 'x' } } });
    expect(violations()).toEqual([]);
  });
});

test('an app without mistakes is synthesized', () => {
  new CfnModel(stack, 'Model', { primaryContainer: { image: 'a' } });
  expect(() => app.synth()).not.toThrow();
  expect(violations()).toEqual([]);
});

test('fails the synthesis for what the service would refuse of an L1 resource', () => {
  new CfnEndpointConfig(stack, 'Config', {
    productionVariants: [{ variantName: 'a', modelName: 'm', serverlessConfig: { maxConcurrency: 10, memorySizeInMb: 1500, provisionedConcurrency: 20 } }],
  });
  expect(violations()).toEqual([
    {
      ruleName: 'InvalidServerlessMemorySize',
      severity: 'error',
      description: expect.stringMatching(/^ProductionVariants\[0\]\.ServerlessConfig\.MemorySizeInMB must be one of .*, got 1500$/),
      resource: 'Config',
      location: 'Properties/ProductionVariants/0/ServerlessConfig/MemorySizeInMB',
    },
    expect.objectContaining({ ruleName: 'ProvisionedConcurrencyAboveMaxConcurrency', location: 'Properties/ProductionVariants/0/ServerlessConfig/ProvisionedConcurrency' }),
  ]);
  expect(() => app.synth({ force: true })).toThrow();
});

test('a warning lets the synthesis pass', () => {
  new CfnModel(stack, 'Model', { modelName: 'fixed', primaryContainer: { image: 'a' } });
  expect(() => app.synth()).not.toThrow();
  expect(violations()).toEqual([expect.objectContaining({ ruleName: 'FixedModelName', severity: 'warning' })]);
});

test('warnings of our own constructs are not given twice', () => {
  const model = new Model(stack, 'Model', { modelName: 'fixed', containers: [{ image: IMAGE }] });
  new EndpointConfig(stack, 'Config', { endpointConfigName: 'fixed', instanceProductionVariants: [{ variantName: 'a', model }] });
  expect(violations()).toEqual([]);
});

test('fails for what an escape hatch made of our own constructs', () => {
  const model = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  (model.node.defaultChild as CfnResource).addPropertyOverride('InferenceExecutionConfig', { Mode: 7, Other: 1 });
  (model.node.defaultChild as CfnResource).addPropertyOverride('VpcConfig', { Subnets: [] });
  expect(violations().filter(({ severity }) => severity === 'error').map(({ location }) => location)).toEqual([
    'Properties/VpcConfig/Subnets', 'Properties/VpcConfig/SecurityGroupIds',
  ]);
});

test('fails in nested stacks', () => {
  const nested = new NestedStack(stack, 'Nested');
  new CfnModel(nested, 'Model', { modelName: 'a_b', primaryContainer: { image: 'a' } });
  expect(violations().filter(({ severity }) => severity === 'error')).toEqual([expect.objectContaining({ ruleName: 'ModelName', resource: 'Model' })]);
});

test('takes parameters on trust', () => {
  new CfnModel(stack, 'Model', { modelName: new CfnParameter(stack, 'Name').valueAsString, primaryContainer: { image: 'a' } });
  expect(violations().filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('prints no secret', () => {
  new CfnModel(stack, 'Model', { primaryContainer: { image: 'a', environment: { 'KEY': 'secret'.repeat(200), 'not a name': 'secret' } } });
  const found = violations();
  expect(found).toHaveLength(2);
  expect(JSON.stringify(found)).not.toContain('secret');
});

test('says by which page a value is wrong', () => {
  new CfnModel(stack, 'Model', { primaryContainer: { image: ' ' } });
  const [templatePath] = new Plain(app).synth();
  expect(JSON.parse(readFileSync(templatePath, 'utf8')).Resources).toHaveProperty('Model');
  const report = new SageMakerValidationPlugin().validate({ appConstruct: app, templatePaths: [templatePath] } as any);
  expect(report).toMatchObject({
    success: false,
    violations: [{ fix: expect.stringMatching(/^See https:\/\/docs\.aws\.amazon\.com\/.*API_ContainerDefinition\.html$/), violatingResources: [{ templatePath }] }],
  });
});

test('names itself and the rules between values', () => {
  const plugin = new SageMakerValidationPlugin();
  expect(plugin.name).toBe('cdk-sagemaker');
  expect(plugin.ruleIds).toEqual(expect.arrayContaining(['ModelWithoutContainers', 'VariantNeedsOneCapacity', 'BlueGreenWithRollingUpdate']));
  expect(new Set(plugin.ruleIds).size).toBe(plugin.ruleIds!.length);
});
