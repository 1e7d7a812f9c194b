import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { readable } from './readable';

/** The properties of the only endpoint configuration of a stack. */
export function rendered(stack: Stack): any {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::EndpointConfig'));
  return readable(Properties);
}

/** What an endpoint configuration lets the roles do that its containers have, as pairs of actions and resources. */
export function hostingStatements(stack: Stack): [actions: string | string[], resources: string | string[]][] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('ConfigExecutionPolicy') } });
  return Object.values(policies).flatMap(({ Properties }) => readable(Properties.PolicyDocument.Statement)).map(({ Action, Resource }) => [Action, Resource]);
}
