/**
 * How training data reaches a container.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
 */
export enum InputMode {
  /** All of it is copied to the storage volume before the training starts. */
  FILE = 'File',

  /** Files appear at once, and are read from Amazon S3 as they are opened. For S3 prefixes only. */
  FAST_FILE = 'FastFile',

  /** It is streamed through a named pipe, which the algorithm has to read. */
  PIPE = 'Pipe',
}
