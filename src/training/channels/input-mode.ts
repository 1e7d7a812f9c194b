/**
 * The mode in which training data reaches the containers.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
 */
export enum InputMode {
  /** SageMaker copies all data to the storage volume before the training starts. */
  FILE = 'File',

  /** The containers read objects in Amazon S3 as files, without copying all data first. Only for S3 prefixes. */
  FAST_FILE = 'FastFile',

  /** SageMaker streams the data through a named pipe. The algorithm must support this mode. */
  PIPE = 'Pipe',
}
