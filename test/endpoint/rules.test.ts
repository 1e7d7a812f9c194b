import { ENDPOINT_CONFIG_RULES } from '../../src/endpoint/rules';
import { RuleCase, testRules } from '../support/rules';

const INSTANCE = { VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 };
const SERVERLESS = { VariantName: 'a', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } };
const PIPELINE = { Containers: [{}, {}] };
const MULTI_MODEL = { PrimaryContainer: { Mode: 'MultiModel' } };

/** A rule about a variant holds for productive and for shadow ones. */
function variantCases(id: string, what: string, accepted: object, rejected: object): RuleCase[] {
  return ['ProductionVariants', 'ShadowProductionVariants'].map((list) => [id, `${what} (${list})`, { [list]: [accepted] }, { [list]: [rejected] }]);
}

/** A rule about a variant's model. */
function modelCases(id: string, what: string, refused: object): RuleCase[] {
  return [
    ...variantCases(id, `a serverless model ${what}`, { ...SERVERLESS, Model: { PrimaryContainer: {} } }, { ...SERVERLESS, Model: refused }),
    ...variantCases(id, `a serverless model ${what}, but one with instances may be anything`,
      { ...INSTANCE, Model: refused }, { ...SERVERLESS, Model: refused }),
  ];
}

/** A rule that a shadow variant brings about. */
function shadowCase(id: string, what: string, refused: object): RuleCase {
  const production = { ProductionVariants: [{ ...INSTANCE, ...refused }] };
  return [id, what, production, { ...production, ShadowProductionVariants: [INSTANCE] }];
}

function serverless(ServerlessConfig: object): object {
  return { ...SERVERLESS, ServerlessConfig };
}

testRules(ENDPOINT_CONFIG_RULES, [
  ...variantCases('EC-X1', 'a variant has either instances or none', INSTANCE, { ...INSTANCE, ...SERVERLESS }),
  ...variantCases('EC-X1', 'a variant says what it runs on', SERVERLESS, { VariantName: 'a' }),
  ...variantCases('EC-X1', 'instances are of one type or of a pool', { InstancePools: [] }, { ...INSTANCE, InstancePools: [] }),
  ...variantCases('EC-X2', 'instances of a model are counted', { ...INSTANCE, ModelName: 'm' }, { InstanceType: 'ml.m5.large', ModelName: 'm' }),
  ...variantCases('EC-X2', 'instances of inference components need no count', { InstanceType: 'ml.m5.large' }, { InstanceType: 'ml.m5.large', ModelName: 'm' }),
  ['EC-X3', 'names differ', named('a', 'b', 'constructor'), named('a', 'b', 'a')],
  ['EC-X3', 'names of shadows differ too', { ...named('a'), ShadowProductionVariants: [{ VariantName: 'b' }] },
    { ...named('a'), ShadowProductionVariants: [{ VariantName: 'a' }] }],
  ...[1024, 2048, 3072, 4096, 5120, 6144].flatMap((size) =>
    variantCases('EC-X4', `memory has one of the sizes: ${size}`, serverless({ MemorySizeInMB: size }), serverless({ MemorySizeInMB: size + 1 }))),
  ...variantCases('EC-X5', 'what is provisioned is at most the concurrency',
    serverless({ ProvisionedConcurrency: 5, MaxConcurrency: 5 }), serverless({ ProvisionedConcurrency: 6, MaxConcurrency: 5 })),
  ...variantCases('EC-X5', 'nothing has to be provisioned', serverless({ MaxConcurrency: 5 }), serverless({ ProvisionedConcurrency: 6, MaxConcurrency: 5 })),
  ['EC-X6', 'a serverless variant is alone', { ProductionVariants: [SERVERLESS] }, { ProductionVariants: [INSTANCE, SERVERLESS] }],
  ['EC-X6', 'only variants with instances are several', { ProductionVariants: [INSTANCE, INSTANCE] }, { ProductionVariants: [SERVERLESS, SERVERLESS] }],
  ...(['DataCaptureConfig', 'VpcConfig', 'AsyncInferenceConfig'] as const).map((member): RuleCase => [
    { DataCaptureConfig: 'EC-X7', VpcConfig: 'EC-X8', AsyncInferenceConfig: 'EC-X13' }[member],
    `${member} goes with instances`,
    { ProductionVariants: [INSTANCE], [member]: {} },
    { ProductionVariants: [SERVERLESS], [member]: {} },
  ]),
  ['EC-X9', 'a serverless endpoint is not isolated', { ProductionVariants: [SERVERLESS], EnableNetworkIsolation: false },
    { ProductionVariants: [SERVERLESS], EnableNetworkIsolation: true }],
  ...modelCases('EC-X8', 'is in no vpc', { VpcConfig: {} }),
  ...modelCases('EC-X9', 'is not isolated', { EnableNetworkIsolation: true }),
  ...modelCases('EC-X10', 'has one container', PIPELINE),
  ...modelCases('EC-X10', 'is a single one', MULTI_MODEL),
  ...modelCases('EC-X10', 'is not of a private registry', { PrimaryContainer: { ImageConfig: { RepositoryAccessMode: 'Vpc' } } }),
  ...modelCases('MD-X10', 'has its artifacts in an archive', { PrimaryContainer: { ModelDataSource: {} } }),
  ['EP-X24', 'tags differ in their keys', { Tags: [{ Key: 'a' }, { Key: 'A' }] }, { Tags: [{ Key: 'a' }, { Key: 'a' }] }],
  ...variantCases('ServerlessWithoutModel', 'a serverless variant has a model', { ...SERVERLESS, ModelName: 'm' }, SERVERLESS),
  ...variantCases('ServerlessWithoutModel', 'instances may host inference components', INSTANCE, SERVERLESS),
  ...variantCases('RoleForInferenceComponents', 'a model has a role', { ModelName: 'm' }, {}),
  ['RoleForInferenceComponents', 'inference components have a role', { ProductionVariants: [INSTANCE], ExecutionRoleArn: 'r' }, { ProductionVariants: [INSTANCE] }],
  ['EC-X15', 'one shadow follows one variant', { ProductionVariants: [INSTANCE], ShadowProductionVariants: [INSTANCE] },
    { ProductionVariants: [INSTANCE, INSTANCE], ShadowProductionVariants: [INSTANCE] }],
  ['EC-X15', 'there is no second shadow', { ProductionVariants: [INSTANCE, INSTANCE], ShadowProductionVariants: [] },
    { ProductionVariants: [INSTANCE], ShadowProductionVariants: [INSTANCE, INSTANCE] }],
  ['EC-X16', 'shadows are of real-time endpoints', { ShadowProductionVariants: [INSTANCE] }, { ShadowProductionVariants: [INSTANCE], AsyncInferenceConfig: {} }],
  ['EC-X16', 'a shadow has instances', { ShadowProductionVariants: [INSTANCE] }, { ShadowProductionVariants: [SERVERLESS] }],
  ['EC-X16', 'what has a shadow has instances', { ProductionVariants: [SERVERLESS] }, { ProductionVariants: [SERVERLESS], ShadowProductionVariants: [INSTANCE] }],
  shadowCase('EC-X16', 'ml.inf1 has no shadow', { InstanceType: 'ml.inf1.xlarge' }),
  shadowCase('EC-X16', 'a pipeline has no shadow', { Model: PIPELINE }),
  shadowCase('EC-X16', 'several models have no shadow', { Model: MULTI_MODEL }),
  ['EC-X16', 'ml.inf1 is no shadow', { ShadowProductionVariants: [INSTANCE] }, { ShadowProductionVariants: [{ InstanceType: 'ml.inf1.xlarge' }] }],
  ['EC-X16', 'a pipeline is no shadow', { ShadowProductionVariants: [INSTANCE] }, { ShadowProductionVariants: [{ ...INSTANCE, Model: PIPELINE }] }],
  ['EC-X17', 'ml.inf1 answers at once', { ProductionVariants: [INSTANCE], AsyncInferenceConfig: {} },
    { ProductionVariants: [{ InstanceType: 'ml.inf1.xlarge' }], AsyncInferenceConfig: {} }],
  ...['ml.m5d.large', 'ml.g5.xlarge', 'ml.g6e.xlarge', 'ml.p5.48xlarge', 'ml.trn1.2xlarge', 'ml.c6id.large'].flatMap((InstanceType) => [
    ...variantCases('EC-X18', `no volume is attached to ${InstanceType}`,
      { ...INSTANCE, VolumeSizeInGB: 30 }, { ...INSTANCE, InstanceType, VolumeSizeInGB: 30 }),
    ['EC-X19', `the key is not for the disk of ${InstanceType}`, { KmsKeyId: 'k', ProductionVariants: [INSTANCE, SERVERLESS] },
      { KmsKeyId: 'k', ProductionVariants: [{ InstanceType }] }] as const,
  ]),
  ...variantCases('EC-X20', 'the least is at most the most', scaling(2, 2), scaling(3, 2)),
  ...variantCases('EC-X20', 'bounds may be left out', scaling(3, undefined), scaling(3, 2)),
  ...variantCases('EC-X21', 'instances are scaled for inference components', scaling(1, 2), { ...scaling(1, 2), ModelName: 'm' }),
  ...variantCases('EC-X22', 'prefixes are described', routing('PREFIX_AWARE', { PrefixLength: 1, ConcurrencyThreshold: 1 }), routing('PREFIX_AWARE')),
  ...variantCases('EC-X22', 'prefixes are described in full', routing('RANDOM'), routing('PREFIX_AWARE', { PrefixLength: 1 })),
  ...variantCases('EC-X23', 'prefixes are of their strategy', routing('PREFIX_AWARE', {}), routing('RANDOM', {})),
  ...variantCases('EC-X25', 'there is no accelerator', INSTANCE, { ...INSTANCE, AcceleratorType: 'ml.eia2.medium' }),
  ...variantCases('EC-X26', 'a pool names a type once', pool('ml.m5.large', 'ml.c5.large'), pool('ml.m5.large', 'ml.m5.large')),
  ...[10, 30, 60, 120, 180, 240, 300].map((frequency): RuleCase => [
    'EC-X27', `metrics are published every ${frequency} seconds`, published(frequency), published(frequency + 1),
  ]),
  ['EC-X27', 'the frequency may be left out', published(undefined), published(0)],
  ['EC-X30', 'the name is left to CloudFormation', {}, { EndpointConfigName: 'a' }],
]);

function named(...names: string[]): object {
  return { ProductionVariants: names.map((VariantName) => ({ VariantName })) };
}

function scaling(MinInstanceCount?: number, MaxInstanceCount?: number): object {
  return { ManagedInstanceScaling: { MinInstanceCount, MaxInstanceCount } };
}

function routing(RoutingStrategy: string, PrefixAwareRoutingConfig?: object): object {
  return { RoutingConfig: { RoutingStrategy, PrefixAwareRoutingConfig } };
}

function pool(...types: string[]): object {
  return { InstancePools: types.map((InstanceType) => ({ InstanceType })) };
}

function published(MetricPublishFrequencyInSeconds?: number): object {
  return { MetricsConfig: { MetricPublishFrequencyInSeconds } };
}
