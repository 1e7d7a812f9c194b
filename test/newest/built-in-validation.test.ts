import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { version } from 'aws-cdk-lib/package.json';
import { Construct } from 'constructs';
import { dependencies } from './package.json';

function stackWithInvalidModel(scope?: Construct): Stack {
  const stack = new Stack(scope, 'Invalid');
  new CfnModel(stack, 'Model', { executionRoleArn: 'not-an-arn-of-a-role-at-all' });
  return stack;
}

test('this suite runs on the newest aws-cdk-lib', () => {
  expect(version).toBe(dependencies['aws-cdk-lib']);
});

describe('the built-in CloudFormation validation, which is enabled for every test of this suite,', () => {
  test('fails for an invalid template of an App', () => {
    expect(() => Template.fromStack(stackWithInvalidModel(new App()))).toThrow(/ExecutionRoleArn/);
  });

  test('fails for an invalid template of an App with its own context', () => {
    expect(() => Template.fromStack(stackWithInvalidModel(new App({ context: { mine: true } })))).toThrow(/ExecutionRoleArn/);
  });

  test('fails for a template with a warning in strict mode', () => {
    const stack = new Stack(new App({ context: { '@aws-cdk/core:strictCfnValidateErrors': true } }), 'Warning');
    new CfnModel(stack, 'Model', { executionRoleArn: 'arn:aws:iam::123456789012:role/model', primaryContainer: { mode: 'Neither' } });
    expect(() => Template.fromStack(stack)).toThrow(/WARNING PrimaryContainer.Mode/);
  });

  test('fails for an invalid template of a stack without an App', () => {
    expect(() => Template.fromStack(stackWithInvalidModel())).toThrow(/ExecutionRoleArn/);
  });
});
