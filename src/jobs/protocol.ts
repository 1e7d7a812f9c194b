/**
 * What a template says to the handler of training jobs: the one file that the construct and the handler share.
 *
 * CloudFormation hands every scalar over as a string, so the handler types the request again along the service's model.
 */

/** Starts or adopts a training job, and stops it when it is deleted. */
export const TRAINING_JOB_TYPE = 'Custom::SageMakerTrainingJob';
/** Waits for a training job, for at most 55 minutes. */
export const TRAINING_JOB_WAIT_TYPE = 'Custom::SageMakerTrainingJobWait';
/** Of the properties and of how names are derived from them: an older one must be understood for ever, since deletions carry it. */
export const SCHEMA_VERSION = '1';

/** Properties of `Custom::SageMakerTrainingJob`. */
export interface TrainingJobProperties {
  readonly ServiceToken: string;
  readonly SchemaVersion: string;
  /** `<slug>-<8 hex digits of the stack and the path>`, lower-case; the job's name is `<NamePrefix>-<20 hex digits>-<slot>`. */
  readonly NamePrefix: string;
  /** CloudFormation's own time-out of the request, said again since CloudFormation does not pass it on. */
  readonly TimeoutSeconds: string | number;
  /** The members of `CreateTrainingJob` that determine the artifacts: a change trains anew. */
  readonly Identity: object;
  /** The other members of `CreateTrainingJob`, such as `RoleArn`, `VpcConfig`, `StoppingCondition` and `Tags`: a change trains nothing. */
  readonly Settings: object;
  /** JSON text of members newer than the model, merged over the others; part of the identity. */
  readonly Overrides?: string;
  /** Forces a new run; part of the identity. */
  readonly RunId?: string;
  /** Whether a job that still runs is stopped when it is removed from the stack: `true`, the default, or `false`. */
  readonly StopOnRemoval?: string | boolean;
}

/** Attributes of `Custom::SageMakerTrainingJob`, whose reference is the name of the job. */
export const JOB_ATTRIBUTES = { arn: 'TrainingJobArn' } as const;

/** Properties of `Custom::SageMakerTrainingJobWait`. */
export interface TrainingJobWaitProperties {
  readonly ServiceToken: string;
  readonly SchemaVersion: string;
  /** The job's name: a reference to the job's resource. */
  readonly JobName: string;
  /** CloudFormation's own time-out of the request: 3600. */
  readonly TimeoutSeconds: string | number;
  /** How long this resource waits at most: 3300, less for tests. */
  readonly WaitSeconds: string | number;
  /** Whether nothing waits after this resource: a job that still runs then is a failure, otherwise the next one goes on. */
  readonly Last: string | boolean;
  /** Whether a job that was stopped counts as finished, for instance by `maxRuntime`. */
  readonly AcceptStopped?: string | boolean;
  /** Whether the job is stopped when the last waiter gives up: `true` or, the default, `false`. */
  readonly StopOnTimeout?: string | boolean;
}

/** Attributes of the last `Custom::SageMakerTrainingJobWait`; a final metric is `FinalMetric.<name>`. */
export const RESULT_ATTRIBUTES = { modelArtifacts: 'ModelArtifactsUri', finalMetric: 'FinalMetric.' } as const;
