import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { RolesPolicy } from './roles-policy';

const FOR_THE_SERVICE = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

/** The key for the volumes of a resource: roles let the service use it. */
export class VolumeKey {
  private readonly policy: RolesPolicy;
  private readonly roles = new Set<iam.IRole>();

  /** @param actions what the roles may do with the key besides */
  constructor(scope: Construct, resource: CfnResource, private readonly key: kms.IKeyRef, private readonly actions: string[] = []) {
    this.policy = new RolesPolicy(scope, 'EncryptionKeyPolicy', resource);
  }

  public allowTo(...roles: iam.IRole[]): void {
    for (const role of roles.filter((candidate) => !this.roles.has(candidate))) {
      this.roles.add(role);
      this.policy.attachTo(role);
      grantUse(this.key, this.policy.principalOf(role, this.key, FOR_THE_SERVICE), 'kms:CreateGrant');
      if (this.actions.length > 0) {
        grantUse(this.key, this.policy.principalOf(role, this.key), ...this.actions);
      }
    }
  }
}

/** The use of a key, by its policy too where the CDK can extend it. */
export function grantUse(key: kms.IKeyRef, grantee: iam.IPrincipal, ...actions: string[]): void {
  if (isKey(key) && aliasOfUnknownKey(key) === undefined) {
    key.grant(grantee, ...actions);
  } else {
    iam.Grant.addToPrincipal({ grantee, actions, ...inPolicies(key) });
  }
}

/** The same as a statement, for roles that the policy of the key need not name. */
export function useStatement(key: kms.IKeyRef, ...actions: string[]): iam.PolicyStatement {
  const { resourceArns: resources, conditions } = inPolicies(key);
  return new iam.PolicyStatement({ actions, resources, conditions });
}

/** How policies name a key. They cannot name an alias, which may be moved: they say by which alias the key must be known. */
function inPolicies(key: kms.IKeyRef): { readonly resourceArns: string[]; readonly conditions?: Record<string, Record<string, unknown>> } {
  const alias = aliasOfUnknownKey(key);
  if (alias !== undefined) {
    const keys = Stack.of(key).formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
    return { resourceArns: [keys], conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } } };
  }
  const { keyRef } = isAlias(key) ? key.aliasTargetKey : key;
  return { resourceArns: [keyRef.keyArn] };
}

function isKey(key: kms.IKeyRef): key is kms.IKey {
  return 'grant' in key;
}

function isAlias(key: kms.IKeyRef): key is kms.IAlias {
  return 'aliasName' in key;
}

/** The name of an alias that was imported by its name: nothing is known of the key behind it. */
function aliasOfUnknownKey(key: kms.IKeyRef): string | undefined {
  if (!isAlias(key)) { return undefined; }
  try {
    return key.aliasTargetKey ? undefined : key.aliasName;
  } catch { // this is how the CDK says that it does not know
    return key.aliasName;
  }
}
