import { Duration } from 'aws-cdk-lib/core';
import { CapacitySize } from '../../hosting/capacity-size';
import { DeploymentConfigOptions } from '../../hosting/deployment-config-options';
import { DeploymentPolicies, rollingUpdateRequest } from '../../hosting/deployment-policies';
import { PARTS_OF_TIME } from '../../private/request-values';

/**
 * Options for every blue/green deployment.
 */
export interface BlueGreenUpdateOptions extends DeploymentConfigOptions {
  /**
   * The time for which the old instances are kept after all traffic has moved to the new instances. Until then, alarms roll back the
   * deployment. At most 1 hour.
   *
   * @default Duration.seconds(0)
   */
  readonly terminationWait?: Duration;
}

/**
 * Options for a blue/green deployment in two steps.
 */
export interface BlueGreenCanaryUpdateOptions extends BlueGreenUpdateOptions {
  /**
   * The size of the first step. At most 50 percent of the instances of each variant.
   */
  readonly canarySize: CapacitySize;

  /**
   * The time between the first step and the second step. At most 1 hour.
   */
  readonly waitInterval: Duration;
}

/**
 * Options for a blue/green deployment in equal steps.
 */
export interface BlueGreenLinearUpdateOptions extends BlueGreenUpdateOptions {
  /**
   * The size of each step. 10 to 50 percent of the instances of each variant.
   */
  readonly linearStepSize: CapacitySize;

  /**
   * The time between two steps. At most 1 hour.
   */
  readonly waitInterval: Duration;
}

/**
 * Options for a rolling deployment.
 */
export interface RollingUpdateOptions extends DeploymentConfigOptions {
  /**
   * The maximum number of instances that are replaced at a time. 5 to 50 percent of the instances of the variant.
   */
  readonly maxBatchSize: CapacitySize;

  /**
   * The time between two batches. At most 1 hour.
   */
  readonly waitInterval: Duration;

  /**
   * The maximum number of instances that are replaced at a time in a rollback. At most 100 percent.
   *
   * @default CapacitySize.percent(100)
   */
  readonly rollbackMaxBatchSize?: CapacitySize;
}

/**
 * The deployment configuration of an endpoint: the way an update moves the traffic from the old instances to the new instances, and the alarms
 * that roll it back.
 *
 * The names of the variants must not change in such an update.
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
export class DeploymentConfig extends DeploymentPolicies {
  /**
   * Moves all traffic at once to a new set of instances. This is also the service default, which has no termination wait and no alarms.
   *
   * @param options The termination wait and the rollback alarms.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-all-at-once.html
   */
  public static blueGreenAllAtOnce(options: BlueGreenUpdateOptions = {}): DeploymentConfig {
    // the API requires a wait interval, which has no effect here
    return DeploymentConfig.blueGreen({ Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 }, options);
  }

  /**
   * Moves a small part of the traffic to a new set of instances, waits, and then moves the rest.
   *
   * @param options The size of the first step, the wait interval and the rollback alarms.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-canary.html
   */
  public static blueGreenCanary(options: BlueGreenCanaryUpdateOptions): DeploymentConfig {
    const WaitIntervalInSeconds = options.waitInterval.toSeconds(PARTS_OF_TIME);
    return DeploymentConfig.blueGreen({ Type: 'CANARY', WaitIntervalInSeconds, CanarySize: options.canarySize._request }, options);
  }

  /**
   * Moves the traffic to a new set of instances in equal steps.
   *
   * @param options The size of the steps, the wait interval and the rollback alarms.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-linear.html
   */
  public static blueGreenLinear(options: BlueGreenLinearUpdateOptions): DeploymentConfig {
    const WaitIntervalInSeconds = options.waitInterval.toSeconds(PARTS_OF_TIME);
    return DeploymentConfig.blueGreen({ Type: 'LINEAR', WaitIntervalInSeconds, LinearStepSize: options.linearStepSize._request }, options);
  }

  /**
   * Replaces the instances in batches. This requires fewer additional instances than a blue/green deployment. Only for endpoints with a single
   * variant, which runs on instances.
   *
   * @param options The size of the batches, the wait interval and the rollback alarms.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html
   */
  public static rolling(options: RollingUpdateOptions): DeploymentConfig {
    return new DeploymentConfig({ RollingUpdatePolicy: rollingUpdateRequest(options) }, options);
  }

  private static blueGreen(traffic: object, options: BlueGreenUpdateOptions): DeploymentConfig {
    return new DeploymentConfig({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: traffic,
        TerminationWaitInSeconds: options.terminationWait?.toSeconds(PARTS_OF_TIME),
        MaximumExecutionTimeoutInSeconds: options.maxExecutionTimeout?.toSeconds(PARTS_OF_TIME),
      },
    }, options);
  }

  private constructor(policies: object, options: DeploymentConfigOptions) {
    super(policies, options);
  }
}
