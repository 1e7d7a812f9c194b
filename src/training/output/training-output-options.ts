import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CompressionType } from '../../model/compression-type';

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
   * @default CompressionType.GZIP
   */
  readonly compression?: CompressionType;
}
