import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { certificate } from './certificate';
import { run, runScript, shellcheck, temporaryFolder } from './scripts';
import { knownStack, only, statements } from './stacks';
import { findPython } from '../../projenrc/python';
import { idleStopScript } from '../../src/notebook/stop-when-idle';
import { InstanceType, LifecycleScript, NotebookInstance, NotebookInstanceLifecycleConfig } from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';

function notebook(stack: Stack, idleTime: Duration): NotebookInstance {
  const lifecycleConfig = new NotebookInstanceLifecycleConfig(stack, 'Config', { onStart: [LifecycleScript.stopWhenIdle(idleTime)] });
  return new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, lifecycleConfig });
}

/** The kernels and terminals that Jupyter reports. */
interface Activity {
  readonly kernels?: object[];
  readonly terminals?: object[];
}

/** A notebook instance with a fake Jupyter, which has a self-signed certificate, and a fake AWS CLI, which records its arguments. */
class FakeNotebookInstance {
  public answers = 0;
  private readonly server: Server;
  private readonly record: string;
  private readonly log: string;

  constructor(private readonly folder: string, activity: () => Activity | undefined, cliStatus: number = 0) {
    this.record = join(folder, 'record');
    this.log = join(folder, 'log');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'metadata.json'), JSON.stringify({
      ResourceArn: 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/churn', ResourceName: 'Churn',
    }));
    writeFileSync(join(folder, 'bin', 'aws'), `#!/bin/bash\necho "$*" >> '${this.record}'\nexit ${cliStatus}\n`, { mode: 0o700 });
    for (const file of [this.record, this.log]) { writeFileSync(file, ''); }
    this.server = createServer(certificate(), (request, response) => {
      const now = activity();
      const [, kind] = /^\/api\/(kernels|terminals)\?no_track_activity=1$/.exec(request.url!) ?? [];
      const known = kind && now?.[kind as keyof Activity];
      response.writeHead(known ? 200 : kind === 'terminals' ? 404 : 500).end(JSON.stringify(known ?? {}));
      this.answers++;
    });
  }

  /** Runs the lifecycle script for some time, and returns the commands of the AWS CLI. */
  public async commands(idleSeconds: number, until: () => boolean = () => false, wanted: number = 1): Promise<string[]> {
    writeFileSync(join(this.folder, 'bin', 'python3'), `#!/bin/bash\nexec '${await python}' "$@"\n`, { mode: 0o700 });
    await new Promise<void>((listening) => this.server.listen(0, 'localhost', listening));
    const script = idleStopScript({
      idleSeconds: `${idleSeconds}`,
      jupyterUrl: `https://localhost:${(this.server.address() as AddressInfo).port}`,
      metadataFile: join(this.folder, 'metadata.json'),
      directory: join(this.folder, 'program'),
      logFile: this.log,
      checkSeconds: 0.1,
    }).replace(' &\n', ' &\necho "process $!"\n');
    const { status, output } = await runScript(script, this.folder, { PATH: `${join(this.folder, 'bin')}:/sbin:/bin:/usr/sbin:/usr/bin` });
    expect(status).toBe(0);
    const process_ = Number(/process (\d+)/.exec(output)![1]);
    for (let waited = 0; waited < 400 && !until() && this.recorded.length < wanted; waited++) { await wait(50); }
    try { process.kill(process_); } catch { /* The process has ended, as it must after it has stopped the instance. */ }
    this.server.close();
    this.server.closeAllConnections();
    return this.recorded;
  }

  public get logged(): string {
    return readFileSync(this.log, 'utf8');
  }

  private get recorded(): string[] {
    return readFileSync(this.record, 'utf8').split('\n').filter((line) => line);
  }
}

/** The interpreter itself: one that a version manager chooses changes the PATH. */
const python = findPython().then((command) => run(command, ['-c', 'import sys; print(sys.executable)'])).then(({ output }) => output.trim());
const folder = temporaryFolder();
const freshFolder = () => mkdtempSync(join(folder, 'instance-'));
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const STOP = ['sagemaker stop-notebook-instance --notebook-instance-name Churn --region eu-west-1'];

describe('the script', () => { // Concurrent, because each of these tests waits for some seconds.
  test.concurrent('stops a notebook instance without kernels and terminals', async () => {
    const instance = new FakeNotebookInstance(freshFolder(), () => ({ kernels: [], terminals: [] }));
    expect(await instance.commands(1)).toEqual(STOP);
    expect(instance.logged).toMatch(/stop-when-idle: idle for 1 seconds: stopping/);
  });

  test.concurrent('stops when kernels and terminals have been idle for long enough', async () => {
    const last_activity = ago(-1); // One second after the start.
    const instance = new FakeNotebookInstance(freshFolder(), () => ({
      kernels: [{ execution_state: 'idle', last_activity }, { execution_state: 'starting', last_activity: ago(500) }],
      terminals: [{ name: '1', last_activity }],
    }));
    expect(await instance.commands(1)).toEqual(STOP);
  });

  test.concurrent('stops if terminals are disabled', async () => {
    expect(await new FakeNotebookInstance(freshFolder(), () => ({ kernels: [] })).commands(1)).toEqual(STOP);
  });

  test.concurrent.each<[name: string, activity: () => Activity | undefined]>([
    ['a kernel is busy, for however long', () => ({ kernels: [{ execution_state: 'busy', last_activity: ago(500) }], terminals: [] })],
    // One minute in the future, so that a delay of the test does not make it idle.
    ['a kernel was active just now', () => ({ kernels: [{ execution_state: 'idle', last_activity: ago(-60) }], terminals: [] })],
    ['a terminal was active just now', () => ({ kernels: [], terminals: [{ name: '1', last_activity: ago(-60) }] })],
    ['Jupyter does not answer', () => undefined],
  ])('does not stop while %s', async (_name, activity) => {
    const instance = new FakeNotebookInstance(freshFolder(), activity);
    const start = Date.now();
    expect(await instance.commands(1, () => instance.answers > 3 && Date.now() - start > 2500)).toEqual([]);
    expect(instance.answers).toBeGreaterThan(3);
  });

  test.concurrent('counts the start as activity', async () => {
    const instance = new FakeNotebookInstance(freshFolder(), () => ({ kernels: [], terminals: [] }));
    expect(await instance.commands(60, () => instance.answers > 8)).toEqual([]);
  });

  test.concurrent('tries again if stopping fails', async () => {
    const instance = new FakeNotebookInstance(freshFolder(), () => ({ kernels: [], terminals: [] }), 1);
    expect(await instance.commands(1, undefined, 2)).toEqual([...STOP, ...STOP]);
    expect(instance.logged).toMatch(/could not stop; trying again/);
  });

  test.concurrent('has no findings of shellcheck', async () => {
    expect(await shellcheck(idleStopScript({ idleSeconds: '3600' }), freshFolder())).toBe('');
  }, 120_000);
});

describe('stopWhenIdle', () => {
  test('uses the Jupyter of the instance', () => {
    const stack = knownStack();
    notebook(stack, Duration.hours(2));
    const script = Buffer.from(only(stack, TYPE).OnStart[0].Content, 'base64').toString();
    expect(script).toBe(idleStopScript({ idleSeconds: '7200' }));
    expect(script).toMatch(/https:\/\/localhost:8443/);
  });

  test('allows the notebook instance to stop itself, and nothing else', () => {
    const stack = knownStack();
    notebook(stack, Duration.hours(1));
    const [logicalId] = Object.keys(Template.fromStack(stack).findResources('AWS::SageMaker::NotebookInstance'));
    expect(statements(stack).filter(({ Action }) => `${Action}`.startsWith('sagemaker:'))).toEqual([{
      Action: 'sagemaker:StopNotebookInstance',
      Effect: 'Allow',
      Resource: [{ Ref: logicalId }, { 'Fn::Join': ['', expect.arrayContaining([{ 'Fn::GetAtt': [logicalId, 'NotebookInstanceName'] }])] }],
    }]);
  });

  test.each<[unit: string, duration: (amount: number) => Duration, product: string]>([
    ['seconds', Duration.seconds, ''],
    ['minutes', Duration.minutes, ' * 60'],
    ['hours', Duration.hours, ' * 3600'],
    ['days', Duration.days, ' * 86400'],
  ])('accepts a token in %s', (_unit, duration, product) => {
    const stack = knownStack();
    notebook(stack, duration(new CfnParameter(stack, 'Idle', { type: 'Number' }).valueAsNumber));
    const [before, token, after] = only(stack, TYPE).OnStart[0].Content['Fn::Base64']['Fn::Join'][1];
    expect(before).toMatch(/idle_seconds=\$\(\($/);
    expect(token).toEqual({ Ref: 'Idle' });
    expect(after.startsWith(`${product}))\n`)).toBe(true);
  });

  test.each([Duration.minutes(1), Duration.days(3)])('accepts %s', (idleTime) => {
    expect(() => LifecycleScript.stopWhenIdle(idleTime)).not.toThrow();
  });

  test('fails for less than 1 minute', () => {
    expect(() => LifecycleScript.stopWhenIdle(Duration.seconds(59))).toThrow(/must be at least 1 minute, got 59 seconds/);
  });
});
