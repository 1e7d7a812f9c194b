import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Where what TensorBoard shows is kept.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TensorBoardOutputConfig.html
 */
export interface TensorBoardOptions {
  /**
   * The bucket that it is written to.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys begin with.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The folder of the containers where it is, at most 4096 characters.
   *
   * @default - the service's, `/opt/ml/output/tensorboard`
   */
  readonly localPath?: string;
}
