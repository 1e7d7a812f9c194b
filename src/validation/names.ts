import { CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';

/** The resources with a fixed name in each app, or stage of it, with their names: by type, environment and lower-case name. */
const CLAIMS = new WeakMap<IConstruct, Map<string, Map<CfnResource, string>>>();

/**
 * Registers the fixed name of a resource, and finds other resources of the app with the same name.
 *
 * Names are unique in an account and Region. Stacks without an environment may be deployed to different environments, so only names in the
 * same such stack are certainly duplicates. Conditional resources and resources of other stages are never duplicates, because only one of
 * them may exist at a time.
 *
 * @param name The name. A token is never a duplicate.
 * @param path The member of the request that holds the name.
 * @returns A function that checks the name at synthesis.
 */
export function claimName(
  resource: CfnResource, name: string | undefined, path: string, { ignoreCase = false }: { ignoreCase?: boolean } = {},
): () => Finding[] {
  if (name === undefined || isUnresolved(name)) { return () => []; }
  const together = Stage.of(resource) ?? resource.node.root;
  const claims = CLAIMS.get(together) ?? new Map<string, Map<CfnResource, string>>();
  CLAIMS.set(together, claims);
  const key = [resource.cfnResourceType, environmentOf(resource), name.toLowerCase()].join('|');
  const claimants = claims.get(key) ?? new Map<CfnResource, string>();
  claims.set(key, claimants.set(resource, name));
  return () => {
    const others = [...claimants].filter(([other]) => other !== resource && !other.cfnOptions.condition)
      .map(([{ node }, otherName]) => ({ owner: node.scope!.node.path, name: otherName }));
    return uniqueNames(path, name, resource.cfnOptions.condition ? [] : others, ignoreCase);
  };
}

/**
 * Checks a name against those of other resources.
 *
 * @param others The resources with the same name, whatever its case.
 * @param ignoreCase Whether the service certainly treats names that differ only in case as the same. Otherwise it may, as its ARNs do.
 */
export function uniqueNames(path: string, name: string, others: readonly { owner: string; name: string }[], ignoreCase: boolean): Finding[] {
  const same = others.filter((other) => ignoreCase || other.name === name);
  const similar = others.filter((other) => !same.includes(other));
  const source = `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Create${path.replace(/Name$/, '')}.html`;
  const finding = (owners: readonly { owner: string }[], more: Pick<Finding, 'rule' | 'message' | 'severity'> & Partial<Finding>): Finding[] =>
    owners.length === 0 ? [] : [{ path, given: name, values: { owners: owners.map(({ owner }) => owner) }, source, ...more }];
  return [
    ...finding(same, ignoreCase ? {
      rule: 'DuplicateEndpointName',
      message: 'must be unique in the account and Region, ignoring case: it is also the name of {owners}',
      severity: 'error',
    } : {
      rule: 'DuplicateName',
      message: 'must be unique in the account and Region: it is also the name of {owners}',
      severity: 'error',
    }),
    ...finding(similar, {
      rule: 'SimilarName',
      message: 'differs from the name of {owners} only in case, which the service may ignore',
      severity: 'warning',
      onlyWhenFinal: true,
    }),
  ];
}

function environmentOf(resource: CfnResource): string {
  const { account, region, node } = Stack.of(resource);
  return isUnresolved(account) || isUnresolved(region) ? node.path : `${account}/${region}`;
}
