import {
  CfnCodeRepository, CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig, ICodeRepositoryRef, INotebookInstanceLifecycleConfigRef,
  INotebookInstanceRef,
} from 'aws-cdk-lib/aws-sagemaker';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { nameFromArn, policyArns } from '../private/names';

// Names and ARNs of whatever refers to a resource: this library's constructs, L1 resources, those of other libraries. The members of the
// generated references have changed within the peer range.

/** The name by which a notebook instance addresses a code repository. */
export function codeRepositoryNameOf(scope: Construct, repository: ICodeRepositoryRef): string {
  if (CfnCodeRepository.isCfnCodeRepository(repository)) { return repository.attrCodeRepositoryName; }
  const reference: { codeRepositoryName?: string; codeRepositoryArn?: string } = repository.codeRepositoryRef;
  return reference.codeRepositoryName ?? nameFromArn(scope, reference.codeRepositoryArn!);
}

type LifecycleConfigReference = { notebookInstanceLifecycleConfigName?: string; notebookInstanceLifecycleConfigArn?: string };

/** The name by which a notebook instance addresses a lifecycle configuration. */
export function lifecycleConfigNameOf(scope: Construct, config: INotebookInstanceLifecycleConfigRef): string {
  if (CfnNotebookInstanceLifecycleConfig.isCfnNotebookInstanceLifecycleConfig(config)) {
    return config.attrNotebookInstanceLifecycleConfigName;
  }
  const reference: LifecycleConfigReference = config.notebookInstanceLifecycleConfigRef;
  return reference.notebookInstanceLifecycleConfigName ?? nameFromArn(scope, reference.notebookInstanceLifecycleConfigArn!);
}

/**
 * The ARNs of a notebook instance for policies.
 *
 * The service writes names in ARNs in small letters (`Ref`, events), but has been seen to ask IAM for the name as it was given, which
 * CloudFormation generates with capitals. Policies tell one from the other, so both are named where they may differ.
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

/** The ARN of a notebook instance of the scope's account and Region. */
export function arnForNotebookInstance(scope: Construct, notebookInstanceName: string): string {
  return Stack.of(scope).formatArn({ service: 'sagemaker', resource: 'notebook-instance', resourceName: notebookInstanceName });
}
