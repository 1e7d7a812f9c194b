import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';

/**
 * The notifications of an asynchronous endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceNotificationConfig.html
 */
export enum AsyncNotification {
  /** That of a request that was answered. */
  SUCCESS = 'SUCCESS_NOTIFICATION_TOPIC',

  /** That of a request that failed. */
  ERROR = 'ERROR_NOTIFICATION_TOPIC',
}

/**
 * How an endpoint works off requests that wait in a queue: their inputs and answers are objects in Amazon S3.
 *
 * The roles of the hosted models may do what follows from these options. A bucket, key or topic of another account needs a policy of its
 * own that lets them.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html
 */
export interface AsyncInferenceOptions {
  /**
   * The bucket that the answers are written to, in the Region of the endpoint.
   */
  readonly outputBucket: s3.IBucket;

  /**
   * What the keys of the answers begin with. The whole address has at most 512 characters.
   *
   * @default - they are written to the top of the bucket
   */
  readonly outputPrefix?: string;

  /**
   * The bucket that the errors of failed requests are written to.
   *
   * @default - `outputBucket`, if there is a `failurePrefix`; otherwise they are not written
   */
  readonly failureBucket?: s3.IBucket;

  /**
   * What the keys of the errors begin with.
   *
   * @default - they are written to the top of `failureBucket`
   */
  readonly failurePrefix?: string;

  /**
   * The bucket that clients put the inputs into, for the hosted models to read.
   *
   * @default - not known: let the models read the inputs yourself, for example with `bucket.grantRead(model, 'inputs/*')`
   */
  readonly inputBucket?: s3.IBucket;

  /**
   * What the keys of the inputs begin with. Only with `inputBucket`.
   *
   * @default - every object of `inputBucket` may be an input
   */
  readonly inputPrefix?: string;

  /**
   * The key that encrypts the answers.
   *
   * @default - the one that the bucket encrypts with
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The topic that is told of every request that was answered.
   *
   * @default - none
   */
  readonly successTopic?: sns.ITopic;

  /**
   * The topic that is told of every request that failed.
   *
   * @default - none
   */
  readonly errorTopic?: sns.ITopic;

  /**
   * The notifications that hold the answer itself, if it has at most 128 KB.
   *
   * @default - none
   */
  readonly includeInferenceResponseIn?: AsyncNotification[];

  /**
   * How many requests an instance gets at a time, at most: 1 to 1000.
   *
   * @default - the service chooses what is best
   */
  readonly maxConcurrentInvocationsPerInstance?: number;
}
