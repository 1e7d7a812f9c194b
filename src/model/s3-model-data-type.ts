/**
 * The type of the S3 location of model data.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
 */
export enum S3ModelDataType {
  /** A single object. */
  S3_OBJECT = 'S3Object',

  /** All objects with a common key prefix. */
  S3_PREFIX = 'S3Prefix',
}
