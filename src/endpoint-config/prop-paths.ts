import { Words } from '../validation/report';

/** How members of the request read in the props of an endpoint configuration, where the names differ. */
export const ENDPOINT_CONFIG_WORDS: Words = [
  [/^ProductionVariants/, 'InstanceProductionVariants'],
  [/^ShadowProductionVariants(\[0\])?/, 'ShadowProductionVariant'],
  [/^ExecutionRoleArn/, 'Role'],
  [/^VpcConfig\.Subnets/, 'VpcSubnets'],
  [/^VpcConfig\.SecurityGroupIds/, 'SecurityGroups'],
  [/^VpcConfig/, 'Vpc'],
  [/^EnableNetworkIsolation/, 'NetworkIsolation'],

  [/\.ServerlessConfig/, ''],
  [/ModelNameOverride|ModelName/, 'Model'],
  [/EnableSSMAccess/, 'SsmAccess'],
  [/RoutingConfig\.(RoutingStrategy$|PrefixAwareRoutingConfig$)/, 'RoutingStrategy'],
  [/RoutingConfig\.PrefixAwareRoutingConfig/, 'RoutingStrategy'],
  [/ScaleInPolicy\.Strategy/, 'ScaleInPolicy'],
  [/CapacityReservationPreference/, 'Preference'],
  [/VariantInstanceProvisionTimeout/, 'InstanceProvisionTimeout'],

  [/AsyncInferenceConfig\.(ClientConfig|OutputConfig\.NotificationConfig|OutputConfig)/, 'AsyncInference'],
  [/S3OutputPath/, 'OutputPrefix'],
  [/S3FailurePath/, 'FailurePrefix'],
  [/DestinationS3Uri/, 'Prefix'],
  [/InitialSamplingPercentage/, 'SamplingPercentage'],
  [/CaptureOptions(\[\d+\])?(\.CaptureMode)?/, 'Modes$1'],
  [/CaptureContentTypeHeader\./, ''],
  [/EnableCapture/, 'Enabled'],

  [/^ExplainerConfig\./, ''],
  [/^ClarifyExplainerConfig/, 'ClarifyExplainer'],
  [/ClarifyExplainer\.InferenceConfig/, 'ClarifyExplainer.Inference'],
  [/ShapConfig\.ShapBaselineConfig\.MimeType/, 'Baseline.MimeType'],
  [/ShapConfig\.ShapBaselineConfig(\.\w+)?/, 'Baseline'],
  [/ShapConfig\.TextConfig/, 'Text'],
  [/ShapConfig\./, ''],

  [/MetricsConfig\.MetricPublishFrequency/, 'Metrics.PublishFrequency'],
  [/MetricsConfig\.Enable/, 'Metrics.'],
  [/(?<!Vpc)Config(?=\.|$)/, ''], // CoreDumpConfig, CapacityReservationConfig, DataCaptureConfig, ...
  [/KmsKeyId/, 'EncryptionKey'],
  [/(InSeconds|InMinutes|InGB)$/, ''],
  [/PayloadInMB$/, 'Payload'],
];
