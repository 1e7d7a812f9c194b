import { Stack, Validations } from 'aws-cdk-lib';

/** Acknowledges enumeration values that are newer than the schema of the built-in CloudFormation validation. */
export function acknowledgeUnknownValues(stack: Stack): void {
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3031', reason: 'the value is newer than the schema' });
}

/** Acknowledges Elastic Inference. The schema of CloudFormation no longer has it, but a deployed stack may still use it. */
export function acknowledgeElasticInference(stack: Stack): void {
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3002', reason: 'the schema no longer contains Elastic Inference' });
}

/** Acknowledges a resource type that CloudFormation documents, but that the schemas of the Region do not have. */
export function acknowledgeUnknownType(stack: Stack): void {
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3006', reason: 'the type is documented, but not in the schemas of the Region' });
}
