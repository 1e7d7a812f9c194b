import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { DocumentPrincipal } from './document-principal';
import { differs } from './tokens';

interface Elsewhere extends IConstruct {
  readonly env: { readonly account: string };
}

/**
 * What a construct lets roles do that it uses.
 *
 * The policy belongs to that construct, not to the roles: what it names may be of another stack than they are, and a role that named
 * it would close a circle between the stacks. A construct that waits for this policy alone may itself be named in all others.
 */
export class RolesPolicy {
  private readonly roles = new Set<iam.IRole>();
  private readonly statements: iam.PolicyStatement[] = [];
  private policy?: iam.Policy;

  /** @param resource what has to wait for the policy, if it is there already */
  constructor(private readonly scope: Construct, private readonly id: string, private readonly resource?: CfnResource) {}

  /**
   * Adds statements for all roles, those included that are added later.
   *
   * @returns what holds them; nothing if there are none
   */
  public allow(...statements: iam.PolicyStatement[]): iam.Policy | undefined {
    if (statements.length === 0) { return this.policy; }
    if (!this.policy) {
      this.policy = new iam.Policy(this.scope, this.id);
      this.roles.forEach((role) => this.give(role));
      // the service checks at once what it was told to use; without statements or roles there is no policy to wait for
      this.resource?.node.addDependency(this.policy);
    }
    this.policy.addStatements(...statements);
    this.statements.push(...statements);
    this.roles.forEach((role) => tell(role, statements));
    return this.policy;
  }

  /** Gives the policy to roles. */
  public attachTo(...roles: iam.IRole[]): void {
    for (const role of roles.filter((candidate) => !this.roles.has(candidate))) {
      this.roles.add(role);
      this.give(role);
      tell(role, this.statements);
    }
  }

  private give(role: iam.IRole): void {
    // through the role, so that one which was imported as immutable is left alone
    if (this.policy && !isNotMade(role)) { role.attachInlinePolicy(this.policy); }
  }

  /**
   * One of the roles as a principal: what is granted to it is written here.
   *
   * @param resource what is granted, if its own policy may have to name the principal, too. If that is of another stack, it names the
   * account, since two stacks that name each other cannot be deployed.
   * @param conditions on which everything is granted
   */
  public principalOf(role: iam.IRole, resource?: Elsewhere, conditions: iam.Conditions = {}): iam.IPrincipal {
    const isNeighbour = resource && Stack.of(resource) !== Stack.of(role) && !differs(resource.env.account, role.env.account);
    const known = isNeighbour ? new iam.AccountPrincipal(role.env.account) : role;
    return new DocumentPrincipal(new iam.PrincipalWithConditions(known, conditions), (statement) => {
      statement.addConditions(conditions);
      return this.allow(statement)!;
    });
  }
}

/** Whether the CDK was told not to make a role (`Role.customizeRoles`), but to report what it has to be allowed. */
export function isNotMade(role: iam.IRole): boolean {
  return iam.Role.isRole(role) && role.node.defaultChild === undefined;
}

/** The report has the statements that are there when a policy is attached, and those that are added to the role itself. */
function tell(role: iam.IRole, statements: iam.PolicyStatement[]): void {
  if (isNotMade(role)) {
    statements.forEach((statement) => role.addToPrincipalPolicy(statement));
  }
}
