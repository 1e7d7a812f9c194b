import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Endpoint, EndpointConfig, InstanceType, Model } from '../../src';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

let stack: Stack;
let model: Model;
let endpointConfig: EndpointConfig;
let endpoint: Endpoint;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  model = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  endpointConfig = new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'main', model, instanceType: InstanceType.M5_LARGE }] });
  endpoint = new Endpoint(stack, 'Endpoint', { endpointConfig });
});

/** The parameters of the only state, and the permissions of the state machine. */
function machine(task: sfn.TaskStateBase): { parameters: any; rights: [action: string, resource: any][] } {
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(task) });
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  const [state]: any[] = Object.values(JSON.parse(readable(Properties.DefinitionString)).States);
  const policies = Object.values(template.findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('^MachineRole') } }));
  const statements = policies.flatMap((policy) => readable(policy.Properties.PolicyDocument.Statement));
  return { parameters: state.Parameters, rights: statements.map(({ Action, Resource }) => [Action, Resource]) };
}

test('a task creates another endpoint with the configuration', () => {
  const { parameters } = machine(new tasks.SageMakerCreateEndpoint(stack, 'Task', { endpointName: 'nightly', endpointConfigName: endpointConfig.endpointConfigName }));
  expect(parameters).toEqual({ EndpointConfigName: '${ConfigEndpointConfigAC70824B.EndpointConfigName}', EndpointName: 'nightly' });
});

test('a task updates the endpoint', () => {
  const { parameters } = machine(new tasks.SageMakerUpdateEndpoint(stack, 'Task', {
    endpointName: endpoint.endpointName, endpointConfigName: sfn.JsonPath.stringAt('$.config'),
  }));
  expect(parameters).toEqual({ 'EndpointName': '${Endpoint8024A810.EndpointName}', 'EndpointConfigName.$': '$.config' });
});

test('a task creates a configuration with the model', () => {
  const { parameters } = machine(new tasks.SageMakerCreateEndpointConfig(stack, 'Task', {
    endpointConfigName: 'nightly',
    productionVariants: [{ variantName: 'main', modelName: model.modelName, instanceType: new ec2.InstanceType('m5.large'), initialInstanceCount: 1 }],
  }));
  expect(parameters.ProductionVariants[0].ModelName).toBe('${Model2AD80A05.ModelName}');
});

test('a task invokes the endpoint, with a permission for this endpoint only', () => {
  const { parameters, rights } = machine(new tasks.CallAwsService(stack, 'Task', {
    service: 'sagemakerruntime',
    action: 'invokeEndpoint',
    parameters: { EndpointName: endpoint.endpointName, Body: sfn.JsonPath.objectAt('$.features') },
    iamAction: 'sagemaker:InvokeEndpoint',
    iamResources: [endpoint.endpointArn],
  }));
  expect(parameters.EndpointName).toBe('${Endpoint8024A810.EndpointName}');
  expect(rights).toEqual([['sagemaker:InvokeEndpoint', '${Endpoint8024A810}']]);
});
