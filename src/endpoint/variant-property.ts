/**
 * A property of the variants of an endpoint that changes while it runs.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VariantProperty.html
 */
export class VariantProperty {
  /** The number of instances, as scaling or an operator has set it. */
  public static readonly DESIRED_INSTANCE_COUNT = VariantProperty.of('DesiredInstanceCount');

  /** The weight, which determines the share of the requests. */
  public static readonly DESIRED_WEIGHT = VariantProperty.of('DesiredWeight');

  /** Which requests and answers are captured. The documentation calls it not supported at present. */
  public static readonly DATA_CAPTURE_CONFIG = VariantProperty.of('DataCaptureConfig');

  /**
   * A property by its name, for those that are newer than this library.
   *
   * @param name as the service knows it
   */
  public static of(name: string): VariantProperty {
    return new VariantProperty(name);
  }

  private constructor(
    /** The name, as the service knows it. */
    public readonly name: string,
  ) {}
}
