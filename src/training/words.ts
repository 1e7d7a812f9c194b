import { Words } from '../validation/report';

/**
 * How the paths of the request read in the props.
 *
 * @param channels the names of the channels, in the order that they are sent in
 */
export function wordsOf(channels: readonly string[]): Words {
  return [
    ...channels.map((name, index) => [new RegExp(`^InputDataConfig\\[${index}\\]`), `InputChannels[${JSON.stringify(name)}]`] as const),
    ...WORDS,
  ];
}

const WORDS: Words = [
  [/^InputDataConfig/, 'InputChannels'],
  [/^(InputChannels\[.*\])\.CompressionType/, '$1.Compression'],
  [/^(InputChannels\[.*\])\.RecordWrapperType/, '$1.RecordWrapper'],
  [/^(InputChannels\[.*\])\.ShuffleConfig\.Seed/, '$1.ShuffleSeed'],
  [/^(InputChannels\[.*\])\.ChannelName/, '$1'],
  [/^(InputChannels\[.*\])\.DataSource(\.(S3|FileSystem)DataSource|\.DatasetSource)?(\.(S3Uri|ModelAccessConfig|HubAccessConfig))?/, '$1'],
  [/^(InputChannels\[.*\])\.S3DataDistributionType/, '$1.Distribution'],
  [/^(InputChannels\[.*\])\.InstanceGroupNames/, '$1.InstanceGroups'],
  [/^AlgorithmSpecification\.TrainingInputMode/, 'InputMode'],
  [/^AlgorithmSpecification/, 'Algorithm'],
  [/^StoppingCondition\.MaxRuntimeInSeconds/, 'MaxRuntime'],
  [/^StoppingCondition\.MaxWaitTimeInSeconds/, 'Spot.MaxWait'],
  [/^StoppingCondition\.MaxPendingTimeInSeconds/, 'MaxPending'],
  [/^RetryStrategy\.MaximumRetryAttempts/, 'RetryAttempts'],
  [/^OutputDataConfig\.KmsKeyId/, 'Output.EncryptionKey'],
  [/^OutputDataConfig\.S3OutputPath/, 'Output'],
  [/^OutputDataConfig\.CompressionType/, 'Output.Compression'],
  [/^OutputDataConfig/, 'Output'],
  [/^ResourceConfig\.KeepAlivePeriodInSeconds/, 'Resources.KeepAlive'],
  [/^ResourceConfig\.VolumeKmsKeyId/, 'Resources.VolumeKey'],
  [/^ResourceConfig\.VolumeSizeInGB/, 'Resources.VolumeSize'],
  [/^ResourceConfig\.InstancePlacementConfig/, 'Resources.Placement'],
  [/^ResourceConfig/, 'Resources'],
  [/^CheckpointConfig(\.S3Uri)?/, 'Checkpoint'],
  [/^DebugHookConfig(\.S3OutputPath)?/, 'DebugHook'],
  [/^DebugRuleConfigurations/, 'DebugRules'],
  [/^ProfilerConfig\.ProfilingIntervalInMilliseconds/, 'Profiler.Interval'],
  [/^ProfilerConfig\.ProfilingParameters/, 'Profiler.Parameters'],
  [/^ProfilerConfig(\.S3OutputPath)?/, 'Profiler'],
  [/^ProfilerRuleConfigurations/, 'ProfilerRules'],
  [/^(DebugRules|ProfilerRules)(\[\d+\])\.RuleConfigurationName/, '$1$2.Name'],
  [/^(DebugRules|ProfilerRules)(\[\d+\])\.RuleEvaluatorImage/, '$1$2.EvaluatorImage'],
  [/^(DebugRules|ProfilerRules)(\[\d+\])\.RuleParameters/, '$1$2.Parameters'],
  [/^(DebugRules|ProfilerRules)(\[\d+\])\.VolumeSizeInGB/, '$1$2.VolumeSize'],
  [/^TensorBoardOutputConfig(\.S3OutputPath)?/, 'TensorBoard'],
  [/^ExperimentConfig/, 'Experiment'],
  [/^MlflowConfig\.Mlflow/, 'Mlflow.'],
  [/^ModelPackageConfig/, 'ModelRegistration'],
  [/^ServerlessJobConfig\.CustomizationTechnique/, 'Algorithm.Technique'],
  [/^ServerlessJobConfig\.Peft/, 'Algorithm.Lora'],
  [/^ServerlessJobConfig/, 'Algorithm'],
  [/^RemoteDebugConfig\.EnableRemoteDebug/, 'RemoteDebug'],
  [/^InfraCheckConfig\.EnableInfraCheck/, 'InfrastructureCheck'],
  [/^SessionChainingConfig\.EnableSessionTagChaining/, 'SessionTagChaining'],
  [/^RoleArn/, 'Role'],
  [/^VpcConfig\.Subnets/, 'VpcSubnets'],
  [/^VpcConfig\.SecurityGroupIds/, 'SecurityGroups'],
  [/^EnableNetworkIsolation/, 'NetworkIsolation'],
  [/^EnableInterContainerTrafficEncryption/, 'EncryptInterContainerTraffic'],
  [/^EnableManagedSpotTraining/, 'Spot'],
];
