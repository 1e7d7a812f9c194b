import { copy, distinct, distinctTags, oneOf, renamed } from './common';
import { hasLocalStorage } from '../../../src/validation/predicates';

const FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validEndpointConfig(request: any): any {
  const config = copy(request);
  config.ProductionVariants = renamed(config.ProductionVariants, 'VariantName', 'production').map(validVariant);
  if (config.ShadowProductionVariants) {
    makeShadowed(config);
  } else if (config.ProductionVariants.some(({ ServerlessConfig }: any) => ServerlessConfig)) {
    makeServerless(config);
  }
  const inf1 = config.ProductionVariants.some(({ InstanceType }: any) => /^ml\.inf1\./.test(InstanceType));
  if (inf1) { delete config.AsyncInferenceConfig; }
  const metrics = config.MetricsConfig;
  if (metrics?.MetricPublishFrequencyInSeconds !== undefined) {
    metrics.MetricPublishFrequencyInSeconds = oneOf(FREQUENCIES, metrics.MetricPublishFrequencyInSeconds);
  }
  for (const variant of [...config.ProductionVariants, ...config.ShadowProductionVariants ?? []]) {
    variant.Model = modelOf(variant, config);
  }
  return distinctTags(config);
}

/** What is known of the model of a variant: nothing, a simple one, or one that only some variants can host. */
function modelOf(variant: any, config: any): any {
  if (variant.ManagedInstanceScaling) { return undefined; }
  const simple = { PrimaryContainer: { Image: 'image:1' } };
  const demanding = {
    Containers: [{ Image: 'a', Mode: 'MultiModel', ImageConfig: { RepositoryAccessMode: 'Vpc' } }, { Image: 'b', ModelDataSource: {} }],
    VpcConfig: {},
    EnableNetworkIsolation: true,
  };
  const hosted = variant.ServerlessConfig || config.ShadowProductionVariants ? simple : demanding;
  return oneOf([undefined, simple, hosted], variant.VariantName.length);
}

function makeShadowed(config: any): void {
  delete config.AsyncInferenceConfig;
  const instances = ({ AcceleratorType, ...variant }: any) => variant.ServerlessConfig || /^ml\.inf1\./.test(variant.InstanceType)
    ? { ...variant, ServerlessConfig: undefined, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }
    : variant;
  config.ProductionVariants = config.ProductionVariants.slice(0, 1).map(instances);
  config.ShadowProductionVariants = config.ShadowProductionVariants.slice(0, 1).map(validVariant)
    .map((variant: any) => instances({ ...variant, VariantName: 'shadow' }));
}

function makeServerless(config: any): void {
  config.ProductionVariants = config.ProductionVariants.filter(({ ServerlessConfig }: any) => ServerlessConfig).slice(0, 1);
  delete config.VpcConfig;
  delete config.DataCaptureConfig;
  if (config.EnableNetworkIsolation) { delete config.EnableNetworkIsolation; }
}

function validVariant(variant: any): any {
  const { ServerlessConfig: serverless, InstancePools: pools, ManagedInstanceScaling: scaling, RoutingConfig: routing } = variant;
  if (serverless) {
    delete variant.InstanceType;
    delete variant.InstancePools;
    delete variant.InitialInstanceCount;
    serverless.MemorySizeInMB = 1024 * (1 + serverless.MemorySizeInMB % 6);
    if (serverless.ProvisionedConcurrency > serverless.MaxConcurrency) { serverless.ProvisionedConcurrency = serverless.MaxConcurrency; }
  } else if (pools) {
    delete variant.InstanceType;
    variant.InstancePools = distinct(pools, 'InstanceType');
  } else {
    variant.InstanceType ??= 'ml.m5.large';
  }
  if (variant.InstanceType && hasLocalStorage(variant.InstanceType)) { delete variant.VolumeSizeInGB; }
  if (scaling) {
    delete variant.ModelName;
    if (scaling.MinInstanceCount > scaling.MaxInstanceCount) { scaling.MinInstanceCount = scaling.MaxInstanceCount; }
  }
  if (routing) {
    delete routing.PrefixAwareRoutingConfig;
    if (routing.RoutingStrategy === 'PREFIX_AWARE') { routing.PrefixAwareRoutingConfig = { PrefixLength: 1024, ConcurrencyThreshold: 1024 }; }
  }
  return variant;
}
