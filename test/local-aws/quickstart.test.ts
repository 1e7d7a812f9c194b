import { AddressInfo, createServer, Server } from 'node:net';
import { isOpen } from './processes';
import { RunningQuickstart } from './running-quickstart';
import { findBackgroundServer } from '../../local-aws/background-server';
import { compileLibrary, isLibraryStale } from '../../local-aws/compile-library';
import { pythonVenv } from '../../projenrc/python';

/** The first poll of the waiter finds the job completed; the second poll would be 15 seconds later. */
const INSTANT_TRAINING = { LOCAL_AWS_TRAINING_SECONDS: '0' };

beforeAll(async () => {
  if (await findBackgroundServer()) {
    throw new Error('A local AWS is running in the background, and these tests would stop it. Stop it first: npm run quickstart -- --stop');
  }
  // The runs below start with a compiled library and installed packages, as every run but the first does.
  await pythonVenv('local-aws', 'local-aws/requirements.txt');
  if (isLibraryStale()) { await compileLibrary(); }
}, 300_000);

describe('the quickstart', () => {
  test('deploys the example, prints its resources, destroys it and leaves no process running', async () => {
    const quickstart = new RunningQuickstart();
    expect(await quickstart.exitCode()).toBe(0);
    for (const status of ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed']) {
      expect(quickstart.stdout).toMatch(new RegExp(`^\\[ *\\d+ s\\] Training job training-\\S+-1: ${status}`, 'm'));
    }
    expect(quickstart.stdout).toMatch(/^Training job +training-\S+-1 +Completed +arn:aws:sagemaker:us-east-1:123456789012:training-job\//m);
    expect(quickstart.stdout).toMatch(/^Model +TrainAndHost-\S+ +arn:aws:sagemaker:us-east-1:123456789012:model\//m);
    expect(quickstart.stdout).toMatch(/^Configuration +TrainAndHost-\S+ +arn:aws:sagemaker:us-east-1:123456789012:endpoint-config\//m);
    expect(quickstart.stdout).toMatch(/^Endpoint +TrainAndHost-\S+ +InService +arn:aws:sagemaker:us-east-1:123456789012:endpoint\//m);
    expect(quickstart.stdout).toContain('TrainAndHost: destroyed');
    expect(quickstart.stderr).toBe('');
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });

  test('keeps the local AWS running with --keep, finds it again and stops it', async () => {
    const first = new RunningQuickstart(['--keep'], INSTANT_TRAINING);
    expect(await first.exitCode()).toBe(0);
    expect(await isOpen(first.port)).toBe(true);
    expect(first.stdout).toContain(`export AWS_ENDPOINT_URL=http://localhost:${first.port}\n`);

    const second = new RunningQuickstart(['--keep']);
    expect(await second.exitCode()).toBe(0);
    expect(second.stdout).toContain(`A local AWS is already running at http://localhost:${first.port}`);
    expect(second.stdout).toContain(`export AWS_ENDPOINT_URL=http://localhost:${first.port}\n`);
    expect(second.stdout).not.toContain('Starting the local AWS');

    const stop = new RunningQuickstart(['--stop']);
    expect(await stop.exitCode()).toBe(0);
    expect(await first.processes()).toEqual([]);
    expect(await isOpen(first.port)).toBe(false);
  });
});

describe('an interrupted deployment leaves no process and no open port after 10 seconds', () => {
  test.each<[name: string, interrupt: (quickstart: RunningQuickstart) => Promise<void>]>([
    ['interrupt at the terminal, which reaches the whole process group', async ({ pid }) => { process.kill(-pid, 'SIGINT'); }],
    ['signal to npm', async ({ pid }) => { process.kill(pid, 'SIGTERM'); }],
    ['kill signal to the quickstart itself', async (quickstart) => {
      const [{ pid }] = (await quickstart.processes()).filter(({ command }) => /node\S* \S*ts-node -T local-aws\/quickstart/.test(command));
      process.kill(pid, 'SIGKILL');
    }],
  ])('%s', async (_name, interrupt) => {
    const quickstart = new RunningQuickstart([], { LOCAL_AWS_TRAINING_SECONDS: '600' });
    await quickstart.waitForOutput('| Custom::SageMakerTrainingJobWait ');
    expect(await isOpen(quickstart.port)).toBe(true);
    expect((await quickstart.processes()).length).toBeGreaterThan(3);

    await interrupt(quickstart);
    await quickstart.waitForExit(10);
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });
});

describe('the quickstart prints one sentence', () => {
  let otherServer: Server;
  beforeAll((done) => { otherServer = createServer().listen(0, '127.0.0.1', done); });
  afterAll((done) => { otherServer.close(done); });

  test('fails without Python', async () => {
    const quickstart = new RunningQuickstart([], { PYTHON: '/nonexistent' });
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe('The environment variable PYTHON is set to /nonexistent, which is not Python 3.10 or newer.');
  });

  test('fails when its port is in use', async () => {
    const { port } = otherServer.address() as AddressInfo;
    const quickstart = new RunningQuickstart(['--port', String(port)]);
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe(`Port ${port} is in use: choose another port, or none to use a free port.`);
    expect(await quickstart.processes()).toEqual([]);
  });

  test('fails when the training job fails, after the CDK CLI printed the reason', async () => {
    const quickstart = new RunningQuickstart([], { LOCAL_AWS_OUTCOME: 'Failed', ...INSTANT_TRAINING });
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stdout).toContain('AlgorithmError: a rule of the local AWS made this job fail');
    expect(quickstart.stderr).toBe('cdk deploy failed: see its output above.');
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });

  test('fails with an unknown option', async () => {
    const quickstart = new RunningQuickstart(['--kepe']);
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe("Unknown option '--kepe'. Usage: npm run quickstart [-- [--keep] [--port PORT] | -- --stop]");
  });
});
