import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Grant, IGrantable, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { Function, InlineCode, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnNotebookInstance, INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { knownStack, statements } from './stacks';
import { INotebookInstance, InstanceType, NotebookInstance, NotebookInstanceGrants } from 'cdk-sagemaker';

const ARN = 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/';
const instanceType = InstanceType.T3_MEDIUM;

function arns(stack: Stack): string[] {
  return statements(stack).flatMap(({ Action, Resource }) => `${Action}`.includes('sagemaker:') ? Resource : []);
}

describe('a grant', () => {
  test.each<[name: string, grant: (grants: NotebookInstanceGrants, grantee: IGrantable) => void, action: string]>([
    ['to open Jupyter', (grants, grantee) => grants.createPresignedUrl(grantee), 'sagemaker:CreatePresignedNotebookInstanceUrl'],
    ['to start', (grants, grantee) => grants.start(grantee), 'sagemaker:StartNotebookInstance'],
    ['to stop', (grants, grantee) => grants.stop(grantee), 'sagemaker:StopNotebookInstance'],
    ['for any action', (grants, grantee) => grants.actions(grantee, ['sagemaker:UpdateNotebookInstance']), 'sagemaker:UpdateNotebookInstance'],
    ['to describe', (grants, grantee) => grants.describe(grantee), 'sagemaker:DescribeNotebookInstance'],
  ])('%s applies to this notebook instance only', (_name, grant, action) => {
    const stack = knownStack();
    const notebook = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn');
    grant(notebook.grants, new User(stack, 'User'));
    expect(statements(stack)).toEqual([{
      Action: action,
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:eu-west-1:123456789012:notebook-instance/churn']] },
    }]);
  });

  test.each<[name: string, grantee: (stack: Stack) => IGrantable]>([
    ['a role', (stack) => new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() })],
    ['an imported role', (stack) => Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/science')],
    ['a user', (stack) => new User(stack, 'User')],
  ])('works for %s', (_name, grantee) => {
    const stack = knownStack();
    NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', `${ARN}churn`).grants.describe(grantee(stack));
    expect(arns(stack)).toEqual([`${ARN}churn`]);
  });

  test('lists the ARN as SageMaker writes it and the ARN with the generated name', () => {
    const stack = knownStack();
    new NotebookInstance(stack, 'Notebook', { instanceType }).grants.stop(new User(stack, 'User'));
    const [logicalId] = Object.keys(Template.fromStack(stack).findResources('AWS::SageMaker::NotebookInstance'));
    expect(arns(stack)).toEqual([
      { Ref: logicalId },
      {
        'Fn::Join': ['', [
          'arn:', { Ref: 'AWS::Partition' }, ':sagemaker:eu-west-1:123456789012:notebook-instance/', { 'Fn::GetAtt': [logicalId, 'NotebookInstanceName'] },
        ]],
      },
    ]);
  });

  test('lists both forms of the ARN of an imported notebook instance whose name has capital letters', () => {
    const stack = knownStack();
    NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', `${ARN}Churn`).grants.describe(new User(stack, 'User'));
    expect(arns(stack)).toEqual([`${ARN}Churn`, `${ARN}churn`]);
  });

  test('lists both forms of the ARN if the name has capital letters and a token', () => {
    const stack = knownStack();
    const name = `Churn-${new CfnParameter(stack, 'Parameter').valueAsString}`;
    NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', name).grants.describe(new User(stack, 'User'));
    expect(arns(stack).map((arn: any) => arn['Fn::Join'][1].slice(-2))).toEqual([
      [expect.stringMatching(/notebook-instance\/Churn-$/), { Ref: 'Parameter' }],
      [expect.stringMatching(/notebook-instance\/churn-$/), { Ref: 'Parameter' }],
    ]);
  });

  test.each<[name: string, imported: (stack: Stack, value: string) => INotebookInstance]>([
    ['name', (stack, value) => NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', value)],
    ['ARN', (stack, value) => NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', value)],
  ])('lists one ARN if the %s is a token', (_name, imported) => {
    const stack = knownStack();
    imported(stack, new CfnParameter(stack, 'Parameter').valueAsString).grants.describe(new User(stack, 'User'));
    expect(arns(stack)).toHaveLength(1);
    expect(JSON.stringify(arns(stack))).toContain('{"Ref":"Parameter"}');
  });

  test('works on an L1 construct', () => {
    const stack = knownStack();
    const notebook: INotebookInstanceRef = new CfnNotebookInstance(stack, 'Notebook', { instanceType: 'ml.t3.medium', roleArn: 'arn:aws:iam::123456789012:role/science' });
    NotebookInstanceGrants.fromNotebookInstance(notebook).describe(new User(stack, 'User'));
    expect(arns(stack)[0]).toEqual({ Ref: 'Notebook' });
  });

  test('to the notebook instance itself is a policy that CloudFormation creates after it', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType });
    expect(notebook.grants.start(notebook).success).toBe(true);
    expect(notebook.grants.stop(notebook).success).toBe(true);
    notebook.grants.describe(notebook.role!);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 1); // Template.fromStack() throws for circular dependencies
  });

  test('to invoke a function that refers to the notebook instance causes no circular dependency', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType });
    const stopper = new Function(stack, 'Stopper', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = 0') });
    stopper.addEnvironment('NOTEBOOK', notebook.notebookInstanceName);
    stopper.grantInvoke(notebook);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('works across stacks', () => {
    const app = new App();
    const notebook = new NotebookInstance(new Stack(app, 'Science'), 'Notebook', { instanceType });
    notebook.grants.createPresignedUrl(new User(new Stack(app, 'Users'), 'User'));
    expect(() => app.synth()).not.toThrow();
  });
});

describe('imported', () => {
  test.each<[name: string, imported: (stack: Stack) => INotebookInstance]>([
    ['by name', (stack) => NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn')],
    ['by ARN', (stack) => NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', `${ARN}churn`)],
    ['by attributes', (stack) => NotebookInstance.fromNotebookInstanceAttributes(stack, 'Notebook', { notebookInstanceArn: `${ARN}churn` })],
  ])('%s, a notebook instance has a name, an ARN, an account and a Region', (_name, imported) => {
    const stack = knownStack();
    const notebook = imported(stack);
    expect(notebook.notebookInstanceName).toBe('churn');
    expect(JSON.stringify(stack.resolve(notebook.notebookInstanceArn))).toContain(':sagemaker:eu-west-1:123456789012:notebook-instance/churn');
    expect(notebook.env).toEqual({ account: '123456789012', region: 'eu-west-1' });
  });

  test('with its role and security groups, a notebook instance has permissions and connections', () => {
    const stack = knownStack();
    const notebook = NotebookInstance.fromNotebookInstanceAttributes(stack, 'Notebook', {
      notebookInstanceArn: `${ARN}churn`,
      role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') }),
      securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    });
    new Bucket(stack, 'Bucket').grantRead(notebook);
    expect(statements(stack)).toHaveLength(1);
    expect(notebook.connections.securityGroups).toHaveLength(1);
  });

  test('fails if the connections are read without security groups', () => {
    expect(() => NotebookInstance.fromNotebookInstanceName(knownStack(), 'Notebook', 'churn').connections).toThrow(/securityGroups when you import it/);
  });

  test('without its role, a grant has no effect, and a warning shows the statement to add to the role', () => {
    const stack = knownStack();
    new Bucket(stack, 'Bucket');
    const grantee = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn');
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:GetItem'], resourceArns: ['*'] });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('Add statement to this resource\'s role: .*dynamodb:GetItem'));
  });
});

describe('events', () => {
  test('onStateChange matches the name of the notebook instance regardless of case', () => {
    const stack = knownStack();
    NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'Churn').onStateChange('Failed', {
      eventPattern: { detail: { NotebookInstanceStatus: ['Failed'] } },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'source': ['aws.sagemaker'],
        'detail-type': ['SageMaker Notebook Instance State Change'],
        'detail': { NotebookInstanceName: [{ 'equals-ignore-case': 'Churn' }], NotebookInstanceStatus: ['Failed'] },
      },
    });
  });

  test('onStateChange matches the name that CloudFormation generates', () => {
    const stack = knownStack();
    new NotebookInstance(stack, 'Notebook', { instanceType }).onStateChange('Changed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { detail: { NotebookInstanceName: [{ 'equals-ignore-case': { 'Fn::GetAtt': [Match.anyValue(), 'NotebookInstanceName'] } }] } },
    });
  });
});
