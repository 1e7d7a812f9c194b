import { each, given, hasLocalStorage, instanceTypesOf, isInf1, repeated, within } from '../validation/predicates';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const SERVERLESS = `${GUIDE}serverless-endpoints.html`;
const SHADOW = `${GUIDE}shadow-tests-exclusions.html`;
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpointconfig.html';

/** The lists of variants in the request. */
const VARIANTS = ['ProductionVariants[]', 'ShadowProductionVariants[]'];

const MEMORY_SIZES = [1024, 2048, 3072, 4096, 5120, 6144];
const PUBLISH_FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];

/**
 * Relations within the `CreateEndpointConfig` request. If the app creates the model of a variant, the request for the model is `Model` in the
 * context of the variant.
 */
export const ENDPOINT_CONFIG_RULES: readonly Rule[] = [
  {
    id: 'VariantNeedsOneCapacity',
    row: 'EC-X1',
    at: VARIANTS,
    holds: (variant) => given(variant, 'InstanceType', 'InstancePools', 'ServerlessConfig') === 1,
    message: 'specify exactly one of {InstanceType}, {InstancePools} and {ServerlessConfig}',
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'VariantWithoutInitialInstanceCount',
    row: 'EC-X2',
    at: VARIANTS,
    member: 'InitialInstanceCount',
    severity: 'warning', // every example of the documentation specifies it, but no schema requires it
    holds: (variant) => variant.InstanceType === undefined || variant.ModelName === undefined || variant.InitialInstanceCount !== undefined,
    message: 'is missing although {InstanceType} is specified',
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'ServerlessVariantWithoutModel',
    at: VARIANTS,
    member: 'ModelName',
    severity: 'warning', // not documented
    holds: (variant) => variant.ServerlessConfig === undefined || variant.ModelName !== undefined,
    message: 'is missing: serverless variants do not host inference components',
    source: `${GUIDE}realtime-endpoints-deploy-models.html`,
  },
  {
    id: 'VariantWithoutModelAndRole',
    at: VARIANTS,
    member: 'ModelName',
    severity: 'warning', // other tools require it, the API reference does not
    holds: (variant, config) => variant.ModelName !== undefined || variant.ServerlessConfig !== undefined || config.ExecutionRoleArn !== undefined,
    message: 'is missing: a variant without a model requires {/ExecutionRoleArn} for the containers of inference components',
    source: `${GUIDE}realtime-endpoints-deploy-models.html`,
  },
  {
    id: 'InvalidServerlessMemorySize',
    row: 'EC-X4',
    at: within(VARIANTS, 'ServerlessConfig'),
    member: 'MemorySizeInMB',
    holds: ({ MemorySizeInMB: size }) => MEMORY_SIZES.includes(size),
    message: `must be one of ${MEMORY_SIZES.map((size) => `{=${size}}`).join(', ')}`,
    source: `${API}ProductionVariantServerlessConfig.html`,
  },
  {
    id: 'ProvisionedConcurrencyAboveMaxConcurrency',
    row: 'EC-X5',
    at: within(VARIANTS, 'ServerlessConfig'),
    member: 'ProvisionedConcurrency',
    holds: (serverless) => serverless.ProvisionedConcurrency === undefined || serverless.ProvisionedConcurrency <= serverless.MaxConcurrency,
    message: 'must be less than or equal to {MaxConcurrency=}',
    source: `${API}ProductionVariantServerlessConfig.html`,
  },
  {
    id: 'ServerlessShadowVariant',
    row: 'EC-X16',
    at: 'ShadowProductionVariants[]',
    member: 'ServerlessConfig',
    holds: (variant) => variant.ServerlessConfig === undefined,
    message: 'must not be specified for a shadow variant',
    source: SHADOW,
  },
  {
    id: 'ServerlessVariantInShadowTest',
    row: 'EC-X16',
    at: 'ProductionVariants[]',
    member: 'ServerlessConfig',
    holds: (variant, config) => !hasShadow(config) || variant.ServerlessConfig === undefined,
    message: 'must not be combined with a shadow variant',
    source: SHADOW,
  },
  {
    id: 'Inf1InShadowTest',
    row: 'EC-X16',
    at: VARIANTS,
    member: 'InstanceType',
    holds: (variant, config) => !hasShadow(config) || !isInf1(variant.InstanceType),
    message: 'must not be an ml.inf1 type if there is a shadow variant',
    source: SHADOW,
  },
  {
    id: 'AcceleratorInShadowTest',
    row: 'EC-X16',
    at: VARIANTS,
    member: 'AcceleratorType',
    holds: (variant, config) => !hasShadow(config) || variant.AcceleratorType === undefined,
    message: 'must not be specified if there is a shadow variant',
    source: SHADOW,
  },
  {
    id: 'PipelineOrMultiModelInShadowTest',
    row: 'EC-X16',
    at: VARIANTS,
    member: 'ModelName',
    holds: (_variant, config, context) => !hasShadow(config) || !(isPipeline(context.Model) || isMultiModel(context.Model)),
    message: 'must be a model with one single-model container if there is a shadow variant',
    source: SHADOW,
  },
  {
    id: 'ServerlessModelInVpc',
    row: 'EC-X8',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined || context.Model?.VpcConfig === undefined,
    message: 'must be a model without a VPC: serverless variants do not support VPCs',
    source: SERVERLESS,
  },
  {
    id: 'ServerlessModelWithNetworkIsolation',
    row: 'EC-X9',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined || context.Model?.EnableNetworkIsolation !== true,
    message: 'must be a model without network isolation: serverless variants do not support it',
    source: SERVERLESS,
  },
  {
    id: 'ServerlessInferencePipeline',
    row: 'EC-X10',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined || !isPipeline(context.Model),
    message: 'must be a model with a single container: serverless variants do not support inference pipelines',
    source: SERVERLESS,
  },
  {
    id: 'ServerlessMultiModel',
    row: 'EC-X10',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined || !isMultiModel(context.Model),
    message: 'must be a model without a multi-model container: serverless variants do not support multi-model containers',
    source: SERVERLESS,
  },
  {
    id: 'ServerlessPrivateRegistry',
    row: 'EC-X10',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined
      || !containersOf(context.Model).some((container) => container.ImageConfig?.RepositoryAccessMode === 'Vpc'),
    message: 'must be a model with an image in Amazon ECR: serverless variants do not support private registries',
    source: SERVERLESS,
  },
  {
    id: 'ServerlessModelDataSource',
    row: 'MD-X10',
    at: VARIANTS,
    member: 'ModelName',
    holds: (variant, _config, context) => variant.ServerlessConfig === undefined
      || !containersOf(context.Model).some((container) => container.ModelDataSource !== undefined),
    message: 'must be a model with a single .tar.gz archive as model data: serverless variants do not support other model data',
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'VolumeSizeWithLocalStorage',
    row: 'EC-X18',
    at: VARIANTS,
    member: 'VolumeSizeInGB',
    holds: (variant) => variant.VolumeSizeInGB === undefined || variant.InstanceType === undefined || !hasLocalStorage(variant.InstanceType),
    message: 'must not be specified for {type}: instances of this type have local storage',
    values: (variant) => ({ type: variant.InstanceType }),
    source: `${GUIDE}host-instance-storage.html`,
  },
  {
    id: 'MinInstanceCountAboveMaxInstanceCount',
    row: 'EC-X20',
    at: within(VARIANTS, 'ManagedInstanceScaling'),
    member: 'MinInstanceCount',
    holds: ({ MinInstanceCount: min, MaxInstanceCount: max }) => min === undefined || max === undefined || min <= max,
    message: 'must be less than or equal to {MaxInstanceCount=}',
    source: `${API}ProductionVariantManagedInstanceScaling.html`,
  },
  {
    id: 'ManagedInstanceScalingWithModel',
    row: 'EC-X21',
    at: VARIANTS,
    member: 'ManagedInstanceScaling',
    holds: (variant, _config, context) => variant.ManagedInstanceScaling === undefined
      || (context.Model === undefined && variant.ModelName === undefined),
    message: 'must not be specified for a variant with a model: it only scales instances for inference components',
    source: `${API}ProductionVariantManagedInstanceScaling.html`,
  },
  {
    id: 'PrefixAwareRoutingWithoutConfig',
    row: 'EC-X22',
    at: within(VARIANTS, 'RoutingConfig'),
    member: 'PrefixAwareRoutingConfig',
    holds: (routing) => routing.RoutingStrategy !== 'PREFIX_AWARE'
      || (routing.PrefixAwareRoutingConfig !== undefined && given(routing.PrefixAwareRoutingConfig, 'PrefixLength', 'ConcurrencyThreshold') === 2),
    message: 'must be specified with {PrefixAwareRoutingConfig.PrefixLength} and {PrefixAwareRoutingConfig.ConcurrencyThreshold} '
      + 'if {RoutingStrategy} is "PREFIX_AWARE"',
    source: `${API}ProductionVariantRoutingConfig.html`,
  },
  {
    id: 'PrefixAwareConfigWithOtherStrategy',
    row: 'EC-X23',
    at: within(VARIANTS, 'RoutingConfig'),
    member: 'PrefixAwareRoutingConfig',
    holds: (routing) => routing.PrefixAwareRoutingConfig === undefined || routing.RoutingStrategy === 'PREFIX_AWARE',
    message: 'must only be specified if {RoutingStrategy} is "PREFIX_AWARE"',
    source: `${API}ProductionVariantRoutingConfig.html`,
  },
  {
    id: 'RetiredVariantAccelerator',
    row: 'EC-X25',
    at: VARIANTS,
    member: 'AcceleratorType',
    severity: 'warning', // existing programs with an accelerator must still deploy
    holds: (variant) => variant.AcceleratorType === undefined,
    message: 'is an Elastic Inference accelerator: AWS has retired Elastic Inference, so choose an accelerated {InstanceType}',
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'DuplicatePoolInstanceType',
    row: 'EC-X26',
    at: VARIANTS,
    member: 'InstancePools',
    holds: (variant) => repeated(each(variant.InstancePools, 'InstanceType')).length === 0,
    severity: 'warning',
    message: 'contains an instance type twice: {duplicates}',
    values: (variant) => ({ duplicates: repeated(each(variant.InstancePools, 'InstanceType')) }),
    source: `${GUIDE}realtime-endpoints-heterogeneous.html`,
  },
  {
    id: 'DuplicateVariantName',
    row: 'EC-X3',
    holds: (config) => repeated(variantNames(config)).length === 0,
    member: 'ProductionVariants',
    message: 'must not contain the same {ProductionVariants[].VariantName} twice: {duplicates}',
    values: (config) => ({ duplicates: repeated(variantNames(config)) }),
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'ServerlessVariantWithOtherVariants',
    row: 'EC-X6',
    at: 'ProductionVariants[]',
    member: 'ServerlessConfig',
    holds: (variant, config) => variant.ServerlessConfig === undefined || config.ProductionVariants.length < 2,
    message: 'must not be combined with other variants',
    source: `${SERVERLESS}#serverless-endpoints-how-it-works-exclusions`,
  },
  {
    id: 'ServerlessDataCapture',
    row: 'EC-X7',
    member: 'DataCaptureConfig',
    holds: (config) => !isServerless(config) || config.DataCaptureConfig === undefined || config.DataCaptureConfig.EnableCapture === false,
    message: 'must not be specified for a serverless variant',
    source: `${SERVERLESS}#serverless-endpoints-how-it-works-exclusions`,
  },
  {
    id: 'ServerlessVpc',
    row: 'EC-X8',
    member: 'VpcConfig',
    holds: (config) => !isServerless(config) || config.VpcConfig === undefined,
    message: 'must not be specified for a serverless variant',
    source: `${SERVERLESS}#serverless-endpoints-how-it-works-exclusions`,
  },
  {
    id: 'ServerlessNetworkIsolation',
    row: 'EC-X9',
    member: 'EnableNetworkIsolation',
    holds: (config) => !isServerless(config) || config.EnableNetworkIsolation !== true,
    message: 'must not be true for a serverless variant',
    source: `${SERVERLESS}#serverless-endpoints-how-it-works-exclusions`,
  },
  {
    id: 'ServerlessAsyncInference',
    row: 'EC-X13',
    member: 'AsyncInferenceConfig',
    severity: 'warning',
    holds: (config) => !isServerless(config) || config.AsyncInferenceConfig === undefined,
    message: 'is specified for a serverless variant: the documentation treats asynchronous and serverless endpoints as separate kinds',
    source: `${GUIDE}async-inference.html`,
  },
  {
    id: 'SeveralVariantsInShadowTest',
    row: 'EC-X15',
    member: 'ShadowProductionVariants',
    holds: (config) => !hasShadow(config) || (config.ShadowProductionVariants.length === 1 && config.ProductionVariants.length === 1),
    message: 'requires exactly one production variant and one shadow variant',
    source: `${API}CreateEndpointConfig.html`,
  },
  {
    id: 'AsyncInferenceInShadowTest',
    row: 'EC-X16',
    member: 'ShadowProductionVariants',
    holds: (config) => !hasShadow(config) || config.AsyncInferenceConfig === undefined,
    message: 'must not be combined with asynchronous inference',
    source: SHADOW,
  },
  {
    id: 'AsyncInferenceOnInf1',
    row: 'EC-X17',
    member: 'AsyncInferenceConfig',
    holds: (config) => config.AsyncInferenceConfig === undefined || !each(config.ProductionVariants, 'InstanceType').some(isInf1),
    message: 'must not be specified for ml.inf1 instances',
    source: `${GUIDE}deployment-guardrails-exclusions.html`,
  },
  {
    id: 'EndpointKeyWithLocalStorage',
    row: 'EC-X19',
    member: 'KmsKeyId',
    severity: 'warning',
    holds: (config) => config.KmsKeyId === undefined || localStorageTypes(config).length === 0,
    message: 'does not encrypt the local storage of {types}: instances with local storage have their own key',
    values: (config) => ({ types: localStorageTypes(config) }),
    source: `${API}CreateEndpointConfig.html`,
  },
  {
    id: 'InvalidMetricsFrequency',
    row: 'EC-X27',
    at: 'MetricsConfig',
    member: 'MetricPublishFrequencyInSeconds',
    holds: ({ MetricPublishFrequencyInSeconds: frequency }) => frequency === undefined || PUBLISH_FREQUENCIES.includes(frequency),
    message: `must be one of ${PUBLISH_FREQUENCIES.map((seconds) => `{=${seconds}}`).join(', ')}`,
    source: `${API}MetricsConfig.html`,
  },
  {
    id: 'FixedEndpointConfigName',
    row: 'EC-X30',
    member: 'EndpointConfigName',
    severity: 'warning',
    holds: (config) => config.EndpointConfigName === undefined,
    message: 'is fixed: every change except tags replaces the endpoint configuration, and CloudFormation cannot replace a resource with a fixed name',
    source: CLOUDFORMATION,
  },
  ...TAG_RULES,
];

function variantNames(config: any): string[] {
  return [...each(config.ProductionVariants, 'VariantName'), ...each(config.ShadowProductionVariants, 'VariantName')];
}

/** The instance types of the variants that have local storage. */
function localStorageTypes(config: any): string[] {
  const types = [...instanceTypesOf(config.ProductionVariants), ...instanceTypesOf(config.ShadowProductionVariants)];
  return [...new Set(types.filter(hasLocalStorage))];
}

function isServerless(config: any): boolean {
  return each(config.ProductionVariants, 'ServerlessConfig').some((serverless) => serverless !== undefined);
}

function hasShadow(config: any): boolean {
  return config.ShadowProductionVariants?.length > 0;
}

function containersOf(model: any): any[] {
  return [model?.PrimaryContainer, ...model?.Containers ?? []].filter((container) => container !== undefined);
}

function isPipeline(model: any): boolean {
  return containersOf(model).length > 1;
}

function isMultiModel(model: any): boolean {
  return each(containersOf(model), 'Mode').includes('MultiModel');
}
