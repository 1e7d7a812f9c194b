import { Deployments } from './deployments';
import { notebookApp, Version } from './notebook-app';
import { LocalAws } from '../../local-aws/local-aws';
import { CommandResult } from '../../local-aws/process';

let deployments: Deployments;
let aws: LocalAws;

beforeAll(async () => {
  deployments = await Deployments.start();
  aws = deployments.aws;
});
afterAll(() => deployments?.stop());

function deploy(version?: Version): Promise<CommandResult> {
  return deployments.deploy(notebookApp(version));
}

/** What the SageMaker API says of the notebook instance with all props, and of what it uses. */
async function described(): Promise<{ notebook: any; onCreate: string; onStart: string; code: any }> {
  const [{ NotebookInstances: notebooks }] = await aws.call(['sagemaker', 'ListNotebookInstances']);
  const NotebookInstanceName = notebooks.map((notebook: any) => notebook.NotebookInstanceName).find((name: string) => name !== 'minimal');
  const [notebook] = await aws.call(['sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName }]);
  const [{ StackResources: resources }] = await aws.call(['cloudformation', 'DescribeStackResources', { StackName: 'Notebooks' }]);
  expect(await deployments.statusOf('Notebooks')).toMatch(/_COMPLETE$/);
  const config = resources.find(({ ResourceType: type }: any) => type === 'AWS::SageMaker::NotebookInstanceLifecycleConfig');
  const [{ OnCreate: [created], OnStart: [started] }, code] = await aws.call(
    ['sagemaker', 'DescribeNotebookInstanceLifecycleConfig', { NotebookInstanceLifecycleConfigName: config.PhysicalResourceId.split('/').at(-1) }],
    ['sagemaker', 'DescribeCodeRepository', { CodeRepositoryName: notebook.DefaultCodeRepository }],
  );
  const text = ({ Content }: any) => Buffer.from(Content, 'base64').toString();
  return { notebook, onCreate: text(created), onStart: text(started), code };
}

async function eventsSince(sequence: number): Promise<string[]> {
  return (await deployments.eventsSince(sequence)).filter(({ event }) => /Notebook|CodeRepository/.test(event)).map(({ event }) => event);
}

const RESTARTED = [
  'StopNotebookInstance', 'NotebookInstanceStopped', 'UpdateNotebookInstance', 'NotebookInstanceStopped', 'StartNotebookInstance', 'NotebookInstanceInService',
];

// Each test goes on from where the one before left the stack: a deployment takes too long to begin anew.
describe('a deployed notebook instance', () => {
  test('is what its props say, in the words of the SageMaker API', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const { notebook, code } = await described();
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

  test('with nothing but a type and a name is closed, and reaches the internet through the service', async () => {
    const [notebook] = await aws.call(['sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: 'minimal' }]);
    expect(notebook).toMatchObject({ DirectInternetAccess: 'Enabled', RootAccess: 'Disabled', NotebookInstanceStatus: 'InService' });
    expect(notebook.SubnetId).toBeUndefined();
  });

  test('has its scripts as they were written, with what was a token in them, and what they fetch is there', async () => {
    const { onCreate, onStart } = await described();
    expect(onCreate).toBe('#!/bin/bash\necho created\n');
    expect(onStart).toMatch(/^echo hello from Notebooks, key vpc-\w+$/m);
    expect(onStart).toMatch(/^idle_seconds=\$\(\(3600\)\)$/m);
    const [, Bucket, Key] = /'s3:\/\/([^/]+)\/([^']+)'/.exec(onStart)!;
    await expect(aws.call(['s3', 'HeadObject', { Bucket, Key }])).resolves.toHaveLength(1);
  });

  test('has a role that may stop it, and reads its script and its secret', async () => {
    const { notebook } = await described();
    const RoleName = notebook.RoleArn.split('/').at(-1);
    const [{ PolicyNames: names }] = await aws.call(['iam', 'ListRolePolicies', { RoleName }]);
    const policies = await aws.call(...names.map((PolicyName: string) => ['iam', 'GetRolePolicy', { RoleName, PolicyName }]));
    const text = JSON.stringify(policies);
    for (const right of ['s3:GetObject', 'secretsmanager:GetSecretValue', 'kms:CreateGrant', 'logs:PutLogEvents']) { expect(text).toContain(right); }
    expect(text).toContain(notebook.NotebookInstanceArn);
  });

  test('is stopped, changed and started for another instance type and a larger volume, and is still the same', async () => {
    const [before, start] = [await described(), await deployments.lastSequence()];
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30 })).toMatchObject({ code: 0 });
    const { notebook } = await described();
    expect(notebook).toMatchObject({
      NotebookInstanceArn: before.notebook.NotebookInstanceArn,
      CreationTime: before.notebook.CreationTime,
      InstanceType: 'ml.m5.xlarge',
      VolumeSizeInGB: 30,
      NotebookInstanceStatus: 'InService',
    });
    expect(await eventsSince(start)).toEqual(RESTARTED);
  });

  test('keeps running while its script changes in place', async () => {
    const [before, start] = [await described(), await deployments.lastSequence()];
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30, greeting: 'welcome' })).toMatchObject({ code: 0 });
    const { notebook, onStart } = await described();
    expect(onStart).toMatch(/^echo welcome from Notebooks/m);
    expect(notebook).toEqual(before.notebook);
    expect(await eventsSince(start)).toEqual(['UpdateNotebookInstanceLifecycleConfig']);
  });

  test('fails to shrink its volume, and is back where it was', async () => {
    const before = await described();
    const { code, output } = await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 10, greeting: 'welcome' });
    expect(code).not.toBe(0);
    expect(output).toContain('cannot be decreased');
    const { notebook } = await described();
    expect(notebook).toMatchObject({ VolumeSizeInGB: 30, CreationTime: before.notebook.CreationTime });
  });

  test('is parted from its lifecycle configuration', async () => {
    expect(await deploy({ instanceType: 'ml.m5.xlarge', volumeSize: 30, lifecycle: false })).toMatchObject({ code: 0 });
    expect((await described()).notebook.NotebookInstanceLifecycleConfigName).toBeUndefined();
  });

  test('leaves nothing when it is destroyed, and goes before what it uses', async () => {
    const start = await deployments.lastSequence();
    expect(await deployments.destroy(notebookApp())).toMatchObject({ code: 0 });
    expect(await aws.call(['sagemaker', 'ListNotebookInstances'])).toEqual([{ NotebookInstances: [] }]);
    const events = await eventsSince(start);
    expect(events.filter((event) => event.startsWith('Delete')).sort()).toEqual([
      'DeleteCodeRepository', 'DeleteNotebookInstance', 'DeleteNotebookInstance', 'DeleteNotebookInstanceLifecycleConfig',
    ]);
    expect((await aws.events()).filter(({ sequence, error }) => sequence > start && error !== undefined)).toEqual([]);
  });
});

test('the example in examples/notebook deploys, and goes', async () => {
  expect(await deployments.deployExample('notebook')).toMatchObject({ code: 0 });
  const [{ NotebookInstances: [notebook] }] = await aws.call(['sagemaker', 'ListNotebookInstances']);
  expect(notebook).toMatchObject({ InstanceType: 'ml.t3.medium', NotebookInstanceStatus: 'InService' });
  expect(await deployments.destroyExample('notebook')).toMatchObject({ code: 0 });
  expect(await aws.call(['sagemaker', 'ListNotebookInstances'])).toEqual([{ NotebookInstances: [] }]);
});
