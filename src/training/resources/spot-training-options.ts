import { Duration } from 'aws-cdk-lib/core';

/**
 * How spare instances are used, which are cheaper and may be taken away at any time: give the job a `checkpoint` to go on from.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
 */
export interface SpotTrainingOptions {
  /**
   * How long the job may take with all the waiting for instances, in seconds: at least `maxRuntime`; at most an hour for built-in
   * algorithms and those of AWS Marketplace without a `checkpoint`.
   */
  readonly maxWaitTime: Duration;
}
