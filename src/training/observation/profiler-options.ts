import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for the profiler of SageMaker Debugger, which measures the instances and the framework during the training.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProfilerConfig.html
 */
export interface ProfilerOptions {
  /**
   * Whether the profiler is enabled.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The bucket for the measurements.
   *
   * @default - the bucket of the `output` of the job
   */
  readonly bucket?: s3.IBucket;

  /**
   * The key prefix of the measurements. Requires `bucket`.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The interval between two measurements: 100, 200 or 500 milliseconds, 1 or 5 seconds, or 1 minute.
   *
   * @default Duration.millis(500)
   */
  readonly interval?: Duration;

  /**
   * The parameters of the framework profiling. At most 20 entries; keys of 1 to 256 and values of at most 256 characters.
   *
   * @default - no parameters
   */
  readonly parameters?: { [name: string]: string };
}
