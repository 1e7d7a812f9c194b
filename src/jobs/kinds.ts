/**
 * The kinds of jobs that a custom resource can manage: one row of data for each kind.
 *
 * The constructs and the handler both read these rows, so this file is pure data and imports nothing.
 */

/** The facts about a kind of job that its construct and the handler share. */
export interface JobKind {
  /** The type of the custom resource that starts the job; the type of the resources that wait for it is `<type>Wait`. */
  readonly type: string;
  /** The name of the kind in messages, such as `training job`. */
  readonly noun: string;
  /** The operation that starts a job: an IAM action, and the name of the request's shape in the service model. */
  readonly createOperation: string;
  /** The operation that describes a job, which is also an IAM action. */
  readonly describeAction: string;
  /** The operation that stops a job, which is also an IAM action. */
  readonly stopAction: string;
  /** The member of all requests that holds the name of the job; also the dimension of its metrics. */
  readonly nameMember: string;
  /** The attribute of the custom resource that holds the ARN of the job. */
  readonly arnAttribute: string;
  /** The number of characters that the service allows in a name. */
  readonly maxNameLength: 63 | 32;
  /** The resource type in the ARN of a job. */
  readonly arnResource: string;
  /** The log group of all jobs of the kind, whose name is also the namespace of their instance metrics. */
  readonly logGroup: string;
  /** The members of the request that determine the result. Changing one of them starts a new job. */
  readonly identity: readonly string[];
  /** The other members of the request, without the name. Changing one of them starts no new job. */
  readonly settings: readonly string[];
  /** The attributes of the last wait resource of every job of the kind. An attribute is empty if the job has no such result. */
  readonly results: readonly string[];
  /** The EventBridge event that SageMaker sends when the status of a job changes. */
  readonly event: { readonly detailType: string; readonly nameField: string; readonly statusField: string };
}

/** The attributes of the last wait resource of a training job. */
export const TRAINING_JOB_RESULTS = {
  /** The S3 URI of the model artifacts. */
  modelArtifacts: 'ModelArtifactsUri',
  /** The prefix of the attributes that hold final metrics: `FinalMetric.<name>`. */
  finalMetricPrefix: 'FinalMetric.',
} as const;

export const TRAINING_JOB: JobKind = {
  type: 'Custom::SageMakerTrainingJob',
  noun: 'training job',
  createOperation: 'CreateTrainingJob',
  describeAction: 'DescribeTrainingJob',
  stopAction: 'StopTrainingJob',
  nameMember: 'TrainingJobName',
  arnAttribute: 'TrainingJobArn',
  maxNameLength: 63,
  arnResource: 'training-job',
  logGroup: '/aws/sagemaker/TrainingJobs',
  identity: [
    'AlgorithmSpecification', 'HyperParameters', 'Environment', 'InputDataConfig', 'OutputDataConfig', 'ResourceConfig', 'CheckpointConfig',
    'ServerlessJobConfig', 'ModelPackageConfig',
  ],
  settings: [
    'RoleArn', 'VpcConfig', 'StoppingCondition', 'Tags', 'EnableNetworkIsolation', 'EnableInterContainerTrafficEncryption', 'EnableManagedSpotTraining',
    'DebugHookConfig', 'DebugRuleConfigurations', 'TensorBoardOutputConfig', 'ExperimentConfig', 'ProfilerConfig', 'ProfilerRuleConfigurations',
    'RetryStrategy', 'RemoteDebugConfig', 'InfraCheckConfig', 'SessionChainingConfig', 'MlflowConfig',
  ],
  results: [TRAINING_JOB_RESULTS.modelArtifacts],
  event: { detailType: 'SageMaker Training Job State Change', nameField: 'TrainingJobName', statusField: 'TrainingJobStatus' },
};

/** All kinds. */
export const JOB_KINDS: readonly JobKind[] = [TRAINING_JOB];
