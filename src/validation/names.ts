import { CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';

/** The resources of each app, or stage of it, that have a fixed name, by what makes a name unique. */
const CLAIMS = new WeakMap<IConstruct, Map<string, Set<CfnResource>>>();

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
  const claims = CLAIMS.get(together) ?? new Map<string, Set<CfnResource>>();
  CLAIMS.set(together, claims);
  const key = [resource.cfnResourceType, environmentOf(resource), ignoreCase ? name.toLowerCase() : name].join('|');
  const claimants = claims.get(key) ?? new Set<CfnResource>();
  claims.set(key, claimants.add(resource));
  return () => {
    const others = [...claimants].filter((other) => other !== resource && !other.cfnOptions.condition);
    return uniqueNames(path, name, resource.cfnOptions.condition ? [] : others.map(({ node }) => node.scope!.node.path), ignoreCase);
  };
}

/** @param others what else has the same name */
export function uniqueNames(path: string, name: string, others: readonly string[], ignoreCase: boolean): Finding[] {
  if (others.length === 0) { return []; }
  return [{
    path,
    message: `is the name of ${others.join(', ')} too; names are unique in an account and Region${ignoreCase ? ', whatever their case' : ''}`,
    given: name,
    rule: ignoreCase ? 'EP-X16' : 'UniqueName',
    severity: 'error',
    source: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Create${path.replace(/Name$/, '')}.html`,
  }];
}

function environmentOf(resource: CfnResource): string {
  const { account, region, node } = Stack.of(resource);
  return isUnresolved(account) || isUnresolved(region) ? node.path : `${account}/${region}`;
}
