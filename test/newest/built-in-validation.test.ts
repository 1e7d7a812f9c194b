import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { version } from 'aws-cdk-lib/package.json';
import { Construct } from 'constructs';
import { dependencies } from './package.json';

function wrongModel(scope?: Construct): Stack {
  const stack = new Stack(scope, 'Wrong');
  new CfnModel(stack, 'Model', { executionRoleArn: 'not-an-arn-of-a-role-at-all' });
  return stack;
}

test('this suite runs on the newest aws-cdk-lib', () => {
  expect(version).toBe(dependencies['aws-cdk-lib']);
});

describe('the built-in CloudFormation validation is on for every test of this suite: it', () => {
  test('fails a wrong template of an App', () => {
    expect(() => Template.fromStack(wrongModel(new App()))).toThrow(/ExecutionRoleArn/);
  });

  test('fails a wrong template of an App that has context of its own', () => {
    expect(() => Template.fromStack(wrongModel(new App({ context: { mine: true } })))).toThrow(/ExecutionRoleArn/);
  });

  test('fails a doubtful template of an App that asks for it', () => {
    const stack = new Stack(new App({ context: { '@aws-cdk/core:strictCfnValidateErrors': true } }), 'Doubtful');
    new CfnModel(stack, 'Model', { executionRoleArn: 'arn:aws:iam::123456789012:role/model', primaryContainer: { mode: 'Neither' } });
    expect(() => Template.fromStack(stack)).toThrow(/WARNING PrimaryContainer.Mode/);
  });

  test('fails a wrong template of a stack without an App', () => {
    expect(() => Template.fromStack(wrongModel())).toThrow(/ExecutionRoleArn/);
  });
});
