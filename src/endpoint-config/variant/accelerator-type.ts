import { unscopedValidationError } from '../../private/cdk-internals';
import { isUnresolved } from '../../private/tokens';

/**
 * The type of an Amazon Elastic Inference accelerator.
 *
 * @deprecated AWS has retired Elastic Inference, and SageMaker no longer attaches accelerators. Choose an accelerated instance type instead.
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
   * Returns the accelerator type with the given name.
   *
   * @param acceleratorType The name, which starts with `ml.`, or a token such as the value of a `CfnParameter`.
   */
  public static of(acceleratorType: string): AcceleratorType {
    return new AcceleratorType(acceleratorType);
  }

  /** The name of the accelerator type in the SageMaker API. */
  public readonly value: string;

  /** @param acceleratorType The name, which starts with `ml.`, or a token such as the value of a `CfnParameter`. */
  constructor(acceleratorType: string) {
    if (!isUnresolved(acceleratorType) && !acceleratorType.startsWith('ml.')) {
      throw unscopedValidationError('InvalidAcceleratorType', `an accelerator type must start with "ml.", got "${acceleratorType}"`);
    }
    this.value = acceleratorType;
  }

  /** Returns the name of the accelerator type in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
