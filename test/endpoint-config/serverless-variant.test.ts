import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnModel, CfnModelProps } from 'aws-cdk-lib/aws-sagemaker';
import { EndpointConfig, IModel, Model, ModelProps, ServerlessProductionVariantProps } from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';

const CONFIG = 'AWS::SageMaker::EndpointConfig';

let stack: Stack;
let model: IModel;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  model = Model.fromModelName(stack, 'Imported', 'churn');
});

function serverless(props: Partial<ServerlessProductionVariantProps> = {}): EndpointConfig {
  return new EndpointConfig(stack, 'Config', { serverlessProductionVariant: variant(props) });
}

function variant(props: Partial<ServerlessProductionVariantProps> = {}): ServerlessProductionVariantProps {
  return { variantName: 'all', model, maxConcurrency: 10, memorySizeInMB: 2048, ...props };
}

function variants(): any[] {
  return Object.values(Template.fromStack(stack).findResources(CONFIG))[0].Properties.ProductionVariants;
}

test('a serverless variant has no instances', () => {
  serverless();
  expect(variants()).toEqual([{
    VariantName: 'all', ModelName: 'churn', InitialVariantWeight: 1, ServerlessConfig: { MaxConcurrency: 10, MemorySizeInMB: 2048 },
  }]);
});

test.each<[string, unknown, Partial<ServerlessProductionVariantProps>]>([
  ...[1024, 2048, 3072, 4096, 5120, 6144].map((memorySizeInMB) => ['MemorySizeInMB', memorySizeInMB, { memorySizeInMB }] as const),
  ['MaxConcurrency', 1, { maxConcurrency: 1 }],
  ['MaxConcurrency', 200, { maxConcurrency: 200 }],
  ['ProvisionedConcurrency', 1, { provisionedConcurrency: 1 }],
  ['ProvisionedConcurrency', 10, { maxConcurrency: 10, provisionedConcurrency: 10 }],
  ['ProvisionedConcurrency', 200, { maxConcurrency: 200, provisionedConcurrency: 200 }],
] as [string, unknown, Partial<ServerlessProductionVariantProps>][])('may have %s %p', (name, value, props) => {
  serverless(props);
  expect(variants()[0].ServerlessConfig[name]).toBe(value);
});

test('can have the weight 0', () => {
  serverless({ initialVariantWeight: 0 });
  expect(variants()[0].InitialVariantWeight).toBe(0);
});

test.each<[string, Partial<ServerlessProductionVariantProps>]>([
  ['maxConcurrency must be between 1 and 200, got 0', { maxConcurrency: 0 }],
  ['maxConcurrency must be between 1 and 200, got 201', { maxConcurrency: 201 }],
  ['maxConcurrency must be a whole number, got 1.5', { maxConcurrency: 1.5 }],
  ['memorySizeInMB must be one of 1024, 2048, 3072, 4096, 5120, 6144, got 1025', { memorySizeInMB: 1025 }],
  ['memorySizeInMB must be one of 1024, 2048, 3072, 4096, 5120, 6144, got 3000', { memorySizeInMB: 3000 }],
  ['memorySizeInMB must be between 1024 and 6144, got 0', { memorySizeInMB: 0 }],
  ['memorySizeInMB must be between 1024 and 6144, got 7168', { memorySizeInMB: 7168 }],
  ['provisionedConcurrency must be between 1 and 200, got 0', { provisionedConcurrency: 0 }],
  ['provisionedConcurrency must be between 1 and 200, got 201', { maxConcurrency: 200, provisionedConcurrency: 201 }],
  ['provisionedConcurrency must be less than or equal to maxConcurrency \\(10\\), got 11', { maxConcurrency: 10, provisionedConcurrency: 11 }],
  ['initialVariantWeight must be at least 0, got -1', { initialVariantWeight: -1 }],
  ['variantName must consist of letters', { variantName: 'a_b' }],
])('fails because %s', (message, props) => {
  expect(errorLines(() => serverless(props))[1]).toMatch(new RegExp(`^- serverlessProductionVariant\\.${message}.* \\([-\\w]+, see https://docs\\.aws\\.`));
});

describe('together with variants that run on instances', () => {
  test('fails in the props', () => {
    expect(errorLines(() => new EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'a', model }],
      serverlessProductionVariant: variant(),
    }))[1]).toContain('must not be combined with other variants');
  });

  test('errors name the path of the serverless variant', () => {
    expect(errorLines(() => new EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'a', model, initialInstanceCount: 0 }],
      serverlessProductionVariant: variant({ maxConcurrency: 0 }),
    }))).toEqual([
      'Stack/Config has 3 invalid properties:',
      expect.stringContaining('- instanceProductionVariants[0].initialInstanceCount must'),
      expect.stringContaining('- serverlessProductionVariant.maxConcurrency must'),
      expect.stringContaining('(ServerlessVariantWithOtherVariants, see'),
    ]);
  });

  test('fails if a variant on instances is added, and does not keep it', () => {
    const config = serverless();
    expect(errorLines(() => config.addInstanceProductionVariant({ variantName: 'a', model }))[1]).toContain('(ServerlessVariantWithOtherVariants, see');
    expect(variants()).toHaveLength(1);
  });

  test('fails for a second serverless variant', () => {
    expect(errorLines(() => serverless().addServerlessProductionVariant(variant({ variantName: 'second' })))[1]).toContain('(ServerlessVariantWithOtherVariants, see');
  });

  test('is accepted if the list is empty', () => {
    new EndpointConfig(stack, 'Config', { instanceProductionVariants: [], serverlessProductionVariant: variant() });
    expect(variants()).toHaveLength(1);
  });

  test('is accepted if it is added as the only variant', () => {
    new EndpointConfig(stack, 'Config').addServerlessProductionVariant(variant());
    expect(variants()[0]).toHaveProperty('ServerlessConfig');
  });
});

describe('a model that cannot be serverless', () => {
  const refused: [string, string, () => ModelProps][] = [
    ['in a vpc', 'must be a model without a VPC', () => ({ vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['a'], privateSubnetIds: ['subnet-00000001'] }) })],
    ['with network isolation', 'must be a model without network isolation', () => ({ networkIsolation: true })],
    ['of several containers', 'must be a model with a single container', () => ({ containers: [{ image: IMAGE }, { image: IMAGE }] })],
  ];

  test.each(refused)('fails: %s', (_, message, props) => {
    model = new Model(stack, 'Model', { containers: [{ image: IMAGE }], ...props() });
    expect(errorLines(() => serverless())[1]).toContain(`- serverlessProductionVariant.model ${message}`);
  });

  test.each(refused)('can run on instances: %s', (_, _message, props) => {
    model = new Model(stack, 'Model', { containers: [{ image: IMAGE }], ...props() });
    new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'a', model }] });
    expect(variants()).toHaveLength(1);
  });

  test.each<[string, string, CfnModelProps]>([
    ['in a vpc', 'must be a model without a VPC', { vpcConfig: { subnets: ['subnet-00000001'], securityGroupIds: ['sg-00000001'] } }],
    ['with network isolation', 'must be a model without network isolation', { enableNetworkIsolation: true }],
    ['of several containers', 'must be a model with a single container', { containers: [{ image: 'a' }, { image: 'b' }] }],
  ])('fails as an L1 construct: %s', (_, message, props) => {
    model = new CfnModel(stack, 'Model', props) as any;
    expect(errorLines(() => serverless())[1]).toContain(`- serverlessProductionVariant.model ${message}`);
  });

  test('fails as an L1 construct with constant objects', () => {
    const containers = Object.freeze([Object.freeze({ image: 'a' }), Object.freeze({ image: 'b' })]) as CfnModel.ContainerDefinitionProperty[];
    model = new CfnModel(stack, 'Model', { containers }) as any;
    expect(errorLines(() => serverless())[1]).toContain('- serverlessProductionVariant.model must be a model with a single container');
  });

  test('fails for everything at once', () => {
    model = new CfnModel(stack, 'Model', {
      vpcConfig: { subnets: [], securityGroupIds: [] }, enableNetworkIsolation: true, containers: [{ image: 'a' }, { image: 'b' }],
    }) as any;
    expect(errorLines(() => serverless())).toHaveLength(4);
  });

  test('fails at synthesis if a second container was added later', () => {
    const own = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
    model = own;
    serverless();
    own.addContainer({ image: IMAGE });
    expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^- serverlessProductionVariant\.model must be a model with a single container/),
    ]));
  });

  test('fails at synthesis if an L1 construct was changed later', () => {
    const own = new CfnModel(stack, 'Model');
    model = own as any;
    serverless();
    own.enableNetworkIsolation = true;
    expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([expect.stringContaining('(ServerlessModelWithNetworkIsolation, see')]));
  });
});

test.each<[string, () => IModel]>([
  ['a model of one container', () => new Model(stack, 'Model', { containers: [{ image: IMAGE }] })],
  ['a model without containers yet', () => new Model(stack, 'Model')],
  ['an L1 resource', () => new CfnModel(stack, 'Model', { primaryContainer: { image: 'a' } }) as any],
  ['an L1 resource that is a list of one container', () => new CfnModel(stack, 'Model', { containers: [{ image: 'a' }] }) as any],
  ['an imported model', () => model],
])('can be serverless: %s', (_, make) => {
  model = make();
  expect(() => serverless()).not.toThrow();
});
