import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ContainerImage, Model } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';

const IMAGE = 'registry.example.com/inference:1.4';
const PROVIDER = 'arn:aws:lambda:eu-west-1:111122223333:function:credentials';

let stack: Stack;
let vpc: ec2.IVpc;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
});

function model(id: string, credentialsProvider?: lambda.IFunction): Model {
  const image = ContainerImage.fromPrivateRegistry(IMAGE, { credentialsProvider });
  return new Model(stack, id, { vpc, vpcSubnets: { subnets: vpc.isolatedSubnets }, containers: [{ image }] });
}

test('an image in a private registry is pulled through the VPC', () => {
  model('Model');
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', {
    PrimaryContainer: { Image: IMAGE, ImageConfig: { RepositoryAccessMode: 'Vpc', RepositoryAuthConfig: Match.absent() } },
  });
});

test('a function can return the credentials for the registry', () => {
  model('Model', lambda.Function.fromFunctionArn(stack, 'Credentials', PROVIDER));
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', {
    PrimaryContainer: { ImageConfig: { RepositoryAccessMode: 'Vpc', RepositoryAuthConfig: { RepositoryCredentialsProviderArn: PROVIDER } } },
  });
});

test('every model is allowed to invoke its credentials provider, and no other function', () => {
  const provider = new lambda.Function(stack, 'Credentials', {
    code: lambda.Code.fromInline('def handler(event, context): pass'), handler: 'index.handler', runtime: lambda.Runtime.PYTHON_3_13,
  });
  model('One', provider);
  model('Other', provider);
  for (const id of ['OneRole', 'OtherRole']) {
    const [role] = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role')).filter(([logicalId]) => logicalId.startsWith(id));
    const statements = readable((role[1] as any).Properties.Policies[0].PolicyDocument.Statement);
    expect(statements).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: expect.stringMatching(/^\$\{Credentials\w+\.Arn\}$/) });
  }
});

test('fails without a VPC', () => {
  expect(errorLines(() => new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromPrivateRegistry(IMAGE) }] })))
    .toContainEqual(expect.stringMatching(/^- containers\[0\]\.image is in a private registry, which can only be reached through a VPC: specify vpc/));
});
