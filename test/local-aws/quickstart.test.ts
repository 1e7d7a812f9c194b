import { AddressInfo, createServer, Server } from 'node:net';
import { isOpen } from './processes';
import { RunningQuickstart } from './running-quickstart';
import { keptServer } from '../../local-aws/kept';
import { compileLibrary, libraryIsStale } from '../../local-aws/library';
import { pythonVenv } from '../../projenrc/python';

beforeAll(async () => {
  if (await keptServer()) {
    throw new Error('A local AWS is kept running from this folder, which these tests would stop: npm run quickstart -- --stop');
  }
  // So that the runs below start with what a first run leaves behind.
  await pythonVenv('local-aws', 'local-aws/requirements.txt');
  if (libraryIsStale()) { await compileLibrary(); }
}, 300_000);

describe('the quickstart', () => {
  test('deploys the example, shows it, destroys it and leaves nothing running', async () => {
    const quickstart = new RunningQuickstart();
    expect(await quickstart.exitCode()).toBe(0);
    expect(quickstart.stdout).toMatch(/^Model +RealTimeEndpoint-\S+ +arn:aws:sagemaker:us-east-1:123456789012:model\//m);
    expect(quickstart.stdout).toMatch(/^Configuration +RealTimeEndpoint-\S+ +arn:aws:sagemaker:us-east-1:123456789012:endpoint-config\//m);
    expect(quickstart.stdout).toMatch(/^Endpoint +churn +InService +arn:aws:sagemaker:us-east-1:123456789012:endpoint\//m);
    expect(quickstart.stdout).toContain('RealTimeEndpoint: destroyed');
    expect(quickstart.stderr).toBe('');
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });

  test('leaves the local AWS running on demand, finds it again, and stops it', async () => {
    const first = new RunningQuickstart(['--keep']);
    expect(await first.exitCode()).toBe(0);
    expect(await isOpen(first.port)).toBe(true);
    expect(first.stdout).toContain(`export AWS_ENDPOINT_URL=http://localhost:${first.port}\n`);

    const second = new RunningQuickstart(['--keep']);
    expect(await second.exitCode()).toBe(0);
    expect(second.stdout).toContain(`A local AWS is kept running at http://localhost:${first.port}`);
    expect(second.stdout).toContain(`export AWS_ENDPOINT_URL=http://localhost:${first.port}\n`);
    expect(second.stdout).not.toContain('Starting the local AWS');

    const stop = new RunningQuickstart(['--stop']);
    expect(await stop.exitCode()).toBe(0);
    expect(await first.processes()).toEqual([]);
    expect(await isOpen(first.port)).toBe(false);
  });
});

describe('when it is interrupted during the deployment, no process and no open port is left 10 seconds later', () => {
  test.each<[name: string, interrupt: (quickstart: RunningQuickstart) => Promise<void>]>([
    ['by an interrupt at the terminal, which reaches the whole process group', async ({ pid }) => { process.kill(-pid, 'SIGINT'); }],
    ['by a signal to npm', async ({ pid }) => { process.kill(pid, 'SIGTERM'); }],
    ['by the sudden death of the quickstart itself', async (quickstart) => {
      const [{ pid }] = (await quickstart.processes()).filter(({ command }) => /node\S* \S*ts-node -T local-aws\/quickstart/.test(command));
      process.kill(pid, 'SIGKILL');
    }],
  ])('%s', async (_name, interrupt) => {
    const quickstart = new RunningQuickstart([], { LOCAL_AWS_ENDPOINT_SECONDS: '600' });
    await quickstart.until('| AWS::SageMaker::Endpoint ');
    expect(await isOpen(quickstart.port)).toBe(true);
    expect((await quickstart.processes()).length).toBeGreaterThan(3);

    await interrupt(quickstart);
    await quickstart.untilNothingIsLeft(10);
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });
});

describe('the quickstart says in one sentence why it', () => {
  let taken: Server;
  beforeAll((done) => { taken = createServer().listen(0, '127.0.0.1', done); });
  afterAll((done) => { taken.close(done); });

  test('fails without Python', async () => {
    const quickstart = new RunningQuickstart([], { PYTHON: '/nonexistent' });
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe('PYTHON names /nonexistent, which does not start Python 3.10 or newer: name another one.');
  });

  test('fails when its port is taken', async () => {
    const { port } = taken.address() as AddressInfo;
    const quickstart = new RunningQuickstart(['--port', String(port)]);
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe(`Port ${port} is taken: choose another one, or none to have a free one found.`);
    expect(await quickstart.processes()).toEqual([]);
  });

  test('fails when the deployment does, after what the CDK CLI said of it', async () => {
    const quickstart = new RunningQuickstart([], { LOCAL_AWS_OUTCOME: 'Failed' });
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stdout).toContain('did not pass the ping health check');
    expect(quickstart.stderr).toBe('cdk deploy failed: its output above says why.');
    expect(await quickstart.processes()).toEqual([]);
    expect(await isOpen(quickstart.port)).toBe(false);
  });

  test('fails with an option it does not know', async () => {
    const quickstart = new RunningQuickstart(['--kepe']);
    expect(await quickstart.exitCode()).toBe(1);
    expect(quickstart.stderr).toBe("Unknown option '--kepe'. Usage: npm run quickstart [-- [--keep] [--port PORT] | -- --stop]");
  });
});
