/**
 * The strategy by which SageMaker places the copies of an inference component on instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSchedulingConfig.html
 */
export class InferenceComponentPlacementStrategy {
  /** Distributes the copies evenly among the instances, so that the loss of an instance affects fewer copies. */
  public static readonly SPREAD = InferenceComponentPlacementStrategy.of('SPREAD');

  /** Places the copies on as few instances as possible, so that the other instances can be removed. */
  public static readonly BINPACK = InferenceComponentPlacementStrategy.of('BINPACK');

  /**
   * Returns a strategy by its value in the API, for strategies that this library does not list.
   *
   * @param value The value in the API.
   */
  public static of(value: string): InferenceComponentPlacementStrategy {
    return new InferenceComponentPlacementStrategy(value);
  }

  private constructor(
    /** The value in the API. */
    public readonly value: string,
  ) {}

  /** Returns the value in the API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * The mode in which SageMaker enforces the balance of copies between Availability Zones.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentAvailabilityZoneBalance.html
 */
export class AvailabilityZoneBalanceEnforcementMode {
  /** Places copies even if the Availability Zones become unbalanced. */
  public static readonly PERMISSIVE = AvailabilityZoneBalanceEnforcementMode.of('PERMISSIVE');

  /**
   * Returns a mode by its value in the API, for modes that this library does not list.
   *
   * @param value The value in the API.
   */
  public static of(value: string): AvailabilityZoneBalanceEnforcementMode {
    return new AvailabilityZoneBalanceEnforcementMode(value);
  }

  private constructor(
    /** The value in the API. */
    public readonly value: string,
  ) {}

  /** Returns the value in the API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * Options for the balance of the copies of an inference component between Availability Zones.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentAvailabilityZoneBalance.html
 */
export interface AvailabilityZoneBalanceOptions {
  /**
   * The mode in which SageMaker enforces the balance.
   *
   * @default AvailabilityZoneBalanceEnforcementMode.PERMISSIVE
   */
  readonly enforcementMode?: AvailabilityZoneBalanceEnforcementMode;

  /**
   * The maximum difference between the numbers of copies in two Availability Zones. Must be between 0 and 100.
   *
   * @default - the service default, 0
   */
  readonly maxImbalance?: number;
}

/**
 * Options for placing the copies of an inference component on instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSchedulingConfig.html
 */
export interface InferenceComponentSchedulingOptions {
  /**
   * The strategy by which SageMaker places the copies on the instances of an Availability Zone.
   */
  readonly placementStrategy: InferenceComponentPlacementStrategy;

  /**
   * The balance of the copies between Availability Zones.
   *
   * @default - the enforcement mode PERMISSIVE
   */
  readonly availabilityZoneBalance?: AvailabilityZoneBalanceOptions;
}
