import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { DocumentPrincipal } from './document-principal';
import { differs } from './tokens';

interface Environmental extends IConstruct {
  readonly env: { readonly account: string };
}

/**
 * The policy of a construct with the permissions of the roles that it uses.
 *
 * The policy belongs to the construct, not to the roles. It can therefore refer to resources of the construct's stack: in a policy of a role
 * in another stack, they would make the stacks depend on each other. The construct depends only on this policy, so all other policies can
 * refer to the construct.
 */
export class RolesPolicy {
  private readonly roles = new Set<iam.IRole>();
  private readonly statements: iam.PolicyStatement[] = [];
  private policy?: iam.Policy;

  /** @param resource The resource that must be created after the policy, if it exists already. */
  constructor(private readonly scope: Construct, private readonly id: string, private readonly resource?: CfnResource) {}

  /**
   * Adds statements for all roles, including roles that are added later.
   *
   * @returns The policy; `undefined` without statements.
   */
  public allow(...statements: iam.PolicyStatement[]): iam.Policy | undefined {
    if (statements.length === 0) { return this.policy; }
    if (!this.policy) {
      this.policy = new iam.Policy(this.scope, this.id);
      this.roles.forEach((role) => this.attach(role));
      // SageMaker checks permissions when it creates the resource. Without statements there is no policy to depend on.
      this.resource?.node.addDependency(this.policy);
    }
    this.policy.addStatements(...statements);
    this.statements.push(...statements);
    this.roles.forEach((role) => reportToPolicyReport(role, statements));
    return this.policy;
  }

  /** Attaches the policy to roles. */
  public attachTo(...roles: iam.IRole[]): void {
    for (const role of roles.filter((candidate) => !this.roles.has(candidate))) {
      this.roles.add(role);
      this.attach(role);
      reportToPolicyReport(role, this.statements);
    }
  }

  private attach(role: iam.IRole): void {
    // the method of the role, because an imported immutable role ignores it
    if (this.policy && !isCustomized(role)) { role.attachInlinePolicy(this.policy); }
  }

  /**
   * Returns one of the roles as a principal whose grants are in this policy.
   *
   * @param resource The resource of the grants, if its own policy may also refer to the principal. The policy of a resource in another stack
   * refers to the account instead of the role, because two stacks that refer to each other cannot be deployed.
   * @param conditions The conditions of all grants.
   */
  public principalOf(role: iam.IRole, resource?: Environmental, conditions: iam.Conditions = {}): iam.IPrincipal {
    const isInOtherStack = resource && Stack.of(resource) !== Stack.of(role) && !differs(resource.env.account, role.env.account);
    const principal = isInOtherStack ? new iam.AccountPrincipal(role.env.account) : role;
    return new DocumentPrincipal(new iam.PrincipalWithConditions(principal, conditions), (statement) => {
      statement.addConditions(conditions);
      return this.allow(statement)!;
    });
  }
}

/** Whether `Role.customizeRoles()` keeps the CDK from creating a role. The CDK then reports the permissions that the role needs. */
export function isCustomized(role: iam.IRole): boolean {
  return iam.Role.isRole(role) && role.node.defaultChild === undefined;
}

/** Adds statements to the policy report, which otherwise has only the statements of attached policies and of the role itself. */
function reportToPolicyReport(role: iam.IRole, statements: iam.PolicyStatement[]): void {
  if (isCustomized(role)) {
    statements.forEach((statement) => role.addToPrincipalPolicy(statement));
  }
}
