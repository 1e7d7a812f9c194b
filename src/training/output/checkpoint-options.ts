import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Options for the checkpoints of a training job. SageMaker copies the checkpoints from the containers to Amazon S3, and copies existing
 * checkpoints back when an interrupted job continues and when the next run starts.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html
 */
export interface CheckpointOptions {
  /**
   * The bucket for the checkpoints, in the Region of the job.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the checkpoints.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The path in the containers from which the checkpoints are copied. At most 4096 characters.
   *
   * @default '/opt/ml/checkpoints'
   */
  readonly localPath?: string;
}
