import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CompressionType } from '../../model/compression-type';

/**
 * Options for the output of a training job: the model artifacts and other files, under the name of the run.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage.html
 */
export interface TrainingOutputOptions {
  /**
   * The bucket for the output, in the Region of the job.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the output. The keys continue with the name of the run.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The KMS key that encrypts the output. Not supported by directory buckets (S3 Express One Zone).
   *
   * @default - the encryption key of the bucket
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The compression of the model artifacts: one archive `model.tar.gz`, or the uncompressed files, which is faster for large models.
   *
   * @default CompressionType.GZIP
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html
   */
  readonly compression?: CompressionType;
}
