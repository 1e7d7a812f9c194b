import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Options for the output of a training job for TensorBoard.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TensorBoardOutputConfig.html
 */
export interface TensorBoardOptions {
  /**
   * The bucket for the TensorBoard output.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the TensorBoard output.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The path in the containers to which the training writes the TensorBoard output. At most 4096 characters.
   *
   * @default '/opt/ml/output/tensorboard'
   */
  readonly localPath?: string;
}
