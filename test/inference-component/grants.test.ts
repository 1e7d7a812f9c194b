import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint, CfnInferenceComponent } from 'aws-cdk-lib/aws-sagemaker';
import { component, resources } from './parts';
import { Endpoint, InferenceComponent, InferenceComponentGrants } from '../../src';
import { errorLines } from '../support/error-lines';

let stack: Stack;
let client: iam.Role;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  client = new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
});

function statements(): any[] {
  return resources(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement;
}

const ENDPOINT = '${Endpoint8024A810}';
const COMPONENT = '${Component}';
const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:inference-component/churn';

test.each([
  ['to send requests', 'sagemaker:InvokeEndpoint', [ENDPOINT, COMPONENT], (grants: InferenceComponentGrants) => grants.invoke(client)],
  ['to receive streamed responses', ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'], [ENDPOINT, COMPONENT],
    (grants: InferenceComponentGrants) => grants.invokeWithResponseStream(client)],
  ['to describe the inference component', 'sagemaker:DescribeInferenceComponent', COMPONENT, (grants: InferenceComponentGrants) => grants.describe(client)],
  ['for other actions', 'sagemaker:UpdateInferenceComponent', COMPONENT,
    (grants: InferenceComponentGrants) => grants.actions(client, ['sagemaker:UpdateInferenceComponent'])],
  ['to change the number of copies', 'sagemaker:UpdateInferenceComponentRuntimeConfig', COMPONENT, (grants: InferenceComponentGrants) => grants.updateRuntimeConfig(client)],
])('the permission %s is limited to its actions and to this inference component', (_, action, resource, grant) => {
  const created = component(stack);
  grant(created.grants).assertSuccess();
  const logicalId = stack.resolve((created.node.defaultChild as CfnInferenceComponent).logicalId);
  expect(JSON.parse(JSON.stringify(statements()).replaceAll(logicalId, 'Component'))).toEqual([{ Effect: 'Allow', Action: action, Resource: resource }]);
});

test('an imported inference component with an endpoint grants permission to send requests', () => {
  const endpoint = Endpoint.fromEndpointName(stack, 'Shared', 'shared');
  InferenceComponent.fromInferenceComponentAttributes(stack, 'Imported', { inferenceComponentArn: ARN, endpoint }).grants.invoke(client);
  expect(statements()[0].Resource).toEqual(['arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:endpoint/shared', ARN]);
});

test('an imported inference component without an endpoint fails to grant permission to send requests', () => {
  const imported = InferenceComponent.fromInferenceComponentName(stack, 'Imported', 'churn');
  expect(() => imported.grants.describe(client)).not.toThrow();
  expect(errorLines(() => imported.grants.invoke(client))[0]).toMatch(/fromInferenceComponentAttributes\(\)/);
});

test('policies also contain the ARN in lower case, because the service writes it so', () => {
  InferenceComponent.fromInferenceComponentArn(stack, 'Imported', ARN.replace('churn', 'Churn')).grants.describe(client);
  expect(statements()[0].Resource).toEqual([ARN.replace('churn', 'Churn'), ARN]);
});

test('grants are available for L1 constructs', () => {
  const endpoint = new CfnEndpoint(stack, 'Endpoint', { endpointConfigName: 'config' });
  const l1 = new CfnInferenceComponent(stack, 'L1', { endpointName: 'shared', specification: {} });
  InferenceComponentGrants.fromInferenceComponent(l1, { endpoint }).invoke(client);
  expect(statements()[0].Resource).toEqual(['${Endpoint}', '${L1}']);
});
