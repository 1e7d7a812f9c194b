import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';

/**
 * The notifications of an asynchronous endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceNotificationConfig.html
 */
export enum AsyncNotification {
  /** The notification about a successful request. */
  SUCCESS = 'SUCCESS_NOTIFICATION_TOPIC',

  /** The notification about a failed request. */
  ERROR = 'ERROR_NOTIFICATION_TOPIC',
}

/**
 * Options for asynchronous inference: the endpoint queues requests, and reads and writes their payloads in Amazon S3.
 *
 * The library grants the roles of the hosted models the permissions that these options require. A bucket, key or topic in another account
 * also needs a resource policy that allows the access.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html
 */
export interface AsyncInferenceOptions {
  /**
   * The bucket for the responses, in the Region of the endpoint.
   */
  readonly outputBucket: s3.IBucket;

  /**
   * The key prefix of the responses. The complete S3 URI has at most 512 characters.
   *
   * @default - the root of the bucket
   */
  readonly outputPrefix?: string;

  /**
   * The bucket for the errors of failed requests.
   *
   * @default - `outputBucket` if `failurePrefix` is specified; otherwise SageMaker does not write the errors
   */
  readonly failureBucket?: s3.IBucket;

  /**
   * The key prefix of the errors. The complete S3 URI has at most 512 characters.
   *
   * @default - the root of `failureBucket`
   */
  readonly failurePrefix?: string;

  /**
   * The bucket to which clients upload the requests. The library grants the roles of the hosted models the permission to read it.
   *
   * @default - no permission; grant it yourself, for example with `bucket.grantRead(model, 'inputs/*')`
   */
  readonly inputBucket?: s3.IBucket;

  /**
   * The key prefix of the requests. Requires `inputBucket`.
   *
   * @default - all objects of `inputBucket`
   */
  readonly inputPrefix?: string;

  /**
   * The KMS key that encrypts the responses.
   *
   * @default - the encryption key of the bucket
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The topic for notifications about successful requests.
   *
   * @default - no notifications
   */
  readonly successTopic?: sns.ITopic;

  /**
   * The topic for notifications about failed requests.
   *
   * @default - no notifications
   */
  readonly errorTopic?: sns.ITopic;

  /**
   * The notifications that contain the response if it has at most 128 KB.
   *
   * @default - no notifications
   */
  readonly includeInferenceResponseIn?: AsyncNotification[];

  /**
   * The maximum number of concurrent requests that SageMaker sends to each instance. Must be between 1 and 1000.
   *
   * @default - an optimal value that SageMaker chooses
   */
  readonly maxConcurrentInvocationsPerInstance?: number;
}
