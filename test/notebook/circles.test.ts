import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Function, InlineCode, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  CodeRepository, InstanceType, LifecycleScript, NotebookCodeRepository, NotebookInstance, NotebookInstanceLifecycleConfig, NotebookInstanceProps,
} from 'cdk-sagemaker';
import { knownStack } from './stacks';

// A notebook instance waits for what its props need. Template.fromStack refuses circles.

const instanceType = InstanceType.T3_MEDIUM;
const repositoryUrl = 'https://git.example.com/science/churn.git';

type Needs = (stack: Stack) => Partial<NotebookInstanceProps>;

function givenRole(stack: Stack): Role {
  return new Role(stack, 'GivenRole', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
}

function assetScript(stack: Stack): NotebookInstanceLifecycleConfig {
  return new NotebookInstanceLifecycleConfig(stack, 'Config', { onStart: [LifecycleScript.fromAsset(__filename)] });
}

function secretRepository(stack: Stack): NotebookCodeRepository {
  const secret = new Secret(stack, 'Secret', { encryptionKey: new Key(stack, 'SecretKey') });
  return NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret }));
}

const NEEDS: [name: string, needs: Needs][] = [
  ['a given role and a script from an asset', (stack) => ({ role: givenRole(stack), lifecycleConfig: assetScript(stack) })],
  ['a secret with a key', (stack) => ({ defaultCodeRepository: secretRepository(stack) })],
  ['a given role and a secret with a key', (stack) => ({ role: givenRole(stack), defaultCodeRepository: secretRepository(stack) })],
  ['a secret whose key knows no account', (stack) => {
    const secret = new Secret(stack, 'Secret', { encryptionKey: strictKey(stack) });
    return { defaultCodeRepository: NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret })) };
  }],
  ['a key that knows no account', (stack) => ({ encryptionKey: strictKey(stack) })],
  ['all of it', (stack) => ({
    role: givenRole(stack), lifecycleConfig: assetScript(stack), defaultCodeRepository: secretRepository(stack), encryptionKey: strictKey(stack),
  })],
];

/** A key that lets the role use it only if its own policy says so. */
function strictKey(stack: Stack): IKey {
  return Key.fromCfnKey(new CfnKey(stack, 'StrictKey', { keyPolicy: { Statement: [] } }));
}

describe.each(NEEDS)('with %s, a notebook instance closes no circle', (_name, needs) => {
  test('when its role may do something with it', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, ...needs(stack) });
    notebook.addToRolePolicy(new PolicyStatement({ actions: ['sagemaker:DescribeNotebookInstance'], resources: [notebook.notebookInstanceArn] }));
    notebook.role!.addToPrincipalPolicy(new PolicyStatement({ actions: ['sagemaker:ListTags'], resources: [notebook.notebookInstanceArn] }));
    notebook.grants.stop(notebook);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when it may invoke a function that knows it', () => {
    const stack = knownStack();
    const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, ...needs(stack) });
    const stopper = new Function(stack, 'Stopper', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = 0') });
    stopper.addEnvironment('NOTEBOOK', notebook.notebookInstanceName);
    stopper.grantInvoke(notebook);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when two of them may look at each other', () => {
    const stack = knownStack();
    const props = { instanceType, ...needs(stack) };
    const [one, other] = ['One', 'Other'].map((id) => new NotebookInstance(stack, id, props));
    one.grants.describe(other);
    other.grants.describe(one);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('when its role is of another stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { role = givenRole(new Stack(app, 'Roles')), ...others } = needs(stack);
    new NotebookInstance(stack, 'Notebook', { instanceType, role, ...others });
    expect(() => app.synth()).not.toThrow();
  });
});

test('a secret and a bucket of another stack with keys of their own close no circle between the stacks', () => {
  const app = new App();
  const [secrets, stack] = ['Secrets', 'Stack'].map((id) => new Stack(app, id));
  const notebook = new NotebookInstance(stack, 'Notebook', { instanceType, defaultCodeRepository: secretRepository(secrets), encryptionKey: strictKey(secrets) });
  new Bucket(secrets, 'Bucket', { encryptionKey: new Key(secrets, 'BucketKey') }).grantRead(notebook);
  expect(() => app.synth()).not.toThrow();
});
