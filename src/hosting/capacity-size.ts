/**
 * A part of the instances of an endpoint, counted or in percent: what one step of a deployment moves.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CapacitySize.html
 */
export class CapacitySize {
  /**
   * So many instances.
   *
   * @param count 1 or more, or a token
   */
  public static instances(count: number): CapacitySize {
    return new CapacitySize('INSTANCE_COUNT', count);
  }

  /**
   * A share of the instances of each variant.
   *
   * @param share in percent, from 1 to 100, or a token
   */
  public static percent(share: number): CapacitySize {
    return new CapacitySize('CAPACITY_PERCENT', share);
  }

  private constructor(
    /** How the size is meant, in the service's word. */
    public readonly type: string,
    /** The number of instances, or the percentage. */
    public readonly value: number,
  ) {}
}
