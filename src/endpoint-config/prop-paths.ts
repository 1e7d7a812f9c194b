import { PropPaths, under, VPC_PROP_PATHS } from '../validation/prop-paths';

/** The members of a variant whose props have different names. */
const VARIANT: PropPaths = {
  'ModelName': 'model',
  'InstancePools[].ModelNameOverride': 'instancePools[].model',
  'VariantInstanceProvisionTimeoutInSeconds': 'instanceProvisionTimeout',
  'EnableSSMAccess': 'ssmAccess',
  'CoreDumpConfig': 'coreDump',
  'CoreDumpConfig.DestinationS3Uri': 'coreDump.prefix',
  'CoreDumpConfig.KmsKeyId': 'coreDump.encryptionKey',
  'ManagedInstanceScaling.Status': 'managedInstanceScaling.enabled',
  'ManagedInstanceScaling.ScaleInPolicy.MaximumStepSize': 'managedInstanceScaling.scaleInPolicy.maxStepSize',
  'ManagedInstanceScaling.ScaleInPolicy.Strategy': 'managedInstanceScaling.scaleInPolicy',
  'RoutingConfig': 'routingStrategy',
  'RoutingConfig.RoutingStrategy': 'routingStrategy',
  'RoutingConfig.PrefixAwareRoutingConfig': 'routingStrategy',
  'CapacityReservationConfig': 'capacityReservation',
  'CapacityReservationConfig.CapacityReservationPreference': 'capacityReservation.preference',
};

/** The props of an endpoint configuration, with all of its production variants on instances. */
export const ENDPOINT_CONFIG_PROP_PATHS: PropPaths = {
  'ProductionVariants': 'instanceProductionVariants',
  ...under('ProductionVariants[]', 'instanceProductionVariants[]', VARIANT),
  'ProductionVariants[].ServerlessConfig': 'serverlessProductionVariant',
  'ProductionVariants[].ServerlessConfig.MemorySizeInMB': 'serverlessProductionVariant.memorySizeInMB',
  ...under('ShadowProductionVariants[]', 'shadowProductionVariants[]', VARIANT),

  'KmsKeyId': 'encryptionKey',
  'ExecutionRoleArn': 'role',
  'EnableNetworkIsolation': 'networkIsolation',
  ...VPC_PROP_PATHS,

  'AsyncInferenceConfig': 'asyncInference',
  'AsyncInferenceConfig.ClientConfig': 'asyncInference',
  'AsyncInferenceConfig.OutputConfig': 'asyncInference',
  'AsyncInferenceConfig.OutputConfig.KmsKeyId': 'asyncInference.encryptionKey',
  'AsyncInferenceConfig.OutputConfig.NotificationConfig': 'asyncInference',
  'AsyncInferenceConfig.OutputConfig.S3FailurePath': 'asyncInference.failurePrefix',
  'AsyncInferenceConfig.OutputConfig.S3OutputPath': 'asyncInference.outputPrefix',

  'DataCaptureConfig': 'dataCapture',
  'DataCaptureConfig.CaptureContentTypeHeader': 'dataCapture',
  'DataCaptureConfig.CaptureOptions': 'dataCapture.modes',
  'DataCaptureConfig.CaptureOptions[].CaptureMode': 'dataCapture.modes[]',
  'DataCaptureConfig.DestinationS3Uri': 'dataCapture.prefix',
  'DataCaptureConfig.EnableCapture': 'dataCapture.enabled',
  'DataCaptureConfig.InitialSamplingPercentage': 'dataCapture.samplingPercentage',
  'DataCaptureConfig.KmsKeyId': 'dataCapture.encryptionKey',

  'ExplainerConfig': 'clarifyExplainer',
  'ExplainerConfig.ClarifyExplainerConfig': 'clarifyExplainer',
  'ExplainerConfig.ClarifyExplainerConfig.InferenceConfig': 'clarifyExplainer.inference',
  'ExplainerConfig.ClarifyExplainerConfig.ShapConfig': 'clarifyExplainer',
  'ExplainerConfig.ClarifyExplainerConfig.ShapConfig.ShapBaselineConfig': 'clarifyExplainer.baseline',
  'ExplainerConfig.ClarifyExplainerConfig.ShapConfig.ShapBaselineConfig.ShapBaseline': 'clarifyExplainer.baseline',
  'ExplainerConfig.ClarifyExplainerConfig.ShapConfig.ShapBaselineConfig.ShapBaselineUri': 'clarifyExplainer.baseline',
  'ExplainerConfig.ClarifyExplainerConfig.ShapConfig.TextConfig': 'clarifyExplainer.text',

  'MetricsConfig': 'metrics',
  'MetricsConfig.EnableDetailedObservability': 'metrics.detailedObservability',
  'MetricsConfig.EnableEnhancedMetrics': 'metrics.enhancedMetrics',
  'MetricsConfig.MetricPublishFrequencyInSeconds': 'metrics.publishFrequency',
};

/**
 * The props of an endpoint configuration.
 *
 * @param instanceVariants The number of variants on instances. In the request, a serverless variant follows them.
 * @param serverlessVariants The number of serverless variants.
 */
export function endpointConfigPropPaths(instanceVariants: number, serverlessVariants: number): PropPaths {
  return {
    ...ENDPOINT_CONFIG_PROP_PATHS,
    [`ProductionVariants[${instanceVariants}]`]: 'serverlessProductionVariant',
    [`ProductionVariants[${instanceVariants}].ModelName`]: 'serverlessProductionVariant.model',
    ...instanceVariants === 0 && serverlessVariants > 0 ? { ProductionVariants: 'serverlessProductionVariant' } : {},
  };
}
