import { copy, distinct, distinctTags, oneOf, renamed } from './common';
import { hasLocalStorage } from '../../../src/validation/predicates';

const INTERVALS = [100, 200, 500, 1000, 5000, 60_000];
const MONTH = 28 * 24 * 3600;

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validTrainingJob(request: any): any {
  const job = copy(request);
  if (!job.ServerlessJobConfig) {
    job.AlgorithmSpecification ??= { TrainingImage: 'image:1', TrainingInputMode: 'File' };
    job.ResourceConfig ??= { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 };
    job.StoppingCondition ??= {};
  } else {
    makeValidServerless(job.ServerlessJobConfig);
  }
  if (job.AlgorithmSpecification) { makeValidAlgorithm(job.AlgorithmSpecification, job); }
  if (job.ResourceConfig) { makeValidResources(job.ResourceConfig, job); }
  job.InputDataConfig?.forEach((channel: any) => makeValidChannel(channel, job));
  if (job.StoppingCondition) { makeValidStopping(job.StoppingCondition, job); }
  if (/^s3:\/\/[^/]*--x-s3(\/|$)/.test(job.OutputDataConfig.S3OutputPath)) { delete job.OutputDataConfig.KmsKeyId; }
  const profiler = job.ProfilerConfig;
  if (profiler?.ProfilingIntervalInMilliseconds !== undefined) {
    profiler.ProfilingIntervalInMilliseconds = oneOf(INTERVALS, profiler.ProfilingIntervalInMilliseconds);
  }
  for (const list of ['DebugRuleConfigurations', 'ProfilerRuleConfigurations']) {
    if (job[list]) { job[list] = renamed(job[list], 'RuleConfigurationName', 'rule'); }
  }
  return distinctTags(job);
}

function makeValidServerless(serverless: any): void {
  if (serverless.JobType === 'Evaluation') { serverless.EvaluationType ??= 'BenchmarkEvaluation'; }
  if (serverless.SequenceLength !== undefined) { serverless.SequenceLength = oneOf(['1K', '8K', '1024K'], serverless.SequenceLength.length); }
}

function makeValidAlgorithm(algorithm: any, job: any): void {
  if (algorithm.TrainingImage !== undefined) { delete algorithm.AlgorithmName; } else { algorithm.AlgorithmName ??= 'mine'; }
  const image = algorithm.TrainingImageConfig;
  if (image && !job.VpcConfig) { image.TrainingRepositoryAccessMode = 'Platform'; }
  if (image?.TrainingRepositoryAccessMode === 'Platform') { delete image.TrainingRepositoryAuthConfig; }
}

function makeValidResources(resources: any, job: any): void {
  delete resources.SelectedInstanceType;
  delete resources.SelectedInstanceCount;
  if (resources.InstancePreferences && !resources.InstancePlacementConfig && !job.EnableManagedSpotTraining) {
    delete resources.InstanceType;
    delete resources.InstanceGroups;
    resources.InstancePreferences = distinct(resources.InstancePreferences, 'InstanceType');
    for (const preference of resources.InstancePreferences) {
      preference.InstanceCount = resources.InstanceCount === undefined ? 1 : undefined;
      if (resources.TrainingPlanArn) { delete preference.TrainingPlanArns; }
    }
  } else {
    delete resources.InstancePreferences;
    if (resources.InstanceGroups) {
      delete resources.InstanceType;
      delete resources.InstanceCount;
    } else {
      resources.InstanceType ??= 'ml.m5.large';
    }
  }
  const types = [resources, ...resources.InstanceGroups ?? [], ...resources.InstancePreferences ?? []].map(({ InstanceType }) => InstanceType);
  if (types.some((type) => type && hasLocalStorage(type))) { delete resources.VolumeKmsKeyId; }
  if (job.ServerlessJobConfig) { delete resources.VolumeSizeInGB; } else { resources.VolumeSizeInGB ??= 30; }
  if (job.EnableManagedSpotTraining || resources.InstanceGroups) { delete resources.KeepAlivePeriodInSeconds; }
}

function makeValidChannel(channel: any, job: any): void {
  const source = channel.DataSource;
  const [kind] = Object.keys(source).filter((name) => source[name] !== undefined && (name !== 'FileSystemDataSource' || job.VpcConfig));
  channel.DataSource = kind ? { [kind]: source[kind] } : { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/p' } };
  const s3 = channel.DataSource.S3DataSource;
  const mode = channel.InputMode ?? job.AlgorithmSpecification?.TrainingInputMode;
  if (mode !== 'Pipe' && channel.CompressionType) { channel.CompressionType = 'None'; }
  if (mode === 'File' && channel.RecordWrapperType) { channel.RecordWrapperType = 'None'; }
  if (s3?.S3DataType === 'AugmentedManifestFile' && mode !== 'Pipe') { s3.S3DataType = 'ManifestFile'; }
  if (s3 && s3.S3DataType !== 'AugmentedManifestFile') { delete s3.AttributeNames; }
  if (s3?.InstanceGroupNames) {
    const groups = (job.ResourceConfig?.InstanceGroups ?? []).map(({ InstanceGroupName }: any) => InstanceGroupName);
    s3.InstanceGroupNames = groups.slice(0, s3.InstanceGroupNames.length);
  }
}

function makeValidStopping(stopping: any, job: any): void {
  if (stopping.MaxRuntimeInSeconds > MONTH) { stopping.MaxRuntimeInSeconds = MONTH; }
  if (job.EnableManagedSpotTraining) { stopping.MaxWaitTimeInSeconds ??= stopping.MaxRuntimeInSeconds ?? MONTH; }
  if (stopping.MaxWaitTimeInSeconds < stopping.MaxRuntimeInSeconds) { stopping.MaxWaitTimeInSeconds = stopping.MaxRuntimeInSeconds; }
  if (stopping.MaxWaitTimeInSeconds > 3600 && job.AlgorithmSpecification?.AlgorithmName) { job.CheckpointConfig ??= { S3Uri: 's3://b/c' }; }
}
