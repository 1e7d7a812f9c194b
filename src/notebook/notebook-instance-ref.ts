import { CfnNotebookInstance, INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn, policyArns, sageMakerArn } from '../private/names';

/**
 * Returns the ARNs of a notebook instance for the resources of a policy.
 *
 * SageMaker writes the names in ARNs in lower case (`Ref`, events), but has been seen to ask IAM for the name in its original case.
 * CloudFormation generates names with capital letters, and policies are case-sensitive. So the result has both ARNs where they may differ.
 *
 * The members of the generated references differ between the supported versions of aws-cdk-lib, so all of them are optional here.
 */
export function notebookInstanceArnsOf(notebook: INotebookInstanceRef): string[] {
  const constructs: unknown[] = [notebook, notebook.node.defaultChild];
  const l1 = constructs.find((construct) => CfnNotebookInstance.isCfnNotebookInstance(construct)) as CfnNotebookInstance | undefined;
  if (l1) { return [l1.ref, arnForNotebookInstance(l1, l1.attrNotebookInstanceName)]; }
  const reference: { notebookInstanceName?: string; notebookInstanceArn?: string } = notebook.notebookInstanceRef;
  const arn = reference.notebookInstanceArn ?? arnForNotebookInstance(notebook, reference.notebookInstanceName!);
  const name = reference.notebookInstanceName ?? nameFromArn(notebook, arn);
  return policyArns(arn, name);
}

/** Returns the ARN of a notebook instance in the account and Region of the scope. */
export function arnForNotebookInstance(scope: Construct, notebookInstanceName: string): string {
  return sageMakerArn(scope, 'notebook-instance', notebookInstanceName);
}
