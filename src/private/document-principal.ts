import * as iam from 'aws-cdk-lib/aws-iam';
import { IDependable } from 'constructs';

/** A principal that represents a role, and adds the statements of grants to another policy. */
export class DocumentPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  /** @param write Adds a statement to the policy, and returns the construct on which its effect depends. */
  constructor(role: iam.IPrincipal, private readonly write: (statement: iam.PolicyStatement) => IDependable) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return { statementAdded: true, policyDependable: this.write(statement) };
  }
}
