import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for managed spot training. Spot instances are cheaper but can be interrupted at any time. With a `checkpoint`, the job continues after
 * an interruption.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
 */
export interface SpotTrainingOptions {
  /**
   * The maximum time for the job and the wait for spot instances, in whole seconds. Must be at least `maxRuntime`. Without a `checkpoint`, at
   * most 1 hour for built-in algorithms and algorithms from AWS Marketplace.
   */
  readonly maxWaitTime: Duration;
}
