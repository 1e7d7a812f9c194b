import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { InputMode } from './input-mode';
import { CompressionType } from '../../model/compression-type';
import { ModelAccessOptions } from '../../model/model-access-options';

/**
 * Whether the service wraps each object of a channel.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Channel.html
 */
export enum RecordWrapper {
  /** It does not. */
  NONE = 'None',

  /** In a record of the RecordIO format: not in `InputMode.FILE`. */
  RECORD_IO = 'RecordIO',
}

/**
 * What each instance is given of the objects in Amazon S3.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
 */
export enum S3DataDistribution {
  /** All of them. */
  FULLY_REPLICATED = 'FullyReplicated',

  /** A part of them: there should be as many objects as instances at least. */
  SHARDED_BY_S3_KEY = 'ShardedByS3Key',
}

/**
 * How file systems are mounted.
 */
export enum FileSystemAccessMode {
  /** The containers read. */
  READ_ONLY = 'ro',

  /** The containers read and write. */
  READ_WRITE = 'rw',
}

/**
 * How the data of a channel is read.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Channel.html
 */
export interface InputChannelOptions {
  /**
   * The MIME type of the data, at most 256 characters, such as `text/csv`.
   *
   * @default - none: the algorithm knows
   */
  readonly contentType?: string;

  /**
   * How the data reaches the containers.
   *
   * @default - the `inputMode` of the job
   */
  readonly inputMode?: InputMode;

  /**
   * How the data is compressed.
   *
   * @default - the service's, CompressionType.NONE
   */
  readonly compression?: CompressionType;

  /**
   * Whether the service wraps each object.
   *
   * @default - the service's, RecordWrapper.NONE
   */
  readonly recordWrapper?: RecordWrapper;

  /**
   * What the order of the objects, or of the lines of a manifest, is shuffled with: a whole number. They are shuffled anew for every epoch.
   *
   * @default - the order is not shuffled
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ShuffleConfig.html
   */
  readonly shuffleSeed?: number;
}

/**
 * How data in Amazon S3 is read.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
 */
export interface S3InputOptions extends InputChannelOptions, ModelAccessOptions {
  /**
   * What each instance is given.
   *
   * @default - the service's, S3DataDistribution.FULLY_REPLICATED
   */
  readonly distribution?: S3DataDistribution;

  /**
   * The groups of instances that are given the data, of those of the job's `resources`: at most 5 names.
   *
   * @default - all
   */
  readonly instanceGroups?: string[];
}

/**
 * How a local file or folder is uploaded and read.
 */
export interface AssetInputOptions extends S3InputOptions, assets.AssetOptions {}

/**
 * How a manifest, and what it names, is read.
 */
export interface ManifestInputOptions extends S3InputOptions {
  /**
   * The bucket of the objects that the manifest names.
   *
   * @default - the manifest's own
   */
  readonly dataBucket?: s3.IBucket;

  /**
   * What the keys of these objects begin with: the role may read no others.
   *
   * @default - all objects of the bucket
   */
  readonly dataPrefix?: string;
}

/**
 * How an augmented manifest, and what it names, is read.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/augmented-manifest.html
 */
export interface AugmentedManifestInputOptions extends ManifestInputOptions {
  /**
   * The attributes of each line that the algorithm is given: at most 16 names of 1 to 256 characters, in this order.
   */
  readonly attributeNames: string[];
}

/**
 * How a folder of a file system is mounted.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export interface FileSystemInputOptions extends InputChannelOptions {
  /**
   * What the containers may do there.
   *
   * @default FileSystemAccessMode.READ_ONLY
   */
  readonly accessMode?: FileSystemAccessMode;
}

/**
 * How a folder of an Amazon FSx for Lustre file system is mounted.
 */
export interface FsxLustreInputOptions extends FileSystemInputOptions {
  /**
   * The mount name of the file system.
   *
   * @default - that of a file system which this app makes; needed for an imported one
   */
  readonly mountName?: string;
}
