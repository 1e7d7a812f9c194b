import { isUnresolved } from '../private/tokens';
import { invalidValue } from '../validation/invalid-value';

/**
 * An instance type of Amazon SageMaker, such as `ml.m5.large`.
 *
 * The constants are those of the official model; each says what the service offers it for. Which of them a Region has is another
 * question. A type that is newer than this library is written as `InstanceType.of('ml.new.large')`: constructs then warn, and deploy.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html
 * @see https://aws.amazon.com/sagemaker/pricing/
 */
export class InstanceType {
  // CONSTANTS

  /**
   * An instance type by its name, also one that this library has no constant for.
   *
   * @param instanceType the name, `ml.` first, or a token such as the value of a `CfnParameter`. Throws if the prefix is missing.
   */
  public static of(instanceType: string): InstanceType {
    return new InstanceType(instanceType);
  }

  /** @param instanceType the name, `ml.` first, or a token such as the value of a `CfnParameter`. Throws if the prefix is missing. */
  constructor(private readonly instanceType: string) {
    if (!isUnresolved(instanceType) && !instanceType.startsWith('ml.')) {
      throw invalidValue('InvalidInstanceType', `an instance type starts with "ml.", got "${instanceType}"`);
    }
  }

  /** The name of the instance type, as the service knows it. */
  public toString(): string {
    return this.instanceType;
  }
}
