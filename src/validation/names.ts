import { CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';

/** The resources of each app, or stage of it, that have a fixed name, with it, by what makes a name unique, whatever its case. */
const CLAIMS = new WeakMap<IConstruct, Map<string, Map<CfnResource, string>>>();

/**
 * Remembers that a resource has a fixed name, and tells of the others of the app that have the same one.
 *
 * Names are unique in an account and Region. Stacks whose environment is open may be deployed to different ones, so only within such a
 * stack the same name is certainly wrong, as long as no condition decides which of the resources exists. Of two stages of one environment
 * perhaps only one is deployed at a time.
 *
 * @param name the name; one that is a token is nobody's
 * @param path the member of the request that holds the name
 * @returns what to ask at synthesis
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
 * What is wrong with a name that others have too.
 *
 * @param others whatever else has the same name but for its case
 * @param ignoreCase whether the service certainly takes names for the same that differ in case only; else it may, since its ARNs do
 */
export function uniqueNames(path: string, name: string, others: readonly { owner: string; name: string }[], ignoreCase: boolean): Finding[] {
  const finding = (owners: readonly { owner: string }[], message: string, more: Pick<Finding, 'rule' | 'severity'> & Partial<Finding>): Finding[] =>
    owners.length === 0 ? [] : [{
      path,
      message: `is the name of ${owners.map(({ owner }) => owner).join(', ')} too; ${message}`,
      given: name,
      source: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Create${path.replace(/Name$/, '')}.html`,
      ...more,
    }];
  return ignoreCase ? finding(others, 'names are unique in an account and Region, whatever their case', { rule: 'DuplicateEndpointName', severity: 'error' }) : [
    ...finding(others.filter((other) => other.name === name), 'names are unique in an account and Region', { rule: 'DuplicateName', severity: 'error' }),
    ...finding(others.filter((other) => other.name !== name), 'they differ in case only, which the service may not tell apart',
      { rule: 'SimilarName', severity: 'warning', onlyWhenFinal: true }),
  ];
}

function environmentOf(resource: CfnResource): string {
  const { account, region, node } = Stack.of(resource);
  return isUnresolved(account) || isUnresolved(region) ? node.path : `${account}/${region}`;
}
