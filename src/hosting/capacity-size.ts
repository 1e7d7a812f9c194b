/**
 * The size of a deployment step, as a number or percentage of instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CapacitySize.html
 */
export class CapacitySize {
  /**
   * Returns a number of instances.
   *
   * @param count The number of instances. Must be at least 1.
   */
  public static instances(count: number): CapacitySize {
    return new CapacitySize({ Type: 'INSTANCE_COUNT', Value: count });
  }

  /**
   * Returns a percentage of the instances of each variant.
   *
   * @param share The percentage. Must be between 1 and 100.
   */
  public static percent(share: number): CapacitySize {
    return new CapacitySize({ Type: 'CAPACITY_PERCENT', Value: share });
  }

  private constructor(
    /** @internal */
    public readonly _request: object,
  ) {}
}
