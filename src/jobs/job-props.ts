import { Duration } from 'aws-cdk-lib/core';

/**
 * Properties of jobs of all kinds.
 */
export interface JobProps {
  /**
   * An identifier of the run. Change it to force a new run when no other property has changed: for example a date, or the revision of a script.
   *
   * @default - no identifier
   */
  readonly runId?: string;

  /**
   * Members of the API request that the library does not support yet, with their API names. The library merges them over the request from the
   * other properties, and merges structures member by member. Changing them starts a new run.
   *
   * @default - no overrides
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
   */
  readonly requestOverrides?: { [member: string]: any };

  /**
   * Whether the deployment waits for the end of the job, and fails if the job fails. The deployment always waits if another resource uses a
   * result of the job.
   *
   * A deployment can wait for at most 11 hours and 55 minutes. The stack cannot be deployed again during this time.
   *
   * @default - true if another resource uses a result
   */
  readonly waitForCompletion?: boolean;

  /**
   * The time that the deployment waits for the end of the job. Must be between 1 second and 11 hours 55 minutes, and must not be a token.
   *
   * @default - the maximum duration of the job according to its other properties, and 30 minutes for its start
   */
  readonly waitTimeout?: Duration;

  /**
   * Whether a waiting deployment succeeds if the job is stopped, for example by its maximum runtime. The deployment then uses the results of the
   * job so far. By default, the deployment fails.
   *
   * @default false
   */
  readonly acceptStopped?: boolean;

  /**
   * Whether to stop the job when `waitTimeout` ends. The deployment fails in any case.
   *
   * @default false
   */
  readonly stopOnWaitTimeout?: boolean;

  /**
   * Whether to stop a running job when it is removed from the stack or replaced by a new run. The containers have 120 seconds to stop, which
   * are billed.
   *
   * If a deployment fails and is rolled back, the jobs that it started are always stopped.
   *
   * @default true
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html
   */
  readonly stopOnRemoval?: boolean;
}
