import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { CfnCodeRepository, ICodeRepositoryRef } from 'aws-cdk-lib/aws-sagemaker';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ACCOUNT, actions, knownStack, only, REGION, statements, warnings } from './stacks';
import { CodeRepository, InstanceType, NotebookCodeRepository, NotebookInstance } from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::CodeRepository';
const repositoryUrl = 'https://git.example.com/science/churn.git';

function notebook(stack: Stack, ...[defaultCodeRepository, ...additionalCodeRepositories]: NotebookCodeRepository[]): any {
  new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, defaultCodeRepository, additionalCodeRepositories });
  return only(stack, 'AWS::SageMaker::NotebookInstance');
}

test('every prop is in the template', () => {
  const stack = knownStack();
  const secret = new Secret(stack, 'Secret');
  new CodeRepository(stack, 'Code', { codeRepositoryName: 'churn', repositoryUrl, branch: 'main', secret });
  expect(only(stack, TYPE)).toEqual({
    CodeRepositoryName: 'churn',
    GitConfig: { RepositoryUrl: repositoryUrl, Branch: 'main', SecretArn: stack.resolve(secret.secretArn) },
  });
});

test('every prop can be a token', () => {
  const stack = knownStack();
  const text = (id: string) => new CfnParameter(stack, id).valueAsString;
  new CodeRepository(stack, 'Code', { codeRepositoryName: text('Name'), repositoryUrl: text('Url'), branch: text('Branch') });
  expect(only(stack, TYPE)).toEqual({ CodeRepositoryName: { Ref: 'Name' }, GitConfig: { RepositoryUrl: { Ref: 'Url' }, Branch: { Ref: 'Branch' } } });
});

describe('a notebook instance', () => {
  test('uses a public repository by its URL', () => {
    expect(notebook(knownStack(), NotebookCodeRepository.fromUrl(repositoryUrl))).toMatchObject({ DefaultCodeRepository: repositoryUrl });
  });

  test('is allowed to read the secret of its code repository', () => {
    const stack = knownStack();
    const secret = new Secret(stack, 'Secret');
    const code = new CodeRepository(stack, 'Code', { repositoryUrl, secret });
    expect(notebook(stack, NotebookCodeRepository.fromCodeRepository(code)).DefaultCodeRepository).toEqual(stack.resolve(code.codeRepositoryName));
    expect(statements(stack)).toContainEqual({
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], Effect: 'Allow', Resource: stack.resolve(secret.secretArn),
    });
  });

  test('is allowed to read a secret with a key before it is created, without a circular dependency', () => {
    const stack = knownStack();
    const secret = new Secret(stack, 'Secret', { encryptionKey: new Key(stack, 'Key') });
    notebook(stack, NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret })));
    const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::NotebookInstance'));
    expect(resource.DependsOn).toEqual([expect.stringMatching(/^NotebookExecutionPolicy/)]);
  });

  test('is allowed to read a secret with a key that is imported by alias', () => {
    const stack = knownStack();
    const secret = new Secret(stack, 'Secret', { encryptionKey: Alias.fromAliasName(stack, 'Alias', 'alias/git') });
    notebook(stack, NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', { repositoryUrl, secret })));
    expect(statements(stack)).toContainEqual(expect.objectContaining({
      Action: 'kms:Decrypt', Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/git' } },
    }));
  });

  test('fails with code repositories in another account or Region', () => {
    const stack = knownStack();
    const imported = (region: string, account: string) => NotebookCodeRepository.fromCodeRepository(
      CodeRepository.fromCodeRepositoryArn(stack, region, `arn:aws:sagemaker:${region}:${account}:code-repository/churn`));
    const make = () => notebook(stack, imported(REGION, '999999999999'), imported('us-east-1', ACCOUNT));
    expect(make).toThrow(/- defaultCodeRepository must be in "123456789012", [^\n]*\n- additionalCodeRepositories\[0\] must be in "eu-west-1"/);
  });

  test('is allowed to pull from and push to its repository in AWS CodeCommit', () => {
    const stack = knownStack();
    const repository = new Repository(stack, 'Repository', { repositoryName: 'churn' });
    expect(notebook(stack, NotebookCodeRepository.fromCodeCommit(repository)).DefaultCodeRepository)
      .toEqual(stack.resolve(repository.repositoryCloneUrlHttp));
    expect(actions(stack)).toEqual(expect.arrayContaining(['codecommit:GitPull', 'codecommit:GitPush']));
  });

  test.each<[name: string, codeRepository: (stack: Stack) => ICodeRepositoryRef, expected: unknown]>([
    ['imported by name', (stack) => CodeRepository.fromCodeRepositoryName(stack, 'Code', 'churn'), 'churn'],
    ['imported by ARN', (stack) => CodeRepository.fromCodeRepositoryArn(stack, 'Code', 'arn:aws:sagemaker:eu-west-1:123456789012:code-repository/churn'), 'churn'],
    ['that is an L1 construct', (stack) => new CfnCodeRepository(stack, 'Code', { gitConfig: { repositoryUrl } }), { 'Fn::GetAtt': ['Code', 'CodeRepositoryName'] }],
  ])('uses a code repository %s', (_name, codeRepository, expected) => {
    const stack = knownStack();
    expect(notebook(stack, NotebookCodeRepository.fromCodeRepository(codeRepository(stack))).DefaultCodeRepository).toEqual(expected);
  });

  test('accepts 3 additional repositories', () => {
    const repositories = Array.from({ length: 4 }, (_, index) => NotebookCodeRepository.fromUrl(`${repositoryUrl}/${index}`));
    expect(notebook(knownStack(), ...repositories).AdditionalCodeRepositories).toHaveLength(3);
  });

  test('fails with a URL that does not start with https', () => {
    expect(() => notebook(knownStack(), NotebookCodeRepository.fromUrl('git@git.example.com:science/churn.git'))).toThrow(/defaultCodeRepository must start with https/);
  });
});

test.each([
  ['a URL that does not start with https', { repositoryUrl: 'git@git.example.com:churn' }, /repositoryUrl must be the https:\/\/ address of a Git repository/],
  ['a branch with a space', { repositoryUrl, branch: 'my branch' }, /branch must be the name of a branch, without spaces/],
  ['a name with an underscore', { repositoryUrl, codeRepositoryName: 'my_code' }, /codeRepositoryName must consist of letters/],
])('fails with %s', (_name, props, message) => {
  expect(() => new CodeRepository(knownStack(), 'Code', props)).toThrow(message);
});

test('warns about credentials in the URL without printing them', () => {
  const stack = knownStack();
  new CodeRepository(stack, 'Code', { repositoryUrl: 'https://me:token@git.example.com/churn' });
  const [warning] = warnings(stack, 'CredentialsInRepositoryUrl');
  expect(warning).toMatch(/^repositoryUrl contains a user name/);
  expect(warning).not.toMatch(/token@/);
});
