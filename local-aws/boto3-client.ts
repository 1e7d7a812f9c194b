import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Calls AWS operations through a boto3 process. The process starts with the first call and ends with this process at the latest. */
export class Boto3Client {
  private child?: ChildProcess;
  private readonly pending: Array<{ resolve: (responses: any[]) => void; reject: (error: Error) => void }> = [];

  constructor(private readonly python: string, private readonly env: NodeJS.ProcessEnv) {}

  public call(requests: unknown[]): Promise<any[]> {
    this.child ??= this.start();
    return new Promise((resolve, reject) => {
      this.pending.push({ resolve, reject });
      this.keepProcessAlive(true);
      this.child!.stdin!.write(`${JSON.stringify(requests)}\n`);
    });
  }

  public stop(): void {
    this.child?.kill('SIGKILL');
  }

  private start(): ChildProcess {
    const child = spawn(this.python, [join(__dirname, 'boto3_client.py')], { env: this.env, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(child.stdout!).on('line', (line) => {
      const { resolve, reject } = this.pending.shift()!;
      const { responses, error } = JSON.parse(line);
      this.keepProcessAlive(this.pending.length > 0);
      if (error === undefined) { resolve(responses); } else { reject(new Error(error)); }
    });
    child.stdin!.on('error', () => undefined); // the exit handler reports it
    child.on('error', (error) => this.rejectPending(error));
    child.on('exit', () => this.rejectPending(new Error('The boto3 process ended before it responded.')));
    return child;
  }

  /** Only a call in progress keeps this process alive; an idle boto3 process does not. */
  private keepProcessAlive(busy: boolean): void {
    const handles: any[] = [this.child, this.child?.stdin, this.child?.stdout];
    for (const handle of handles) { (busy ? handle?.ref : handle?.unref)?.call(handle); }
  }

  private rejectPending(error: Error): void {
    this.child = undefined;
    for (const { reject } of this.pending.splice(0)) { reject(error); }
  }
}
