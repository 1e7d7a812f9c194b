import { Duration } from 'aws-cdk-lib/core';

/**
 * How copies are moved together so that instances become idle.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScalingScaleInPolicy.html
 */
export interface ConsolidationOptions {
  /**
   * How many instances are released at a time, at most: 1 to 100.
   *
   * @default - the service's, 1
   */
  readonly maximumStepSize?: number;

  /**
   * How long after the last operation of the endpoint nothing is moved: 5 minutes to 1 day, in whole minutes.
   *
   * @default - the service's, 20 minutes
   */
  readonly cooldown?: Duration;
}

/**
 * When the service releases instances that it has added.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScalingScaleInPolicy.html
 */
export class ScaleInPolicy {
  /** When no copy of an inference component is left on them. */
  public static readonly IDLE_RELEASE = ScaleInPolicy.of('IDLE_RELEASE');

  /**
   * As soon as the copies of the inference components fit onto fewer instances, to which they are then moved.
   *
   * @param options how fast
   */
  public static consolidation(options: ConsolidationOptions = {}): ScaleInPolicy {
    return new ScaleInPolicy('CONSOLIDATION', options);
  }

  /**
   * A strategy by its name, also one that this library does not know.
   *
   * @param strategy the name, as the service knows it
   */
  public static of(strategy: string): ScaleInPolicy {
    return new ScaleInPolicy(strategy);
  }

  /** The name of the strategy, as the service knows it. */
  public readonly strategy: string;

  /** How copies are moved together; only for the strategy that does that. */
  public readonly consolidationOptions?: ConsolidationOptions;

  private constructor(strategy: string, consolidation?: ConsolidationOptions) {
    this.strategy = strategy;
    this.consolidationOptions = consolidation;
  }
}

/**
 * Lets the service add and release instances, so that there is room for the copies of the inference components. Only for a variant without
 * a model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantManagedInstanceScaling.html
 */
export interface ManagedInstanceScalingOptions {
  /**
   * How many instances stay when there is nothing to do: 0 or more, at most `maxInstanceCount`.
   *
   * @default - the service decides
   */
  readonly minInstanceCount?: number;

  /**
   * How many instances there are at most: 1 or more.
   *
   * @default - the service decides
   */
  readonly maxInstanceCount?: number;

  /**
   * When instances are released.
   *
   * @default - the service decides
   */
  readonly scaleInPolicy?: ScaleInPolicy;

  /**
   * Whether the service scales at all.
   *
   * @default true
   */
  readonly enabled?: boolean;
}
