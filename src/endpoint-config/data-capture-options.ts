import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * The captured part of an invocation.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CaptureOption.html
 */
export enum CaptureMode {
  /** The request. */
  INPUT = 'Input',

  /** The response. */
  OUTPUT = 'Output',
}

/**
 * Options for data capture, which stores requests and responses in Amazon S3, for example for SageMaker Model Monitor. Not supported for
 * serverless variants.
 *
 * The library grants the roles of the hosted models the permission to write the data. A bucket or key in another account also needs a
 * resource policy that allows the access.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html
 */
export interface DataCaptureOptions {
  /**
   * The bucket for the captured data.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the captured data. The complete S3 URI has at most 512 characters.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The percentage of invocations to capture. Must be between 0 and 100.
   */
  readonly samplingPercentage: number;

  /**
   * The captured parts of an invocation.
   *
   * @default [CaptureMode.INPUT, CaptureMode.OUTPUT]
   */
  readonly modes?: CaptureMode[];

  /**
   * The KMS key that encrypts the captured data.
   *
   * @default - the encryption key of the bucket
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The content types that are captured as CSV text, such as `text/csv`. 1 to 10 content types.
   *
   * @default - content types in neither list are encoded as base64
   */
  readonly csvContentTypes?: string[];

  /**
   * The content types that are captured as JSON text, such as `application/json`. 1 to 10 content types.
   *
   * @default - content types in neither list are encoded as base64
   */
  readonly jsonContentTypes?: string[];

  /**
   * Whether to capture data.
   *
   * @default - the service default, true
   */
  readonly enabled?: boolean;
}
