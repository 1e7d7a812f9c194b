import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { RolesPolicy } from './roles-policy';

const GRANT_IS_FOR_AWS_RESOURCE = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

/** The KMS key for the storage volumes of a resource. Roles allow the service to use the key. */
export class VolumeKey {
  private readonly policy: RolesPolicy;
  private readonly roles = new Set<iam.IRole>();

  /** @param actions The additional actions that the roles can perform with the key. */
  constructor(scope: Construct, resource: CfnResource, private readonly key: kms.IKeyRef, private readonly actions: string[] = []) {
    this.policy = new RolesPolicy(scope, 'EncryptionKeyPolicy', resource);
  }

  public allowTo(...roles: iam.IRole[]): void {
    for (const role of roles.filter((candidate) => !this.roles.has(candidate))) {
      this.roles.add(role);
      this.policy.attachTo(role);
      grantUse(this.key, this.policy.principalOf(role, this.key, GRANT_IS_FOR_AWS_RESOURCE), 'kms:CreateGrant');
      if (this.actions.length > 0) {
        grantUse(this.key, this.policy.principalOf(role, this.key), ...this.actions);
      }
    }
  }
}

/** Grants the use of a key, also in the key policy if the CDK can extend it. */
export function grantUse(key: kms.IKeyRef, grantee: iam.IPrincipal, ...actions: string[]): iam.Grant {
  return isKey(key) && aliasOfUnknownKey(key) === undefined
    ? key.grant(grantee, ...actions)
    : iam.Grant.addToPrincipal({ grantee, actions, ...policyScopeOf(key) });
}

/** The permission to use a key as a statement, for roles that the key policy does not refer to. */
export function useStatement(key: kms.IKeyRef, ...actions: string[]): iam.PolicyStatement {
  const { resourceArns: resources, conditions } = policyScopeOf(key);
  return new iam.PolicyStatement({ actions, resources, conditions });
}

/** The resources and conditions of a key in policies. Policies cannot name an alias, so a condition requires that the key has the alias. */
function policyScopeOf(key: kms.IKeyRef): { readonly resourceArns: string[]; readonly conditions?: iam.GrantOnPrincipalOptions['conditions'] } {
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

/** The name of an alias that is imported by its name, so that its key is unknown. */
function aliasOfUnknownKey(key: kms.IKeyRef): string | undefined {
  if (!isAlias(key)) { return undefined; }
  try {
    return key.aliasTargetKey ? undefined : key.aliasName;
  } catch { // the CDK throws if the key is unknown
    return key.aliasName;
  }
}
