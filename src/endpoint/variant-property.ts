/**
 * A property of production variants that can change while the endpoint is in service.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VariantProperty.html
 */
export class VariantProperty {
  /** The number of instances, as set by scaling or by an operator. */
  public static readonly DESIRED_INSTANCE_COUNT = VariantProperty.of('DesiredInstanceCount');

  /** The weight, which determines the share of the requests. */
  public static readonly DESIRED_WEIGHT = VariantProperty.of('DesiredWeight');

  /** The data capture configuration. The documentation says that it is currently not supported. */
  public static readonly DATA_CAPTURE_CONFIG = VariantProperty.of('DataCaptureConfig');

  /**
   * Returns the property with the given value, which need not be a constant of this class.
   *
   * @param value The value in the SageMaker API.
   */
  public static of(value: string): VariantProperty {
    return new VariantProperty(value);
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
