import { PropPaths, under, VPC_PROP_PATHS } from '../validation/prop-paths';

/** The channel members whose props have different names. An empty prop name stands for the channel itself. */
const CHANNEL: PropPaths = {
  'ChannelName': '',
  'CompressionType': 'compression',
  'RecordWrapperType': 'recordWrapper',
  'ShuffleConfig': 'shuffleSeed',
  'ShuffleConfig.Seed': 'shuffleSeed',
  'DataSource': '',
  'DataSource.S3DataSource': '',
  'DataSource.S3DataSource.S3Uri': '',
  'DataSource.S3DataSource.S3DataType': '',
  'DataSource.S3DataSource.S3DataDistributionType': 'distribution',
  'DataSource.S3DataSource.InstanceGroupNames': 'instanceGroups',
  'DataSource.S3DataSource.ModelAccessConfig': '',
  'DataSource.S3DataSource.HubAccessConfig': '',
  'DataSource.FileSystemDataSource': '',
  'DataSource.FileSystemDataSource.FileSystemId': 'fileSystem',
  'DataSource.FileSystemDataSource.FileSystemType': 'fileSystem',
  'DataSource.FileSystemDataSource.FileSystemAccessMode': 'accessMode',
  'DataSource.DatasetSource': '',
};

/** The members of a SageMaker Debugger rule whose props have different names. */
const DEBUGGER_RULE: PropPaths = {
  RuleConfigurationName: 'name',
  RuleEvaluatorImage: 'image',
  RuleParameters: 'parameters',
  S3OutputPath: 'prefix',
};

/** The props of a training job. */
export const TRAINING_JOB_PROP_PATHS: PropPaths = {
  'RoleArn': 'role',
  ...VPC_PROP_PATHS,
  'EnableNetworkIsolation': 'networkIsolation',
  'EnableInterContainerTrafficEncryption': 'interContainerTrafficEncryption',

  'AlgorithmSpecification': 'algorithm',
  'AlgorithmSpecification.AlgorithmName': 'algorithm',
  'AlgorithmSpecification.ContainerArguments': 'algorithm.arguments',
  'AlgorithmSpecification.ContainerEntrypoint': 'algorithm.entryPoint',
  'AlgorithmSpecification.EnableSageMakerMetricsTimeSeries': 'algorithm.metricsTimeSeries',
  'AlgorithmSpecification.MetricDefinitions[].Name': 'algorithm.metricDefinitions[]',
  'AlgorithmSpecification.MetricDefinitions[].Regex': 'algorithm.metricDefinitions[]',
  'AlgorithmSpecification.TrainingImage': 'algorithm.image',
  'AlgorithmSpecification.TrainingImageConfig': 'algorithm.image',
  'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAccessMode': 'algorithm.image',
  'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAuthConfig': 'algorithm.image.credentialsProvider',
  'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAuthConfig.TrainingRepositoryCredentialsProviderArn': 'algorithm.image.credentialsProvider',
  'AlgorithmSpecification.TrainingInputMode': 'inputMode',
  'ServerlessJobConfig': 'algorithm',
  'ServerlessJobConfig.JobType': 'algorithm',
  'ServerlessJobConfig.CustomizationTechnique': 'algorithm.technique',

  'InputDataConfig': 'inputChannels',
  ...under('InputDataConfig[]', 'inputChannels[]', CHANNEL),
  'OutputDataConfig': 'output',
  'OutputDataConfig.CompressionType': 'output.compression',
  'OutputDataConfig.KmsKeyId': 'output.encryptionKey',
  'OutputDataConfig.S3OutputPath': 'output',
  'CheckpointConfig': 'checkpoint',
  'CheckpointConfig.S3Uri': 'checkpoint',
  'ModelPackageConfig': 'modelPackage',
  'ModelPackageConfig.ModelPackageGroupArn': 'modelPackage.modelPackageGroup',
  'ModelPackageConfig.SourceModelPackageArn': 'modelPackage.sourceModelPackage',

  'ResourceConfig': 'resources',
  'ResourceConfig.InstanceGroups[].InstanceGroupName': 'resources.instanceGroups[].name',
  'ResourceConfig.InstancePlacementConfig': 'resources.placement',
  'ResourceConfig.InstancePlacementConfig.EnableMultipleJobs': 'resources.placement.multipleJobs',
  'ResourceConfig.InstancePlacementConfig.PlacementSpecifications': 'resources.placement.ultraServers',
  'ResourceConfig.InstancePreferences[].TrainingPlanArns': 'resources.instancePreferences[].trainingPlanArn',
  'ResourceConfig.InstancePreferences[].TrainingPlanArns[]': 'resources.instancePreferences[].trainingPlanArn',
  'ResourceConfig.VolumeKmsKeyId': 'resources.volumeEncryptionKey',
  'EnableManagedSpotTraining': 'spot',
  'StoppingCondition': 'maxRuntime',
  'StoppingCondition.MaxRuntimeInSeconds': 'maxRuntime',
  'StoppingCondition.MaxPendingTimeInSeconds': 'maxPendingTime',
  'StoppingCondition.MaxWaitTimeInSeconds': 'spot.maxWaitTime',
  'RetryStrategy': 'retryAttempts',
  'RetryStrategy.MaximumRetryAttempts': 'retryAttempts',

  'DebugHookConfig': 'debugHook',
  'DebugHookConfig.CollectionConfigurations': 'debugHook.collections',
  'DebugHookConfig.CollectionConfigurations[].CollectionName': 'debugHook.collections[].name',
  'DebugHookConfig.CollectionConfigurations[].CollectionParameters': 'debugHook.collections[].parameters',
  'DebugHookConfig.HookParameters': 'debugHook.parameters',
  'DebugHookConfig.S3OutputPath': 'debugHook',
  'DebugRuleConfigurations': 'debugRules',
  ...under('DebugRuleConfigurations[]', 'debugRules[]', DEBUGGER_RULE),
  'ProfilerConfig': 'profiler',
  'ProfilerConfig.DisableProfiler': 'profiler.enabled',
  'ProfilerConfig.ProfilingIntervalInMilliseconds': 'profiler.interval',
  'ProfilerConfig.ProfilingParameters': 'profiler.parameters',
  'ProfilerConfig.S3OutputPath': 'profiler',
  'ProfilerRuleConfigurations': 'profilerRules',
  ...under('ProfilerRuleConfigurations[]', 'profilerRules[]', DEBUGGER_RULE),
  'TensorBoardOutputConfig': 'tensorBoard',
  'TensorBoardOutputConfig.S3OutputPath': 'tensorBoard',
  'ExperimentConfig': 'experiment',
  'MlflowConfig': 'mlflow',
  'MlflowConfig.MlflowExperimentName': 'mlflow.experimentName',
  'MlflowConfig.MlflowRunName': 'mlflow.runName',
  'RemoteDebugConfig': 'remoteDebug',
  'RemoteDebugConfig.EnableRemoteDebug': 'remoteDebug',
  'InfraCheckConfig': 'infrastructureCheck',
  'InfraCheckConfig.EnableInfraCheck': 'infrastructureCheck',
  'SessionChainingConfig': 'sessionTagChaining',
  'SessionChainingConfig.EnableSessionTagChaining': 'sessionTagChaining',
};

/**
 * The props of a training job.
 *
 * @param channels The names of the channels, in the order of the request.
 */
export function trainingJobPropPaths(channels: readonly string[]): PropPaths {
  return Object.assign({}, TRAINING_JOB_PROP_PATHS, ...channels.map((name, index) => {
    const [member, prop] = [`InputDataConfig[${index}]`, `inputChannels[${JSON.stringify(name)}]`];
    return { [member]: prop, ...under(member, prop, CHANNEL) };
  }));
}
