import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { CapacitySize } from '../../hosting/capacity-size';
import { PARTS_OF_TIME } from '../../private/units';

/**
 * What every kind of deployment takes.
 */
export interface DeploymentConfigOptions {
  /**
   * The alarms that end a deployment: when one of them goes off, all traffic goes back to the old instances. 1 to 10, of the account and
   * Region of the endpoint.
   *
   * The roles of the hosted models are allowed to look at them, which the service asks for.
   *
   * An alarm has to be there before the endpoint that names it, so one that watches the endpoint itself needs an `endpointName`: make it
   * after the endpoint, and hand it over with `addAutoRollbackAlarm`, or have it made by `addDeploymentAlarms`.
   *
   * @default - none, which leaves a deployment that goes wrong alone: a warning says so
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
   */
  readonly autoRollbackAlarms?: cloudwatch.IAlarm[];

  /**
   * How long the deployment may take in all: 10 minutes to 8 hours, and more than its waits together.
   *
   * @default - the service decides
   */
  readonly maximumExecutionTimeout?: Duration;
}

/**
 * What every blue/green deployment takes.
 */
export interface BlueGreenOptions extends DeploymentConfigOptions {
  /**
   * How long the old instances are kept after all traffic has moved to the new ones: at most 1 hour. Until then alarms roll back.
   *
   * @default Duration.seconds(0)
   */
  readonly terminationWait?: Duration;
}

/**
 * Options of a blue/green deployment in two steps.
 */
export interface BlueGreenCanaryOptions extends BlueGreenOptions {
  /**
   * The first step: at most 50 percent of the instances of each variant.
   */
  readonly canarySize: CapacitySize;

  /**
   * How long the first step is watched before the rest follows: at most 1 hour.
   */
  readonly waitInterval: Duration;
}

/**
 * Options of a blue/green deployment in equal steps.
 */
export interface BlueGreenLinearOptions extends BlueGreenOptions {
  /**
   * Each step: 10 to 50 percent of the instances of each variant.
   */
  readonly linearStepSize: CapacitySize;

  /**
   * How long each step is watched before the next one: at most 1 hour.
   */
  readonly waitInterval: Duration;
}

/**
 * Options of a rolling deployment.
 */
export interface RollingOptions extends DeploymentConfigOptions {
  /**
   * How many instances are replaced at a time: 5 to 50 percent of those of the variant.
   */
  readonly maximumBatchSize: CapacitySize;

  /**
   * How long each batch is watched before the next one: at most 1 hour.
   */
  readonly waitInterval: Duration;

  /**
   * How many instances are brought back at a time when the deployment is rolled back: at most all of them.
   *
   * @default CapacitySize.percent(100)
   */
  readonly rollbackMaximumBatchSize?: CapacitySize;
}

/**
 * How an update of an endpoint moves the traffic from the old instances to the new ones, and what makes it go back.
 *
 * Variants keep their names in such an update.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html
 * @example
 * declare const endpointConfig: EndpointConfig;
 *
 * new Endpoint(this, 'Endpoint', {
 *   endpointName: 'churn',
 *   endpointConfig,
 *   deploymentConfig: DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(10), waitInterval: Duration.minutes(10) }),
 * }).addDeploymentAlarms();
 */
export class DeploymentConfig {
  /**
   * All traffic moves at once to a new set of instances. What the service does by itself as well, but without time to watch it.
   *
   * @param options how long the old instances are kept, and what makes the deployment go back
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-all-at-once.html
   */
  public static blueGreenAllAtOnce(options: BlueGreenOptions = {}): DeploymentConfig {
    // the API asks for the wait, which nothing waits for here
    return DeploymentConfig.blueGreen({ Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 }, options);
  }

  /**
   * A small part of the traffic moves first, to a new set of instances, and the rest after a while.
   *
   * @param options how much, how long, and what makes the deployment go back
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-canary.html
   */
  public static blueGreenCanary(options: BlueGreenCanaryOptions): DeploymentConfig {
    const WaitIntervalInSeconds = options.waitInterval.toSeconds(PARTS_OF_TIME);
    return DeploymentConfig.blueGreen({ Type: 'CANARY', WaitIntervalInSeconds, CanarySize: size(options.canarySize) }, options);
  }

  /**
   * The traffic moves in equal steps to a new set of instances.
   *
   * @param options how much at a time, how long, and what makes the deployment go back
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-linear.html
   */
  public static blueGreenLinear(options: BlueGreenLinearOptions): DeploymentConfig {
    const WaitIntervalInSeconds = options.waitInterval.toSeconds(PARTS_OF_TIME);
    return DeploymentConfig.blueGreen({ Type: 'LINEAR', WaitIntervalInSeconds, LinearStepSize: size(options.linearStepSize) }, options);
  }

  /**
   * The instances are replaced in batches, which needs fewer at a time than a second set. For endpoints with a single variant on instances.
   *
   * @param options how many at a time, how long, and what makes the deployment go back
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html
   */
  public static rolling(options: RollingOptions): DeploymentConfig {
    return new DeploymentConfig({
      RollingUpdatePolicy: {
        MaximumBatchSize: size(options.maximumBatchSize),
        WaitIntervalInSeconds: options.waitInterval.toSeconds(PARTS_OF_TIME),
        MaximumExecutionTimeoutInSeconds: options.maximumExecutionTimeout?.toSeconds(PARTS_OF_TIME),
        RollbackMaximumBatchSize: options.rollbackMaximumBatchSize && size(options.rollbackMaximumBatchSize),
      },
    }, options.autoRollbackAlarms);
  }

  private static blueGreen(traffic: object, options: BlueGreenOptions): DeploymentConfig {
    return new DeploymentConfig({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: traffic,
        TerminationWaitInSeconds: options.terminationWait?.toSeconds(PARTS_OF_TIME),
        MaximumExecutionTimeoutInSeconds: options.maximumExecutionTimeout?.toSeconds(PARTS_OF_TIME),
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

function size({ type, value }: CapacitySize) {
  return { Type: type, Value: value };
}
