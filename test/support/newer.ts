import { Stack, Validations } from 'aws-cdk-lib';

/** The built-in CloudFormation validation takes a value that is newer than it for a wrong one. */
export function acknowledgeUnknownValues(stack: Stack): void {
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3031', reason: 'the value is newer than the schema' });
}
