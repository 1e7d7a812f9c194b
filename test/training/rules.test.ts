import { TRAINING_JOB_RULES } from '../../src/training/rules';
import { RuleCase, testRules } from '../support/rules';

const AUGMENTED = 'AugmentedManifestFile';

testRules(TRAINING_JOB_RULES, [
  ['TJ-X1', 'the algorithm is one image', algorithm({ TrainingImage: 'i' }), algorithm({ TrainingImage: 'i', AlgorithmName: 'a' })],
  ['TJ-X1', 'the algorithm has a name', algorithm({ AlgorithmName: 'a' }), algorithm({})],
  ['TJ-X4', 'channels differ in their names', channels({ ChannelName: 'a' }, { ChannelName: 'b' }), channels({ ChannelName: 'a' }, { ChannelName: 'a' })],
  ['TJ-X5', 'a channel has one source', source({ S3DataSource: {} }), source({ S3DataSource: {}, FileSystemDataSource: {} })],
  ['TJ-X5', 'a channel has a source', source({ DatasetSource: {} }), source({})],
  ['TJ-X6', 'an augmented manifest is piped', s3({ S3DataType: AUGMENTED }, { InputMode: 'Pipe' }), s3({ S3DataType: AUGMENTED }, { InputMode: 'File' })],
  ['TJ-X6', 'an augmented manifest is piped as the whole job is', { ...s3({ S3DataType: AUGMENTED }), ...algorithm({ TrainingInputMode: 'Pipe' }) },
    { ...s3({ S3DataType: AUGMENTED }), ...algorithm({ TrainingInputMode: 'FastFile' }) }],
  ['TJ-X7', 'attributes are of an augmented manifest', s3({ S3DataType: AUGMENTED, AttributeNames: ['a'] }), s3({ S3DataType: 'S3Prefix', AttributeNames: ['a'] })],
  ['TJ-X8', 'what is compressed is piped', channels({ CompressionType: 'Gzip', InputMode: 'Pipe' }), channels({ CompressionType: 'Gzip', InputMode: 'File' })],
  ['TJ-X8', 'files are not compressed', channels({ CompressionType: 'None', InputMode: 'File' }), channels({ CompressionType: 'Gzip' })],
  ['TJ-X9', 'files are not wrapped', channels({ RecordWrapperType: 'RecordIO', InputMode: 'Pipe' }), channels({ RecordWrapperType: 'RecordIO', InputMode: 'File' })],
  ['TJ-X10', 'file systems are reached through a vpc', { ...source({ FileSystemDataSource: {} }), VpcConfig: {} }, source({ FileSystemDataSource: {} })],
  ['TJ-X11', 'instances are chosen in one way', resources({ InstanceType: 't' }), resources({ InstanceType: 't', InstanceGroups: [] })],
  ['TJ-X11', 'instances are chosen', resources({ InstancePreferences: [] }), resources({ InstanceCount: 1 })],
  ['TJ-X12', 'preferences are not placed', resources({ InstancePreferences: [] }), resources({ InstancePreferences: [], InstancePlacementConfig: {} })],
  ['TJ-X12', 'preferences are not for spot training', { ...resources({ InstancePreferences: [] }), EnableManagedSpotTraining: false },
    { ...resources({ InstancePreferences: [] }), EnableManagedSpotTraining: true }],
  ['TJ-X12', 'preferences differ in their types', preferred({}, { InstanceType: 'a', InstanceCount: 1 }, { InstanceType: 'b', InstanceCount: 1 }),
    preferred({}, { InstanceType: 'a', InstanceCount: 1 }, { InstanceType: 'a', InstanceCount: 1 })],
  ['TJ-X12', 'preferences share a count', preferred({ InstanceCount: 2 }, { InstanceType: 'a' }), preferred({ InstanceCount: 2 }, { InstanceType: 'a', InstanceCount: 1 })],
  ['TJ-X12', 'preferences have a count', preferred({}, { InstanceType: 'a', InstanceCount: 1 }), preferred({}, { InstanceType: 'a' })],
  ['TJ-X12', 'training plans are named once', preferred({ TrainingPlanArn: 'p', InstanceCount: 1 }, { InstanceType: 'a' }),
    preferred({ TrainingPlanArn: 'p', InstanceCount: 1 }, { InstanceType: 'a', TrainingPlanArns: ['p'] })],
  ['TJ-X13', 'channels name groups that there are', grouped('a', 'a', 'b'), grouped('c', 'a', 'b')],
  ['TJ-X13', 'channels name groups of a job that has some', grouped('a', 'a'), grouped('a')],
  ['TJ-X14', 'answers are not sent', resources({}), resources({ SelectedInstanceType: 't' })],
  ...['ml.m5.large', 'ml.c5.xlarge', 'ml.r5.large', 'ml.p3.2xlarge', 'ml.t3.medium', 'ml.m6i.large', 'ml.c5n.xlarge'].map((InstanceType): RuleCase => [
    'TJ-X15', `${InstanceType} has a volume`, resources({ InstanceType, VolumeSizeInGB: 1 }), resources({ InstanceType }),
  ]),
  ...['ml.g5.xlarge', 'ml.p4d.24xlarge', 'ml.newer.large'].map((InstanceType): RuleCase => [
    'TJ-X15', `${InstanceType} needs no volume`, resources({ InstanceType }), resources({ InstanceType: 'ml.m5.large' }),
  ]),
  ['TJ-X15', 'groups have a volume', resources({ InstanceGroups: [{ InstanceType: 'ml.g5.xlarge' }] }), resources({ InstanceGroups: [{ InstanceType: 'ml.m5.large' }] })],
  ['TJ-X17', 'disks of instances have their own key', resources({ InstanceType: 'ml.m5.large', VolumeKmsKeyId: 'k' }),
    resources({ InstanceType: 'ml.g5.xlarge', VolumeKmsKeyId: 'k' })],
  ['TJ-X18', 'there are instances', resources({ InstanceCount: 1 }), resources({ InstanceCount: 0 })],
  ['TJ-X19', 'waiting includes running', stopping({ MaxWaitTimeInSeconds: 2, MaxRuntimeInSeconds: 2 }), stopping({ MaxWaitTimeInSeconds: 1, MaxRuntimeInSeconds: 2 })],
  ['TJ-X19', 'spot training says how long to wait', { ...stopping({ MaxWaitTimeInSeconds: 1 }), EnableManagedSpotTraining: true },
    { ...stopping({}), EnableManagedSpotTraining: true }],
  ['TJ-X20', 'an algorithm by name without checkpoints waits an hour', { ...stopping({ MaxWaitTimeInSeconds: 3600 }), ...algorithm({ AlgorithmName: 'a' }) },
    { ...stopping({ MaxWaitTimeInSeconds: 3601 }), ...algorithm({ AlgorithmName: 'a' }) }],
  ['TJ-X20', 'checkpoints allow to wait', { ...stopping({ MaxWaitTimeInSeconds: 3601 }), ...algorithm({ AlgorithmName: 'a' }), CheckpointConfig: {} },
    { ...stopping({ MaxWaitTimeInSeconds: 3601 }), ...algorithm({ AlgorithmName: 'a' }) }],
  ['TJ-X21', 'a job runs for 28 days', stopping({ MaxRuntimeInSeconds: 2_419_200 }), stopping({ MaxRuntimeInSeconds: 2_419_201 })],
  ['TJ-X24', 'spot instances are not kept', { ...resources({ KeepAlivePeriodInSeconds: 0 }), EnableManagedSpotTraining: true },
    { ...resources({ KeepAlivePeriodInSeconds: 60 }), EnableManagedSpotTraining: true }],
  ['TJ-X24', 'groups are not kept', resources({ KeepAlivePeriodInSeconds: 60 }), resources({ KeepAlivePeriodInSeconds: 60, InstanceGroups: [] })],
  ['TJ-X26', 'spot training has checkpoints', { EnableManagedSpotTraining: true, CheckpointConfig: {} }, { EnableManagedSpotTraining: true }],
  ['TJ-X28', 'several instances encrypt what they send', { ...resources({ InstanceCount: 2 }), EnableInterContainerTrafficEncryption: true },
    { ...resources({ InstanceCount: 1 }), EnableInterContainerTrafficEncryption: true }],
  ...['AlgorithmSpecification', 'ResourceConfig', 'StoppingCondition'].flatMap((member): RuleCase[] => [
    ['TJ-X36', `${member} is given`, { AlgorithmSpecification: {}, ResourceConfig: {}, StoppingCondition: {} },
      { AlgorithmSpecification: {}, ResourceConfig: {}, StoppingCondition: {}, [member]: undefined }],
  ]),
  ['TJ-X36', 'a serverless job needs none of them', { ServerlessJobConfig: {} }, {}],
  ['TJ-X37', 'an evaluation has a type', { ServerlessJobConfig: { JobType: 'Evaluation', EvaluationType: 't' } }, { ServerlessJobConfig: { JobType: 'Evaluation' } }],
  ...[100, 200, 500, 1000, 5000, 60_000].map((interval): RuleCase => ['TJ-X38', `profiles are taken every ${interval} ms`, profiled(interval), profiled(interval + 1)]),
  ...['DebugRuleConfigurations', 'ProfilerRuleConfigurations'].map((list): RuleCase => [
    'TJ-X39', `names differ in ${list}`, { [list]: [{ RuleConfigurationName: 'a' }, { RuleConfigurationName: 'b' }] },
    { [list]: [{ RuleConfigurationName: 'a' }, { RuleConfigurationName: 'a' }] },
  ]),
  ['TJ-X41', 'credentials are for a registry in a vpc', { ...image({ TrainingRepositoryAccessMode: 'Vpc', TrainingRepositoryAuthConfig: {} }), VpcConfig: {} },
    image({ TrainingRepositoryAccessMode: 'Platform', TrainingRepositoryAuthConfig: {} })],
  ['TJ-X41', 'a registry in a vpc is reached through the job\'s', { ...image({ TrainingRepositoryAccessMode: 'Vpc' }), VpcConfig: {} },
    image({ TrainingRepositoryAccessMode: 'Vpc' })],
]);

function algorithm(AlgorithmSpecification: object): object {
  return { AlgorithmSpecification };
}

function image(TrainingImageConfig: object): object {
  return algorithm({ TrainingImageConfig });
}

function channels(...InputDataConfig: object[]): object {
  return { InputDataConfig };
}

function source(DataSource: object, channel: object = {}): object {
  return channels({ DataSource, ...channel });
}

function s3(S3DataSource: object, channel?: object): object {
  return source({ S3DataSource }, channel);
}

function resources(ResourceConfig: object): object {
  return { ResourceConfig };
}

function preferred(more: object, ...InstancePreferences: object[]): object {
  return resources({ InstancePreferences, ...more });
}

function grouped(name: string, ...names: string[]): object {
  const InstanceGroups = names.map((InstanceGroupName) => ({ InstanceGroupName }));
  return { ...s3({ InstanceGroupNames: [name] }), ...resources({ InstanceGroups }) };
}

function stopping(StoppingCondition: object): object {
  return { StoppingCondition };
}

function profiled(ProfilingIntervalInMilliseconds: number): object {
  return { ProfilerConfig: { ProfilingIntervalInMilliseconds } };
}
