import { Rule } from '../validation/rule';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const SERVERLESS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html';
const SCALING = 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-prerequisites.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-';

const MEMORY_SIZES = [1024, 2048, 3072, 4096, 5120, 6144];

/** Relations within the request that makes an endpoint configuration. */
export const ENDPOINT_CONFIG_RULES: readonly Rule[] = [
  {
    id: 'EC-X3',
    at: 'ProductionVariants',
    holds: (variants) => repeatedNames(variants).length === 0,
    message: (variants) => `must have a variantName of their own each, but share ${repeatedNames(variants).join(', ')}`,
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'EC-X4',
    at: 'ProductionVariants[].ServerlessConfig',
    member: 'MemorySizeInMB',
    holds: ({ MemorySizeInMB: size }) => MEMORY_SIZES.includes(size),
    message: `must be one of ${MEMORY_SIZES.join(', ')}`,
    source: `${API}ProductionVariantServerlessConfig.html`,
  },
  {
    id: 'EC-X5',
    at: 'ProductionVariants[].ServerlessConfig',
    member: 'ProvisionedConcurrency',
    holds: (serverless) => serverless.ProvisionedConcurrency === undefined || serverless.ProvisionedConcurrency <= serverless.MaxConcurrency,
    message: (serverless) => `must be at most maxConcurrency, which is ${serverless.MaxConcurrency}`,
    source: `${API}ProductionVariantServerlessConfig.html`,
  },
  {
    id: 'EC-X6',
    at: 'ProductionVariants',
    holds: (variants) => variants.length === 1 || variants.every((variant: any) => variant.ServerlessConfig === undefined),
    message: 'must be either one serverless variant or variants with instances, not both or several serverless ones',
    source: `${SERVERLESS}#serverless-endpoints-how-it-works-exclusions`,
  },
  {
    id: 'EC-X25',
    at: 'ProductionVariants[]',
    member: 'AcceleratorType',
    severity: 'warning',
    holds: (variant) => variant.AcceleratorType === undefined,
    message: 'is Elastic Inference, which AWS has retired: choose an accelerated instanceType instead',
    source: `${API}ProductionVariant.html`,
  },
  {
    id: 'EC-X30',
    member: 'EndpointConfigName',
    severity: 'warning',
    holds: (config) => config.EndpointConfigName === undefined,
    message: 'is fixed: every change of an endpoint configuration but its tags replaces it, which CloudFormation cannot do under the same name',
    source: `${CLOUDFORMATION}endpointconfig.html`,
  },
];

/** What a serverless variant asks of its model: rules on the request that makes the model. */
export const SERVERLESS_MODEL_RULES: readonly Rule[] = [
  {
    id: 'EC-X8',
    holds: (model) => model.VpcConfig === undefined,
    message: 'must not be in a vpc: serverless endpoints do not support that',
    source: SERVERLESS,
  },
  {
    id: 'EC-X9',
    holds: (model) => model.EnableNetworkIsolation !== true,
    message: 'must not have networkIsolation: serverless endpoints do not support that',
    source: SERVERLESS,
  },
  {
    id: 'EC-X10',
    holds: (model) => model.Containers === undefined || model.Containers.length < 2,
    message: 'must have a single container: serverless endpoints do not support inference pipelines',
    source: SERVERLESS,
  },
];

/** Relations between the capacity of a variant and its scaling. */
export const INSTANCE_SCALING_RULES: readonly Rule[] = [
  {
    id: 'BurstableScaling',
    member: 'InstanceType',
    holds: ({ InstanceType: type }) => type === undefined || !/^ml\.t\d/.test(type),
    message: 'must not be burstable: automatic scaling does not support such instances',
    source: SCALING,
  },
  {
    id: 'MaxCapacity',
    member: 'MaxCapacity',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MaxCapacity >= scaling.InitialInstanceCount,
    message: (scaling) => `must be at least initialInstanceCount, which is ${scaling.InitialInstanceCount}`,
    source: SCALING,
  },
  {
    id: 'MinCapacity',
    member: 'MinCapacity',
    severity: 'warning',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MinCapacity === undefined
      || scaling.MinCapacity <= scaling.InitialInstanceCount,
    message: (scaling) => `is more than initialInstanceCount, which is ${scaling.InitialInstanceCount}: every update of the endpoint starts below it`,
    source: SCALING,
  },
];

/** Relations of everything that scales: Application Auto Scaling itself checks them. */
export const SCALING_RULES: readonly Rule[] = [
  {
    id: 'CapacityRange',
    member: 'MinCapacity',
    holds: (scaling) => scaling.MinCapacity === undefined || scaling.MinCapacity <= scaling.MaxCapacity,
    message: (scaling) => `must be at most maxCapacity, which is ${scaling.MaxCapacity}`,
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  },
];

/** What target tracking on invocations asks. */
export const INVOCATIONS_SCALING_RULES: readonly Rule[] = [
  {
    id: 'SafetyFactor',
    member: 'SafetyFactor',
    holds: ({ SafetyFactor: factor }) => factor > 0 && factor <= 1,
    message: 'must be more than 0 and at most 1',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
  {
    id: 'MaxRequestsPerSecond',
    member: 'MaxRequestsPerSecond',
    holds: ({ MaxRequestsPerSecond: rate }) => rate > 0,
    message: 'must be more than 0',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
];

/** What target tracking on the use of provisioned concurrency asks. */
export const UTILIZATION_SCALING_RULES: readonly Rule[] = [
  {
    id: 'TargetUtilization',
    member: 'TargetUtilization',
    holds: ({ TargetUtilization: utilization }) => utilization > 0 && utilization <= 1,
    message: 'must be more than 0 and at most 1',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html',
  },
];

function repeatedNames(variants: any): string[] {
  const names: string[] = variants.map((variant: any) => variant.VariantName);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
