import { IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn } from '../private/names';

/** The name of an inference component. The name of an L1 construct comes from its ARN, because CloudFormation returns only the ARN. */
export function inferenceComponentNameOf(scope: Construct, component: IInferenceComponentRef): string {
  if ('inferenceComponentName' in component && typeof component.inferenceComponentName === 'string') { return component.inferenceComponentName; }
  return nameFromArn(scope, component.inferenceComponentRef.inferenceComponentArn);
}
