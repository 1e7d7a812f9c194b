import { ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { processes, RunningProcess } from './processes';
import { ROOT } from '../../local-aws/process';

/** Runs `npm run quickstart` as a user does. A variable in the environment marks all its processes. */
export class RunningQuickstart {
  private readonly mark = `${Date.now()}-${randomUUID()}`;
  private readonly npm: ChildProcess;
  private readonly ended: Promise<number>;
  private text = '';
  private errors = '';

  constructor(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.npm = spawn('npm', ['run', '--silent', 'quickstart', '--', ...args], {
      cwd: ROOT,
      // A process group of its own can be interrupted as a terminal does.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CDK_VALIDATION: undefined, ...env, TEST_MARK: this.mark },
    });
    this.npm.stdout!.setEncoding('utf8').on('data', (text: string) => { this.text += text; });
    this.npm.stderr!.setEncoding('utf8').on('data', (text: string) => { this.errors += text; });
    this.ended = new Promise((done) => this.npm.on('exit', (code) => done(code ?? 1)));
  }

  public get pid(): number { return this.npm.pid!; }

  public get stdout(): string { return this.text; }

  /** Standard error without the messages of projen about its tasks. */
  public get stderr(): string {
    return this.errors.split('\n').filter((line) => line !== '' && !line.startsWith('👾')).join('\n');
  }

  /** Waits for the end of the quickstart and returns its exit code. */
  public exitCode(): Promise<number> { return this.ended; }

  public async waitForOutput(output: string): Promise<void> {
    while (!this.text.includes(output)) {
      if (this.npm.exitCode !== null) { throw new Error(`The quickstart ended before "${output}":\n${this.text}${this.errors}`); }
      await sleep(50);
    }
  }

  /** The port of the local AWS that the quickstart started. */
  public get port(): number {
    return Number(/is running at http:\/\/localhost:(\d+)/.exec(this.text)![1]);
  }

  /** The processes of the quickstart that are still running, including npm and the quickstart itself. */
  public async processes(): Promise<RunningProcess[]> {
    return (await processes()).filter(({ environment }) => environment.includes(`TEST_MARK=${this.mark}`));
  }

  /** Waits until no process of the quickstart is running, or until the time is over. */
  public async waitForExit(seconds: number): Promise<void> {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline && (await this.processes()).length > 0;) {
      await sleep(100);
    }
  }
}
