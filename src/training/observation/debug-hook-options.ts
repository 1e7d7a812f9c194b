import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Which tensors are saved, and how often.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CollectionConfiguration.html
 */
export interface TensorCollection {
  /**
   * The name of the collection, 1 to 256 characters, such as `losses`.
   */
  readonly name: string;

  /**
   * Its parameters: at most 20, such as `save_interval`; names of 1 to 256 and values of at most 256 characters.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}

/**
 * What Amazon SageMaker Debugger saves of a training.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DebugHookConfig.html
 */
export interface DebugHookOptions {
  /**
   * The bucket that tensors are written to.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys begin with.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The folder of the containers where they are, at most 4096 characters.
   *
   * @default - the service's, `/opt/ml/output/tensors/`
   */
  readonly localPath?: string;

  /**
   * The parameters of the hook: at most 20, names of 1 to 256 and values of at most 256 characters.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * What is saved: at most 20 collections.
   *
   * @default - the service's
   */
  readonly collections?: TensorCollection[];
}
