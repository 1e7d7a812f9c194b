import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IPipeline } from 'aws-cdk-lib/aws-sagemaker';
import { Pipeline } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:pipeline/training';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function identity(pipeline: IPipeline): string[] {
  return readable(stack.resolve([pipeline.pipelineArn, pipeline.pipelineName, pipeline.pipelineRef.pipelineName]));
}

describe('an imported pipeline', () => {
  test('has the name in its ARN', () => {
    expect(identity(Pipeline.fromPipelineArn(stack, 'Pipeline', ARN))).toEqual([ARN, 'training', 'training']);
  });

  test('is in the account and Region of its ARN, unless the attributes say otherwise', () => {
    expect(Pipeline.fromPipelineArn(stack, 'Pipeline', ARN).env).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
    expect(Pipeline.fromPipelineAttributes(stack, 'Other', { pipelineArn: ARN, region: 'us-east-1' }).env).toMatchObject({ region: 'us-east-1' });
  });

  test('has an ARN in the account and Region of the stack if it is imported by name', () => {
    expect(identity(Pipeline.fromPipelineName(stack, 'Pipeline', 'training'))).toEqual([
      'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:pipeline/training', 'training', 'training',
    ]);
  });

  test('has an ARN in the account and Region of the attributes', () => {
    const pipeline = Pipeline.fromPipelineAttributes(stack, 'Pipeline', { pipelineName: 'training', account: '444455556666', region: 'us-east-1' });
    expect(identity(pipeline)[0]).toBe('arn:${AWS::Partition}:sagemaker:us-east-1:444455556666:pipeline/training');
    expect(pipeline.env).toMatchObject({ account: '444455556666', region: 'us-east-1' });
  });

  test('has the name in its ARN, even if the attributes contain another name', () => {
    expect(identity(Pipeline.fromPipelineAttributes(stack, 'Pipeline', { pipelineArn: ARN, pipelineName: 'other' }))[1]).toBe('training');
  });

  test('can have a name or an ARN that is a token', () => {
    const name = new CfnParameter(stack, 'Name').valueAsString;
    expect(identity(Pipeline.fromPipelineName(stack, 'Pipeline', name))[1]).toBe('${Name}');
    expect(JSON.stringify(identity(Pipeline.fromPipelineArn(stack, 'Other', Fn.importValue('Arn')))[1])).toContain('Fn::Split');
  });

  test('fails without an ARN and a name', () => {
    expect(errorLines(() => Pipeline.fromPipelineAttributes(stack, 'Pipeline', {}))).toEqual(['specify pipelineArn or pipelineName']);
  });

  test.each(['a', 'A-9', 'a--b', 'a'.repeat(256)])('accepts the name %s', (name) => {
    expect(Pipeline.fromPipelineName(stack, 'Pipeline', name).pipelineName).toBe(name);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a'.repeat(257)])('fails with the name "%s"', (name) => {
    expect(errorLines(() => Pipeline.fromPipelineName(stack, 'Pipeline', name))[0]).toMatch(/^pipelineName must have 1 to 256 letters, digits and hyphens/);
  });

  test('fails to be created, because pipelines can only be imported', () => {
    expect(errorLines(() => new Pipeline(stack, 'Pipeline', { pipelineName: 'training' }))[0])
      .toBe('a Pipeline cannot be created: import it with Pipeline.fromPipelineArn() or Pipeline.fromPipelineName()');
  });
});

describe('grantStartPipelineExecution', () => {
  test('allows a role to start executions', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    (Pipeline.fromPipelineArn(stack, 'Pipeline', ARN) as Pipeline).grantStartPipelineExecution(role).assertSuccess();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sagemaker:StartPipelineExecution', Resource: ARN }] },
    });
  });

  test('allows an imported role to start executions', () => {
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/client');
    (Pipeline.fromPipelineArn(stack, 'Pipeline', ARN) as Pipeline).grantStartPipelineExecution(role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['client'] });
  });

  test('lists both forms of an ARN with capital letters', () => {
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/client');
    (Pipeline.fromPipelineArn(stack, 'Pipeline', ARN.replace('training', 'Training')) as Pipeline).grantStartPipelineExecution(role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Resource: [ARN.replace('training', 'Training'), ARN] }] },
    });
  });

  test('has no effect for a service principal, because pipelines have no resource policy', () => {
    const grant = (Pipeline.fromPipelineArn(stack, 'Pipeline', ARN) as Pipeline).grantStartPipelineExecution(new iam.ServicePrincipal('events.amazonaws.com'));
    expect(grant.success).toBe(false);
  });
});
