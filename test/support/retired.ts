import { Stack, Validations } from 'aws-cdk-lib';

/** CloudFormation's schema has forgotten Elastic Inference; a deployed stack may still name it. */
export function acknowledgeElasticInference(stack: Stack): void {
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3002', reason: 'Elastic Inference is gone from the schema' });
}
