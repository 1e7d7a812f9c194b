import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

const ID = 'EncryptionKeyPolicy';

/**
 * Lets roles give the service the use of a key for the volumes of a resource.
 *
 * The policy belongs to the resource's construct, not to the roles: the key may be of another stack than they are, and a role that
 * named it would close a circle between the stacks.
 *
 * @param actions what the roles may do with the key besides
 */
export function grantVolumeKey(scope: Construct, resource: CfnResource, key: kms.IKeyRef, roles: iam.IRole[], actions: string[] = []): void {
  if (roles.length === 0) { return; }
  const policy = scope.node.tryFindChild(ID) as iam.Policy | undefined ?? keyPolicy(scope, key, actions);
  // through the role, so that one which was imported as immutable is left alone
  roles.forEach((role) => role.attachInlinePolicy(policy));
  resource.node.addDependency(policy);
}

function keyPolicy(scope: Construct, key: kms.IKeyRef, actions: string[]): iam.Policy {
  const resources = [key.keyRef.keyArn];
  const policy = new iam.Policy(scope, ID, {
    statements: [new iam.PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources,
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    })],
  });
  if (actions.length > 0) {
    policy.addStatements(new iam.PolicyStatement({ actions, resources }));
  }
  return policy;
}
