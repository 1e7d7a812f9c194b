import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Endpoint, EndpointConfig, EndpointGrants } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn';
const POLICY = 'AWS::IAM::Policy';

let stack: Stack;
let client: iam.Role;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  client = new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
});

function own(): Endpoint {
  return new Endpoint(stack, 'Endpoint', { endpointConfig: EndpointConfig.fromEndpointConfigName(stack, 'Config', 'churn') });
}

function statements(): any[] {
  return readable(Object.values(Template.fromStack(stack).findResources(POLICY))[0].Properties.PolicyDocument.Statement);
}

const PERMISSIONS: [string, string | string[], (grants: EndpointGrants, grantee: iam.IGrantable) => iam.Grant][] = [
  ['to invoke', 'sagemaker:InvokeEndpoint', (grants, grantee) => grants.invoke(grantee)],
  ['to invoke asynchronously', 'sagemaker:InvokeEndpointAsync', (grants, grantee) => grants.invokeAsync(grantee)],
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html asks for both
  ['to receive response streams', ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'], (grants, grantee) => grants.invokeWithResponseStream(grantee)],
  ['to use bidirectional streams', 'sagemaker:InvokeEndpointWithBidirectionalStream', (grants, grantee) => grants.invokeWithBidirectionalStream(grantee)],
  ['to describe the endpoint', 'sagemaker:DescribeEndpoint', (grants, grantee) => grants.describe(grantee)],
  ['to perform given actions', ['sagemaker:DeleteEndpoint', 'sagemaker:ListTags'],
    (grants, grantee) => grants.actions(grantee, ['sagemaker:DeleteEndpoint', 'sagemaker:ListTags'])],
  ['to change weights and instances', 'sagemaker:UpdateEndpointWeightsAndCapacities', (grants, grantee) => grants.updateWeightsAndCapacities(grantee)],
];

test.each(PERMISSIONS)('the permission %s is granted on the endpoint', (_, action, grant) => {
  grant(own().grants, client).assertSuccess();
  expect(statements()).toEqual([{ Effect: 'Allow', Action: action, Resource: '${Endpoint8024A810}' }]);
});

test.each(PERMISSIONS)('the permission %s is granted on an imported endpoint', (_, action, grant) => {
  grant(Endpoint.fromEndpointArn(stack, 'Imported', ARN).grants, client);
  expect(statements()).toEqual([{ Effect: 'Allow', Action: action, Resource: ARN }]);
});

test.each(PERMISSIONS)('the permission %s is granted on an L1 endpoint', (_, action, grant) => {
  grant(EndpointGrants.fromEndpoint(new sagemaker.CfnEndpoint(stack, 'L1', { endpointConfigName: 'churn' })), client);
  expect(statements()).toEqual([{ Effect: 'Allow', Action: action, Resource: '${L1}' }]);
});

test.each(PERMISSIONS)('the permission %s is granted to an imported role', (_, action, grant) => {
  grant(own().grants, iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/client'));
  Template.fromStack(stack).hasResourceProperties(POLICY, { Roles: ['client'], PolicyDocument: { Statement: [{ Action: action }] } });
});

test.each(PERMISSIONS)('the permission %s cannot be granted to a service, because endpoints have no resource policy', (_, _action, grant) => {
  expect(grant(own().grants, new iam.ServicePrincipal('events.amazonaws.com')).success).toBe(false);
});

test('for a name with upper-case letters, permissions include the ARN in lower case', () => {
  Endpoint.fromEndpointName(stack, 'Imported', 'Churn').grants.describe(client);
  expect(statements()[0].Resource.map((arn: string) => arn.split('/').pop())).toEqual(['Churn', 'churn']);
});

test('grantInvoke() grants the same permission as grants.invoke()', () => {
  own().grantInvoke(client);
  expect(statements()).toEqual([{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: '${Endpoint8024A810}' }]);
});

describe('an asynchronous caller', () => {
  test('can write requests under a prefix and use the key of the bucket', () => {
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });
    own().grants.invokeAsync(client, { inputBucket: bucket, inputPrefix: 'requests/' }).assertSuccess();
    expect(statements().map(({ Action }) => Action)).toEqual([
      'sagemaker:InvokeEndpointAsync',
      expect.arrayContaining(['s3:PutObject']),
      expect.arrayContaining(['kms:GenerateDataKey*']),
    ]);
    expect(statements()[1].Resource).toBe('${Bucket83908E77.Arn}/requests/*');
  });

  test('can write requests anywhere in a bucket', () => {
    own().grants.invokeAsync(client, { inputBucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'requests') });
    Template.fromStack(stack).hasResourceProperties(POLICY, {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Resource: { 'Fn::Join': ['', ['arn:', Match.anyValue(), ':s3:::requests/*']] } })]) },
    });
  });

  test('fails with a prefix but no bucket', () => {
    expect(errorLines(() => own().grants.invokeAsync(client, { inputPrefix: 'requests/' }))[0]).toBe('inputPrefix requires inputBucket');
  });
});

test('the permission to update an endpoint includes all endpoint configurations in its account and Region', () => {
  Endpoint.fromEndpointArn(stack, 'Imported', ARN).grants.update(client).assertSuccess();
  expect(statements()).toEqual([{
    Effect: 'Allow',
    Action: 'sagemaker:UpdateEndpoint',
    Resource: [ARN, 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:endpoint-config/*'],
  }]);
});
