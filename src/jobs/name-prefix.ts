import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JobKind } from './kinds';
import { maxPrefixLength, PREFIX_HASH_LENGTH } from './protocol';
import { md5hash } from '../private/cdk-internals';

/** The number of characters of the construct path in a prefix. */
const MAX_SLUG_LENGTH = 24;

/**
 * The prefix of the names of all runs of a job: `<slug of the construct path>-<hash>`, or only the hash if names of the kind are short.
 *
 * The prefix is known at synthesis, so that policies and event patterns can contain it. The hash makes it unique in the account. It is in
 * lower case, because ARNs are.
 */
export function namePrefix(scope: Construct, kind: JobKind): string {
  const stack = Stack.of(scope);
  const hash = md5hash(`${deployedName(stack)}|${scope.node.path}`).slice(0, PREFIX_HASH_LENGTH);
  const slugLength = Math.min(MAX_SLUG_LENGTH, maxPrefixLength(kind) - `-${hash}`.length);
  if (slugLength < 1) { return hash; }
  const path = scope.node.path.slice(stack.node.path.length);
  const slug = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(-slugLength).replace(/^-+|-+$/g, '');
  return `${slug || 'job'}-${hash}`;
}

/** The name of the stack. For a nested stack, whose name is known only at deployment, the name of the stack that contains it. */
function deployedName(stack: Stack): string {
  return stack.nestedStackParent ? deployedName(stack.nestedStackParent) : stack.stackName;
}
