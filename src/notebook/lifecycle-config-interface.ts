import { INotebookInstanceLifecycleConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A lifecycle configuration of notebook instances.
 */
export interface INotebookInstanceLifecycleConfig extends IResource, INotebookInstanceLifecycleConfigRef {
  /**
   * The ARN of the lifecycle configuration.
   *
   * @attribute
   */
  readonly notebookInstanceLifecycleConfigArn: string;

  /**
   * The name of the lifecycle configuration.
   *
   * @attribute
   */
  readonly notebookInstanceLifecycleConfigName: string;
}
