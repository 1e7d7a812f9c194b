import { App, CfnParameter, CfnResource, Duration, Fn, IPropertyInjector, PropertyInjectors, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnEndpointConfig, CfnModel, IEndpointConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import fc from 'fast-check';
import {
  AcceleratorType, EndpointConfig, EndpointConfigProps, InstanceProductionVariantProps, InstanceType, IModel, Model,
} from '../../src';
import { acknowledgeElasticInference } from '../support/acknowledgements';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/churn';

let stack: Stack;
let model: IModel;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  model = Model.fromModelName(stack, 'Imported', 'churn');
});

function config(props: EndpointConfigProps): EndpointConfig {
  return new EndpointConfig(stack, 'Config', props);
}

function instances(...variants: Partial<InstanceProductionVariantProps>[]): EndpointConfig {
  return config({ instanceProductionVariants: variants.map((variant, index) => ({ variantName: `variant${index}`, model, ...variant })) });
}

function properties(): Record<string, any> {
  return Object.values(Template.fromStack(stack).findResources(CONFIG))[0].Properties;
}

describe('a variant that runs on instances', () => {
  test('is one burstable instance by default, as with the alpha module', () => {
    instances({});
    expect(properties()).toEqual({
      ProductionVariants: [{
        VariantName: 'variant0', ModelName: 'churn', InitialInstanceCount: 1, InstanceType: 'ml.t2.medium', InitialVariantWeight: 1,
      }],
    });
  });

  test('has all props', () => {
    acknowledgeElasticInference(stack);
    instances({
      initialInstanceCount: 3,
      instanceType: InstanceType.G5_XLARGE,
      initialVariantWeight: 0.25,
      acceleratorType: AcceleratorType.EIA2_LARGE,
      containerStartupHealthCheckTimeout: Duration.minutes(5),
    });
    expect(properties().ProductionVariants).toEqual([{
      VariantName: 'variant0',
      ModelName: 'churn',
      InitialInstanceCount: 3,
      InstanceType: 'ml.g5.xlarge',
      InitialVariantWeight: 0.25,
      AcceleratorType: 'ml.eia2.large',
      ContainerStartupHealthCheckTimeoutInSeconds: 300,
    }]);
  });

  test.each<[string, unknown, Partial<InstanceProductionVariantProps>]>([
    ['InitialInstanceCount', 1, { initialInstanceCount: 1 }],
    ['InitialInstanceCount', 1000, { initialInstanceCount: 1000 }],
    ['InitialVariantWeight', 0, { initialVariantWeight: 0 }],
    ['InitialVariantWeight', 1e6, { initialVariantWeight: 1e6 }],
    ['ContainerStartupHealthCheckTimeoutInSeconds', 60, { containerStartupHealthCheckTimeout: Duration.minutes(1) }],
    ['ContainerStartupHealthCheckTimeoutInSeconds', 3600, { containerStartupHealthCheckTimeout: Duration.hours(1) }],
    ['VariantName', 'a', { variantName: 'a' }],
    ['VariantName', 'a-B-9', { variantName: 'a-B-9' }],
    ['VariantName', 'a'.repeat(63), { variantName: 'a'.repeat(63) }],
    ['VariantName', 'constructor', { variantName: 'constructor' }],
  ])('can have %s %p', (name, value, props) => {
    instances(props);
    expect(properties().ProductionVariants[0][name]).toBe(value);
  });

  test.each<[string, Partial<InstanceProductionVariantProps>]>([
    ['initialInstanceCount must be at least 1, got 0', { initialInstanceCount: 0 }],
    ['initialInstanceCount must be at least 1, got -1', { initialInstanceCount: -1 }],
    ['initialInstanceCount must be a whole number, got 1.5', { initialInstanceCount: 1.5 }],
    ['initialVariantWeight must be at least 0, got -0.1', { initialVariantWeight: -0.1 }],
    ['initialVariantWeight must be a number', { initialVariantWeight: NaN }],
    ['containerStartupHealthCheckTimeout must be between 1 minute and 1 hour, got 59 seconds', { containerStartupHealthCheckTimeout: Duration.seconds(59) }],
    ['containerStartupHealthCheckTimeout must be between 1 minute and 1 hour, got 1 hour 1 second', { containerStartupHealthCheckTimeout: Duration.seconds(3601) }],
    ['variantName must consist of letters, digits and hyphens, with a letter or digit at both ends, got ""', { variantName: '' }],
    ['variantName must consist of letters, digits and hyphens, with a letter or digit at both ends, got "-a"', { variantName: '-a' }],
    ['variantName must consist of letters, digits and hyphens, with a letter or digit at both ends, got "a_b"', { variantName: 'a_b' }],
    ['variantName must have at most 63 characters, got 64', { variantName: 'a'.repeat(64) }],
  ])('fails because %s', (message, props) => {
    const [count, line] = errorLines(() => instances(props));
    expect(count).toBe('Stack/Config has 1 invalid property:');
    expect(line.startsWith(`- instanceProductionVariants[0].${message}`)).toBe(true);
    expect(line).toMatch(/ \(\w+, see https:\/\/docs\.aws\.amazon\.com\/sagemaker\/latest\/APIReference\/API_ProductionVariant\.html\)$/);
  });

  test('causes a warning for an instance type without a constant', () => {
    instances({ instanceType: InstanceType.of('ml.z99.mega') });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:UnknownInstanceType']);
    expect(properties().ProductionVariants[0].InstanceType).toBe('ml.z99.mega');
  });

  test('causes a warning with an accelerator, because Elastic Inference is retired', () => {
    acknowledgeElasticInference(stack);
    instances({ acceleratorType: AcceleratorType.EIA1_MEDIUM });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:RetiredVariantAccelerator']);
  });
});

describe('several variants', () => {
  const many = (count: number) => Array.from({ length: count }, () => ({}));

  test.each([2, 10])('can be %i', (count) => {
    instances(...many(count));
    expect(properties().ProductionVariants).toHaveLength(count);
  });

  test('fails for 11', () => {
    expect(errorLines(() => instances(...many(11)))[1]).toMatch(/^- instanceProductionVariants must have between 1 and 10 elements, got 11 \(ProductionVariantList, see/);
  });

  test('fails if they share a name', () => {
    expect(errorLines(() => instances({ variantName: 'a' }, { variantName: 'b' }, { variantName: 'a' }))[1])
      .toMatch(/^- instanceProductionVariants must not contain the same variantName twice: "a" \(DuplicateVariantName, see/);
  });

  test('can have the names of members of every JavaScript object', () => {
    instances({ variantName: 'constructor' }, { variantName: 'toString' }, { variantName: 'hasOwnProperty' });
    expect(properties().ProductionVariants).toHaveLength(3);
  });

  test('can share a model', () => {
    instances({}, {});
    expect(properties().ProductionVariants.map(({ ModelName }: any) => ModelName)).toEqual(['churn', 'churn']);
  });

  test('fails for all invalid values at once', () => {
    expect(errorLines(() => config({
      endpointConfigName: 'a_b',
      instanceProductionVariants: [
        { variantName: 'same', model, initialInstanceCount: 0 },
        { variantName: 'same', model, initialVariantWeight: -1, containerStartupHealthCheckTimeout: Duration.seconds(1) },
      ],
    }))).toEqual([
      'Stack/Config has 5 invalid properties:',
      expect.stringMatching(/^- endpointConfigName must consist of .*, got "a_b" \(EndpointConfigName, see https:/),
      expect.stringMatching(/^- instanceProductionVariants\[0\]\.initialInstanceCount must be at least 1, got 0 \(InitialTaskCount, see https:/),
      expect.stringMatching(/^- instanceProductionVariants\[1\]\.initialVariantWeight must be at least 0, got -1 \(VariantWeight, see https:/),
      expect.stringMatching(/^- instanceProductionVariants\[1\]\.containerStartupHealthCheckTimeout must be between 1 minute and 1 hour, got 1 second \(/),
      expect.stringMatching(/^- instanceProductionVariants must not contain the same variantName twice: "same" \(DuplicateVariantName, see https:/),
    ]);
  });
});

describe('variants that are added later', () => {
  test('follow those of the props', () => {
    instances({ variantName: 'first' }).addInstanceProductionVariant({ variantName: 'second', model });
    expect(properties().ProductionVariants.map(({ VariantName }: any) => VariantName)).toEqual(['first', 'second']);
  });

  test('can be the only variants', () => {
    config({}).addInstanceProductionVariant({ variantName: 'only', model });
    expect(properties().ProductionVariants).toHaveLength(1);
  });

  test('fails at the call for a name that is not unique, and does not keep the variant', () => {
    const own = instances({ variantName: 'same' });
    expect(errorLines(() => own.addInstanceProductionVariant({ variantName: 'same', model }))[1]).toContain('(DuplicateVariantName, see');
    expect(properties().ProductionVariants).toHaveLength(1);
  });

  test('fails at the call for an eleventh variant', () => {
    const own = instances(...Array.from({ length: 10 }, () => ({})));
    expect(errorLines(() => own.addInstanceProductionVariant({ variantName: 'last', model }))[1]).toContain('must have between 1 and 10 elements, got 11');
  });

  test('fails at the call for a serverless variant in addition to one on instances, and does not keep it', () => {
    const own = instances({});
    expect(errorLines(() => own.addServerlessProductionVariant({ variantName: 's', model, maxConcurrency: 1, memorySizeInMB: 1024 }))[1])
      .toContain('must not be combined with other variants (ServerlessVariantWithOtherVariants, see');
    expect(properties().ProductionVariants).toEqual([expect.not.objectContaining({ ServerlessConfig: expect.anything() })]);
  });

  test.each<[string, EndpointConfigProps]>([['without props', {}], ['with an empty list', { instanceProductionVariants: [] }]])(
    'fails at synthesis if there are none: %s', (_, props) => {
      config(props);
      expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([
        expect.stringMatching(/^- instanceProductionVariants must have between 1 and 10 elements, got 0/),
      ]));
    });

  test('a list that the program changes afterwards does not change the configuration', () => {
    const variants = [{ variantName: 'only', model }];
    config({ instanceProductionVariants: variants });
    variants.push({ variantName: 'late', model });
    expect(properties().ProductionVariants).toHaveLength(1);
  });
});

describe('the name', () => {
  test.each(['a', 'A-9', 'a'.repeat(63)])('%s is accepted', (endpointConfigName) => {
    config({ endpointConfigName, instanceProductionVariants: [{ variantName: 'a', model }] });
    expect(properties().EndpointConfigName).toBe(endpointConfigName);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a'.repeat(64)])('fails for "%s"', (endpointConfigName) => {
    expect(errorLines(() => config({ endpointConfigName }))[1]).toMatch(/^- endpointConfigName must .*\(EndpointConfigName, see/);
  });

  test('is generated by CloudFormation by default', () => {
    instances({});
    expect(properties()).not.toHaveProperty('EndpointConfigName');
    expect(warnings(stack)).toEqual([]);
  });

  test('causes one warning, because a fixed name prevents replacement', () => {
    config({ endpointConfigName: 'churn' }).addInstanceProductionVariant({ variantName: 'a', model });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:FixedEndpointConfigName']);
  });

  test('causes no warning after acknowledgement', () => {
    const own = config({ endpointConfigName: 'churn', instanceProductionVariants: [{ variantName: 'a', model }] });
    Validations.of(own).acknowledge({ id: 'cdk-sagemaker:FixedEndpointConfigName', reason: 'it never changes' });
    expect(warnings(stack)).toEqual([]);
  });
});

describe('the model of a variant', () => {
  test('is referenced by its generated name', () => {
    instances({ model: new Model(stack, 'Own', { containers: [{ image: IMAGE }] }) });
    expect(properties().ProductionVariants[0].ModelName).toEqual({ 'Fn::GetAtt': ['OwnModelA1CA7652', 'ModelName'] });
  });

  test('can be an L1 construct', () => {
    instances({ model: new CfnModel(stack, 'L1') });
    expect(properties().ProductionVariants[0].ModelName).toEqual({ 'Fn::GetAtt': ['L1', 'ModelName'] });
  });

  test('can be any reference to a model', () => {
    const { node } = new Construct(stack, 'Elsewhere');
    instances({ model: { node, env: stack.env, modelRef: { modelArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model/other' } } as any });
    expect(properties().ProductionVariants[0].ModelName).toBe('other');
  });

  test('fails in another account and Region', () => {
    stack = new Stack(new App(), 'Stack', { env: { account: '444455556666', region: 'us-east-1' } });
    model = Model.fromModelArn(stack, 'Imported', 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn');
    expect(errorLines(() => instances({}))).toEqual([
      'Stack/Config has 1 invalid property:',
      expect.stringMatching(/^- instanceProductionVariants\[0\]\.model must be in "444455556666", the account of the resource that uses it, got "111122223333" \(SameAccount, see/),
      expect.stringMatching(/^- instanceProductionVariants\[0\]\.model must be in "us-east-1", the Region of the resource that uses it, got "eu-west-1" \(SameRegion, see/),
    ]);
  });

  test('fails in another Region of a model of this app', () => {
    const app = new App();
    stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const other = new Stack(app, 'Other', { env: { account: '111122223333', region: 'eu-west-1' } });
    expect(errorLines(() => instances({ model: new Model(other, 'Model', { containers: [{ image: IMAGE }] }) }))).toHaveLength(2);
  });

  test('can be in an account and Region that are tokens', () => {
    model = Model.fromModelArn(stack, 'Elsewhere', 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn');
    instances({});
    stack = new Stack(new App(), 'Stack', { env: { account: '444455556666', region: 'us-east-1' } });
    model = Model.fromModelArn(stack, 'Imported', Fn.importValue('ModelArn'));
    instances({});
    expect(properties().ProductionVariants).toHaveLength(1);
  });

  test('can be in another stack with the same account and Region', () => {
    const other = new Stack(stack.node.root as App, 'Other');
    instances({ model: new Model(other, 'Model', { containers: [{ image: IMAGE }] }) });
    expect(properties().ProductionVariants[0].ModelName).toEqual({ 'Fn::ImportValue': expect.stringContaining('ModelName') });
  });
});

test('valid variants are never rejected', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9](-{0,2}[a-zA-Z0-9]){0,20}$/);
  const variant = fc.record({
    initialInstanceCount: fc.integer({ min: 1, max: 10_000 }),
    initialVariantWeight: fc.double({ min: 0, max: 1e9, noNaN: true }),
    instanceType: fc.constantFrom(InstanceType.M5_LARGE, InstanceType.P4D_24XLARGE, InstanceType.of('ml.future.huge')),
    containerStartupHealthCheckTimeout: fc.integer({ min: 60, max: 3600 }).map((seconds) => Duration.seconds(seconds)),
  }, { requiredKeys: [] });
  const variants = fc.dictionary(name, variant, { minKeys: 1, maxKeys: 10, noNullPrototype: true });
  let count = 0;
  fc.assert(fc.property(variants, (named) => {
    const instanceProductionVariants = Object.entries(named).map(([variantName, props]) => ({ variantName, model, ...props }));
    return new EndpointConfig(stack, `Config${count++}`, { instanceProductionVariants }) !== undefined;
  }), { numRuns: 50 });
});

test('the L1 resource is the default child, for escape hatches', () => {
  const resource = instances({}).node.defaultChild as CfnEndpointConfig;
  resource.addPropertyOverride('ProductionVariants.0.VolumeSizeInGB', 50);
  expect(CfnEndpointConfig.isCfnEndpointConfig(resource)).toBe(true);
  expect(properties().ProductionVariants[0]).toMatchObject({ VariantName: 'variant0', VolumeSizeInGB: 50 });
});

test('property injection reaches endpoint configurations', () => {
  class Name implements IPropertyInjector {
    public readonly constructUniqueId = EndpointConfig.PROPERTY_INJECTION_ID;
    public inject(props: any) {
      return { endpointConfigName: 'injected', ...props };
    }
  }
  PropertyInjectors.of(stack).add(new Name());
  instances({});
  Template.fromStack(stack).hasResourceProperties(CONFIG, { EndpointConfigName: 'injected' });
});

test('an endpoint configuration is a reference to an endpoint configuration', () => {
  const own: IEndpointConfigRef = instances({});
  const reference: { endpointConfigArn?: string; endpointConfigName?: string } = own.endpointConfigRef;
  expect(stack.resolve([reference.endpointConfigArn, reference.endpointConfigName])).toEqual([
    { Ref: 'ConfigEndpointConfigAC70824B' }, { 'Fn::GetAtt': ['ConfigEndpointConfigAC70824B', 'EndpointConfigName'] },
  ]);
});

describe('an imported endpoint configuration', () => {
  test('takes its name from its ARN', () => {
    const imported = EndpointConfig.fromEndpointConfigArn(stack, 'Config', ARN);
    expect([imported.endpointConfigArn, imported.endpointConfigName]).toEqual([ARN, 'churn']);
    expect(imported.env).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  test('takes its ARN from its name', () => {
    const imported = EndpointConfig.fromEndpointConfigName(stack, 'Config', 'churn');
    expect(imported.endpointConfigName).toBe('churn');
    expect(JSON.stringify(stack.resolve(imported.endpointConfigArn))).toContain(':endpoint-config/churn');
  });

  test('can have a token as its name', () => {
    const imported = EndpointConfig.fromEndpointConfigName(stack, 'Config', new CfnParameter(stack, 'Name').valueAsString);
    expect(stack.resolve(imported.endpointConfigName)).toEqual({ Ref: 'Name' });
  });

  test('creates no resource', () => {
    EndpointConfig.fromEndpointConfigArn(stack, 'Config', ARN);
    expect(stack.node.findAll().filter((node) => CfnResource.isCfnResource(node))).toEqual([]);
  });
});
