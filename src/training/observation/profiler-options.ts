import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';

/**
 * What Amazon SageMaker Debugger measures of the instances and the framework.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProfilerConfig.html
 */
export interface ProfilerOptions {
  /**
   * Whether anything is measured.
   *
   * @default - the service's, true
   */
  readonly enabled?: boolean;

  /**
   * The bucket that measurements are written to.
   *
   * @default - that of the job's `output`
   */
  readonly bucket?: s3.IBucket;

  /**
   * What the keys begin with. Only with `bucket`.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The time between two measurements: 100, 200, 500 milliseconds, 1, 5 seconds or 1 minute.
   *
   * @default - the service's, 500 milliseconds
   */
  readonly interval?: Duration;

  /**
   * The parameters of the framework's profiling: at most 20, names of 1 to 256 and values of at most 256 characters.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}
