import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { InputMode } from './input-mode';
import { CompressionType } from '../../model/compression-type';
import { ModelAccessOptions } from '../../model/model-access-options';

/**
 * The record format in which SageMaker wraps each object of an input channel.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Channel.html
 */
export enum RecordWrapper {
  /** SageMaker does not wrap the objects. */
  NONE = 'None',

  /** SageMaker wraps each object in a RecordIO record. Not supported by `InputMode.FILE`. */
  RECORD_IO = 'RecordIO',
}

/**
 * The distribution of the objects in Amazon S3 to the instances of a training job.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
 */
export enum S3DataDistribution {
  /** Each instance gets all objects. */
  FULLY_REPLICATED = 'FullyReplicated',

  /** Distributes the objects among the instances. Use at least as many objects as instances. */
  SHARDED_BY_S3_KEY = 'ShardedByS3Key',
}

/**
 * The access mode of a file system.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export enum FileSystemAccessMode {
  /** The containers can read. */
  READ_ONLY = 'ro',

  /** The containers can read and write. */
  READ_WRITE = 'rw',
}

/**
 * Options for an input channel.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Channel.html
 */
export interface InputChannelOptions {
  /**
   * The MIME type of the data, for example `text/csv`. At most 256 characters.
   *
   * @default - not set
   */
  readonly contentType?: string;

  /**
   * The mode in which the data reaches the containers.
   *
   * @default - the `inputMode` of the job
   */
  readonly inputMode?: InputMode;

  /**
   * The compression of the data. `CompressionType.GZIP` requires `InputMode.PIPE`: SageMaker decompresses the data while it streams it.
   *
   * @default CompressionType.NONE
   */
  readonly compression?: CompressionType;

  /**
   * The record format in which SageMaker wraps each object.
   *
   * @default RecordWrapper.NONE
   */
  readonly recordWrapper?: RecordWrapper;

  /**
   * The seed for shuffling the objects, or the lines of a manifest, before every epoch: an integer.
   *
   * @default - no shuffling
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ShuffleConfig.html
   */
  readonly shuffleSeed?: number;
}

/**
 * Options for an input channel with data in Amazon S3.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
 */
export interface S3InputOptions extends InputChannelOptions, ModelAccessOptions {
  /**
   * The distribution of the objects to the instances.
   *
   * @default S3DataDistribution.FULLY_REPLICATED
   */
  readonly distribution?: S3DataDistribution;

  /**
   * The names of the instance groups that get the data, from the `resources` of the job. At most 5.
   *
   * @default - all instance groups
   */
  readonly instanceGroups?: string[];
}

/**
 * Options for an input channel with a local file or directory.
 */
export interface AssetInputOptions extends S3InputOptions, assets.AssetOptions {}

/**
 * Options for an input channel with a manifest.
 */
export interface ManifestInputOptions extends S3InputOptions {
  /**
   * The bucket of the objects that the manifest lists.
   *
   * @default - the bucket of the manifest
   */
  readonly dataBucket?: s3.IBucket;

  /**
   * The key prefix of the objects that the manifest lists. The role of the job is allowed to read only objects with this prefix.
   *
   * @default - all objects of the bucket
   */
  readonly dataPrefix?: string;
}

/**
 * Options for an input channel with an augmented manifest.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/augmented-manifest.html
 */
export interface AugmentedManifestInputOptions extends ManifestInputOptions {
  /**
   * The attributes of each line that the algorithm gets, in this order. At most 16 names of 1 to 256 characters.
   */
  readonly attributeNames: string[];
}

/**
 * Options for an input channel with a directory of a file system.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export interface FileSystemInputOptions extends InputChannelOptions {
  /**
   * The access mode of the directory.
   *
   * @default FileSystemAccessMode.READ_ONLY
   */
  readonly accessMode?: FileSystemAccessMode;
}

/**
 * Options for an input channel with a directory of an Amazon FSx for Lustre file system.
 */
export interface FsxLustreInputOptions extends FileSystemInputOptions {
  /**
   * The mount name of the file system. Required for an imported file system.
   *
   * @default - the mount name of the file system, if the app creates it
   */
  readonly mountName?: string;
}
