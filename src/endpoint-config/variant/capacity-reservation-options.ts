/**
 * The capacity that the instances of a variant may use.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCapacityReservationConfig.html
 */
export class CapacityReservationPreference {
  /** Only reserved capacity. Instances fail to start if the reservation has no available capacity. */
  public static readonly CAPACITY_RESERVATIONS_ONLY = CapacityReservationPreference.of('capacity-reservations-only');

  /**
   * Returns the preference with the given value, which need not be a constant of this class.
   *
   * @param value The value in the SageMaker API.
   */
  public static of(value: string): CapacityReservationPreference {
    return new CapacityReservationPreference(value);
  }

  private constructor(
    /** The value in the SageMaker API. */
    public readonly value: string,
  ) {}

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * Options for a variant that uses reserved capacity.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCapacityReservationConfig.html
 */
export interface CapacityReservationOptions {
  /**
   * The ARN of the capacity reservation, such as a training plan. 20 to 258 characters.
   *
   * @default - no specific reservation
   */
  readonly mlReservationArn?: string;

  /**
   * The capacity that the instances may use.
   *
   * @default - the service default
   */
  readonly preference?: CapacityReservationPreference;
}
