import { unscopedValidationError } from '../private/cdk-internals';
import { isUnresolved } from '../private/tokens';

/**
 * The platform of a notebook instance: the operating system and the version of JupyterLab.
 *
 * For a platform that this library has no constant for, use `PlatformIdentifier.of('notebook-al2030-v1')`. It causes a warning.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html
 */
export class PlatformIdentifier {
  /** Amazon Linux 1, which AWS no longer supports. */
  public static readonly NOTEBOOK_AL1_V1 = PlatformIdentifier.of('notebook-al1-v1');

  /** Amazon Linux 2 with JupyterLab 1. */
  public static readonly NOTEBOOK_AL2_V1 = PlatformIdentifier.of('notebook-al2-v1');

  /** Amazon Linux 2 with JupyterLab 3. */
  public static readonly NOTEBOOK_AL2_V2 = PlatformIdentifier.of('notebook-al2-v2');

  /** Amazon Linux 2 with JupyterLab 4. */
  public static readonly NOTEBOOK_AL2_V3 = PlatformIdentifier.of('notebook-al2-v3');

  /** Amazon Linux 2023, version 1. */
  public static readonly NOTEBOOK_AL2023_V1 = PlatformIdentifier.of('notebook-al2023-v1');

  /** Amazon Linux 2023, version 2. */
  public static readonly NOTEBOOK_AL2023_V2 = PlatformIdentifier.of('notebook-al2023-v2');

  /**
   * Returns the platform with the given identifier. Use it for a platform that this library has no constant for.
   *
   * @param value The identifier. Must start with `notebook-`, unless it is a token, for example the value of a `CfnParameter`.
   */
  public static of(value: string): PlatformIdentifier {
    return new PlatformIdentifier(value);
  }

  /** The identifier in the SageMaker API. */
  public readonly value: string;

  private constructor(value: string) {
    if (!isUnresolved(value) && !value.startsWith('notebook-')) {
      throw unscopedValidationError('InvalidPlatformIdentifier', `a platform identifier must start with "notebook-", got "${value}"`);
    }
    this.value = value;
  }

  /** Returns the identifier in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
