import { each, given, hasLocalStorage, repeated } from '../validation/predicates';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';

const MAX_RUNTIME_SECONDS = 28 * 24 * 3600;
const MAX_WAIT_WITHOUT_CHECKPOINTS_SECONDS = 3600;
const MAX_SEQUENCE_K = 1024;
const PROFILING_INTERVALS = [100, 200, 500, 1000, 5000, 60000];

/**
 * Rules for the request that creates a training job. The context of the job has its `Region`. The context of a channel has the `DataRegion` of
 * its bucket. Unknown Regions are undefined.
 */
export const TRAINING_JOB_RULES: readonly Rule[] = [
  {
    id: 'AlgorithmNeedsOneSource',
    row: 'TJ-X1',
    at: 'AlgorithmSpecification',
    holds: (algorithm) => given(algorithm, 'TrainingImage', 'AlgorithmName') === 1,
    message: 'specify exactly one of {TrainingImage} and {AlgorithmName}',
    source: `${API}AlgorithmSpecification.html`,
  },
  {
    id: 'DuplicateChannelName',
    row: 'TJ-X4',
    member: 'InputDataConfig',
    severity: 'warning', // channels are addressed by their names; no page states the rule
    holds: (job) => repeated(each(job.InputDataConfig, 'ChannelName')).length === 0,
    message: 'contains the same {InputDataConfig[].ChannelName} twice: {duplicates}',
    values: (job) => ({ duplicates: repeated(each(job.InputDataConfig, 'ChannelName')) }),
    source: `${API}Channel.html`,
  },
  {
    id: 'ChannelNeedsOneDataSource',
    row: 'TJ-X5',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: ({ DataSource: source }) => source === undefined || given(source, 'S3DataSource', 'FileSystemDataSource', 'DatasetSource') === 1,
    message: 'must have exactly one of {DataSource.S3DataSource}, {DataSource.FileSystemDataSource} and {DataSource.DatasetSource}',
    source: `${API}DataSource.html`,
  },
  {
    id: 'AugmentedManifestWithoutPipeMode',
    row: 'TJ-X6',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel, job) => s3DataSource(channel)?.S3DataType !== 'AugmentedManifestFile' || allowsPipeMode(channel, job),
    message: 'must not be an augmented manifest file unless {InputMode} is "Pipe"',
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'AttributeNamesWithoutAugmentedManifest',
    row: 'TJ-X7',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel) => s3DataSource(channel)?.AttributeNames === undefined || s3DataSource(channel).S3DataType === 'AugmentedManifestFile',
    message: 'must not have {DataSource.S3DataSource.AttributeNames} unless it is an augmented manifest file',
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'GzipInFileMode',
    row: 'TJ-X8',
    at: 'InputDataConfig[]',
    member: 'CompressionType',
    holds: (channel, job) => channel.CompressionType !== 'Gzip' || inputMode(channel, job) !== 'File',
    message: 'must not be "Gzip" if {InputMode} is "File": SageMaker only decompresses in the mode "Pipe"',
    source: `${API}Channel.html`,
  },
  {
    id: 'GzipInFastFileMode',
    at: 'InputDataConfig[]',
    member: 'CompressionType',
    severity: 'warning', // the documentation forbids Gzip for File and mentions it only for Pipe
    holds: (channel, job) => channel.CompressionType !== 'Gzip' || inputMode(channel, job) !== 'FastFile',
    message: 'is "Gzip", which {InputMode} "FastFile" may not decompress: use "Pipe"',
    source: `${API}Channel.html`,
  },
  {
    id: 'RecordIoInFileMode',
    row: 'TJ-X9',
    at: 'InputDataConfig[]',
    member: 'RecordWrapperType',
    holds: (channel, job) => channel.RecordWrapperType !== 'RecordIO' || inputMode(channel, job) !== 'File',
    message: 'must not be "RecordIO" if {InputMode} is "File"',
    source: `${API}Channel.html`,
  },
  {
    id: 'FileSystemWithoutVpc',
    row: 'TJ-X10',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: ({ DataSource: source }, job) => source?.FileSystemDataSource === undefined || job.VpcConfig !== undefined,
    message: 'must not be a file system without a VPC: specify {/VpcConfig}',
    source: `${GUIDE}model-access-training-data.html`,
  },
  {
    id: 'ResourcesNeedOneInstanceChoice',
    row: 'TJ-X11',
    at: 'ResourceConfig',
    holds: (resources, job) => countInstanceChoices(resources) === 1
      || (countInstanceChoices(resources) === 0 && job.ServerlessJobConfig !== undefined),
    message: 'specify exactly one of {InstanceType}, {InstanceGroups} and {InstancePreferences}',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InstanceCountWithInstanceGroups',
    row: 'TJ-X11',
    at: 'ResourceConfig',
    member: 'InstanceCount',
    holds: (resources) => resources.InstanceGroups === undefined || resources.InstanceCount === undefined,
    message: 'must not be combined with {InstanceGroups}, which have an instance count each',
    source: `${GUIDE}train-heterogeneous-cluster.html`,
  },
  {
    id: 'InstancePreferencesWithPlacement',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources) => resources.InstancePreferences === undefined || resources.InstancePlacementConfig === undefined,
    message: 'must not be combined with {InstancePlacementConfig}',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'InstancePreferencesWithSpot',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources, job) => resources.InstancePreferences === undefined || job.EnableManagedSpotTraining !== true,
    message: 'must not be combined with managed spot training',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'DuplicatePreferredInstanceType',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources) => repeated(each(resources.InstancePreferences, 'InstanceType')).length === 0,
    message: 'must not contain the same {InstancePreferences[].InstanceType} twice: {duplicates}',
    values: (resources) => ({ duplicates: repeated(each(resources.InstancePreferences, 'InstanceType')) }),
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'InstanceCountOfSomePreferences',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: ({ InstancePreferences: preferences, InstanceCount }) => preferences === undefined
      || each(preferences, 'InstanceCount').every((count) => (count === undefined) === (InstanceCount !== undefined)),
    message: 'must each have an {InstancePreferences[].InstanceCount}, or share the {InstanceCount} of the resources',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'TrainingPlanWithPreferredPlans',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'TrainingPlanArn',
    holds: (resources) => resources.TrainingPlanArn === undefined
      || each(resources.InstancePreferences, 'TrainingPlanArns').every((plans) => plans === undefined),
    message: 'must not be combined with the {InstancePreferences[].TrainingPlanArns} of instance preferences',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'UnknownInstanceGroup',
    row: 'TJ-X13',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel, job) => unknownGroups(channel, job).length === 0,
    message: 'must not name instance groups that the job does not have: {names}',
    values: (channel, job) => ({ names: unknownGroups(channel, job) }),
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'SelectedInstanceInRequest',
    row: 'TJ-X14',
    at: 'ResourceConfig',
    member: 'SelectedInstanceType',
    holds: (resources) => given(resources, 'SelectedInstanceType', 'SelectedInstanceCount') === 0,
    message: 'is output only',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InstancesWithoutVolume',
    row: 'TJ-X15',
    at: 'ResourceConfig',
    member: 'VolumeSizeInGB',
    holds: (resources, job) => resources.VolumeSizeInGB !== undefined || job.ServerlessJobConfig !== undefined
      || instanceTypes(resources).every((type) => !isVolumeOnly(type)),
    message: 'is required for instances without local storage',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'TrainingKeyWithLocalStorage',
    row: 'TJ-X17',
    at: 'ResourceConfig',
    member: 'VolumeKmsKeyId',
    holds: (resources) => resources.VolumeKmsKeyId === undefined || !instanceTypes(resources).some(hasLocalStorage),
    message: 'must not be specified for instances with local storage',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'ZeroTrainingInstances',
    row: 'TJ-X18',
    severity: 'warning',
    at: 'ResourceConfig',
    member: 'InstanceCount',
    holds: ({ InstanceCount: count }) => count !== 0,
    message: 'should be at least 1: without instances, nothing trains',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'MaxWaitBelowMaxRuntime',
    row: 'TJ-X19',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    holds: ({ MaxWaitTimeInSeconds: wait, MaxRuntimeInSeconds: runtime }) => wait === undefined || runtime === undefined || wait >= runtime,
    message: 'must be greater than or equal to {MaxRuntimeInSeconds=}',
    source: `${API}StoppingCondition.html`,
  },
  {
    id: 'SpotWithoutMaxWait',
    row: 'TJ-X19',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    holds: (stopping, job) => job.EnableManagedSpotTraining !== true || stopping.MaxWaitTimeInSeconds !== undefined,
    message: 'is required for managed spot training',
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'LongWaitWithoutCheckpoints',
    row: 'TJ-X20',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    severity: 'warning', // the limit is only for algorithms without checkpoints and algorithms from AWS Marketplace: the name does not show these
    holds: ({ MaxWaitTimeInSeconds: wait = 0 }, job) => wait <= MAX_WAIT_WITHOUT_CHECKPOINTS_SECONDS
      || job.AlgorithmSpecification?.AlgorithmName === undefined || job.CheckpointConfig !== undefined,
    message: `should be at most {=${MAX_WAIT_WITHOUT_CHECKPOINTS_SECONDS}} for an algorithm specified by name without checkpoints`,
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'MaxRuntimeAbove28Days',
    row: 'TJ-X21',
    at: 'StoppingCondition',
    member: 'MaxRuntimeInSeconds',
    holds: ({ MaxRuntimeInSeconds: runtime = 0 }) => runtime <= MAX_RUNTIME_SECONDS,
    message: `must be at most {=${MAX_RUNTIME_SECONDS}}`,
    source: `${API}StoppingCondition.html`,
  },
  {
    id: 'KeepAliveWithSpot',
    row: 'TJ-X24',
    at: 'ResourceConfig',
    member: 'KeepAlivePeriodInSeconds',
    holds: ({ KeepAlivePeriodInSeconds: period = 0 }, job) => period === 0 || job.EnableManagedSpotTraining !== true,
    message: 'must not be combined with managed spot training',
    source: `${GUIDE}train-warm-pools.html`,
  },
  {
    id: 'KeepAliveWithInstanceGroups',
    row: 'TJ-X24',
    at: 'ResourceConfig',
    member: 'KeepAlivePeriodInSeconds',
    holds: ({ KeepAlivePeriodInSeconds: period = 0, InstanceGroups }) => period === 0 || InstanceGroups === undefined,
    message: 'must not be combined with {InstanceGroups}',
    source: `${GUIDE}train-warm-pools.html`,
  },
  {
    id: 'SpotWithoutCheckpoints',
    row: 'TJ-X26',
    member: 'CheckpointConfig',
    severity: 'warning',
    holds: (job) => job.EnableManagedSpotTraining !== true || job.CheckpointConfig !== undefined,
    message: 'is missing: an interrupted spot instance starts again from the beginning',
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'OutputKeyForDirectoryBucket',
    row: 'TJ-X27',
    at: 'OutputDataConfig',
    member: 'KmsKeyId',
    holds: (output) => !output.KmsKeyId || !/^s3:\/\/[^/]*--x-s3(\/|$)/.test(output.S3OutputPath),
    message: 'must not be specified for a directory bucket (S3 Express One Zone)',
    source: `${API}OutputDataConfig.html`,
  },
  {
    id: 'TrafficEncryptionOnSingleInstance',
    row: 'TJ-X28',
    member: 'EnableInterContainerTrafficEncryption',
    severity: 'warning',
    holds: (job) => job.EnableInterContainerTrafficEncryption !== true || job.ResourceConfig?.InstanceCount !== 1,
    message: 'has no effect on a single instance',
    source: `${GUIDE}train-encrypt.html`,
  },
  ...Object.entries({
    AlgorithmSpecification: { id: 'MissingAlgorithm', message: 'is required' },
    ResourceConfig: { id: 'MissingResources', message: 'must have instances for this algorithm: serverless resources are only for the customization of a base model' },
    StoppingCondition: { id: 'MissingStoppingCondition', message: 'is required' },
  }).map(([member, { id, message }]): Rule => ({
    id,
    row: 'TJ-X36',
    member,
    holds: (job) => job.ServerlessJobConfig !== undefined || job[member] !== undefined,
    message,
    source: `${API}CreateTrainingJob.html`,
  })),
  {
    id: 'EvaluationWithoutType',
    row: 'TJ-X37',
    at: 'ServerlessJobConfig',
    member: 'EvaluationType',
    holds: (serverless) => serverless.JobType !== 'Evaluation' || serverless.EvaluationType !== undefined,
    message: 'is required if {JobType} is "Evaluation"',
    source: `${API}ServerlessJobConfig.html`,
  },
  {
    id: 'SequenceLengthOutOfRange',
    row: 'TJ-X37',
    at: 'ServerlessJobConfig',
    member: 'SequenceLength',
    holds: ({ SequenceLength: length }) => length === undefined || (parseInt(length) >= 1 && parseInt(length) <= MAX_SEQUENCE_K),
    message: `must be between "1K" and "${MAX_SEQUENCE_K}K"`,
    source: `${API}ServerlessJobConfig.html`,
  },
  {
    id: 'VolumeSizeOfServerlessJob',
    at: 'ResourceConfig',
    member: 'VolumeSizeInGB',
    severity: 'warning', // the service may ignore the size
    holds: (resources, job) => resources.VolumeSizeInGB === undefined || job.ServerlessJobConfig === undefined,
    message: 'is specified for a serverless job, but SageMaker chooses the volume size',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InvalidProfilingInterval',
    row: 'TJ-X38',
    at: 'ProfilerConfig',
    member: 'ProfilingIntervalInMilliseconds',
    holds: ({ ProfilingIntervalInMilliseconds: interval }) => interval === undefined || PROFILING_INTERVALS.includes(interval),
    message: `must be one of ${PROFILING_INTERVALS.map((milliseconds) => `{=${milliseconds}}`).join(', ')}`,
    source: `${API}ProfilerConfig.html`,
  },
  ...Object.entries({
    DebugRuleConfigurations: 'DuplicateDebugRuleName', ProfilerRuleConfigurations: 'DuplicateProfilerRuleName',
  }).map(([member, id]): Rule => ({
    id,
    row: 'TJ-X39',
    member,
    holds: (job) => repeated(each(job[member], 'RuleConfigurationName')).length === 0,
    message: `must not contain the same {${member}[].RuleConfigurationName} twice: {duplicates}`,
    values: (job) => ({ duplicates: repeated(each(job[member], 'RuleConfigurationName')) }),
    source: `${API}DebugRuleConfiguration.html`,
  })),
  {
    id: 'ChannelInOtherRegion',
    row: 'TJ-X40',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (_channel, _job, context) => context.DataRegion === undefined || context.Region === undefined || context.DataRegion === context.Region,
    message: 'must be in {region}, the Region of the job: the data is in {other}',
    values: (_channel, _job, context) => ({ region: context.Region, other: context.DataRegion }),
    source: `${API}CreateTrainingJob.html`,
  },
  {
    id: 'TrainingRegistryCredentialsWithoutVpcAccess',
    row: 'TJ-X41',
    at: 'AlgorithmSpecification.TrainingImageConfig',
    member: 'TrainingRepositoryAuthConfig',
    holds: (image) => image.TrainingRepositoryAuthConfig === undefined || image.TrainingRepositoryAccessMode === 'Vpc',
    message: 'must only be specified for an image in a private registry',
    source: `${API}TrainingImageConfig.html`,
  },
  {
    id: 'TrainingRegistryWithoutVpc',
    row: 'TJ-X41',
    at: 'AlgorithmSpecification',
    member: 'TrainingImage',
    holds: (algorithm, job) => algorithm.TrainingImageConfig?.TrainingRepositoryAccessMode !== 'Vpc' || job.VpcConfig !== undefined,
    message: 'is in a private registry, which can only be reached through a VPC: specify {/VpcConfig}',
    source: `${GUIDE}docker-containers-adapt-your-own-private-registry.html`,
  },
  ...TAG_RULES,
];

function s3DataSource(channel: any): any {
  return channel.DataSource?.S3DataSource;
}

function inputMode(channel: any, job: any): string | undefined {
  return channel.InputMode ?? job.AlgorithmSpecification?.TrainingInputMode;
}

/** Without an input mode, as in a serverless job, the service chooses the mode. */
function allowsPipeMode(channel: any, job: any): boolean {
  return [undefined, 'Pipe'].includes(inputMode(channel, job));
}

function unknownGroups(channel: any, job: any): string[] {
  return (s3DataSource(channel)?.InstanceGroupNames ?? []).filter((name: string) => !groupNames(job).includes(name));
}

function groupNames(job: any): string[] {
  return each(job.ResourceConfig?.InstanceGroups, 'InstanceGroupName');
}

/** Counts the members that choose instances. An instance count alone does not: instance preferences can share it. */
function countInstanceChoices(resources: any): number {
  return given(resources, 'InstanceType', 'InstanceGroups', 'InstancePreferences');
}

function instanceTypes(resources: any): string[] {
  const types = ['InstanceGroups', 'InstancePreferences'].flatMap((list) => each(resources[list], 'InstanceType'));
  return [resources.InstanceType, ...types].filter((type) => type !== undefined);
}

/** Whether the instance family is known to have no local storage. The list does not cover newer families. */
function isVolumeOnly(instanceType: string): boolean {
  return !hasLocalStorage(instanceType) && /^ml\.(t[23]|[mcr][45678][in]*|c4|m4|p2|p3|inf1)\./.test(instanceType);
}
