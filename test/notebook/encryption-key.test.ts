import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alias, CfnKey, IKeyRef, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ACCOUNT, knownStack, only, statements, warnings } from './stacks';
import { CodeRepository, EndpointConfig, InstanceType, NotebookCodeRepository, NotebookInstance } from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::NotebookInstance';
const instanceType = InstanceType.T3_MEDIUM;
const KEY_ID = '11111111-2222-3333-4444-555555555555';
const FOR_THE_SERVICE = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

function keyOf(stack: Stack, region: string, account: string = ACCOUNT): IKeyRef {
  return Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/${KEY_ID}`);
}

function uses(stack: Stack): any[] {
  return statements(stack).filter(({ Action }) => `${Action}`.startsWith('kms:'));
}

test('the role is allowed to use the key for the volume before the notebook instance is created', () => {
  const stack = knownStack();
  const key = new Key(stack, 'Key');
  new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey: key });
  const Resource = stack.resolve(key.keyArn);
  expect(only(stack, TYPE).KmsKeyId).toEqual(Resource);
  expect(uses(stack)).toEqual([
    { Action: 'kms:CreateGrant', Condition: FOR_THE_SERVICE, Effect: 'Allow', Resource },
    { Action: 'kms:DescribeKey', Effect: 'Allow', Resource },
  ]);
  expect(only(stack, 'AWS::KMS::Key').KeyPolicy.Statement).toHaveLength(1); // the statement for the account
  Template.fromStack(stack).hasResource(TYPE, { DependsOn: [Match.stringLikeRegexp('EncryptionKeyPolicy')] });
});

test('a key can be in another stack, together with a bucket that it encrypts', () => {
  const app = new App();
  const [keys, stack] = ['Keys', 'Stack'].map((id) => new Stack(app, id));
  const encryptionKey = new Key(keys, 'Key');
  new Bucket(keys, 'Bucket', { encryptionKey }).grantRead(new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey }));
  expect(() => app.synth()).not.toThrow();
});

test('a key can be an L1 construct', () => {
  const stack = knownStack();
  new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey: new CfnKey(stack, 'Key', { keyPolicy: { Statement: [] } }) });
  expect(uses(stack)).toHaveLength(2);
});

test('the policy of a key that does not allow the account gets a statement for the role with the same condition', () => {
  const stack = knownStack();
  const key = Key.fromCfnKey(new CfnKey(stack, 'Key', { keyPolicy: { Statement: [] } }));
  const { role } = new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey: key });
  const Principal = { AWS: stack.resolve(role!.roleArn) };
  expect(only(stack, 'AWS::KMS::Key').KeyPolicy.Statement).toEqual(expect.arrayContaining([
    { Action: 'kms:CreateGrant', Condition: FOR_THE_SERVICE, Effect: 'Allow', Principal, Resource: '*' },
    { Action: 'kms:DescribeKey', Effect: 'Allow', Principal, Resource: '*' },
  ]));
});

test('an alias allows the use of its target key', () => {
  const stack = knownStack();
  const targetKey = new Key(stack, 'Key');
  new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey: new Alias(stack, 'Alias', { aliasName: 'alias/science', targetKey }) });
  expect(uses(stack).map(({ Resource }) => Resource)).toEqual(Array(2).fill(stack.resolve(targetKey.keyArn)));
});

test('an alias that is imported by name allows the use of the keys with this alias', () => {
  const stack = knownStack();
  new NotebookInstance(stack, 'Notebook', { instanceType, encryptionKey: Alias.fromAliasName(stack, 'Alias', 'alias/science') });
  const Resource = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-west-1:123456789012:key/*']] };
  const named = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/science' } };
  expect(uses(stack)).toEqual([
    { Action: 'kms:CreateGrant', Condition: { ...FOR_THE_SERVICE, ...named }, Effect: 'Allow', Resource },
    { Action: 'kms:DescribeKey', Condition: named, Effect: 'Allow', Resource },
  ]);
});

describe.each([
  ['a notebook instance', (stack: Stack, encryptionKey: IKeyRef) => new NotebookInstance(stack, 'User', { instanceType, encryptionKey })],
  ['an endpoint configuration', (stack: Stack, encryptionKey: IKeyRef) => new EndpointConfig(stack, 'User', { encryptionKey })],
])('the key of %s', (_name, make) => {
  test('fails in another Region', () => {
    const stack = knownStack();
    expect(() => make(stack, keyOf(stack, 'us-east-1'))).toThrow(/encryptionKey must be in "eu-west-1", the Region of the resource that uses it, got "us-east-1"/);
  });

  test('causes a warning in another account, because its policy must allow the role', () => {
    const stack = knownStack();
    make(stack, keyOf(stack, 'eu-west-1', '999999999999'));
    expect(warnings(stack, 'KeyOfOtherAccount').join()).toMatch(/encryptionKey belongs to the account "999999999999", and the resource that uses it to "123456789012": the key policy must allow/);
  });

  test('causes no warning in the same Region and account', () => {
    const stack = knownStack();
    make(stack, keyOf(stack, 'eu-west-1'));
    expect(warnings(stack, 'KeyOfOtherAccount')).toEqual([]);
  });
});

test('the role is allowed to decrypt a secret with an imported key, by its own policy', () => {
  const stack = knownStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:999999999999:key/${KEY_ID}`);
  const secret = Secret.fromSecretAttributes(stack, 'Secret', {
    secretCompleteArn: 'arn:aws:secretsmanager:eu-west-1:999999999999:secret:git-AbCdEf', encryptionKey,
  });
  const code = new CodeRepository(stack, 'Code', { repositoryUrl: 'https://git.example.com/churn.git', secret });
  new NotebookInstance(stack, 'Notebook', { instanceType, defaultCodeRepository: NotebookCodeRepository.fromCodeRepository(code) });
  expect(uses(stack)).toEqual([{ Action: 'kms:Decrypt', Effect: 'Allow', Resource: encryptionKey.keyArn }]);
});
