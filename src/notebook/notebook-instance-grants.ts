import * as iam from 'aws-cdk-lib/aws-iam';
import { INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { notebookInstanceArnsOf } from './notebook-instance-ref';
import { isOwnPrincipal, SelfPermissions } from './self-permissions';

/**
 * Grants permissions on a notebook instance: a `NotebookInstance`, an imported one, or an L1 construct.
 *
 * Policies are case-sensitive. SageMaker keeps the case of names, but writes ARNs in lower case. If the name has capital letters, the statements
 * therefore list both forms of the ARN. If the name or the ARN of an imported notebook instance is a token, for example the value of a
 * `CfnParameter`, they list only the form that you specify. Use a lower-case name, or add a statement for the other form.
 *
 * @example
 * declare const notebook: INotebookInstance;
 * declare const scientists: iam.Group;
 *
 * notebook.grants.createPresignedUrl(scientists);
 * notebook.grants.start(scientists);
 * notebook.grants.stop(scientists);
 */
export class NotebookInstanceGrants {
  /**
   * Creates grants for a notebook instance.
   *
   * @param notebookInstance A `NotebookInstance`, an imported one, or an L1 construct such as `CfnNotebookInstance`.
   */
  public static fromNotebookInstance(notebookInstance: INotebookInstanceRef): NotebookInstanceGrants {
    return new NotebookInstanceGrants(notebookInstance);
  }

  private constructor(private readonly notebookInstance: INotebookInstanceRef) {}

  /**
   * Grants permission to open Jupyter: to create a URL that signs the user in for a session.
   *
   * @param grantee The principal to grant the permission to.
   */
  public createPresignedUrl(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:CreatePresignedNotebookInstanceUrl']);
  }

  /**
   * Grants permission to start the notebook instance.
   *
   * @param grantee The principal to grant the permission to.
   */
  public start(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:StartNotebookInstance']);
  }

  /**
   * Grants permission to stop the notebook instance.
   *
   * @param grantee The principal to grant the permission to.
   */
  public stop(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:StopNotebookInstance']);
  }

  /**
   * Grants permission to read the configuration and the status of the notebook instance.
   *
   * @param grantee The principal to grant the permission to.
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:DescribeNotebookInstance']);
  }

  /**
   * Grants permission for the given actions on the notebook instance.
   *
   * @param grantee The principal to grant the permission to.
   * @param actions The actions, for example `sagemaker:UpdateNotebookInstance`.
   */
  public actions(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee: isOwnPrincipal(this.notebookInstance, grantee) ? SelfPermissions.of(this.notebookInstance) : grantee,
      actions,
      resourceArns: notebookInstanceArnsOf(this.notebookInstance),
    });
  }
}
