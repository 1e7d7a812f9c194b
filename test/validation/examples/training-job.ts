import { changed, Example, Examples } from './example';
import { tagged } from './model';
import { TRAINING_JOB_RULES } from '../../../src/training/rules';

export const TRAINING_JOB = {
  TrainingJobName: 'churn',
  RoleArn: 'arn:aws:iam::123456789012:role/training',
  AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
  OutputDataConfig: { S3OutputPath: 's3://bucket/models' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};
const S3 = { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/train' };
const FILES = { FileSystemId: 'fs-0123456789abcdef0', FileSystemAccessMode: 'ro', FileSystemType: 'EFS', DirectoryPath: '/train' };
const VPC = { VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] } };
const SERVERLESS = {
  ...changed(TRAINING_JOB, { AlgorithmSpecification: undefined, ResourceConfig: undefined, StoppingCondition: undefined }),
  ServerlessJobConfig: { BaseModelArn: 'arn:aws:sagemaker:us-west-2:aws:hub-content/Hub/Model/base', JobType: 'FineTuning' },
};
const GROUP = { InstanceGroupName: 'workers', InstanceType: 'ml.m5.large', InstanceCount: 1 };
const PLAN = 'arn:aws:sagemaker:eu-west-1:123456789012:training-plan/plan';
const DEBUG_RULE = { RuleEvaluatorImage: 'image:1' };

export const TRAINING_JOB_EXAMPLES: Examples = {
  operation: 'CreateTrainingJob',
  rules: TRAINING_JOB_RULES,
  examples: [
    ['AlgorithmNeedsOneSource', 'AlgorithmSpecification', job({}), job({ AlgorithmSpecification: { AlgorithmName: 'mine' } })],
    ['AlgorithmNeedsOneSource', 'AlgorithmSpecification', algorithm({}), job({ AlgorithmSpecification: { TrainingImage: undefined } })],
    ['DuplicateChannelName', 'InputDataConfig', input({}, { ChannelName: 'test' }), input({}, {})],
    ['ChannelNeedsOneDataSource', 'InputDataConfig[0].DataSource', input({}), input({ DataSource: { S3DataSource: undefined } })],
    ['ChannelNeedsOneDataSource', 'InputDataConfig[0].DataSource', changed(input(files()), VPC), changed(input(files({ S3DataSource: S3 })), VPC)],
    ['AugmentedManifestWithoutPipeMode', 'InputDataConfig[0].DataSource', input({ InputMode: 'Pipe', ...s3({ S3DataType: 'AugmentedManifestFile' }) }), input(s3({ S3DataType: 'AugmentedManifestFile' }))],
    ['AugmentedManifestWithoutPipeMode', 'InputDataConfig[0].DataSource', changed(SERVERLESS, input(s3({ S3DataType: 'AugmentedManifestFile' }), 'only')), input({ InputMode: 'FastFile', ...s3({ S3DataType: 'AugmentedManifestFile' }) })],
    ['AttributeNamesWithoutAugmentedManifest', 'InputDataConfig[0].DataSource', input({ InputMode: 'Pipe', ...s3({ S3DataType: 'AugmentedManifestFile', AttributeNames: ['a'] }) }), input(s3({ AttributeNames: ['a'] }))],
    ['GzipInFileMode', 'InputDataConfig[0].CompressionType', input({ InputMode: 'Pipe', CompressionType: 'Gzip' }), input({ CompressionType: 'Gzip' })],
    ['GzipInFastFileMode', 'InputDataConfig[0].CompressionType', input({ InputMode: 'FastFile', CompressionType: 'None' }), input({ InputMode: 'FastFile', CompressionType: 'Gzip' })],
    ['GzipInFileMode', 'InputDataConfig[0].CompressionType', input({ CompressionType: 'None' }), input({ InputMode: 'File', CompressionType: 'Gzip' })],
    ['RecordIoInFileMode', 'InputDataConfig[0].RecordWrapperType', input({ InputMode: 'FastFile', RecordWrapperType: 'RecordIO' }), input({ RecordWrapperType: 'RecordIO' })],
    ['FileSystemWithoutVpc', 'InputDataConfig[0].DataSource', changed(input(files()), VPC), input(files())],
    ['ResourcesNeedOneInstanceChoice', 'ResourceConfig', job({}), job({ ResourceConfig: { InstanceType: undefined } })],
    ['ResourcesNeedOneInstanceChoice', 'ResourceConfig', resources({ InstanceGroups: [GROUP] }), resources({ InstanceGroups: [GROUP], InstanceType: 'ml.m5.large' })],
    ['ResourcesNeedOneInstanceChoice', 'ResourceConfig', preferring({}), preferring({}, { InstanceGroups: [GROUP] })],
    ['ResourcesNeedOneInstanceChoice', 'ResourceConfig', changed(SERVERLESS, { ResourceConfig: {} }), resources({})],
    ['InstanceCountWithInstanceGroups', 'ResourceConfig.InstanceCount', resources({ InstanceGroups: [GROUP] }), resources({ InstanceGroups: [GROUP], InstanceCount: 1 })],
    ['InstancePreferencesWithPlacement', 'ResourceConfig.InstancePreferences', preferring({}), preferring({}, { InstancePlacementConfig: {} })],
    ['InstancePreferencesWithSpot', 'ResourceConfig.InstancePreferences', preferring({}), changed(preferring({}), spot())],
    ['DuplicatePreferredInstanceType', 'ResourceConfig.InstancePreferences', preferring({}, {}, 'ml.m5.xlarge'), preferring({}, {}, 'ml.m5.large')],
    ['InstanceCountOfSomePreferences', 'ResourceConfig.InstancePreferences', preferring({ InstanceCount: undefined }, { InstanceCount: 2 }), preferring({ InstanceCount: undefined })],
    ['InstanceCountOfSomePreferences', 'ResourceConfig.InstancePreferences', preferring({}), preferring({}, { InstanceCount: 2 })],
    ['TrainingPlanWithPreferredPlans', 'ResourceConfig.TrainingPlanArn', preferring({ TrainingPlanArns: [PLAN] }), preferring({ TrainingPlanArns: [PLAN] }, { TrainingPlanArn: PLAN })],
    ['UnknownInstanceGroup', 'InputDataConfig[0].DataSource', grouped('workers'), grouped('others')],
    ['SelectedInstanceInRequest', 'ResourceConfig.SelectedInstanceType', job({}), job({ ResourceConfig: { SelectedInstanceType: 'ml.m5.large' } })],
    ['InstancesWithoutVolume', 'ResourceConfig.VolumeSizeInGB', job({}), job({ ResourceConfig: { VolumeSizeInGB: undefined } })],
    ['InstancesWithoutVolume', 'ResourceConfig.VolumeSizeInGB', job({ ResourceConfig: { InstanceType: 'ml.g5.xlarge', VolumeSizeInGB: undefined } }), job({ ResourceConfig: { InstanceType: 'ml.p3.2xlarge', VolumeSizeInGB: undefined } })],
    ['TrainingKeyWithLocalStorage', 'ResourceConfig.VolumeKmsKeyId', job({ ResourceConfig: { VolumeKmsKeyId: 'key' } }), job({ ResourceConfig: { VolumeKmsKeyId: 'key', InstanceType: 'ml.g5.xlarge' } })],
    ['ZeroTrainingInstances', 'ResourceConfig.InstanceCount', job({}), job({ ResourceConfig: { InstanceCount: 0 } })],
    ['MaxWaitBelowMaxRuntime', 'StoppingCondition.MaxWaitTimeInSeconds', job({ StoppingCondition: { MaxWaitTimeInSeconds: 3600 } }), job({ StoppingCondition: { MaxWaitTimeInSeconds: 3599 } })],
    ['SpotWithoutMaxWait', 'StoppingCondition.MaxWaitTimeInSeconds', job(spot()), changed(job(spot()), { StoppingCondition: { MaxWaitTimeInSeconds: undefined } })],
    ['LongWaitWithoutCheckpoints', 'StoppingCondition.MaxWaitTimeInSeconds', algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3600 } }), algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3601 } })],
    ['LongWaitWithoutCheckpoints', 'StoppingCondition.MaxWaitTimeInSeconds',
      algorithm({ CheckpointConfig: { S3Uri: 's3://b/c' }, StoppingCondition: { MaxWaitTimeInSeconds: 3601 } }), algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3601 } })],
    ['MaxRuntimeAbove28Days', 'StoppingCondition.MaxRuntimeInSeconds', job({ StoppingCondition: { MaxRuntimeInSeconds: 2419200 } }), job({ StoppingCondition: { MaxRuntimeInSeconds: 2419201 } })],
    ['KeepAliveWithSpot', 'ResourceConfig.KeepAlivePeriodInSeconds', kept(60), changed(kept(60), spot())],
    ['KeepAliveWithInstanceGroups', 'ResourceConfig.KeepAlivePeriodInSeconds',
      resources({ InstanceGroups: [GROUP], KeepAlivePeriodInSeconds: 0 }), resources({ InstanceGroups: [GROUP], KeepAlivePeriodInSeconds: 60 })],
    ['SpotWithoutCheckpoints', 'CheckpointConfig', job(spot()), job({ ...spot(), CheckpointConfig: undefined })],
    ['OutputKeyForDirectoryBucket', 'OutputDataConfig.KmsKeyId', output('s3://bucket/x--x-s3', 'key'), output('s3://bucket--euw1-az1--x-s3/models', 'key')],
    ['OutputKeyForDirectoryBucket', 'OutputDataConfig.KmsKeyId', output('s3://bucket--euw1-az1--x-s3'), output('s3://bucket--euw1-az1--x-s3', 'key')],
    ['TrafficEncryptionOnSingleInstance', 'EnableInterContainerTrafficEncryption', job({ EnableInterContainerTrafficEncryption: true }), job({ EnableInterContainerTrafficEncryption: true, ResourceConfig: { InstanceCount: 1 } })],
    ['MissingAlgorithm', 'AlgorithmSpecification', SERVERLESS, job({ AlgorithmSpecification: undefined })],
    ['MissingResources', 'ResourceConfig', SERVERLESS, job({ ResourceConfig: undefined })],
    ['MissingStoppingCondition', 'StoppingCondition', SERVERLESS, job({ StoppingCondition: undefined })],
    ['EvaluationWithoutType', 'ServerlessJobConfig.EvaluationType', serverless({ JobType: 'Evaluation', EvaluationType: 'BenchmarkEvaluation' }), serverless({ JobType: 'Evaluation' })],
    ['SequenceLengthOutOfRange', 'ServerlessJobConfig.SequenceLength', serverless({ SequenceLength: '1K' }), serverless({ SequenceLength: '0K' })],
    ['SequenceLengthOutOfRange', 'ServerlessJobConfig.SequenceLength', serverless({ SequenceLength: '1024K' }), serverless({ SequenceLength: '1025K' })],
    ['VolumeSizeOfServerlessJob', 'ResourceConfig.VolumeSizeInGB', changed(SERVERLESS, { ResourceConfig: {} }), changed(SERVERLESS, { ResourceConfig: { VolumeSizeInGB: 30 } })],
    ...[100, 200, 500, 1000, 5000, 60000].map((interval): Example => ['InvalidProfilingInterval', 'ProfilerConfig.ProfilingIntervalInMilliseconds', profiled(interval), profiled(interval + 1)]),
    ['DuplicateDebugRuleName', 'DebugRuleConfigurations', checked('DebugRuleConfigurations', 'a', 'b'), checked('DebugRuleConfigurations', 'a', 'a')],
    ['DuplicateProfilerRuleName', 'ProfilerRuleConfigurations', checked('ProfilerRuleConfigurations', 'a', 'b'), checked('ProfilerRuleConfigurations', 'a', 'a')],
    ['ChannelInOtherRegion', 'InputDataConfig[0].DataSource', inRegions('eu-west-1', 'eu-west-1'), inRegions('eu-west-1', 'us-east-1')],
    ['TrainingRegistryCredentialsWithoutVpcAccess', 'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAuthConfig', changed(registry('Vpc', true), VPC), registry('Platform', true)],
    ['TrainingRegistryWithoutVpc', 'AlgorithmSpecification.TrainingImage', registry('Platform'), registry('Vpc')],
    ['DuplicateTagKey', 'Tags', tagged(TRAINING_JOB, 'a', 'b'), tagged(TRAINING_JOB, 'a', 'a')],
  ],
};

function job(changes: object): object {
  return changed(TRAINING_JOB, changes);
}

function algorithm(changes: object): object {
  return changed(job({ AlgorithmSpecification: { TrainingImage: undefined, AlgorithmName: 'mine' } }), changes);
}

function input(...channels: (object | 'only')[]): object {
  const InputDataConfig = channels.filter((channel) => channel !== 'only')
    .map((channel) => changed({ ChannelName: 'train', DataSource: { S3DataSource: S3 } }, channel));
  return channels.includes('only') ? { InputDataConfig } : job({ InputDataConfig });
}

function inRegions(Region: string, ofBucket: string): object {
  return changed(input({ DataRegion: ofBucket }), { Region });
}

function s3(changes: object): object {
  return { DataSource: { S3DataSource: { ...S3, ...changes } } };
}

function files(others: object = { S3DataSource: undefined }): object {
  return { DataSource: { FileSystemDataSource: FILES, ...others } };
}

function resources(ResourceConfig: object): object {
  return job({ ResourceConfig: { InstanceType: undefined, InstanceCount: undefined, ...ResourceConfig } });
}

function preferring(preference: object, more: object = {}, ...types: string[]): object {
  const InstancePreferences = ['ml.m5.large', ...types].map((InstanceType) => changed({ InstanceType, InstanceCount: 1 }, preference));
  return resources({ InstancePreferences, ...more });
}

function grouped(...InstanceGroupNames: string[]): object {
  return changed(resources({ InstanceGroups: [GROUP] }), input(s3({ InstanceGroupNames }), 'only'));
}

function spot(): object {
  return { EnableManagedSpotTraining: true, CheckpointConfig: { S3Uri: 's3://b/c' }, StoppingCondition: { MaxWaitTimeInSeconds: 7200 } };
}

function kept(KeepAlivePeriodInSeconds: number): object {
  return job({ ResourceConfig: { KeepAlivePeriodInSeconds } });
}

function output(S3OutputPath: string, KmsKeyId?: string): object {
  return job({ OutputDataConfig: { S3OutputPath, KmsKeyId } });
}

function serverless(ServerlessJobConfig: object): object {
  return changed(SERVERLESS, { ServerlessJobConfig });
}

function profiled(ProfilingIntervalInMilliseconds: number): object {
  return job({ ProfilerConfig: { ProfilingIntervalInMilliseconds } });
}

function checked(member: string, ...names: string[]): object {
  return job({ [member]: names.map((RuleConfigurationName) => ({ ...DEBUG_RULE, RuleConfigurationName })) });
}

function registry(TrainingRepositoryAccessMode: string, credentials: boolean = false): object {
  const login = { TrainingRepositoryCredentialsProviderArn: 'arn:aws:lambda:eu-west-1:123456789012:function:login' };
  const TrainingImageConfig = { TrainingRepositoryAccessMode, ...credentials && { TrainingRepositoryAuthConfig: login } };
  return job({ AlgorithmSpecification: { TrainingImageConfig } });
}
