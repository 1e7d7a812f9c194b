import { Duration } from 'aws-cdk-lib/core';
import { DeploymentConfigOptions } from '../hosting/deployment-config-options';
import { DeploymentPolicies, rollingUpdateRequest } from '../hosting/deployment-policies';

/**
 * A part of the copies of an inference component, counted or in percent: what one step of a deployment moves.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentCapacitySize.html
 */
export class InferenceComponentCapacitySize {
  /**
   * So many copies.
   *
   * @param count 1 or more, or a token
   */
  public static copies(count: number): InferenceComponentCapacitySize {
    return new InferenceComponentCapacitySize({ Type: 'COPY_COUNT', Value: count });
  }

  /**
   * A share of the copies.
   *
   * @param share in percent, from 1 to 100, or a token
   */
  public static percent(share: number): InferenceComponentCapacitySize {
    return new InferenceComponentCapacitySize({ Type: 'CAPACITY_PERCENT', Value: share });
  }

  private constructor(
    /** @internal */
    public readonly _request: object,
  ) {}
}

/**
 * Options of a rolling deployment of an inference component.
 */
export interface InferenceComponentRollingOptions extends DeploymentConfigOptions {
  /**
   * How many copies are replaced at a time: 5 to 50 percent of all.
   */
  readonly maxBatchSize: InferenceComponentCapacitySize;

  /**
   * How long each batch is watched before the next one: at most 1 hour.
   */
  readonly waitInterval: Duration;

  /**
   * How many copies are brought back at a time when the deployment is rolled back.
   *
   * @default InferenceComponentCapacitySize.percent(100)
   */
  readonly rollbackMaxBatchSize?: InferenceComponentCapacitySize;
}

/**
 * How an update of an inference component replaces its copies, and what makes it go back.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentDeploymentConfig.html
 */
export class InferenceComponentDeploymentConfig extends DeploymentPolicies {
  /**
   * The copies are replaced in batches.
   *
   * @param options how many at a time, how long, and what makes the deployment go back
   */
  public static rolling(options: InferenceComponentRollingOptions): InferenceComponentDeploymentConfig {
    return new InferenceComponentDeploymentConfig({ RollingUpdatePolicy: rollingUpdateRequest(options) }, options);
  }

  private constructor(policies: object, options: DeploymentConfigOptions) {
    super(policies, options);
  }
}
