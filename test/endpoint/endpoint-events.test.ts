import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Endpoint, EndpointConfig, IEndpoint } from '../../src';

const RULE = 'AWS::Events::Rule';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function own(): Endpoint {
  return new Endpoint(stack, 'Endpoint', { endpointConfig: EndpointConfig.fromEndpointConfigName(stack, 'Config', 'churn') });
}

test.each<[string, (endpoint: IEndpoint) => void]>([
  ['SageMaker Endpoint State Change', (endpoint) => endpoint.onStateChange('Rule')],
  ['SageMaker Endpoint Deployment State Change', (endpoint) => endpoint.onDeploymentStateChange('Rule')],
])('a rule matches the events of the endpoint: %s', (detailType, rule) => {
  rule(own());
  Template.fromStack(stack).hasResourceProperties(RULE, {
    EventPattern: {
      'source': ['aws.sagemaker'], 'detail-type': [detailType], 'detail': { EndpointName: [{ 'Fn::GetAtt': ['Endpoint8024A810', 'EndpointName'] }] },
    },
  });
});

test('a rule matches the events of an imported endpoint by its name, including upper case', () => {
  Endpoint.fromEndpointName(stack, 'Imported', 'Churn').onStateChange('Rule');
  Template.fromStack(stack).hasResourceProperties(RULE, { EventPattern: { detail: { EndpointName: ['Churn'] } } });
});

test('a rule can match some states, and has a target', () => {
  const target = new SnsTopic(new Topic(stack, 'Topic'));
  own().onStateChange('Rule', { target, description: 'calls the operator', eventPattern: { detail: { EndpointStatus: ['FAILED', 'ROLLING_BACK'] } } });
  Template.fromStack(stack).hasResourceProperties(RULE, {
    Description: 'calls the operator',
    EventPattern: { detail: { EndpointStatus: ['FAILED', 'ROLLING_BACK'], EndpointName: [{}] } },
    Targets: [{ Arn: { Ref: 'TopicBFC7AF6E' } }],
  });
});

test('a rule can be in another stack', () => {
  const rules = new Stack(stack.node.root as App, 'Rules');
  own().onStateChange('Rule', { crossStackScope: rules });
  Template.fromStack(rules).resourceCountIs(RULE, 1);
});
