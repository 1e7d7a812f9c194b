import * as iam from 'aws-cdk-lib/aws-iam';
import { IDependable } from 'constructs';

/** Stands for a role wherever a principal is asked for, but writes what is granted into a policy document of the role's. */
export class DocumentPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  /** @param dependable what holds the document: the statements are in effect once it is deployed */
  constructor(role: iam.IRole, private readonly document: iam.PolicyDocument, private readonly dependable: IDependable) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this.dependable };
  }
}
