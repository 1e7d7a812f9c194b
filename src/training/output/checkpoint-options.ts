import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Where the intermediate states of a training are kept: what is written there is there again when an interrupted job goes on, and for the
 * next run.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html
 */
export interface CheckpointOptions {
  /**
   * The bucket, in the Region of the job.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys begin with.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The folder of the containers that is kept, at most 4096 characters.
   *
   * @default - the service's, `/opt/ml/checkpoints`
   */
  readonly localPath?: string;
}
