import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * A training job whose artifacts others use: a model that is hosted, another job that goes on from there.
 */
export interface ITrainedModel {
  /**
   * Where the artifacts are in Amazon S3. Whoever reads it makes the deployment wait for the end of the training.
   */
  readonly modelArtifactsUri: string;

  /**
   * The bucket that the artifacts are written to.
   */
  readonly artifactsBucket: s3.IBucket;

  /**
   * What the keys of the artifacts begin with, whatever the run: policies name this, not the artifacts of one run.
   */
  readonly artifactsKeyPrefix: string;

  /**
   * The key that encrypts the artifacts, if it is not the bucket's.
   *
   * @default - the one that the bucket encrypts with
   */
  readonly artifactsKey?: kms.IKeyRef;

  /**
   * Whether the artifacts are one archive, `model.tar.gz`.
   */
  readonly artifactsCompressed: boolean;
}
