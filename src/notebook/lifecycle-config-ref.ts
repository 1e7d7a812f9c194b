import { CfnNotebookInstanceLifecycleConfig, INotebookInstanceLifecycleConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn } from '../private/names';

type Reference = { notebookInstanceLifecycleConfigName?: string; notebookInstanceLifecycleConfigArn?: string };

/**
 * Returns the name of a lifecycle configuration, which notebook instances use to refer to it.
 *
 * The members of the generated references differ between the supported versions of aws-cdk-lib, so all of them are optional here.
 */
export function lifecycleConfigNameOf(scope: Construct, config: INotebookInstanceLifecycleConfigRef): string {
  if (CfnNotebookInstanceLifecycleConfig.isCfnNotebookInstanceLifecycleConfig(config)) {
    return config.attrNotebookInstanceLifecycleConfigName;
  }
  const reference: Reference = config.notebookInstanceLifecycleConfigRef;
  return reference.notebookInstanceLifecycleConfigName ?? nameFromArn(scope, reference.notebookInstanceLifecycleConfigArn!);
}
