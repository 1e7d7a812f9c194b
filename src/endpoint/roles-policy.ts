import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/**
 * What an endpoint or its configuration lets the roles do that the hosted containers have.
 *
 * The policy belongs to that construct, not to the roles: what it names may be of another stack than they are, and a role
 * that named it would close a circle between the stacks.
 */
export class RolesPolicy {
  private readonly roles = new Set<iam.IRole>();
  private policy?: iam.Policy;

  constructor(private readonly scope: Construct, private readonly id: string, private readonly resource: CfnResource) {}

  /** Adds statements for all roles, those included that are added later. */
  public allow(...statements: iam.PolicyStatement[]): void {
    if (statements.length === 0) { return; }
    if (!this.policy) {
      this.policy = new iam.Policy(this.scope, this.id);
      this.roles.forEach((role) => role.attachInlinePolicy(this.policy!));
      // the service checks at once what it was told to use; without statements or roles there is no policy to wait for
      this.resource.node.addDependency(this.policy);
    }
    this.policy.addStatements(...statements);
  }

  /** Gives the policy to roles. */
  public attachTo(...roles: iam.IRole[]): void {
    for (const role of roles.filter((candidate) => !this.roles.has(candidate))) {
      this.roles.add(role);
      // through the role, so that one which was imported as immutable is left alone
      if (this.policy) { role.attachInlinePolicy(this.policy); }
    }
  }
}
