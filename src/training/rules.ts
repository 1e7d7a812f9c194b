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
 * Relations within the request that creates a training job. The context has the `Region` of the job; that of a channel has the
 * `DataRegion`, as far as they are known.
 */
export const TRAINING_JOB_RULES: readonly Rule[] = [
  {
    id: 'AlgorithmNeedsOneSource',
    row: 'TJ-X1',
    at: 'AlgorithmSpecification',
    member: 'TrainingImage',
    holds: (algorithm) => given(algorithm, 'TrainingImage', 'AlgorithmName') === 1,
    message: 'or AlgorithmName: exactly one of them must be given',
    source: `${API}AlgorithmSpecification.html`,
  },
  {
    id: 'DuplicateChannelName',
    row: 'TJ-X4',
    member: 'InputDataConfig',
    severity: 'warning', // channels are addressed by their names; no page states the rule
    holds: (job) => repeated(each(job.InputDataConfig, 'ChannelName')).length === 0,
    message: (job) => `names channels twice: ${repeated(each(job.InputDataConfig, 'ChannelName')).join(', ')}`,
    source: `${API}Channel.html`,
  },
  {
    id: 'ChannelNeedsOneDataSource',
    row: 'TJ-X5',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: ({ DataSource: source }) => source === undefined || given(source, 'S3DataSource', 'FileSystemDataSource', 'DatasetSource') === 1,
    message: 'must be exactly one of S3DataSource, FileSystemDataSource and DatasetSource',
    source: `${API}DataSource.html`,
  },
  {
    id: 'AugmentedManifestWithoutPipeMode',
    row: 'TJ-X6',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel, job) => s3(channel)?.S3DataType !== 'AugmentedManifestFile' || mayBePipe(channel, job),
    message: 'may be an AugmentedManifestFile only in the input mode Pipe',
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'AttributeNamesWithoutAugmentedManifest',
    row: 'TJ-X7',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel) => s3(channel)?.AttributeNames === undefined || s3(channel).S3DataType === 'AugmentedManifestFile',
    message: 'may have AttributeNames only if it is an AugmentedManifestFile',
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'GzipInFileMode',
    row: 'TJ-X8',
    at: 'InputDataConfig[]',
    member: 'CompressionType',
    holds: (channel, job) => channel.CompressionType !== 'Gzip' || inputMode(channel, job) !== 'File',
    message: 'must not be Gzip in the input mode File, only in Pipe',
    source: `${API}Channel.html`,
  },
  {
    id: 'GzipInFastFileMode',
    at: 'InputDataConfig[]',
    member: 'CompressionType',
    severity: 'warning', // the documentation forbids it for File, and says of Pipe alone that it is used
    holds: (channel, job) => channel.CompressionType !== 'Gzip' || inputMode(channel, job) !== 'FastFile',
    message: 'is Gzip, which the input mode FastFile may not unpack: Pipe does',
    source: `${API}Channel.html`,
  },
  {
    id: 'RecordIoInFileMode',
    row: 'TJ-X9',
    at: 'InputDataConfig[]',
    member: 'RecordWrapperType',
    holds: (channel, job) => channel.RecordWrapperType !== 'RecordIO' || inputMode(channel, job) !== 'File',
    message: 'must not be RecordIO in the input mode File',
    source: `${API}Channel.html`,
  },
  {
    id: 'FileSystemWithoutVpc',
    row: 'TJ-X10',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: ({ DataSource: source }, job) => source?.FileSystemDataSource === undefined || job.VpcConfig !== undefined,
    message: 'may be a file system only if the job is in a vpc, through which it reaches it',
    source: `${GUIDE}model-access-training-data.html`,
  },
  {
    id: 'ResourcesNeedOneInstanceChoice',
    row: 'TJ-X11',
    at: 'ResourceConfig',
    member: 'InstanceType',
    holds: (resources, job) => ways(resources) === 1 || (ways(resources) === 0 && job.ServerlessJobConfig !== undefined),
    message: 'or InstanceGroups or InstancePreferences: exactly one of them must be given',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InstanceCountWithInstanceGroups',
    row: 'TJ-X11',
    at: 'ResourceConfig',
    member: 'InstanceCount',
    holds: (resources) => resources.InstanceGroups === undefined || resources.InstanceCount === undefined,
    message: 'must not be given beside InstanceGroups, which have a count each',
    source: `${GUIDE}train-heterogeneous-cluster.html`,
  },
  {
    id: 'InstancePreferencesWithPlacement',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources) => resources.InstancePreferences === undefined || resources.InstancePlacementConfig === undefined,
    message: 'must not be given with InstancePlacementConfig',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'InstancePreferencesWithSpot',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources, job) => resources.InstancePreferences === undefined || job.EnableManagedSpotTraining !== true,
    message: 'must not be given with managed spot training',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'DuplicatePreferredInstanceType',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: (resources) => repeated(each(resources.InstancePreferences, 'InstanceType')).length === 0,
    message: 'must name every instance type once',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'InstanceCountOfSomePreferences',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'InstancePreferences',
    holds: ({ InstancePreferences: preferences, InstanceCount }) => preferences === undefined
      || each(preferences, 'InstanceCount').every((count) => (count === undefined) === (InstanceCount !== undefined)),
    message: 'must have an InstanceCount each, or none and one in ResourceConfig',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'TrainingPlanWithPreferredPlans',
    row: 'TJ-X12',
    at: 'ResourceConfig',
    member: 'TrainingPlanArn',
    holds: (resources) => resources.TrainingPlanArn === undefined
      || each(resources.InstancePreferences, 'TrainingPlanArns').every((plans) => plans === undefined),
    message: 'must not be given beside the TrainingPlanArns of InstancePreferences',
    source: `${API}InstancePreference.html`,
  },
  {
    id: 'UnknownInstanceGroup',
    row: 'TJ-X13',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (channel, job) => (s3(channel)?.InstanceGroupNames ?? []).every((name: string) => groupNames(job).includes(name)),
    message: (_channel, job) => `may name only the InstanceGroups that the job has: ${groupNames(job).join(', ') || 'none'}`,
    source: `${API}S3DataSource.html`,
  },
  {
    id: 'SelectedInstanceInRequest',
    row: 'TJ-X14',
    at: 'ResourceConfig',
    member: 'SelectedInstanceType',
    holds: (resources) => given(resources, 'SelectedInstanceType', 'SelectedInstanceCount') === 0,
    message: 'and SelectedInstanceCount are answers of the service, not for requests',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InstancesWithoutVolume',
    row: 'TJ-X15',
    at: 'ResourceConfig',
    member: 'VolumeSizeInGB',
    holds: (resources, job) => resources.VolumeSizeInGB !== undefined || job.ServerlessJobConfig !== undefined
      || instanceTypes(resources).every((type) => !isVolumeOnly(type)),
    message: 'must be given for instances without a disk of their own',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'TrainingKeyWithLocalStorage',
    row: 'TJ-X17',
    at: 'ResourceConfig',
    member: 'VolumeKmsKeyId',
    holds: (resources) => resources.VolumeKmsKeyId === undefined || !instanceTypes(resources).some(hasLocalStorage),
    message: 'must not be given for instances with a disk of their own',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'ZeroTrainingInstances',
    row: 'TJ-X18',
    severity: 'warning',
    at: 'ResourceConfig',
    member: 'InstanceCount',
    holds: ({ InstanceCount: count }) => count !== 0,
    message: 'is 0: nothing would train',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'MaxWaitBelowMaxRuntime',
    row: 'TJ-X19',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    holds: ({ MaxWaitTimeInSeconds: wait, MaxRuntimeInSeconds: runtime }) => wait === undefined || runtime === undefined || wait >= runtime,
    message: ({ MaxRuntimeInSeconds }) => `must be at least MaxRuntimeInSeconds, which is ${MaxRuntimeInSeconds}`,
    source: `${API}StoppingCondition.html`,
  },
  {
    id: 'SpotWithoutMaxWait',
    row: 'TJ-X19',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    holds: (stopping, job) => job.EnableManagedSpotTraining !== true || stopping.MaxWaitTimeInSeconds !== undefined,
    message: 'must be given for managed spot training',
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'LongWaitWithoutCheckpoints',
    row: 'TJ-X20',
    at: 'StoppingCondition',
    member: 'MaxWaitTimeInSeconds',
    severity: 'warning', // of algorithms that do not checkpoint, and of the Marketplace, which a name does not tell
    holds: ({ MaxWaitTimeInSeconds: wait = 0 }, job) => wait <= MAX_WAIT_WITHOUT_CHECKPOINTS_SECONDS
      || job.AlgorithmSpecification?.AlgorithmName === undefined || job.CheckpointConfig !== undefined,
    message: `may have to be at most ${MAX_WAIT_WITHOUT_CHECKPOINTS_SECONDS} for an algorithm by its name without checkpoints`,
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'MaxRuntimeAbove28Days',
    row: 'TJ-X21',
    at: 'StoppingCondition',
    member: 'MaxRuntimeInSeconds',
    holds: ({ MaxRuntimeInSeconds: runtime = 0 }) => runtime <= MAX_RUNTIME_SECONDS,
    message: `must be at most ${MAX_RUNTIME_SECONDS}, which is 28 days`,
    source: `${API}StoppingCondition.html`,
  },
  {
    id: 'KeepAliveWithSpot',
    row: 'TJ-X24',
    at: 'ResourceConfig',
    member: 'KeepAlivePeriodInSeconds',
    holds: ({ KeepAlivePeriodInSeconds: period = 0 }, job) => period === 0 || job.EnableManagedSpotTraining !== true,
    message: 'must not be given with managed spot training',
    source: `${GUIDE}train-warm-pools.html`,
  },
  {
    id: 'KeepAliveWithInstanceGroups',
    row: 'TJ-X24',
    at: 'ResourceConfig',
    member: 'KeepAlivePeriodInSeconds',
    holds: ({ KeepAlivePeriodInSeconds: period = 0, InstanceGroups }) => period === 0 || InstanceGroups === undefined,
    message: 'must not be given with InstanceGroups',
    source: `${GUIDE}train-warm-pools.html`,
  },
  {
    id: 'SpotWithoutCheckpoints',
    row: 'TJ-X26',
    member: 'CheckpointConfig',
    severity: 'warning',
    holds: (job) => job.EnableManagedSpotTraining !== true || job.CheckpointConfig !== undefined,
    message: 'is missing: an interrupted spot instance starts from the beginning',
    source: `${GUIDE}model-managed-spot-training.html`,
  },
  {
    id: 'OutputKeyForDirectoryBucket',
    row: 'TJ-X27',
    at: 'OutputDataConfig',
    member: 'KmsKeyId',
    holds: (output) => !output.KmsKeyId || !/^s3:\/\/[^/]*--x-s3(\/|$)/.test(output.S3OutputPath),
    message: 'must not be given for a directory bucket (S3 Express One Zone)',
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
    AlgorithmSpecification: 'MissingAlgorithm', ResourceConfig: 'MissingResources', StoppingCondition: 'MissingStoppingCondition',
  }).map(([member, id]): Rule => ({
    id,
    row: 'TJ-X36',
    member,
    holds: (job) => job.ServerlessJobConfig !== undefined || job[member] !== undefined,
    message: 'is required',
    source: `${API}CreateTrainingJob.html`,
  })),
  {
    id: 'EvaluationWithoutType',
    row: 'TJ-X37',
    at: 'ServerlessJobConfig',
    member: 'EvaluationType',
    holds: (serverless) => serverless.JobType !== 'Evaluation' || serverless.EvaluationType !== undefined,
    message: 'must be given for the job type Evaluation',
    source: `${API}ServerlessJobConfig.html`,
  },
  {
    id: 'SequenceLengthOutOfRange',
    row: 'TJ-X37',
    at: 'ServerlessJobConfig',
    member: 'SequenceLength',
    holds: ({ SequenceLength: length }) => length === undefined || (parseInt(length) >= 1 && parseInt(length) <= MAX_SEQUENCE_K),
    message: `must be between 1K and ${MAX_SEQUENCE_K}K`,
    source: `${API}ServerlessJobConfig.html`,
  },
  {
    id: 'VolumeSizeOfServerlessJob',
    at: 'ResourceConfig',
    member: 'VolumeSizeInGB',
    severity: 'warning', // it may be ignored
    holds: (resources, job) => resources.VolumeSizeInGB === undefined || job.ServerlessJobConfig === undefined,
    message: 'cannot be chosen for a serverless job: the service does that',
    source: `${API}ResourceConfig.html`,
  },
  {
    id: 'InvalidProfilingInterval',
    row: 'TJ-X38',
    at: 'ProfilerConfig',
    member: 'ProfilingIntervalInMilliseconds',
    holds: ({ ProfilingIntervalInMilliseconds: interval }) => interval === undefined || PROFILING_INTERVALS.includes(interval),
    message: `must be one of ${PROFILING_INTERVALS.join(', ')}`,
    source: `${API}ProfilerConfig.html`,
  },
  ...Object.entries({
    DebugRuleConfigurations: 'DuplicateDebugRuleName', ProfilerRuleConfigurations: 'DuplicateProfilerRuleName',
  }).map(([member, id]): Rule => ({
    id,
    row: 'TJ-X39',
    member,
    holds: (job) => repeated(each(job[member], 'RuleConfigurationName')).length === 0,
    message: (job) => `must each have a RuleConfigurationName of its own, but several have ${repeated(each(job[member], 'RuleConfigurationName')).join(', ')}`,
    source: `${API}DebugRuleConfiguration.html`,
  })),
  {
    id: 'ChannelInOtherRegion',
    row: 'TJ-X40',
    at: 'InputDataConfig[]',
    member: 'DataSource',
    holds: (_channel, _job, context) => context.DataRegion === undefined || context.Region === undefined || context.DataRegion === context.Region,
    message: (_channel, _job, context) => `must be in the Region of the job, which is ${context.Region}, not in ${context.DataRegion}`,
    source: `${API}CreateTrainingJob.html`,
  },
  {
    id: 'TrainingRegistryCredentialsWithoutVpcAccess',
    row: 'TJ-X41',
    at: 'AlgorithmSpecification.TrainingImageConfig',
    member: 'TrainingRepositoryAuthConfig',
    holds: (image) => image.TrainingRepositoryAuthConfig === undefined || image.TrainingRepositoryAccessMode === 'Vpc',
    message: 'may be given only with the TrainingRepositoryAccessMode Vpc',
    source: `${API}TrainingImageConfig.html`,
  },
  {
    id: 'TrainingRegistryWithoutVpc',
    row: 'TJ-X41',
    at: 'AlgorithmSpecification.TrainingImageConfig',
    member: 'TrainingRepositoryAccessMode',
    holds: (image, job) => image.TrainingRepositoryAccessMode !== 'Vpc' || job.VpcConfig !== undefined,
    message: 'may be Vpc only if the job is in a vpc, through which it reaches the registry',
    source: `${GUIDE}docker-containers-adapt-your-own-private-registry.html`,
  },
  ...TAG_RULES,
];

function s3(channel: any): any {
  return channel.DataSource?.S3DataSource;
}

function inputMode(channel: any, job: any): string | undefined {
  return channel.InputMode ?? job.AlgorithmSpecification?.TrainingInputMode;
}

/** A serverless job may leave the mode to the service. */
function mayBePipe(channel: any, job: any): boolean {
  return [undefined, 'Pipe'].includes(inputMode(channel, job));
}

function groupNames(job: any): string[] {
  return each(job.ResourceConfig?.InstanceGroups, 'InstanceGroupName');
}

/** Preferences may share an instance count, which alone is no way to choose instances. */
function ways(resources: any): number {
  return given(resources, 'InstanceType', 'InstanceGroups', 'InstancePreferences');
}

function instanceTypes(resources: any): string[] {
  const types = ['InstanceGroups', 'InstancePreferences'].flatMap((list) => each(resources[list], 'InstanceType'));
  return [resources.InstanceType, ...types].filter((type) => type !== undefined);
}

/** Families that certainly have no disk of their own; of a family that is newer than this list, nothing is demanded. */
function isVolumeOnly(instanceType: string): boolean {
  return !hasLocalStorage(instanceType) && /^ml\.(t[23]|[mcr][45678][in]*|c4|m4|p2|p3|inf1)\./.test(instanceType);
}
