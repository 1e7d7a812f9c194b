import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { md5hash } from '../../private/cdk-internals';
import { isUnresolved } from '../../private/tokens';

/**
 * Returns the construct id of the scaling of a variant.
 *
 * A scalable target must not change its logical id: CloudFormation creates the target under the new id before it deletes the old one, and
 * both are the same target of Application Auto Scaling. The deployment fails, or the target is deregistered at its end. So the id depends
 * on the name of the variant. It does not depend on which variants are scaled, nor on the order of the calls.
 *
 * The first variant that the endpoint configuration lists has the id without the name, which `@aws-cdk/aws-sagemaker-alpha` gives to the
 * scaling of an endpoint: stacks that move from there keep their targets. No other rule is as stable. The only variant of a configuration
 * must have this id, whatever its name is, and must keep it when a second variant is added. So the id cannot also be independent of which
 * variant is first: `[b, a]` is both `[b]` with a variant added, and `[a, b]` in another order.
 *
 * @param attribute The id without the name.
 * @param first The name of the first listed variant of the kind; `undefined` if the endpoint configuration is unknown.
 */
export function scalingId(scope: Construct, attribute: string, variantName: string, first: string | undefined): string {
  if (variantName === first) { return attribute; }
  const suffix = isUnresolved(variantName) ? md5hash(JSON.stringify(Stack.of(scope).resolve(variantName))).slice(0, 8) : variantName;
  return `${attribute}-${suffix}`;
}
