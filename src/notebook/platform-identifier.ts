import { unscopedValidationError } from '../private/cdk-internals';
import { isUnresolved } from '../private/tokens';

/**
 * The operating system of a notebook instance, with the version of JupyterLab that belongs to it.
 *
 * A platform that is newer than this library is written as `PlatformIdentifier.of('notebook-al2030-v1')`: constructs then warn, and deploy.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html
 */
export class PlatformIdentifier {
  /** `notebook-al1-v1`: Amazon Linux 1, which is out of support. */
  public static readonly NOTEBOOK_AL1_V1 = PlatformIdentifier.of('notebook-al1-v1');

  /** `notebook-al2-v1`: Amazon Linux 2, JupyterLab 1. */
  public static readonly NOTEBOOK_AL2_V1 = PlatformIdentifier.of('notebook-al2-v1');

  /** `notebook-al2-v2`: Amazon Linux 2, JupyterLab 3. */
  public static readonly NOTEBOOK_AL2_V2 = PlatformIdentifier.of('notebook-al2-v2');

  /** `notebook-al2-v3`: Amazon Linux 2, JupyterLab 4. */
  public static readonly NOTEBOOK_AL2_V3 = PlatformIdentifier.of('notebook-al2-v3');

  /** `notebook-al2023-v1`: Amazon Linux 2023. */
  public static readonly NOTEBOOK_AL2023_V1 = PlatformIdentifier.of('notebook-al2023-v1');

  /** `notebook-al2023-v2`: Amazon Linux 2023, the second version. */
  public static readonly NOTEBOOK_AL2023_V2 = PlatformIdentifier.of('notebook-al2023-v2');

  /**
   * A platform by its identifier, also one that this library has no constant for.
   *
   * @param platformIdentifier `notebook-` first, or a token such as the value of a `CfnParameter`. Throws if the prefix is missing.
   */
  public static of(platformIdentifier: string): PlatformIdentifier {
    return new PlatformIdentifier(platformIdentifier);
  }

  private constructor(private readonly platformIdentifier: string) {
    if (!isUnresolved(platformIdentifier) && !platformIdentifier.startsWith('notebook-')) {
      throw unscopedValidationError('InvalidPlatformIdentifier', `a platform identifier starts with "notebook-", got "${platformIdentifier}"`);
    }
  }

  /** The platform identifier, as the service knows it. */
  public toString(): string {
    return this.platformIdentifier;
  }
}
