/**
 * Where the instances of a variant may come from.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCapacityReservationConfig.html
 */
export class CapacityReservationPreference {
  /** From the reservation only: where it has none left, instances fail to start. */
  public static readonly CAPACITY_RESERVATIONS_ONLY = CapacityReservationPreference.of('capacity-reservations-only');

  /**
   * A preference by its name, also one that this library has no constant for.
   *
   * @param name the name, as the service knows it
   */
  public static of(name: string): CapacityReservationPreference {
    return new CapacityReservationPreference(name);
  }

  /** The name of the preference. */
  public readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }
}

/**
 * Instances that were reserved for an endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCapacityReservationConfig.html
 */
export interface CapacityReservationOptions {
  /**
   * The reservation: an ARN of 20 to 258 characters, such as that of a training plan.
   *
   * @default - none in particular
   */
  readonly mlReservationArn?: string;

  /**
   * Where the instances may come from.
   *
   * @default - the service decides
   */
  readonly preference?: CapacityReservationPreference;
}
