import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for managed spot training. Spot instances are cheaper and can be interrupted at any time: specify a `checkpoint`, from which the job
 * continues.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
 */
export interface SpotTrainingOptions {
  /**
   * The maximum time of the job including the waiting for spot instances, in whole seconds. Must be at least `maxRuntime`. Without a
   * `checkpoint`, at most 1 hour for built-in algorithms and algorithms from AWS Marketplace.
   */
  readonly maxWaitTime: Duration;
}
