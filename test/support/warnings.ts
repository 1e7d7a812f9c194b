import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';

/** The ids of the warnings of this library in a stack, as users acknowledge them. */
export function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('ack: .*cdk-sagemaker:'))
    .map(({ entry }) => /\[ack: (?:Annotation::)?(.*)\]$/.exec(String(entry.data))![1]);
}
