import { unscopedValidationError } from '../../private/cdk-internals';
import { isUnresolved } from '../../private/tokens';

/**
 * An Amazon Elastic Inference accelerator of a production variant.
 *
 * @deprecated AWS has retired Elastic Inference: the service no longer attaches accelerators. Choose an accelerated instance type instead.
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export class AcceleratorType {
  /** `ml.eia1.large` */
  public static readonly EIA1_LARGE = AcceleratorType.of('ml.eia1.large');

  /** `ml.eia1.medium` */
  public static readonly EIA1_MEDIUM = AcceleratorType.of('ml.eia1.medium');

  /** `ml.eia1.xlarge` */
  public static readonly EIA1_XLARGE = AcceleratorType.of('ml.eia1.xlarge');

  /** `ml.eia2.large` */
  public static readonly EIA2_LARGE = AcceleratorType.of('ml.eia2.large');

  /** `ml.eia2.medium` */
  public static readonly EIA2_MEDIUM = AcceleratorType.of('ml.eia2.medium');

  /** `ml.eia2.xlarge` */
  public static readonly EIA2_XLARGE = AcceleratorType.of('ml.eia2.xlarge');

  /**
   * An accelerator type by its name.
   *
   * @param acceleratorType the name, `ml.` first, or a token such as the value of a `CfnParameter`. Throws if the prefix is missing.
   */
  public static of(acceleratorType: string): AcceleratorType {
    return new AcceleratorType(acceleratorType);
  }

  /** @param acceleratorType the name, `ml.` first, or a token such as the value of a `CfnParameter`. Throws if the prefix is missing. */
  constructor(private readonly acceleratorType: string) {
    if (!isUnresolved(acceleratorType) && !acceleratorType.startsWith('ml.')) {
      throw unscopedValidationError('InvalidAcceleratorType', `an accelerator type starts with "ml.", got "${acceleratorType}"`);
    }
  }

  /** The name of the accelerator type, as the service knows it. */
  public toString(): string {
    return this.acceleratorType;
  }
}
