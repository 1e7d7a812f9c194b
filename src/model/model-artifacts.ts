import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CompressionType } from './compression-type';

/**
 * Model artifacts that a job writes to Amazon S3. A model can host them, and a training job can start from them.
 */
export interface IModelArtifacts {
  /**
   * The S3 URI of the model artifacts. If a resource uses this URI, the deployment waits for the job.
   */
  readonly modelArtifactsUri: string;

  /**
   * The bucket of the model artifacts.
   */
  readonly modelArtifactsBucket: s3.IBucket;

  /**
   * The prefix of the object keys of the model artifacts. It is the same for all runs of the job, so policies do not depend on a run.
   */
  readonly modelArtifactsPrefix: string;

  /**
   * The KMS key that encrypts the model artifacts.
   *
   * @default - the encryption key of the bucket
   */
  readonly modelArtifactsEncryptionKey?: kms.IKeyRef;

  /**
   * The compression of the model artifacts: `GZIP` for one archive, `model.tar.gz`, or `NONE` for separate objects.
   */
  readonly modelArtifactsCompression: CompressionType;
}
