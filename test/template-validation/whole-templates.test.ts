import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Endpoint, EndpointConfig, InstanceType, Model, SageMakerValidationPlugin } from '../../src';
import { templateFindings } from '../../src/template-validation/template';
import { UNRECORDED } from '../record-templates';
import { IMAGE } from '../support/images';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const MODEL = 'AWS::SageMaker::Model';
const ENDPOINT = 'AWS::SageMaker::Endpoint';
const VARIANT = { VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 };
const WRONG = { ...VARIANT, InitialInstanceCount: 0 };
const SERVERLESS = { VariantName: 'a', ModelName: 'm', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } };
const NO_VALUE = { Ref: 'AWS::NoValue' };
const when = (condition: string, whenTrue: unknown, whenFalse: unknown) => ({ 'Fn::If': [condition, whenTrue, whenFalse] });

function errors(template: object): string[] {
  return [...templateFindings(template as any)].filter(([, { severity }]) => severity === 'error').map(([id, { path, rule }]) => `${id} ${path} ${rule}`);
}

function config(properties: object, more: object = {}, rest: object = {}): string[] {
  return errors({ Resources: { Config: { Type: CONFIG, Properties: { ProductionVariants: [VARIANT], ...properties }, ...more } }, ...rest });
}

describe('what a template leaves open is not judged', () => {
  test.each<[string, unknown]>([
    ['a transform that writes the properties', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} }, 'ProductionVariants': [WRONG] }],
    ['properties that are one loop', { 'Fn::ForEach::Variants': ['Name', ['a'], {}] }],
  ])('%s', (_what, Properties) => {
    expect(errors({ Resources: { Config: { Type: CONFIG, Properties } } })).toEqual([]);
  });

  test.each<[string, object]>([
    ['a transform beside members', { ProductionVariants: [{ 'Fn::Transform': { Name: 'AWS::Include' }, 'InitialInstanceCount': 0 }] }],
    ['a loop for a list', { ProductionVariants: { 'Fn::ForEach::V': ['Name', ['a'], {}] } }],
    ['a list that is split', { VpcConfig: { SecurityGroupIds: { 'Fn::Split': [',', { Ref: 'Groups' }] }, Subnets: { Ref: 'Subnets' } } }],
    ['a dynamic reference', { KmsKeyId: '{{resolve:ssm:/key/id:1}}' }],
    ['a dynamic reference within a longer text', { ProductionVariants: [{ ...VARIANT, VariantName: 'v-{{resolve:ssm:name}}' }] }],
    ['a dynamic reference for a number', { ProductionVariants: [{ ...VARIANT, InitialInstanceCount: '{{resolve:ssm:count}}' }] }],
    ['a key with an intrinsic function for a value', { Tags: [{ Key: { 'Fn::Sub': '${Stage}' }, Value: { Ref: 'Stage' } }] }],
  ])('%s', (_what, properties) => {
    expect(config(properties)).toEqual([]);
  });

  test('templates that a macro rewrites', () => {
    expect(config({ ProductionVariants: [] }, {}, { Transform: ['AWS::LanguageExtensions', 'MyOwnMacro'] })).toEqual([]);
    expect(config({ ProductionVariants: [] }, {}, { Transform: 'AWS::LanguageExtensions' })).toHaveLength(1);
  });

  test('resources that a loop makes', () => {
    expect(errors({ Resources: { 'Fn::ForEach::Configs': ['Name', ['a'], { 'Config${Name}': { Type: CONFIG, Properties: {} } }] } })).toEqual([]);
  });
});

describe('branches', () => {
  const STAGES = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: {
      IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
      IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
      IsNotProduction: { 'Fn::Not': [{ Condition: 'IsProduction' }] },
    },
  };
  const only = (condition: string) => ({ Condition: condition });

  test.each(['IsProduction', 'IsTest'])('that no deployment takes are not looked at: the resource is there for %s only', (existing) => {
    const other = existing === 'IsTest' ? 'IsProduction' : 'IsTest';
    expect(config({ ProductionVariants: [when(other, WRONG, VARIANT)] }, only(existing), STAGES)).toEqual([]);
    expect(config({ ProductionVariants: [when(existing, WRONG, VARIANT)] }, only(existing), STAGES)).toHaveLength(1);
  });

  test('within branches that exclude each other are not looked at', () => {
    expect(config({ ProductionVariants: [when('IsProduction', when('IsNotProduction', WRONG, VARIANT), VARIANT)] }, {}, STAGES)).toEqual([]);
    expect(config({ ProductionVariants: [when('IsProduction', when('IsNotProduction', VARIANT, WRONG), VARIANT)] }, {}, STAGES)).toHaveLength(1);
  });

  test('of conditions that follow from each other may belong together', () => {
    const capture = { InitialSamplingPercentage: 1, DestinationS3Uri: 's3://b/c', CaptureOptions: [{ CaptureMode: 'Input' }] };
    expect(config({ ProductionVariants: [when('IsProduction', VARIANT, SERVERLESS)], DataCaptureConfig: when('IsNotProduction', NO_VALUE, capture) }, {}, STAGES)).toEqual([]);
    expect(config({ ProductionVariants: [when('IsProduction', VARIANT, SERVERLESS)], DataCaptureConfig: when('IsProduction', NO_VALUE, capture) }, {}, STAGES))
      .toEqual(['Config DataCaptureConfig ServerlessDataCapture']);
  });
});

describe('text for numbers and booleans', () => {
  test('is compared as what it stands for', () => {
    const ServerlessConfig = { MemorySizeInMB: '2048', MaxConcurrency: '10', ProvisionedConcurrency: '9' };
    expect(config({ ProductionVariants: [{ VariantName: 'a', ModelName: 'm', ServerlessConfig }] })).toEqual([]);
    expect(config({ ProductionVariants: [{ VariantName: 'a', ModelName: 'm', ServerlessConfig: { ...ServerlessConfig, ProvisionedConcurrency: '11' } }] }))
      .toEqual(['Config ProductionVariants[0].ServerlessConfig.ProvisionedConcurrency ProvisionedConcurrencyAboveMaxConcurrency']);
  });

  test('and the other way round does not stop any rule', () => {
    const S3DataSource = { S3Uri: 7, S3DataType: 'S3Prefix', CompressionType: 'None' };
    const PrimaryContainer = { Environment: { A: 1, B: true }, ModelDataSource: { S3DataSource } };
    expect(errors({ Resources: { Model: { Type: MODEL, Properties: { PrimaryContainer } } } }))
      .toEqual(['Model PrimaryContainer.ModelDataSource.S3DataSource.S3Uri S3ModelUri']);
  });
});

describe('resources of wrong shapes', () => {
  test.each<[string, object]>([
    ['properties that are text', { Config: { Type: CONFIG, Properties: 'none' } }],
    ['a variant that is text', { Config: { Type: CONFIG, Properties: { ProductionVariants: ['main', null, 3] } } }],
    ['a list that is an object', { Config: { Type: CONFIG, Properties: { ProductionVariants: { VariantName: 'a' } } } }],
  ])('fail without stopping the others: %s', (_what, Resources) => {
    expect(errors({ Resources }).length).toBeGreaterThan(0);
  });

  test('are not held against the resources that refer to them', () => {
    const Resources = {
      Model: { Type: MODEL, Properties: { Containers: 5 } },
      Config: { Type: CONFIG, Properties: { ProductionVariants: [{ ...SERVERLESS, ModelName: { Ref: 'Model' } }] } },
    };
    expect(errors({ Resources })).toEqual(['Model Containers WrongType']);
  });
});

describe('names', () => {
  const endpoint = (EndpointName: unknown, more: object = {}) => ({ Type: ENDPOINT, Properties: { EndpointName, EndpointConfigName: 'c' }, ...more });
  const model = (ModelName: unknown) => ({ Type: MODEL, Properties: { ModelName, PrimaryContainer: {} } });

  test('fail for endpoints that differ in case only', () => {
    expect(errors({ Resources: { A: endpoint('churn'), B: endpoint('Churn') } })).toEqual(['A EndpointName DuplicateEndpointName', 'B EndpointName DuplicateEndpointName']);
  });

  test('fail for models that are called the same', () => {
    expect(errors({ Resources: { A: model('churn'), B: model('churn') } })).toEqual(['A ModelName DuplicateName', 'B ModelName DuplicateName']);
    expect(errors({ Resources: { A: model('churn'), B: model('Churn') } })).toEqual([]);
  });

  test('may be the same where conditions decide, or where nobody knows them', () => {
    expect(errors({ Resources: { A: endpoint('churn', { Condition: 'C' }), B: endpoint('churn') } })).toEqual([]);
    expect(errors({ Resources: { A: endpoint('{{resolve:ssm:n}}'), B: endpoint('{{resolve:ssm:n}}') } })).toEqual([]);
    expect(errors({ Resources: { A: endpoint({ Ref: 'P' }), B: endpoint({ Ref: 'P' }) } })).toEqual([]);
  });

  test('that two models share tell nothing of the one that a variant hosts', () => {
    const pipeline = { Type: MODEL, Condition: 'C', Properties: { ModelName: 'm', Containers: [{}, {}] } };
    const ProductionVariants = [SERVERLESS];
    expect(errors({ Resources: { pipeline, Config: { Type: CONFIG, Properties: { ProductionVariants } } } })).toEqual([]);
    expect(errors({ Resources: { pipeline, Config: { Type: CONFIG, Condition: 'C', Properties: { ProductionVariants } } } })).toEqual(['Config ProductionVariants[0].ModelName ServerlessInferencePipeline']);
  });
});

describe('an app with the plugin', () => {
  let app: App;
  let printed: jest.SpyInstance;
  let builtIn: string | undefined;
  beforeEach(() => {
    builtIn = process.env.CDK_VALIDATION;
    process.env.CDK_VALIDATION = 'false'; // the built-in validation finds some of these mistakes too
    app = new App({ context: { [UNRECORDED]: true } });
    Validations.of(app).addPlugins(new SageMakerValidationPlugin());
    printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    printed.mockRestore();
    if (builtIn === undefined) { delete process.env.CDK_VALIDATION; } else { process.env.CDK_VALIDATION = builtIn; }
  });

  const wrongConfig = (stack: Stack) => new CfnEndpointConfig(stack, 'Config', {
    productionVariants: [{ variantName: 'a', modelName: 'm', instanceType: 'ml.m5.large', initialInstanceCount: 0 }],
  });

  test('fails with the construct, the rule and the severity', () => {
    wrongConfig(new Stack(app, 'Stack'));
    expect(() => app.synth()).toThrow(/ERROR ProductionVariants\[0\]\.InitialInstanceCount must be at least 1, got 0[^]*Stack\/Config[^]*cdk-sagemaker::InitialTaskCount/);
  });

  test('fails for stacks of stages', () => {
    wrongConfig(new Stack(new Stage(app, 'Production'), 'Stack'));
    expect(() => app.synth()).toThrow(/Production\/Stack\/Config/);
  });

  test('fails for stacks within stacks', () => {
    wrongConfig(new NestedStack(new Stack(app, 'Stack'), 'Nested'));
    expect(() => app.synth()).toThrow(/Stack\/Nested\/Config/);
  });

  test('fails for a template that is included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'included-'));
    const templateFile = join(folder, 'template.json');
    writeFileSync(templateFile, JSON.stringify({ Resources: { Included: { Type: CONFIG, Properties: { ProductionVariants: [WRONG] } } } }));
    new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile });
    rmSync(folder, { recursive: true });
    expect(() => app.synth()).toThrow(/Stack\/Template\/Included/);
  });

  test('is synthesized once a finding is acknowledged', () => {
    Validations.of(wrongConfig(new Stack(app, 'Stack'))).acknowledge(
      { id: 'cdk-sagemaker::InitialTaskCount', reason: 'a test' },
      { id: 'CloudFormation-Validate::F3034', reason: 'the built-in validation finds it too' },
    );
    expect(() => app.synth()).not.toThrow();
  });

  test('prints a warning and is synthesized', () => {
    new CfnModel(new Stack(app, 'Stack'), 'Model', { modelName: 'fixed', primaryContainer: { image: 'a' } });
    app.synth();
    expect(printed.mock.calls.flat().join()).toMatch(/FixedModelName/);
  });

  test('says nothing of constructs of this library, warned about or acknowledged', () => {
    const stack = new Stack(new Stage(app, 'Production'), 'Stack');
    const model = new Model(stack, 'Model', { modelName: 'fixed', containers: [{ image: IMAGE, containerHostname: 'ignored' }] });
    Validations.of(model).acknowledge({ id: 'cdk-sagemaker:FixedModelName', reason: 'a test' });
    const endpointConfig = new EndpointConfig(new NestedStack(stack, 'Nested'), 'Config', {
      instanceProductionVariants: [{ variantName: 'a', model, instanceType: InstanceType.of('ml.new.large') }],
    });
    new Endpoint(stack, 'Endpoint', { endpointConfig, endpointName: 'fixed' });
    app.synth();
    expect(printed.mock.calls.flat().join()).not.toMatch(/fix: See|Properties\//);
  });
});
