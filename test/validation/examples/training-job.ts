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
    ['TJ-X1', 'AlgorithmSpecification.TrainingImage', job({}), job({ AlgorithmSpecification: { AlgorithmName: 'mine' } })],
    ['TJ-X1', 'AlgorithmSpecification.TrainingImage', algorithm({}), job({ AlgorithmSpecification: { TrainingImage: undefined } })],
    ['TJ-X4', 'InputDataConfig', input({}, { ChannelName: 'test' }), input({}, {})],
    ['TJ-X5', 'InputDataConfig[0].DataSource', input({}), input({ DataSource: { S3DataSource: undefined } })],
    ['TJ-X5', 'InputDataConfig[0].DataSource', changed(input(files()), VPC), changed(input(files({ S3DataSource: S3 })), VPC)],
    ['TJ-X6', 'InputDataConfig[0].DataSource', input({ InputMode: 'Pipe', ...s3({ S3DataType: 'AugmentedManifestFile' }) }), input(s3({ S3DataType: 'AugmentedManifestFile' }))],
    ['TJ-X6', 'InputDataConfig[0].DataSource', changed(SERVERLESS, input(s3({ S3DataType: 'AugmentedManifestFile' }), 'only')), input({ InputMode: 'FastFile', ...s3({ S3DataType: 'AugmentedManifestFile' }) })],
    ['TJ-X7', 'InputDataConfig[0].DataSource', input({ InputMode: 'Pipe', ...s3({ S3DataType: 'AugmentedManifestFile', AttributeNames: ['a'] }) }), input(s3({ AttributeNames: ['a'] }))],
    ['TJ-X8', 'InputDataConfig[0].CompressionType', input({ InputMode: 'Pipe', CompressionType: 'Gzip' }), input({ CompressionType: 'Gzip' })],
    ['FastFileCompression', 'InputDataConfig[0].CompressionType', input({ InputMode: 'FastFile', CompressionType: 'None' }), input({ InputMode: 'FastFile', CompressionType: 'Gzip' })],
    ['TJ-X8', 'InputDataConfig[0].CompressionType', input({ CompressionType: 'None' }), input({ InputMode: 'File', CompressionType: 'Gzip' })],
    ['TJ-X9', 'InputDataConfig[0].RecordWrapperType', input({ InputMode: 'FastFile', RecordWrapperType: 'RecordIO' }), input({ RecordWrapperType: 'RecordIO' })],
    ['TJ-X10', 'InputDataConfig[0].DataSource', changed(input(files()), VPC), input(files())],
    ['TJ-X11', 'ResourceConfig.InstanceType', job({}), job({ ResourceConfig: { InstanceType: undefined } })],
    ['TJ-X11', 'ResourceConfig.InstanceType', resources({ InstanceGroups: [GROUP] }), resources({ InstanceGroups: [GROUP], InstanceType: 'ml.m5.large' })],
    ['TJ-X11', 'ResourceConfig.InstanceType', preferring({}), preferring({}, { InstanceGroups: [GROUP] })],
    ['TJ-X11', 'ResourceConfig.InstanceType', changed(SERVERLESS, { ResourceConfig: {} }), resources({})],
    ['TJ-X11', 'ResourceConfig.InstanceCount', resources({ InstanceGroups: [GROUP] }), resources({ InstanceGroups: [GROUP], InstanceCount: 1 })],
    ['TJ-X12', 'ResourceConfig.InstancePreferences', preferring({}), preferring({}, { InstancePlacementConfig: {} })],
    ['TJ-X12', 'ResourceConfig.InstancePreferences', preferring({}), changed(preferring({}), spot())],
    ['TJ-X12', 'ResourceConfig.InstancePreferences', preferring({}, {}, 'ml.m5.xlarge'), preferring({}, {}, 'ml.m5.large')],
    ['TJ-X12', 'ResourceConfig.InstancePreferences', preferring({ InstanceCount: undefined }, { InstanceCount: 2 }), preferring({ InstanceCount: undefined })],
    ['TJ-X12', 'ResourceConfig.InstancePreferences', preferring({}), preferring({}, { InstanceCount: 2 })],
    ['TJ-X12', 'ResourceConfig.TrainingPlanArn', preferring({ TrainingPlanArns: [PLAN] }), preferring({ TrainingPlanArns: [PLAN] }, { TrainingPlanArn: PLAN })],
    ['TJ-X13', 'InputDataConfig[0].DataSource', grouped('workers'), grouped('others')],
    ['TJ-X14', 'ResourceConfig.SelectedInstanceType', job({}), job({ ResourceConfig: { SelectedInstanceType: 'ml.m5.large' } })],
    ['TJ-X15', 'ResourceConfig.VolumeSizeInGB', job({}), job({ ResourceConfig: { VolumeSizeInGB: undefined } })],
    ['TJ-X15', 'ResourceConfig.VolumeSizeInGB', job({ ResourceConfig: { InstanceType: 'ml.g5.xlarge', VolumeSizeInGB: undefined } }), job({ ResourceConfig: { InstanceType: 'ml.p3.2xlarge', VolumeSizeInGB: undefined } })],
    ['TJ-X17', 'ResourceConfig.VolumeKmsKeyId', job({ ResourceConfig: { VolumeKmsKeyId: 'key' } }), job({ ResourceConfig: { VolumeKmsKeyId: 'key', InstanceType: 'ml.g5.xlarge' } })],
    ['TJ-X18', 'ResourceConfig.InstanceCount', job({}), job({ ResourceConfig: { InstanceCount: 0 } })],
    ['TJ-X19', 'StoppingCondition.MaxWaitTimeInSeconds', job({ StoppingCondition: { MaxWaitTimeInSeconds: 3600 } }), job({ StoppingCondition: { MaxWaitTimeInSeconds: 3599 } })],
    ['TJ-X19', 'StoppingCondition.MaxWaitTimeInSeconds', job(spot()), changed(job(spot()), { StoppingCondition: { MaxWaitTimeInSeconds: undefined } })],
    ['TJ-X20', 'StoppingCondition.MaxWaitTimeInSeconds', algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3600 } }), algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3601 } })],
    ['TJ-X20', 'StoppingCondition.MaxWaitTimeInSeconds',
      algorithm({ CheckpointConfig: { S3Uri: 's3://b/c' }, StoppingCondition: { MaxWaitTimeInSeconds: 3601 } }), algorithm({ StoppingCondition: { MaxWaitTimeInSeconds: 3601 } })],
    ['TJ-X21', 'StoppingCondition.MaxRuntimeInSeconds', job({ StoppingCondition: { MaxRuntimeInSeconds: 2419200 } }), job({ StoppingCondition: { MaxRuntimeInSeconds: 2419201 } })],
    ['TJ-X24', 'ResourceConfig.KeepAlivePeriodInSeconds', kept(60), changed(kept(60), spot())],
    ['TJ-X24', 'ResourceConfig.KeepAlivePeriodInSeconds',
      resources({ InstanceGroups: [GROUP], KeepAlivePeriodInSeconds: 0 }), resources({ InstanceGroups: [GROUP], KeepAlivePeriodInSeconds: 60 })],
    ['TJ-X26', 'CheckpointConfig', job(spot()), job({ ...spot(), CheckpointConfig: undefined })],
    ['TJ-X27', 'OutputDataConfig.KmsKeyId', output('s3://bucket/x--x-s3', 'key'), output('s3://bucket--euw1-az1--x-s3/models', 'key')],
    ['TJ-X27', 'OutputDataConfig.KmsKeyId', output('s3://bucket--euw1-az1--x-s3'), output('s3://bucket--euw1-az1--x-s3', 'key')],
    ['TJ-X28', 'EnableInterContainerTrafficEncryption', job({ EnableInterContainerTrafficEncryption: true }), job({ EnableInterContainerTrafficEncryption: true, ResourceConfig: { InstanceCount: 1 } })],
    ...['AlgorithmSpecification', 'ResourceConfig', 'StoppingCondition'].map((member): Example => ['TJ-X36', member, SERVERLESS, job({ [member]: undefined })]),
    ['TJ-X37', 'ServerlessJobConfig.EvaluationType', serverless({ JobType: 'Evaluation', EvaluationType: 'BenchmarkEvaluation' }), serverless({ JobType: 'Evaluation' })],
    ['TJ-X37', 'ServerlessJobConfig.SequenceLength', serverless({ SequenceLength: '1K' }), serverless({ SequenceLength: '0K' })],
    ['TJ-X37', 'ServerlessJobConfig.SequenceLength', serverless({ SequenceLength: '1024K' }), serverless({ SequenceLength: '1025K' })],
    ['ServerlessJobVolume', 'ResourceConfig.VolumeSizeInGB', changed(SERVERLESS, { ResourceConfig: {} }), changed(SERVERLESS, { ResourceConfig: { VolumeSizeInGB: 30 } })],
    ...[100, 200, 500, 1000, 5000, 60000].map((interval): Example => ['TJ-X38', 'ProfilerConfig.ProfilingIntervalInMilliseconds', profiled(interval), profiled(interval + 1)]),
    ...['DebugRuleConfigurations', 'ProfilerRuleConfigurations'].map((member): Example => ['TJ-X39', member, checked(member, 'a', 'b'), checked(member, 'a', 'a')]),
    ['TJ-X40', 'InputDataConfig[0].DataSource', inRegions('eu-west-1', 'eu-west-1'), inRegions('eu-west-1', 'us-east-1')],
    ['TJ-X41', 'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAuthConfig', changed(registry('Vpc', true), VPC), registry('Platform', true)],
    ['TJ-X41', 'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAccessMode', registry('Platform'), registry('Vpc')],
    ['EP-X24', 'Tags', tagged(TRAINING_JOB, 'a', 'b'), tagged(TRAINING_JOB, 'a', 'a')],
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
  return changed(input({ Region: ofBucket }), { Region });
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
