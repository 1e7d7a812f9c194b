import { Deployments } from './deployments';
import { notebookApp, Version } from './notebook-app';
import { CommandResult } from '../../local-aws/process';

const deployments = Deployments.forThisFile();

function deploy(version?: Version): Promise<CommandResult> {
  return deployments.deploy(notebookApp(version));
}

/** Describes the notebook instance with all props, its lifecycle scripts and its code repository. */
async function describeNotebook(): Promise<{ notebook: any; onCreate: string; onStart: string; code: any }> {
  const [{ NotebookInstances: notebooks }] = await deployments.call(['sagemaker', 'ListNotebookInstances']);
  const NotebookInstanceName = notebooks.map((notebook: any) => notebook.NotebookInstanceName).find((name: string) => name !== 'minimal');
  const [notebook] = await deployments.call(['sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName }]);
  const [{ StackResources: resources }] = await deployments.call(['cloudformation', 'DescribeStackResources', { StackName: 'Notebooks' }]);
  expect(await deployments.statusOf('Notebooks')).toMatch(/_COMPLETE$/);
  const config = resources.find(({ ResourceType: type }: any) => type === 'AWS::SageMaker::NotebookInstanceLifecycleConfig');
  const [{ OnCreate: [created], OnStart: [started] }, code] = await deployments.call(
    ['sagemaker', 'DescribeNotebookInstanceLifecycleConfig', { NotebookInstanceLifecycleConfigName: config.PhysicalResourceId.split('/').at(-1) }],
    ['sagemaker', 'DescribeCodeRepository', { CodeRepositoryName: notebook.DefaultCodeRepository }],
  );
  const text = ({ Content }: any) => Buffer.from(Content, 'base64').toString();
  return { notebook, onCreate: text(created), onStart: text(started), code };
}

async function notebookEventsSince(sequence: number): Promise<string[]> {
  return (await deployments.eventsSince(sequence)).filter(({ event }) => /Notebook|CodeRepository/.test(event)).map(({ event }) => event);
}

const RESTART_EVENTS = [
  'StopNotebookInstance', 'NotebookInstanceStopped', 'UpdateNotebookInstance', 'NotebookInstanceStopped', 'StartNotebookInstance', 'NotebookInstanceInService',
];

// Each test continues with the stack of the previous test, because deployments take long.
describe('a deployed notebook instance', () => {
  test('matches its props', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const { notebook, code } = await describeNotebook();
    expect(notebook).toMatchObject({
      NotebookInstanceStatus: 'InService',
      InstanceType: 'ml.t3.medium',
      SubnetId: expect.stringMatching(/^subnet-/),
      SecurityGroups: [expect.stringMatching(/^sg-/)],
      RoleArn: expect.stringMatching(/^arn:aws:iam::123456789012:role\/Notebooks-NotebookRole/),
      KmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:123456789012:key\//),
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      VolumeSizeInGB: 20,
      PlatformIdentifier: 'notebook-al2023-v1',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      NotebookInstanceLifecycleConfigName: expect.stringMatching(/^Notebooks-Setup/),
      DefaultCodeRepository: code.CodeRepositoryName,
      AdditionalCodeRepositories: ['https://git.example.com/science/tools.git'],
    });
    expect(code.GitConfig).toEqual({
      RepositoryUrl: 'https://git.example.com/science/churn.git', Branch: 'main', SecretArn: expect.stringMatching(/^arn:aws:secretsmanager:/),
    });
  });

  test('with only a type and a name has no root access, and accesses the internet through SageMaker', async () => {
    const [notebook] = await deployments.call(['sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: 'minimal' }]);
    expect(notebook).toMatchObject({ DirectInternetAccess: 'Enabled', RootAccess: 'Disabled', NotebookInstanceStatus: 'InService' });
    expect(notebook.SubnetId).toBeUndefined();
  });

  test('has its scripts with resolved tokens, and the asset that they download exists', async () => {
    const { onCreate, onStart } = await describeNotebook();
    expect(onCreate).toBe('#!/bin/bash\necho created\n');
    expect(onStart).toMatch(/^echo hello from Notebooks, key vpc-\w+$/m);
    expect(onStart).toMatch(/^idle_seconds=\$\(\(3600\)\)$/m);
    const [, Bucket, Key] = /'s3:\/\/([^/]+)\/([^']+)'/.exec(onStart)!;
    await expect(deployments.call(['s3', 'HeadObject', { Bucket, Key }])).resolves.toHaveLength(1);
  });

  test('has a role with permissions to stop it and to read its script and its secret', async () => {
    const { notebook } = await describeNotebook();
    const RoleName = notebook.RoleArn.split('/').at(-1);
    const [{ PolicyNames: names }] = await deployments.call(['iam', 'ListRolePolicies', { RoleName }]);
    const policies = await deployments.call(...names.map((PolicyName: string) => ['iam', 'GetRolePolicy', { RoleName, PolicyName }]));
    const text = JSON.stringify(policies);
    for (const action of ['s3:GetObject', 'secretsmanager:GetSecretValue', 'kms:CreateGrant', 'logs:PutLogEvents']) { expect(text).toContain(action); }
    expect(text).toContain(notebook.NotebookInstanceArn);
  });

  test('is stopped, updated in place and started for another instance type and a larger volume', async () => {
    const [before, start] = [await describeNotebook(), await deployments.lastSequence()];
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30 })).toMatchObject({ code: 0 });
    const { notebook } = await describeNotebook();
    expect(notebook).toMatchObject({
      NotebookInstanceArn: before.notebook.NotebookInstanceArn,
      CreationTime: before.notebook.CreationTime,
      InstanceType: 'ml.m5.xlarge',
      VolumeSizeInGB: 30,
      NotebookInstanceStatus: 'InService',
    });
    expect(await notebookEventsSince(start)).toEqual(RESTART_EVENTS);
  });

  test('keeps running while its script is updated in place', async () => {
    const [before, start] = [await describeNotebook(), await deployments.lastSequence()];
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30, greeting: 'welcome' })).toMatchObject({ code: 0 });
    const { notebook, onStart } = await describeNotebook();
    expect(onStart).toMatch(/^echo welcome from Notebooks/m);
    expect(notebook).toEqual(before.notebook);
    expect(await notebookEventsSince(start)).toEqual(['UpdateNotebookInstanceLifecycleConfig']);
  });

  test('fails to shrink its volume, and is rolled back', async () => {
    const before = await describeNotebook();
    const { code, output } = await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 10, greeting: 'welcome' });
    expect(code).not.toBe(0);
    expect(output).toContain('cannot be decreased');
    const { notebook } = await describeNotebook();
    expect(notebook).toMatchObject({ VolumeSizeInGB: 30, CreationTime: before.notebook.CreationTime });
  });

  test('is disassociated from its lifecycle configuration', async () => {
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30, lifecycle: false })).toMatchObject({ code: 0 });
    expect((await describeNotebook()).notebook.NotebookInstanceLifecycleConfigName).toBeUndefined();
  });

  test('leaves no resources when it is destroyed, and is deleted before the resources that it uses', async () => {
    const start = await deployments.lastSequence();
    expect(await deployments.destroy(notebookApp())).toMatchObject({ code: 0 });
    expect(await deployments.call(['sagemaker', 'ListNotebookInstances'])).toEqual([{ NotebookInstances: [] }]);
    const events = await notebookEventsSince(start);
    expect(events.filter((event) => event.startsWith('Delete')).sort()).toEqual([
      'DeleteCodeRepository', 'DeleteNotebookInstance', 'DeleteNotebookInstance', 'DeleteNotebookInstanceLifecycleConfig',
    ]);
    expect((await deployments.aws.events()).filter(({ sequence, error }) => sequence > start && error !== undefined)).toEqual([]);
  });
});

test('the example in examples/notebook can be deployed and destroyed', async () => {
  expect(await deployments.deployExample('notebook')).toMatchObject({ code: 0 });
  const [{ NotebookInstances: [notebook] }] = await deployments.call(['sagemaker', 'ListNotebookInstances']);
  expect(notebook).toMatchObject({ InstanceType: 'ml.t3.medium', NotebookInstanceStatus: 'InService' });
  expect(await deployments.destroyExample('notebook')).toMatchObject({ code: 0 });
  expect(await deployments.call(['sagemaker', 'ListNotebookInstances'])).toEqual([{ NotebookInstances: [] }]);
});
