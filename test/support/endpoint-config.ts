import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { readable } from './readable';

/** The properties of the single endpoint configuration in the template of a stack. */
export function rendered(stack: Stack): any {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::EndpointConfig'));
  return readable(Properties);
}

/** The statements that an endpoint configuration adds to the roles of its containers, as pairs of actions and resources. */
export function hostingStatements(stack: Stack): [actions: string | string[], resources: string | string[]][] {
  const name = Match.stringLikeRegexp('ConfigExecutionPolicy');
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { PolicyName: name } });
  const statements = Object.values(policies).flatMap(({ Properties }) => readable(Properties.PolicyDocument.Statement));
  return statements.map(({ Action, Resource }) => [Action, Resource]);
}
