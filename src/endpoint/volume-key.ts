import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnEndpointConfig, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { executionRoleOf } from '../model/model-ref';

const ID = 'EncryptionKeyPolicy';

/**
 * Lets the roles of the hosted models give the service the use of the key for its volumes.
 *
 * The policy belongs to the endpoint configuration, not to the roles: the key may be of another stack than they are, and a role that
 * named it would close a circle between the stacks.
 */
export function grantVolumeKey(scope: Construct, resource: CfnEndpointConfig, key: kms.IKeyRef, models: IModelRef[]): void {
  const roles = models.map(executionRoleOf).filter((role) => role !== undefined);
  if (roles.length === 0) { return; }
  const policy = scope.node.tryFindChild(ID) as iam.Policy | undefined ?? new iam.Policy(scope, ID, {
    statements: [new iam.PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources: [key.keyRef.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    })],
  });
  // through the role, so that one which was imported as immutable is left alone
  roles.forEach((role) => role.attachInlinePolicy(policy));
  resource.node.addDependency(policy);
}
