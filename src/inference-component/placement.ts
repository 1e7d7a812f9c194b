/**
 * How the copies of an inference component are placed on the instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSchedulingConfig.html
 */
export class CopyPlacementStrategy {
  /** Evenly on all instances: what happens to one of them is felt less. */
  public static readonly SPREAD = CopyPlacementStrategy.of('SPREAD');

  /** On as few instances as possible: others may then be released. */
  public static readonly BINPACK = CopyPlacementStrategy.of('BINPACK');

  /**
   * A strategy by its name, also one that this library does not know.
   *
   * @param name the name, as the service knows it
   */
  public static of(name: string): CopyPlacementStrategy {
    return new CopyPlacementStrategy(name);
  }

  private constructor(
    /** The name of the strategy, as the service knows it. */
    public readonly name: string,
  ) {}
}

/**
 * How strictly copies are kept in balance between Availability Zones.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentAvailabilityZoneBalance.html
 */
export class ZoneBalanceEnforcement {
  /** Copies are placed even if that leaves the zones out of balance. */
  public static readonly PERMISSIVE = ZoneBalanceEnforcement.of('PERMISSIVE');

  /**
   * A mode by its name, also one that this library does not know.
   *
   * @param name the name, as the service knows it
   */
  public static of(name: string): ZoneBalanceEnforcement {
    return new ZoneBalanceEnforcement(name);
  }

  private constructor(
    /** The name of the mode, as the service knows it. */
    public readonly name: string,
  ) {}
}

/**
 * Where the copies of an inference component are placed.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSchedulingConfig.html
 */
export interface CopyPlacementOptions {
  /**
   * How copies are placed on the instances, of each Availability Zone if there are several.
   */
  readonly strategy: CopyPlacementStrategy;

  /**
   * How many copies more than any other an Availability Zone may have: 0 to 100.
   *
   * @default - the service's, 0
   */
  readonly maxZoneImbalance?: number;

  /**
   * How strictly that is kept.
   *
   * @default ZoneBalanceEnforcement.PERMISSIVE
   */
  readonly zoneBalanceEnforcement?: ZoneBalanceEnforcement;
}
