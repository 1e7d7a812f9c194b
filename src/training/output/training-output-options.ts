import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * How artifacts are written.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html
 */
export enum OutputCompression {
  /** As one archive, `model.tar.gz`. */
  GZIP = 'GZIP',

  /** As they are: large models are written, and hosted, sooner this way. */
  NONE = 'NONE',
}

/**
 * Where a training job writes what comes of it: under the name of the run.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage.html
 */
export interface TrainingOutputOptions {
  /**
   * The bucket, in the Region of the job.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys begin with.
   *
   * @default - artifacts are written to the top of the bucket, in a folder for each run
   */
  readonly prefix?: string;

  /**
   * The key that encrypts the artifacts. Not for directory buckets (S3 Express One Zone).
   *
   * @default - the one that the bucket encrypts with
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * Whether the artifacts are one archive.
   *
   * @default OutputCompression.GZIP
   */
  readonly compression?: OutputCompression;
}
