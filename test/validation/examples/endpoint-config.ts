import { changed, Example, Examples } from './example';
import { tagged } from './model';
import { ENDPOINT_CONFIG_RULES } from '../../../src/endpoint-config/rules';

const VARIANT = { VariantName: 'main', ModelName: 'churn', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, InitialVariantWeight: 1 };
const SERVERLESS = { VariantName: 'main', ModelName: 'churn', ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 10 } };
const ASYNC = { AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://b/out' } } };
const VPC = { SecurityGroupIds: ['sg-0123456789abcdef0'], Subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] };
const CAPTURE = { InitialSamplingPercentage: 10, DestinationS3Uri: 's3://b/out', CaptureOptions: [{ CaptureMode: 'Input' }] };
const ROLE = 'arn:aws:iam::123456789012:role/hosting';
const PIPELINE = { Containers: [{ Image: 'a' }, { Image: 'b' }] };

export const ENDPOINT_CONFIG = { ProductionVariants: [VARIANT] };

export const ENDPOINT_CONFIG_EXAMPLES: Examples = {
  operation: 'CreateEndpointConfig',
  rules: ENDPOINT_CONFIG_RULES,
  examples: [
    ...inVariants('VariantNeedsOneCapacity', '', {}, { InstanceType: undefined }),
    ...inVariants('VariantNeedsOneCapacity', '', { InstanceType: undefined, InstancePools: [pool('ml.m5.large')] }, { InstancePools: [pool('ml.m5.large')] }),
    ...inVariants('VariantNeedsOneCapacity', '', {}, { ServerlessConfig: undefined, InstanceType: undefined, InstancePools: undefined }),
    ['VariantNeedsOneCapacity', 'ProductionVariants[0]', serverless({}), hosted({ ServerlessConfig: SERVERLESS.ServerlessConfig })],
    ...inVariants('ServerlessVariantWithoutModel', 'ModelName', {}, { InstanceType: undefined, InitialInstanceCount: undefined, ModelName: undefined, ServerlessConfig: SERVERLESS.ServerlessConfig }),
    ...inVariants('VariantWithoutModelAndRole', 'ModelName', {}, { ModelName: undefined }),
    ...inVariants('ServerlessVariantWithoutModel', 'ModelName', { ModelName: undefined },
      { InstanceType: undefined, InitialInstanceCount: undefined, ModelName: undefined, ServerlessConfig: SERVERLESS.ServerlessConfig }),
    ['VariantWithoutModelAndRole', 'ProductionVariants[0].ModelName', changed(hosted({ ModelName: undefined }), { ExecutionRoleArn: ROLE }), hosted({ ModelName: undefined })],
    ...inVariants('VariantWithoutInitialInstanceCount', 'InitialInstanceCount', {}, { InitialInstanceCount: undefined }),
    ...inVariants('VariantWithoutInitialInstanceCount', 'InitialInstanceCount', { ModelName: undefined, InitialInstanceCount: undefined }, { InitialInstanceCount: undefined }),
    ['DuplicateVariantName', 'ProductionVariants', hosted({ VariantName: 'a' }, { VariantName: 'constructor' }), hosted({}, { VariantName: 'b' }, {})],
    ['DuplicateVariantName', 'ProductionVariants', hosted({}, { VariantName: 'Main' }), hosted({}, {})],
    ['DuplicateVariantName', 'ProductionVariants', shadowed({}), shadowed({ VariantName: 'main' })],
    ...[1024, 2048, 3072, 4096, 5120, 6144].flatMap((size) => inVariants('InvalidServerlessMemorySize', 'ServerlessConfig.MemorySizeInMB',
      { ...SERVERLESS, ServerlessConfig: { MemorySizeInMB: size, MaxConcurrency: 1 } },
      { ...SERVERLESS, ServerlessConfig: { MemorySizeInMB: size < 6144 ? size + 1 : size - 1, MaxConcurrency: 1 } })),
    ...inVariants('ProvisionedConcurrencyAboveMaxConcurrency', 'ServerlessConfig.ProvisionedConcurrency', provisioned(10, 10), provisioned(10, 11)),
    ...inVariants('ProvisionedConcurrencyAboveMaxConcurrency', 'ServerlessConfig.ProvisionedConcurrency', provisioned(10), provisioned(10, 11)),
    ['ServerlessVariantWithOtherVariants', 'ProductionVariants[0].ServerlessConfig', hosted({}, { VariantName: 'b' }), { ProductionVariants: [{ ...SERVERLESS, VariantName: 'b' }, VARIANT] }],
    ['ServerlessVariantWithOtherVariants', 'ProductionVariants[1].ServerlessConfig', serverless({}), { ProductionVariants: [SERVERLESS, { ...SERVERLESS, VariantName: 'b' }] }],
    ['ServerlessDataCapture', 'DataCaptureConfig', changed(hosted({}), { DataCaptureConfig: CAPTURE }), serverless({ DataCaptureConfig: CAPTURE })],
    ['ServerlessDataCapture', 'DataCaptureConfig', serverless({ DataCaptureConfig: { ...CAPTURE, EnableCapture: false } }), serverless({ DataCaptureConfig: { ...CAPTURE, EnableCapture: true } })],
    ['ServerlessVpc', 'VpcConfig', changed(hosted({}), { VpcConfig: VPC }), serverless({ VpcConfig: VPC })],
    ['ServerlessNetworkIsolation', 'EnableNetworkIsolation', serverless({ EnableNetworkIsolation: false }), serverless({ EnableNetworkIsolation: true })],
    ...onServerless('ServerlessModelInVpc', {}, { VpcConfig: VPC }),
    ...onServerless('ServerlessModelWithNetworkIsolation', { EnableNetworkIsolation: false }, { EnableNetworkIsolation: true }),
    ...onServerless('ServerlessInferencePipeline', { PrimaryContainer: { Image: 'a' } }, PIPELINE),
    ...onServerless('ServerlessMultiModel', { PrimaryContainer: { Mode: 'SingleModel' } }, { PrimaryContainer: { Mode: 'MultiModel' } }),
    ...onServerless('ServerlessPrivateRegistry', { PrimaryContainer: { ImageConfig: { RepositoryAccessMode: 'Platform' } } }, { PrimaryContainer: { ImageConfig: { RepositoryAccessMode: 'Vpc' } } }),
    ...onServerless('ServerlessModelDataSource', { PrimaryContainer: { ModelDataUrl: 's3://b/m.tar.gz' } }, { PrimaryContainer: { ModelDataSource: {} } }),
    ...withInstances('ServerlessModelInVpc', { VpcConfig: VPC }),
    ...withInstances('ServerlessModelWithNetworkIsolation', { EnableNetworkIsolation: true }),
    ...withInstances('ServerlessInferencePipeline', PIPELINE),
    ...withInstances('ServerlessMultiModel', { PrimaryContainer: { Mode: 'MultiModel' } }),
    ...withInstances('ServerlessPrivateRegistry', { PrimaryContainer: { ImageConfig: { RepositoryAccessMode: 'Vpc' } } }),
    ...withInstances('ServerlessModelDataSource', { PrimaryContainer: { ModelDataSource: {} } }),
    ['ServerlessAsyncInference', 'AsyncInferenceConfig', changed(hosted({}), ASYNC), serverless(ASYNC)],
    ['SeveralVariantsInShadowTest', 'ShadowProductionVariants', shadowed({}), { ...shadowed({}), ProductionVariants: [VARIANT, { ...VARIANT, VariantName: 'b' }] }],
    ['SeveralVariantsInShadowTest', 'ShadowProductionVariants', shadowed({}), changed(shadowed({}), { ShadowProductionVariants: ['s', 't'].map((VariantName) => ({ ...VARIANT, VariantName })) })],
    ['AsyncInferenceInShadowTest', 'ShadowProductionVariants', shadowed({}), changed(shadowed({}), ASYNC)],
    ['ServerlessVariantInShadowTest', 'ProductionVariants[0].ServerlessConfig', shadowed({}), changed(shadowed({}), serverless({}))],
    ['ServerlessShadowVariant', 'ShadowProductionVariants[0].ServerlessConfig', shadowed({}), changed(shadowed({}), { ShadowProductionVariants: [{ ...SERVERLESS, VariantName: 'shadow' }] })],
    ['Inf1InShadowTest', 'ProductionVariants[0].InstanceType', hosted({ InstanceType: 'ml.inf1.xlarge' }), changed(shadowed({}), hosted({ InstanceType: 'ml.inf1.xlarge' }))],
    ['Inf1InShadowTest', 'ShadowProductionVariants[0].InstanceType', shadowed({ InstanceType: 'ml.inf2.xlarge' }), shadowed({ InstanceType: 'ml.inf1.xlarge' })],
    ['PipelineOrMultiModelInShadowTest', 'ProductionVariants[0].ModelName', hosted({ Model: PIPELINE }), changed(shadowed({}), hosted({ Model: PIPELINE }))],
    ['PipelineOrMultiModelInShadowTest', 'ShadowProductionVariants[0].ModelName', shadowed({ Model: { PrimaryContainer: {} } }), shadowed({ Model: { PrimaryContainer: { Mode: 'MultiModel' } } })],
    ['AcceleratorInShadowTest', 'ProductionVariants[0].AcceleratorType', hosted({ AcceleratorType: 'ml.eia2.medium' }), changed(shadowed({}), hosted({ AcceleratorType: 'ml.eia2.medium' }))],
    ['AcceleratorInShadowTest', 'ShadowProductionVariants[0].AcceleratorType', shadowed({}), shadowed({ AcceleratorType: 'ml.eia2.medium' })],
    ['AsyncInferenceOnInf1', 'AsyncInferenceConfig', changed(hosted({ InstanceType: 'ml.inf2.xlarge' }), ASYNC), changed(hosted({ InstanceType: 'ml.inf1.xlarge' }), ASYNC)],
    ...['ml.m5d.large', 'ml.c6gd.large', 'ml.g4dn.xlarge', 'ml.g5.xlarge', 'ml.g6e.xlarge', 'ml.p4de.24xlarge', 'ml.p5.48xlarge', 'ml.trn1.2xlarge', 'ml.c6id.large']
      .flatMap((InstanceType) => inVariants('VolumeSizeWithLocalStorage', 'VolumeSizeInGB', { InstanceType: 'ml.m5.large', VolumeSizeInGB: 100 }, { InstanceType, VolumeSizeInGB: 100 })),
    ...['ml.m5d.large', 'ml.g6e.xlarge', 'ml.p5.48xlarge', 'ml.trn1.2xlarge', 'ml.c6id.large'].map((InstanceType): Example =>
      ['EndpointKeyWithLocalStorage', 'KmsKeyId', serverless({ KmsKeyId: 'alias/key' }), changed(hosted({ InstanceType }), { KmsKeyId: 'alias/key' })]),
    ['EndpointKeyWithLocalStorage', 'KmsKeyId', changed(hosted({}), { KmsKeyId: 'alias/key' }), changed(hosted({ InstanceType: 'ml.g5.xlarge' }), { KmsKeyId: 'alias/key' })],
    ['EndpointKeyWithLocalStorage', 'KmsKeyId', changed(pooled('ml.m5.large'), { KmsKeyId: 'alias/key' }), changed(pooled('ml.g5.xlarge'), { KmsKeyId: 'alias/key' })],
    ['EndpointKeyWithLocalStorage', 'KmsKeyId', changed(shadowed({}), { KmsKeyId: 'alias/key' }), changed(shadowed({ InstanceType: 'ml.g5.xlarge' }), { KmsKeyId: 'alias/key' })],
    ...inVariants('MinInstanceCountAboveMaxInstanceCount', 'ManagedInstanceScaling.MinInstanceCount', scaled(2, 2), scaled(3, 2)),
    ...inVariants('MinInstanceCountAboveMaxInstanceCount', 'ManagedInstanceScaling.MinInstanceCount', scaled(3), scaled(3, 2)),
    ...inVariants('ManagedInstanceScalingWithModel', 'ManagedInstanceScaling', scaled(1, 2), { ...scaled(1, 2), ModelName: 'churn' }),
    ...inVariants('PrefixAwareRoutingWithoutConfig', 'RoutingConfig.PrefixAwareRoutingConfig',
      routed('PREFIX_AWARE', { PrefixLength: 1024, ConcurrencyThreshold: 1 }), routed('PREFIX_AWARE', { PrefixLength: 1024 })),
    ...inVariants('PrefixAwareRoutingWithoutConfig', 'RoutingConfig.PrefixAwareRoutingConfig', routed('RANDOM'), routed('PREFIX_AWARE')),
    ...inVariants('PrefixAwareConfigWithOtherStrategy', 'RoutingConfig.PrefixAwareRoutingConfig',
      routed('PREFIX_AWARE', { PrefixLength: 1024, ConcurrencyThreshold: 1 }), routed('RANDOM', { PrefixLength: 1024, ConcurrencyThreshold: 1 })),
    ...inVariants('RetiredVariantAccelerator', 'AcceleratorType', {}, { AcceleratorType: 'ml.eia2.medium' }),
    ...inVariants('DuplicatePoolInstanceType', 'InstancePools',
      { InstanceType: undefined, InstancePools: [pool('ml.m5.large'), pool('ml.m5.xlarge')] },
      { InstanceType: undefined, InstancePools: [pool('ml.m5.large'), pool('ml.m5.large')] }),
    ...[10, 30, 60, 120, 180, 240, 300].map((seconds): Example => ['InvalidMetricsFrequency', 'MetricsConfig.MetricPublishFrequencyInSeconds', published(seconds), published(seconds + 1)]),
    ['InvalidMetricsFrequency', 'MetricsConfig.MetricPublishFrequencyInSeconds', published(undefined), published(0)],
    ['FixedEndpointConfigName', 'EndpointConfigName', hosted({}), changed(hosted({}), { EndpointConfigName: 'fixed' })],
    ['DuplicateTagKey', 'Tags', tagged(hosted({}), 'a', 'b'), tagged(hosted({}), 'a', 'a')],
    ['DuplicateTagKey', 'Tags', tagged(hosted({}), 'a', 'A'), tagged(hosted({}), 'a', 'b', 'a')],
  ],
};

function hosted(...variants: object[]): object {
  return { ProductionVariants: variants.map((variant) => changed(VARIANT, variant)) };
}

function shadowed(shadow: object): object {
  return { ...ENDPOINT_CONFIG, ShadowProductionVariants: [changed({ ...VARIANT, VariantName: 'shadow' }, shadow)] };
}

function serverless(config: object): object {
  return { ProductionVariants: [SERVERLESS], ...config };
}

/** What holds for a variant holds for production and shadow ones. */
function inVariants(id: string, path: string, accepted: any, rejected: any): Example[] {
  const whole = (variant: any) => variant.ServerlessConfig ? variant : changed(VARIANT, variant);
  const example = (request: (variant: object) => object, list: string): Example =>
    [id, path ? `${list}[0].${path}` : `${list}[0]`, request(whole(accepted)), request(whole(rejected))];
  const production = example((variant) => ({ ProductionVariants: [variant] }), 'ProductionVariants');
  const shadow = example((variant) => ({ ...ENDPOINT_CONFIG, ShadowProductionVariants: [{ ...variant, VariantName: 'shadow' }] }), 'ShadowProductionVariants');
  // a serverless shadow variant is wrong anyway
  return accepted.ServerlessConfig ? [production, [id, shadow[1], shadowed({}), shadow[3]]] : [production, shadow];
}

/** What a serverless variant demands of its model. */
function onServerless(id: string, accepted: object, rejected: object): Example[] {
  return inVariants(id, 'ModelName', { ...SERVERLESS, Model: accepted }, { ...SERVERLESS, Model: rejected });
}

/** A model that a serverless variant cannot host, but one with instances can. */
function withInstances(id: string, Model: object): Example[] {
  return [[id, 'ProductionVariants[0].ModelName', hosted({ Model }), { ProductionVariants: [{ ...SERVERLESS, Model }] }]];
}

function pool(InstanceType: string): object {
  return { InstanceType, Priority: 1 };
}

function pooled(InstanceType: string): object {
  return hosted({ InstanceType: undefined, InstancePools: [pool(InstanceType)] });
}

function provisioned(MaxConcurrency: number, ProvisionedConcurrency?: number): object {
  return { ...SERVERLESS, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency, ProvisionedConcurrency } };
}

function scaled(MinInstanceCount: number, MaxInstanceCount?: number): object {
  return { ModelName: undefined, ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount, MaxInstanceCount } };
}

function routed(RoutingStrategy: string, PrefixAwareRoutingConfig?: object): object {
  return { RoutingConfig: { RoutingStrategy, ...PrefixAwareRoutingConfig && { PrefixAwareRoutingConfig } } };
}

function published(MetricPublishFrequencyInSeconds?: number): object {
  return changed(hosted({}), { MetricsConfig: { MetricPublishFrequencyInSeconds } });
}
