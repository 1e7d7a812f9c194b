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
  const alias = aliasOfUnknownKey(key);
  if (alias !== undefined) {
    // an alias is not what policies name, and it may be moved: they say by which alias the key must be known
    const keys = Stack.of(key).formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
    iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [keys], conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } } });
  } else if (isKey(key)) {
    key.grant(grantee, ...actions);
  } else {
    iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [key.keyRef.keyArn] });
  }
}

function isKey(key: kms.IKeyRef): key is kms.IKey {
  return 'grant' in key;
}

/** The name of an alias that was imported by its name: nothing is known of the key behind it. */
function aliasOfUnknownKey(key: kms.IKeyRef): string | undefined {
  if (!('aliasName' in key)) { return undefined; }
  const alias = key as kms.IAlias;
  try {
    return alias.aliasTargetKey ? undefined : alias.aliasName;
  } catch { // this is how the CDK says that it does not know
    return alias.aliasName;
  }
}
