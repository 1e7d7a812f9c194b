import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for the consolidation of copies on fewer instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScalingScaleInPolicy.html
 */
export interface ConsolidationOptions {
  /**
   * The maximum number of instances that are released at a time. Must be between 1 and 100.
   *
   * @default - the service default, 1
   */
  readonly maxStepSize?: number;

  /**
   * The time after the last operation on the endpoint during which no copies are moved. Must be between 5 minutes and 1 day, in whole
   * minutes.
   *
   * @default - the service default, 20 minutes
   */
  readonly cooldown?: Duration;
}

/**
 * The strategy by which SageMaker releases instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScalingScaleInPolicy.html
 */
export class ScaleInPolicy {
  /** Releases an instance when it has no copy of an inference component. */
  public static readonly IDLE_RELEASE = ScaleInPolicy.of('IDLE_RELEASE');

  /**
   * Moves the copies of inference components to fewer instances if possible, and releases the other instances.
   *
   * @param options The maximum number of instances that are released at a time, and the cooldown.
   */
  public static consolidation(options: ConsolidationOptions = {}): ScaleInPolicy {
    return new ScaleInPolicy('CONSOLIDATION', options);
  }

  /**
   * Returns the strategy with the given value, which need not be a constant of this class.
   *
   * @param value The value in the SageMaker API.
   */
  public static of(value: string): ScaleInPolicy {
    return new ScaleInPolicy(value);
  }

  private constructor(
    /** The value in the SageMaker API. */
    public readonly value: string,
    /** @internal */
    public readonly _consolidation?: ConsolidationOptions,
  ) {}

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * Options for managed instance scaling: SageMaker adds and removes instances for the copies of inference components. Only for a variant
 * without a model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScaling.html
 */
export interface ManagedInstanceScalingOptions {
  /**
   * The minimum number of instances. Must be at least 0 and at most `maxInstanceCount`.
   *
   * @default - the service default
   */
  readonly minInstanceCount?: number;

  /**
   * The maximum number of instances. Must be at least 1.
   *
   * @default - the service default
   */
  readonly maxInstanceCount?: number;

  /**
   * The strategy by which instances are released.
   *
   * @default - the service default
   */
  readonly scaleInPolicy?: ScaleInPolicy;

  /**
   * Whether SageMaker scales the instances.
   *
   * @default true
   */
  readonly enabled?: boolean;
}
