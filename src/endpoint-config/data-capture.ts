import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Which side of a request is captured.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CaptureOption.html
 */
export enum CaptureMode {
  /** What clients send. */
  INPUT = 'Input',

  /** What the model answers. */
  OUTPUT = 'Output',

  /** Both. */
  INPUT_AND_OUTPUT = 'InputAndOutput',
}

/**
 * How requests and answers are recorded, for example for SageMaker Model Monitor. The roles of the hosted models may write the records;
 * a bucket or key of another account needs a policy of its own that lets them. Not for serverless variants.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html
 */
export interface DataCaptureOptions {
  /**
   * The bucket that the records are written to.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys of the records begin with. The whole address has at most 512 characters.
   *
   * @default - they are written to the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The part of the requests that is recorded: 0 to 100 percent.
   */
  readonly samplingPercentage: number;

  /**
   * What of a request is recorded: 1 to 32 modes.
   *
   * @default [CaptureMode.INPUT, CaptureMode.OUTPUT]
   */
  readonly modes?: CaptureMode[];

  /**
   * The key that encrypts the records.
   *
   * @default - the one that the bucket encrypts with
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The content types that are recorded as CSV text: 1 to 10, such as `text/csv`.
   *
   * @default - none: what is of neither list is recorded in base64
   */
  readonly csvContentTypes?: string[];

  /**
   * The content types that are recorded as JSON text: 1 to 10, such as `application/json`.
   *
   * @default - none: what is of neither list is recorded in base64
   */
  readonly jsonContentTypes?: string[];

  /**
   * Whether anything is recorded.
   *
   * @default - the service's, true
   */
  readonly enabled?: boolean;
}
