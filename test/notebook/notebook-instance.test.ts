import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, Duration, Errors, RemovalPolicy, Size, Stack, Tags, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import { actions, knownStack, only, statements, warnings } from './stacks';
import { UNRECORDED } from '../record-templates';
import {
  InstanceType, LifecycleScript, NotebookCodeRepository, NotebookInstance, NotebookInstanceLifecycleConfig, NotebookInstanceProps,
  PlatformIdentifier,
} from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::NotebookInstance';
const instanceType = InstanceType.T3_MEDIUM;

function notebook(stack: Stack, props: Partial<NotebookInstanceProps> = {}): NotebookInstance {
  return new NotebookInstance(stack, 'Notebook', { instanceType, ...props });
}

describe('by default', () => {
  const stack = knownStack();
  const { role } = notebook(stack);

  test('there is no root access, IMDSv2 is required, and SageMaker provides access to the internet', () => {
    expect(only(stack, TYPE)).toEqual({
      InstanceType: 'ml.t3.medium',
      RoleArn: stack.resolve(role!.roleArn),
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Disabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    });
  });

  test('the role is allowed to write the logs of notebook instances and nothing else', () => {
    const logs = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:123456789012:log-group:/aws/sagemaker/NotebookInstances']] };
    expect(statements(stack)).toEqual([{
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Effect: 'Allow',
      Resource: [logs, { 'Fn::Join': ['', [...logs['Fn::Join'][1].slice(0, 2), `${logs['Fn::Join'][1][2]}:*`]] }],
    }]);
  });

  test('SageMaker can assume the role on behalf of this account only', () => {
    expect(only(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement).toEqual([{
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
    }]);
  });

  test('the L1 construct is the default child', () => {
    expect(notebook(knownStack()).node.defaultChild).toMatchObject({ cfnResourceType: TYPE });
  });
});

test('every prop is in the template', () => {
  const stack = knownStack();
  notebook(stack, {
    notebookInstanceName: 'churn',
    rootAccess: true,
    directInternetAccess: true,
    volumeSize: Size.gibibytes(50),
    platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2023_V1,
    requireImdsv2: false,
    defaultCodeRepository: NotebookCodeRepository.fromUrl('https://git.example.com/churn.git'),
    additionalCodeRepositories: [NotebookCodeRepository.fromUrl('https://git.example.com/tools.git')],
  });
  Tags.of(stack).add('team', 'churn');
  expect(only(stack, TYPE)).toMatchObject({
    NotebookInstanceName: 'churn',
    RootAccess: 'Enabled',
    DirectInternetAccess: 'Enabled',
    VolumeSizeInGB: 50,
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
    DefaultCodeRepository: 'https://git.example.com/churn.git',
    AdditionalCodeRepositories: ['https://git.example.com/tools.git'],
    Tags: [{ Key: 'team', Value: 'churn' }],
  });
});

test('every prop can be a token', () => {
  const stack = knownStack();
  const text = (id: string) => new CfnParameter(stack, id).valueAsString;
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  notebook(stack, {
    notebookInstanceName: text('Name'),
    instanceType: InstanceType.of(text('Type')),
    volumeSize: Size.gibibytes(number('Size')),
    platformIdentifier: PlatformIdentifier.of(text('Platform')),
    defaultCodeRepository: NotebookCodeRepository.fromUrl(text('Repository')),
  });
  expect(only(stack, TYPE)).toMatchObject({
    NotebookInstanceName: { Ref: 'Name' },
    InstanceType: { Ref: 'Type' },
    VolumeSizeInGB: { Ref: 'Size' },
    PlatformIdentifier: { Ref: 'Platform' },
    DefaultCodeRepository: { Ref: 'Repository' },
  });
});

test('the removal policy applies to the notebook instance', () => {
  const stack = knownStack();
  notebook(stack).applyRemovalPolicy(RemovalPolicy.RETAIN);
  Template.fromStack(stack).hasResource(TYPE, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

describe('the role', () => {
  test('gets the permissions that are granted to the notebook instance', () => {
    const stack = knownStack();
    new Bucket(stack, 'Bucket').grantRead(notebook(stack));
    expect(actions(stack)).toEqual(expect.arrayContaining(['s3:GetObject*']));
  });

  test('that is passed gets the permissions that the props need, and is the principal of grants', () => {
    const stack = knownStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    expect(notebook(stack, { role }).grantPrincipal).toBe(role);
    expect(actions(stack)).toEqual(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents']);
    expect(warnings(stack, 'RoleNotTrustingSageMaker')).toEqual([]);
  });

  test('that SageMaker cannot assume causes a warning', () => {
    const stack = knownStack();
    notebook(stack, { role: new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }) });
    expect(warnings(stack, 'RoleNotTrustingSageMaker')).toHaveLength(1);
  });

  test('can be precreated, and the policy report of the CDK then lists all its permissions', () => {
    const app = new App({ context: { [UNRECORDED]: true } }); // The CDK replaces the names of precreated roles by placeholders.
    const stack = new Stack(app, 'Stack');
    Role.customizeRoles(stack, { usePrecreatedRoles: { 'Stack/Notebook/Role': 'precreated' } });
    notebook(stack, {
      encryptionKey: new Key(stack, 'Key'),
      lifecycleConfig: new NotebookInstanceLifecycleConfig(stack, 'Config', {
        onStart: [LifecycleScript.fromAsset(__filename), LifecycleScript.stopWhenIdle(Duration.hours(1))],
      }),
    });
    const report = readFileSync(join(app.synth().directory, 'iam-policy-report.txt'), 'utf8');
    for (const action of ['logs:PutLogEvents', 'kms:CreateGrant', 'kms:DescribeKey', 's3:GetObject', 'sagemaker:StopNotebookInstance']) {
      expect(report).toContain(`"${action}"`);
    }
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('that is imported as immutable gets no permissions', () => {
    const stack = knownStack();
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/science', { mutable: false });
    notebook(stack, {
      role,
      encryptionKey: new Key(stack, 'Key'),
      lifecycleConfig: new NotebookInstanceLifecycleConfig(stack, 'Config', { onStart: [LifecycleScript.fromAsset(__filename)] }),
    });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('a lifecycle configuration', () => {
  test('is attached by its generated name', () => {
    const stack = knownStack();
    const lifecycleConfig = new NotebookInstanceLifecycleConfig(stack, 'Config');
    notebook(stack, { lifecycleConfig });
    const [logicalId] = Object.keys(Template.fromStack(stack).findResources('AWS::SageMaker::NotebookInstanceLifecycleConfig'));
    expect(only(stack, TYPE).LifecycleConfigName).toEqual({ 'Fn::GetAtt': [logicalId, 'NotebookInstanceLifecycleConfigName'] });
  });

  test.each([
    ['an imported one', (stack: Stack) => NotebookInstanceLifecycleConfig.fromNotebookInstanceLifecycleConfigName(stack, 'Config', 'setup'), 'setup'],
    ['an L1 construct', (stack: Stack) => new CfnNotebookInstanceLifecycleConfig(stack, 'Config'),
      { 'Fn::GetAtt': ['Config', 'NotebookInstanceLifecycleConfigName'] }],
  ])('can be %s', (_name, config, expected) => {
    const stack = knownStack();
    notebook(stack, { lifecycleConfig: config(stack) });
    expect(only(stack, TYPE).LifecycleConfigName).toEqual(expected);
  });

  test('fails in another Region', () => {
    const stack = knownStack();
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config/setup';
    const lifecycleConfig = NotebookInstanceLifecycleConfig.fromNotebookInstanceLifecycleConfigArn(stack, 'Config', arn);
    expect(() => notebook(stack, { lifecycleConfig })).toThrow(/lifecycleConfig must be in "eu-west-1", the Region of the resource that uses it, got "us-east-1"/);
  });
});

describe('validation', () => {
  test('fails with all violations in one error, with the names of the props', () => {
    const stack = knownStack();
    let thrown: any;
    try {
      notebook(stack, {
        notebookInstanceName: 'not_allowed',
        directInternetAccess: false,
        volumeSize: Size.gibibytes(4),
        additionalCodeRepositories: Array(4).fill(NotebookCodeRepository.fromUrl('http://git.example.com')),
      });
    } catch (error) {
      thrown = error;
    }
    expect(Errors.isValidationError(thrown)).toBe(true);
    for (const line of [
      /Stack\/Notebook has 8 invalid properties:/,
      /- notebookInstanceName must consist of letters, digits and hyphens, .*, got "not_allowed"/,
      /- volumeSize must be between 5 GiB and 16384 GiB, got 4 GiB/,
      /- additionalCodeRepositories must have at most 3 elements, got 4/,
      /- additionalCodeRepositories\[3\] must start with https:\/\/, or be the name of a code repository in SageMaker/,
      /- directInternetAccess requires a subnet if it is disabled: specify vpc.*NoInternetAccessWithoutSubnet/,
    ]) {
      expect(thrown.message).toMatch(line);
    }
  });

  test.each<[name: string, size: Size]>([
    ['the minimum', Size.gibibytes(5)],
    ['the maximum', Size.tebibytes(16)],
  ])('accepts %s volume size', (_name, volumeSize) => {
    expect(() => notebook(knownStack(), { volumeSize })).not.toThrow();
  });

  test.each<[name: string, size: Size]>([
    ['is larger than 16 TiB', Size.gibibytes(16385)],
    ['is not a whole number of GiB', Size.mebibytes(5500)],
  ])('fails for a volume that %s', (_name, volumeSize) => {
    expect(() => notebook(knownStack(), { volumeSize })).toThrow(/volumeSize/);
  });

  test('fails for two notebook instances with the same name', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    for (const id of ['One', 'Two']) { new NotebookInstance(stack, id, { instanceType, notebookInstanceName: 'churn' }); }
    expect(() => app.synth()).toThrow(/notebookInstanceName must be unique in the account and Region, .* "Stack\/Two"/);
  });

  test.each<[rule: string, props: Partial<NotebookInstanceProps>, accepted: Partial<NotebookInstanceProps>]>([
    ['RetiredPlatform', { platformIdentifier: PlatformIdentifier.NOTEBOOK_AL1_V1 }, { platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2_V3 }],
    ['InstanceTypeUnsupportedByPlatform', { instanceType: InstanceType.of('ml.p2.xlarge'), platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2_V3 },
      { instanceType: InstanceType.of('ml.p3.2xlarge'), platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2_V3 }],
    ['ImdsVersion1', { requireImdsv2: false }, { requireImdsv2: true }],
    ['FixedNotebookInstanceName', { notebookInstanceName: 'churn' }, {}],
    ['CredentialsInUrl', { defaultCodeRepository: NotebookCodeRepository.fromUrl('https://me:secret@git.example.com/churn') },
      { defaultCodeRepository: NotebookCodeRepository.fromUrl('https://git.example.com/team@home/churn') }],
    ['UnknownInstanceType', { instanceType: InstanceType.of('ml.new.large') }, { instanceType: InstanceType.M5_XLARGE }],
    ['UnknownValue', { platformIdentifier: PlatformIdentifier.of('notebook-al2030-v1') }, { platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2023_V2 }],
  ])('reports %s as a warning, and only for the rejected value', (rule, props, accepted) => {
    const [wrong, right] = [knownStack(), knownStack()];
    notebook(wrong, props);
    notebook(right, accepted);
    expect(warnings(wrong, rule)).toHaveLength(1);
    expect(warnings(right, rule)).toEqual([]);
  });

  test('warns about a key for an instance type with local storage', () => {
    const stack = knownStack();
    notebook(stack, { encryptionKey: new Key(stack, 'Key'), instanceType: InstanceType.G5_XLARGE });
    expect(warnings(stack, 'NotebookKeyWithLocalStorage')).toHaveLength(1);
  });

  test('does not print credentials', () => {
    const stack = knownStack();
    notebook(stack, { defaultCodeRepository: NotebookCodeRepository.fromUrl('https://me:secret@git.example.com/churn') });
    expect(warnings(stack, 'CredentialsInUrl').join()).not.toContain('secret@');
  });

  test('a warning can be acknowledged', () => {
    const stack = knownStack();
    const named = notebook(stack, { notebookInstanceName: 'churn' });
    Validations.of(named).acknowledge({ id: 'cdk-sagemaker:FixedNotebookInstanceName', reason: 'the name is part of a contract' });
    expect(warnings(stack, 'FixedNotebookInstanceName')).toEqual([]);
  });

  test('fails for a platform identifier without the prefix', () => {
    expect(() => PlatformIdentifier.of('al2')).toThrow(/must start with "notebook-", got "al2"/);
  });
});

test('fails for network props and connections without a VPC', () => {
  expect(() => notebook(knownStack()).connections).toThrow(/has no network connections/);
  expect(() => notebook(knownStack(), { allowAllOutbound: false })).toThrow(/allowAllOutbound requires vpc/);
});

