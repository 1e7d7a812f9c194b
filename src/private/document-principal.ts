import * as iam from 'aws-cdk-lib/aws-iam';
import { IDependable } from 'constructs';

/** Stands for a role wherever a principal is asked for, but writes what is granted into a policy of its own choice. */
export class DocumentPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  /** @param write adds a statement to the policy, and returns what holds it: it is in effect once that is deployed */
  constructor(role: iam.IPrincipal, private readonly write: (statement: iam.PolicyStatement) => IDependable) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return { statementAdded: true, policyDependable: this.write(statement) };
  }
}
