import { Duration } from 'aws-cdk-lib/core';
import { DeploymentConfigOptions } from '../hosting/deployment-config-options';
import { DeploymentPolicies, rollingUpdateRequest } from '../hosting/deployment-policies';

/**
 * The number or percentage of the copies of an inference component that one step of a deployment replaces.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentCapacitySize.html
 */
export class InferenceComponentCapacitySize {
  /**
   * Specifies a number of copies.
   *
   * @param count The number of copies. At least 1, or a token.
   */
  public static copies(count: number): InferenceComponentCapacitySize {
    return new InferenceComponentCapacitySize({ Type: 'COPY_COUNT', Value: count });
  }

  /**
   * Specifies a percentage of the copies.
   *
   * @param percentage The percentage of the copies. Must be between 1 and 100, or a token.
   */
  public static percent(percentage: number): InferenceComponentCapacitySize {
    return new InferenceComponentCapacitySize({ Type: 'CAPACITY_PERCENT', Value: percentage });
  }

  private constructor(
    /** @internal */
    public readonly _request: object,
  ) {}
}

/**
 * Options for a rolling deployment of an inference component.
 */
export interface InferenceComponentRollingOptions extends DeploymentConfigOptions {
  /**
   * The number or percentage of copies to replace at a time. Must be between 5 and 50 percent of the copies.
   */
  readonly maxBatchSize: InferenceComponentCapacitySize;

  /**
   * The time between two batches, in which the alarms can roll back the deployment. At most 1 hour.
   */
  readonly waitInterval: Duration;

  /**
   * The number or percentage of copies to restore at a time in a rollback.
   *
   * @default InferenceComponentCapacitySize.percent(100)
   */
  readonly rollbackMaxBatchSize?: InferenceComponentCapacitySize;
}

/**
 * The deployment configuration of an inference component: the batches of an update, and the alarms that roll it back.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentDeploymentConfig.html
 */
export class InferenceComponentDeploymentConfig extends DeploymentPolicies {
  /**
   * Replaces the copies in batches.
   *
   * @param options The batch size, wait interval and rollback alarms.
   */
  public static rolling(options: InferenceComponentRollingOptions): InferenceComponentDeploymentConfig {
    return new InferenceComponentDeploymentConfig({ RollingUpdatePolicy: rollingUpdateRequest(options) }, options);
  }

  private constructor(policies: object, options: DeploymentConfigOptions) {
    super(policies, options);
  }
}
