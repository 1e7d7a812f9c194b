import * as iam from 'aws-cdk-lib/aws-iam';
import { INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { notebookInstanceArnsOf } from './refs';
import { isOwnPrincipal, OwnRights } from './self-permissions';

/**
 * Rights on one notebook instance, whoever made it: this library, an L1 construct, another app.
 *
 * Policies tell capital letters from small ones, and the service uses both: names as they were given, and ARNs in small letters. So where
 * a name has capital letters, both forms are granted. Of an imported one whose name or ARN is known at deployment only, such as the value
 * of a `CfnParameter`, there is the form that you give alone: give it a name in small letters, or grant the other form, too.
 *
 * @example
 * declare const notebook: INotebookInstance;
 * declare const scientists: iam.Group;
 *
 * notebook.grants.createPresignedUrl(scientists);
 * notebook.grants.startStop(scientists);
 */
export class NotebookInstanceGrants {
  /**
   * The rights on a notebook instance.
   *
   * @param notebookInstance a `NotebookInstance`, an imported one, or any other construct that refers to one, such as a `CfnNotebookInstance`
   */
  public static fromNotebookInstance(notebookInstance: INotebookInstanceRef): NotebookInstanceGrants {
    return new NotebookInstanceGrants(notebookInstance);
  }

  private constructor(private readonly notebookInstance: INotebookInstanceRef) {}

  /**
   * Lets a principal open Jupyter: with a URL that signs in, and for as long as the session lasts.
   *
   * @param grantee who
   */
  public createPresignedUrl(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, 'sagemaker:CreatePresignedNotebookInstanceUrl');
  }

  /**
   * Lets a principal start and stop the instance.
   *
   * @param grantee who
   */
  public startStop(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, 'sagemaker:StartNotebookInstance', 'sagemaker:StopNotebookInstance');
  }

  /**
   * Lets a principal read how the instance is configured, and its status.
   *
   * @param grantee who
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, 'sagemaker:DescribeNotebookInstance');
  }

  private allow(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee: isOwnPrincipal(this.notebookInstance, grantee) ? OwnRights.of(this.notebookInstance) : grantee,
      actions,
      resourceArns: notebookInstanceArnsOf(this.notebookInstance),
    });
  }
}
