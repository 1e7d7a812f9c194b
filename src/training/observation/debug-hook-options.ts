import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * A collection of tensors that SageMaker Debugger saves.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CollectionConfiguration.html
 */
export interface TensorCollection {
  /**
   * The name of the collection: 1 to 256 characters, for example `losses`.
   */
  readonly name: string;

  /**
   * The parameters of the collection, for example `save_interval`. At most 20 entries; keys of 1 to 256 and values of at most 256 characters.
   *
   * @default - no parameters
   */
  readonly parameters?: { [name: string]: string };
}

/**
 * Options for the hook of SageMaker Debugger, which saves tensors during the training.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DebugHookConfig.html
 */
export interface DebugHookOptions {
  /**
   * The bucket for the tensors.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the tensors.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The path in the container to which tensors and metrics are written. At most 4096 characters.
   *
   * @default '/opt/ml/output/tensors/'
   */
  readonly localPath?: string;

  /**
   * The parameters of the hook. At most 20 entries; keys of 1 to 256 and values of at most 256 characters.
   *
   * @default - no parameters
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The collections of tensors to save. At most 20.
   *
   * @default - the service default
   */
  readonly collections?: TensorCollection[];
}
