import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { PARTS_OF_TIME } from '../private/units';

/**
 * A part of the copies of an inference component, counted or in percent: what one step of a deployment moves.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentCapacitySize.html
 */
export class CopyCapacitySize {
  /**
   * So many copies.
   *
   * @param count 1 or more, or a token
   */
  public static copies(count: number): CopyCapacitySize {
    return new CopyCapacitySize('COPY_COUNT', count);
  }

  /**
   * A share of the copies.
   *
   * @param share in percent, from 1 to 100, or a token
   */
  public static percent(share: number): CopyCapacitySize {
    return new CopyCapacitySize('CAPACITY_PERCENT', share);
  }

  private constructor(
    /** How the size is meant, in the service's word. */
    public readonly type: string,
    /** The number of copies, or the percentage. */
    public readonly value: number,
  ) {}
}

/**
 * Options of a rolling deployment of an inference component.
 */
export interface InferenceComponentRollingOptions {
  /**
   * How many copies are replaced at a time: 5 to 50 percent of all.
   */
  readonly maximumBatchSize: CopyCapacitySize;

  /**
   * How long each batch is watched before the next one: at most 1 hour.
   */
  readonly waitInterval: Duration;

  /**
   * How long the deployment may take in all: 10 minutes to 8 hours.
   *
   * @default - the service decides
   */
  readonly maximumExecutionTimeout?: Duration;

  /**
   * How many copies are brought back at a time when the deployment is rolled back.
   *
   * @default CopyCapacitySize.percent(100)
   */
  readonly rollbackMaximumBatchSize?: CopyCapacitySize;

  /**
   * The alarms that end a deployment: when one of them goes off, the old copies come back. 1 to 10, of the account and Region of the
   * inference component. They may watch the inference component itself: make them of its metrics, and hand them over with
   * `addAutoRollbackAlarm`, or have them made by `addDeploymentAlarms`.
   *
   * @default - none, which leaves a deployment that goes wrong alone
   */
  readonly autoRollbackAlarms?: cloudwatch.IAlarm[];
}

/**
 * How an update of an inference component replaces its copies, and what makes it go back.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentDeploymentConfig.html
 */
export class InferenceComponentDeploymentConfig {
  /**
   * The copies are replaced in batches.
   *
   * @param options how many at a time, how long, and what makes the deployment go back
   */
  public static rolling(options: InferenceComponentRollingOptions): InferenceComponentDeploymentConfig {
    return new InferenceComponentDeploymentConfig({
      RollingUpdatePolicy: {
        MaximumBatchSize: size(options.maximumBatchSize),
        WaitIntervalInSeconds: options.waitInterval.toSeconds(PARTS_OF_TIME),
        MaximumExecutionTimeoutInSeconds: options.maximumExecutionTimeout?.toSeconds(PARTS_OF_TIME),
        RollbackMaximumBatchSize: options.rollbackMaximumBatchSize && size(options.rollbackMaximumBatchSize),
      },
    }, options.autoRollbackAlarms);
  }

  private constructor(
    /** @internal */
    public readonly _policies: object,
    /** @internal */
    public readonly _autoRollbackAlarms: readonly cloudwatch.IAlarm[] = [],
  ) {}
}

function size({ type, value }: CopyCapacitySize) {
  return { Type: type, Value: value };
}
