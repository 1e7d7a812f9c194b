import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { md5hash } from '../../private/cdk-internals';
import { isUnresolved } from '../../private/tokens';

/**
 * Returns the construct id of the scaling of a variant.
 *
 * A scalable target must keep its logical id. Under a new id, CloudFormation creates the target before it deletes the old one, and both are
 * the same target of Application Auto Scaling. The deployment then fails, or deregisters the target at its end. The id therefore depends on
 * the name of the variant. It does not depend on the other scaled variants or on the order of the calls.
 *
 * The first variant in the endpoint configuration has the id without the name, as in `@aws-cdk/aws-sagemaker-alpha`. Stacks that migrate from
 * there keep their targets. No other rule is as stable: a single variant must have this id with any name, and must keep it when a second
 * variant is added. The id therefore has to depend on the first variant: `[b, a]` is both `[b]` with an additional variant, and a reordered
 * `[a, b]`.
 *
 * @param attribute The id without the name.
 * @param first The name of the first listed variant of the kind; `undefined` if the endpoint configuration is unknown.
 */
export function scalingId(scope: Construct, attribute: string, variantName: string, first: string | undefined): string {
  if (variantName === first) { return attribute; }
  const suffix = isUnresolved(variantName) ? md5hash(JSON.stringify(Stack.of(scope).resolve(variantName))).slice(0, 8) : variantName;
  return `${attribute}-${suffix}`;
}
