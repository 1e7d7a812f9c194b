import { SHAPES } from '../../src/service-model/shapes';
import { RESOURCE_TYPES } from '../../src/template-validation/resource-types';
import { templateFindings } from '../../src/template-validation/template';
import { assumptionsToCheck, valueOf } from '../../src/template-validation/template-value';
import { Finding } from '../../src/validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const MODEL = 'AWS::SageMaker::Model';
const ENDPOINT = 'AWS::SageMaker::Endpoint';

function findings(resources: Record<string, object>): [string, Finding][] {
  return [...templateFindings({ Resources: resources as any })].map(([id, finding]) => [id, finding]);
}

function rulesOf(type: string, Properties?: object, others: Record<string, object> = {}): string[] {
  return findings({ Resource: { Type: type, Properties }, ...others }).filter(([id]) => id === 'Resource').map(([, { rule }]) => rule);
}

function sentences(type: string, Properties: object): string[] {
  return findings({ Resource: { Type: type, Properties } }).map(([, finding]) => sentenceOf(finding, AS_IN_TEMPLATES));
}

function variant(more: object = {}): object {
  return { VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, InitialVariantWeight: 1, ...more };
}

function serverless(more: object = {}): object {
  return { VariantName: 'a', ModelName: 'm', ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB: 1024, ...more } };
}

test('nothing is wrong with a template without resources, or with those of other services', () => {
  expect([...templateFindings({})]).toEqual([]);
  expect(rulesOf('AWS::S3::Bucket', { BucketName: '' })).toEqual([]);
});

test.each([MODEL, CONFIG, ENDPOINT])('fails without properties: %s', (type) => {
  expect(rulesOf(type)).not.toEqual([]);
});

test('nothing is wrong with what the service accepts', () => {
  expect(rulesOf(MODEL, { PrimaryContainer: { Image: 'i' }, ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } })).toEqual([]);
  expect(rulesOf(CONFIG, { ProductionVariants: [variant()] })).toEqual([]);
  expect(rulesOf(ENDPOINT, { EndpointConfigName: { 'Fn::GetAtt': ['Config', 'EndpointConfigName'] } })).toEqual([]);
});

test('findings speak of the properties of the template', () => {
  expect(findings({ Config: { Type: CONFIG, Properties: { ProductionVariants: [variant({ InitialInstanceCount: 0 })] } } })).toEqual([
    ['Config', expect.objectContaining({ path: 'ProductionVariants[0].InitialInstanceCount', given: 0 })],
  ]);
  expect(sentences(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: 0 })] })).toEqual([
    'ProductionVariants[0].InitialInstanceCount must be at least 1, got 0',
  ]);
});

test.each(Object.entries(RESOURCE_TYPES))('%s is a request that the model knows', (_, { operation, name }) => {
  expect(SHAPES[operation].members).toHaveProperty(name);
});

describe('text that CloudFormation turns into something else', () => {
  test.each(['1', ' 2 ', '1e1'])('%j is a number', (InitialInstanceCount) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount })] })).toEqual([]);
  });

  test.each([['0', 'InitialTaskCount'], ['two', 'WrongType'], ['', 'WrongType'], ['1.5', 'InitialTaskCount']])('fails for %j as a number', (InitialInstanceCount, rule) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount })] })).toEqual([rule]);
  });

  test.each(['true', 'false', 'True'])('%j is a boolean', (EnableNetworkIsolation) => {
    expect(rulesOf(MODEL, { PrimaryContainer: { Image: 'i' }, EnableNetworkIsolation })).toEqual([]);
  });

  test('fails for a text that is no boolean', () => {
    expect(rulesOf(MODEL, { PrimaryContainer: { Image: 'i' }, EnableNetworkIsolation: 'yes' })).toEqual(['WrongType']);
  });

  test('"true" counts as true for the rules', () => {
    expect(rulesOf(CONFIG, { ProductionVariants: [serverless()], EnableNetworkIsolation: 'true' })).toEqual(['ServerlessNetworkIsolation']);
  });
});

describe('what only the deployment knows is taken on trust', () => {
  test.each<[string, unknown]>([
    ['a parameter', { Ref: 'Parameter' }],
    ['an attribute', { 'Fn::GetAtt': ['R', 'A'] }],
    ['an attribute in YAML\'s short form', { 'Fn::GetAtt': 'R.A' }],
    ['a text that is put together', { 'Fn::Sub': '${A}-b' }],
    ['an imported value', { 'Fn::ImportValue': 'x' }],
    ['a value of a map', { 'Fn::FindInMap': ['M', 'a', 'b'] }],
  ])('%s', (_, value) => {
    expect(rulesOf(CONFIG, { EndpointConfigName: value, ProductionVariants: [variant({ VariantName: value, InitialInstanceCount: value })] }))
      .toEqual([]);
    expect(rulesOf(CONFIG, { ProductionVariants: value })).toEqual([]);
    expect(rulesOf(MODEL, { Containers: [value, value], VpcConfig: value })).toEqual([]);
  });

  test('but not what stands beside it', () => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: { Ref: 'P' }, InitialVariantWeight: -1 })] })).toEqual(['VariantWeight']);
  });

  test('AWS::NoValue is absent', () => {
    expect(rulesOf(CONFIG, { EndpointConfigName: { Ref: 'AWS::NoValue' }, ProductionVariants: [variant()] })).toEqual([]);
    expect(rulesOf(CONFIG, { ProductionVariants: { Ref: 'AWS::NoValue' } })).toContain('ProductionVariantList');
  });
});

describe('conditions', () => {
  const when = (condition: string, whenTrue: unknown, whenFalse: unknown) => ({ 'Fn::If': [condition, whenTrue, whenFalse] });

  test.each([[1, 2], [1, { Ref: 'AWS::NoValue' }], [{ Ref: 'P' }, 3]])('nothing is wrong if both branches are right: %j, %j', (whenTrue, whenFalse) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: when('C', whenTrue, whenFalse) })] }).filter((rule) => rule !== 'VariantWithoutInitialInstanceCount')).toEqual([]);
  });

  test.each([[0, 1], [1, 0]])('fails if one branch is wrong: %j, %j', (whenTrue, whenFalse) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: when('C', whenTrue, whenFalse) })] })).toEqual(['InitialTaskCount']);
  });

  test('that a finding depends on are named', () => {
    const count = when('IsProduction', 1, when('IsTest', 0, 2));
    expect(sentences(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: count })] })).toEqual([
      'ProductionVariants[0].InitialInstanceCount must be at least 1, got 0 (if the condition "IsProduction" is false and "IsTest" is true)',
    ]);
  });

  test('that a finding does not depend on are not named', () => {
    const others = { InitialVariantWeight: when('IsProduction', 1, 2), InitialInstanceCount: 0 };
    expect(sentences(CONFIG, { ProductionVariants: [variant(others)] })).toEqual(['ProductionVariants[0].InitialInstanceCount must be at least 1, got 0']);
  });

  test('fails within branches of branches', () => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: when('C', 1, when('D', 1, 0)) })] })).toEqual(['InitialTaskCount']);
  });

  test('fails once for one thing, whatever is assumed', () => {
    expect(rulesOf(CONFIG, { ProductionVariants: [variant({ InitialInstanceCount: 0, InitialVariantWeight: when('C', 1, 2) })] })).toEqual(['InitialTaskCount']);
  });

  test('are the same wherever they stand', () => {
    expect(rulesOf(CONFIG, {
      ProductionVariants: [serverless({ MaxConcurrency: when('C', 1, 5), ProvisionedConcurrency: when('C', 1, 5) })],
    })).toEqual([]);
  });

  test('leave open how many elements a list has', () => {
    const others = Array.from({ length: 10 }, (_, index) => variant({ VariantName: `v${index}` }));
    expect(rulesOf(CONFIG, { ProductionVariants: [...others, when('C', variant({ VariantName: 'last' }), { Ref: 'AWS::NoValue' })] }))
      .toEqual(['ProductionVariantList']); // eleven, if the condition is true
    expect(rulesOf(CONFIG, { ProductionVariants: [...others.slice(1), when('C', variant({ VariantName: 'last' }), { Ref: 'AWS::NoValue' })] })).toEqual([]);
  });

  test('are looked at once open and once in each outcome', () => {
    expect(assumptionsToCheck({ A: when('C', 1, 2) })).toEqual([{}, { C: true }, { C: false }]);
    expect(assumptionsToCheck({ A: 1 })).toEqual([{}]);
  });

  test('are not looked at without end', () => {
    const many = Array.from({ length: 100 }, (_, index) => when(`C${index}`, 1, 2));
    expect(assumptionsToCheck(many).length).toBeLessThanOrEqual(64);
  });
});

describe('resources that are referred to', () => {
  const PIPELINE = { Type: MODEL, Properties: { Containers: [{ Image: 'a' }, { Image: 'b' }], ModelName: 'named' } };

  test.each<[string, unknown]>([
    ['by an attribute', { 'Fn::GetAtt': ['Other', 'ModelName'] }],
    ['by an attribute in YAML\'s short form', { 'Fn::GetAtt': 'Other.ModelName' }],
    ['by a reference', { Ref: 'Other' }],
    ['by name', 'named'],
  ])('are held against each other: %s', (_, ModelName) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [{ ...serverless(), ModelName }] }, { Other: PIPELINE })).toEqual(['ServerlessInferencePipeline']);
  });

  test.each<[string, unknown]>([
    ['another one', { Ref: 'Another' }], ['another name', 'other'], ['a parameter', { 'Fn::ImportValue': 'x' }],
  ])('are not held against %s', (_, ModelName) => {
    expect(rulesOf(CONFIG, { ProductionVariants: [{ ...serverless(), ModelName }] }, { Other: PIPELINE })).toEqual([]);
  });

  test('may be the configuration of an endpoint', () => {
    const config = { Type: CONFIG, Properties: { ProductionVariants: [variant(), variant({ VariantName: 'b' })] } };
    const RollingUpdatePolicy = { MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 10 }, WaitIntervalInSeconds: 0 };
    const DeploymentConfig = { RollingUpdatePolicy, AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] } };
    expect(rulesOf(ENDPOINT, { EndpointConfigName: { Ref: 'Other' }, DeploymentConfig }, { Other: config })).toEqual(['RollingUpdateOfSeveralVariants']);
  });
});

test('a configuration with a fixed name is not taken for the one of an endpoint', () => {
  expect(rulesOf(CONFIG, { EndpointConfigName: 'fixed', ProductionVariants: [variant()] })).toEqual(['FixedEndpointConfigName']);
});

test('members that CloudFormation lets be left out are a warning', () => {
  const DeploymentConfig = {
    BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE' } }, AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] },
  };
  expect(findings({ Endpoint: { Type: ENDPOINT, Properties: { EndpointConfigName: 'c', DeploymentConfig } } })).toEqual([
    ['Endpoint', expect.objectContaining({ path: expect.stringContaining('WaitIntervalInSeconds'), severity: 'warning' })],
  ]);
});

describe('values', () => {
  test('keep what no shape describes', () => {
    expect(valueOf({ A: [{ B: 'c' }], D: 1 }, undefined, {})).toEqual({ A: [{ B: 'c' }], D: 1 });
  });

  test('are encoded where the template says so', () => {
    expect(valueOf({ 'Fn::Base64': 'text' }, 'String', {})).toBe('dGV4dA==');
  });

  test('of maps are the user\'s own', () => {
    expect(valueOf({ Environment: { A: '1', B: 'true' } }, 'ContainerDefinition', {})).toEqual({ Environment: { A: '1', B: 'true' } });
  });
});
