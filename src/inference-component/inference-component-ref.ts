import { IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn } from '../private/names';

/** The name of an inference component. For L1 constructs it comes from the ARN, because CloudFormation returns only that. */
export function inferenceComponentNameOf(scope: Construct, component: IInferenceComponentRef): string {
  if ('inferenceComponentName' in component && typeof component.inferenceComponentName === 'string') { return component.inferenceComponentName; }
  return nameFromArn(scope, component.inferenceComponentRef.inferenceComponentArn);
}
