import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { validationError } from './cdk-internals';
import { toLowerCase, isUnresolved } from './tokens';

/** The resource name in an ARN `arn:...:kind/name`, which may be a token. */
export function nameFromArn(scope: Construct, arn: string): string {
  return Stack.of(scope).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).resourceName!;
}

/** The ARN of a SageMaker resource in the account and Region of a scope. */
export function sageMakerArn(scope: Construct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'sagemaker', resource, resourceName });
}

/** Throws if a name of an existing resource is invalid. A name with a token is valid. */
export function requireName(scope: Construct, prop: string, name: string): void {
  if (!isUnresolved(name) && !/^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)) {
    throw validationError(scope, 'InvalidName',
      `${prop} must have 1 to 63 letters, digits and hyphens, and must not start or end with a hyphen, got "${name}"`);
  }
}

/** The id, or the first of `id2`, `id3`, ... that no child of the scope has. */
export function freeId(scope: Construct, id: string): string {
  let free = id;
  for (let count = 2; scope.node.tryFindChild(free); count++) {
    free = `${id}${count}`;
  }
  return free;
}

/**
 * The ARNs of a resource for policies: with the name, and with the name in lower case.
 *
 * SageMaker writes ARNs in lower case, even if the name has upper-case letters. Users report such responses, for example in
 * prometheus-community/yet-another-cloudwatch-exporter pull request 1178. Policies are case-sensitive, so an ARN with upper-case letters
 * matches nothing. Tokens in a name keep their case.
 */
export function policyArns(arn: string, name: string): string[] {
  const lowerCaseName = toLowerCase(name);
  return lowerCaseName === name || !arn.endsWith(name) ? [arn] : [arn, arn.slice(0, -name.length) + lowerCaseName];
}
