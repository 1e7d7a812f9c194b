import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Function, InlineCode, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { knownStack } from './stacks';
import {
  CodeRepository, InstanceType, LifecycleScript, NotebookCodeRepository, NotebookInstance, NotebookInstanceLifecycleConfig, NotebookInstanceProps,
} from 'cdk-sagemaker';

// A notebook instance depends on the resources in its props. Template.fromStack() throws for circular dependencies.

const instanceType = InstanceType.T3_MEDIUM;
const repositoryUrl = 'https://git.example.com/science/churn.git';

type PropsIn = (stack: Stack) => Partial<NotebookInstanceProps>;

function ownRole(stack: Stack): Role {
  return new Role(stack, 'OwnRole', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
}

function assetScript(stack: Stack): NotebookInstanceLifecycleConfig {
  return new NotebookInstanceLifecycleConfig(stack, 'Config', { onStart: [LifecycleScript.fromAsset(__filename)] });
}

function secretRepository(stack: Stack): NotebookCodeRepository {
  const secret = new Secret(stack, 'Secret', { encryptionKey: new Key(stack, 'SecretKey') });
  return NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret }));
}

const CASES: [name: string, props: PropsIn][] = [
  ['a passed role and a script from an asset', (stack) => ({ role: ownRole(stack), lifecycleConfig: assetScript(stack) })],
  ['a secret with a key', (stack) => ({ defaultCodeRepository: secretRepository(stack) })],
  ['a passed role and a secret with a key', (stack) => ({ role: ownRole(stack), defaultCodeRepository: secretRepository(stack) })],
  ['a secret whose key does not allow the account', (stack) => {
    const secret = new Secret(stack, 'Secret', { encryptionKey: strictKey(stack) });
    return { defaultCodeRepository: NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret })) };
  }],
  ['a key that does not allow the account', (stack) => ({ encryptionKey: strictKey(stack) })],
  ['all of them', (stack) => ({
    role: ownRole(stack), lifecycleConfig: assetScript(stack), defaultCodeRepository: secretRepository(stack), encryptionKey: strictKey(stack),
  })],
];

/** Creates a key whose policy does not leave permissions to the IAM policies of the account. */
function strictKey(stack: Stack): IKey {
  return Key.fromCfnKey(new CfnKey(stack, 'StrictKey', { keyPolicy: { Statement: [] } }));
}

describe.each(CASES)('with %s, a notebook instance has no circular dependencies', (_name, propsIn) => {
  test('when its role has permissions on it', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, ...propsIn(stack) });
    notebook.addToRolePolicy(new PolicyStatement({ actions: ['sagemaker:DescribeNotebookInstance'], resources: [notebook.notebookInstanceArn] }));
    notebook.role!.addToPrincipalPolicy(new PolicyStatement({ actions: ['sagemaker:ListTags'], resources: [notebook.notebookInstanceArn] }));
    notebook.grants.stop(notebook);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when it may invoke a function that refers to it', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, ...propsIn(stack) });
    const stopper = new Function(stack, 'Stopper', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = 0') });
    stopper.addEnvironment('NOTEBOOK', notebook.notebookInstanceName);
    stopper.grantInvoke(notebook);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when two notebook instances may describe each other', () => {
    const stack = knownStack();
    const props = { instanceType, ...propsIn(stack) };
    const [one, other] = ['One', 'Other'].map((id) => new NotebookInstance(stack, id, props));
    one.grants.describe(other);
    other.grants.describe(one);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when its role is in another stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { role = ownRole(new Stack(app, 'Roles')), ...others } = propsIn(stack);
    new NotebookInstance(stack, 'Notebook', { instanceType, role, ...others });
    expect(() => app.synth()).not.toThrow();
  });
});

test('a secret and a bucket with keys in another stack cause no circular dependency of the stacks', () => {
  const app = new App();
  const [secrets, stack] = ['Secrets', 'Stack'].map((id) => new Stack(app, id));
  const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, defaultCodeRepository: secretRepository(secrets), encryptionKey: strictKey(secrets) });
  new Bucket(secrets, 'Bucket', { encryptionKey: new Key(secrets, 'BucketKey') }).grantRead(notebook);
  expect(() => app.synth()).not.toThrow();
});
