import * as s3 from 'aws-cdk-lib/aws-s3';
import { DebuggerRuleOptions } from './debugger-rule-options';
import { JobPrincipal } from '../../jobs/job-resource';
import { grantReadFolder, grantWriteFolder } from '../../private/object-access';
import { PARTS_OF_SIZE, PARTS_OF_TIME, unlessEmpty } from '../../private/request-values';
import { folderUrl, S3Folder } from '../../private/s3-folder';
import { sorted } from '../../private/sorted';
import { TrainingJobProps } from '../training-job-props';

/** Returns the members of the request for monitoring and tracking, and grants the job the permissions that they need. */
export function observationRequest(job: JobPrincipal, props: TrainingJobProps): object {
  const { debugHook, profiler, tensorBoard, experiment, mlflow, debugRules, profilerRules } = props;
  const profilerFolder = profiler && optionalFolder(profiler);
  for (const folder of [debugHook, profilerFolder, tensorBoard]) {
    if (folder) { grantWriteFolder(folder, job); }
  }
  // The processing jobs that evaluate rules use the role of the training job.
  if (debugRules && debugHook) { grantReadFolder(debugHook, job); }
  if (profilerRules) { grantReadFolder(profilerFolder ?? props.output, job); }
  return {
    DebugHookConfig: debugHook && {
      S3OutputPath: folderUrl(debugHook),
      LocalPath: debugHook.localPath,
      HookParameters: debugHook.parameters && sorted(debugHook.parameters),
      CollectionConfigurations: debugHook.collections?.map(({ name, parameters }) => (
        { CollectionName: name, CollectionParameters: parameters && sorted(parameters) }
      )),
    },
    DebugRuleConfigurations: debugRules?.map((rule) => ruleRequest(job, rule)),
    ProfilerConfig: profiler && {
      S3OutputPath: profilerFolder && folderUrl(profilerFolder),
      ProfilingIntervalInMilliseconds: profiler.interval?.toMilliseconds(PARTS_OF_TIME),
      ProfilingParameters: profiler.parameters && sorted(profiler.parameters),
      DisableProfiler: profiler.enabled === undefined ? undefined : !profiler.enabled,
    },
    ProfilerRuleConfigurations: profilerRules?.map((rule) => ruleRequest(job, rule)),
    TensorBoardOutputConfig: tensorBoard && { S3OutputPath: folderUrl(tensorBoard), LocalPath: tensorBoard.localPath },
    ExperimentConfig: experiment && {
      ExperimentName: experiment.experimentName,
      TrialName: experiment.trialName,
      TrialComponentDisplayName: experiment.trialComponentDisplayName,
      RunName: experiment.runName,
    },
    MlflowConfig: mlflow && {
      MlflowResourceArn: mlflow.mlflowResourceArn,
      MlflowExperimentName: mlflow.experimentName,
      MlflowRunName: mlflow.runName,
    },
    RemoteDebugConfig: unlessEmpty({ EnableRemoteDebug: props.remoteDebug }),
    InfraCheckConfig: unlessEmpty({ EnableInfraCheck: props.infrastructureCheck }),
    SessionChainingConfig: unlessEmpty({ EnableSessionTagChaining: props.sessionTagChaining }),
  };
}

function ruleRequest(job: JobPrincipal, rule: DebuggerRuleOptions): object {
  const results = optionalFolder(rule);
  if (results) { grantWriteFolder(results, job); }
  return {
    RuleConfigurationName: rule.name,
    RuleEvaluatorImage: rule.image.bindTo(job, job).imageName,
    RuleParameters: rule.parameters && sorted(rule.parameters),
    InstanceType: rule.instanceType?.value,
    VolumeSizeInGB: rule.volumeSize?.toGibibytes(PARTS_OF_SIZE),
    S3OutputPath: results && folderUrl(results),
    LocalPath: rule.localPath,
  };
}

function optionalFolder({ bucket, prefix }: { readonly bucket?: s3.IBucket; readonly prefix?: string }): S3Folder | undefined {
  return bucket && { bucket, prefix };
}
