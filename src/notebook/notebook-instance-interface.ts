import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';
import { NotebookInstanceGrants } from './notebook-instance-grants';

/**
 * A SageMaker notebook instance.
 */
export interface INotebookInstance extends IResource, INotebookInstanceRef, iam.IGrantable, ec2.IConnectable {
  /**
   * The ARN of the notebook instance.
   *
   * @attribute
   */
  readonly notebookInstanceArn: string;

  /**
   * The name of the notebook instance.
   *
   * @attribute
   */
  readonly notebookInstanceName: string;

  /**
   * The role of the notebook instance. Undefined for an imported notebook instance whose role is not known.
   */
  readonly role?: iam.IRole;

  /**
   * Grants permissions on the notebook instance.
   */
  readonly grants: NotebookInstanceGrants;

  /**
   * Adds a statement to the policy of the role. Has no effect if the role is not known.
   *
   * @param statement The statement to add.
   */
  addToRolePolicy(statement: iam.PolicyStatement): void;

  /**
   * Creates an EventBridge rule for changes of the status of the notebook instance, for example to `InService`, `Stopped` or `Failed`.
   *
   * SageMaker may send several events for one change. To select a status, set
   * `eventPattern: { detail: { NotebookInstanceStatus: ['Failed'] } }`.
   *
   * @param id The construct id of the rule.
   * @param options The target and other settings of the rule.
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-sagemaker.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;
}
