import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** boto3, started when it is first asked something, and ended with this process at the latest. */
export class Asker {
  private child?: ChildProcess;
  private readonly waiting: Array<{ done: (answers: any[]) => void; fail: (error: Error) => void }> = [];

  constructor(private readonly python: string, private readonly env: NodeJS.ProcessEnv) {}

  public ask(questions: unknown[]): Promise<any[]> {
    this.child ??= this.start();
    return new Promise((done, fail) => {
      this.waiting.push({ done, fail });
      this.hold(true);
      this.child!.stdin!.write(`${JSON.stringify(questions)}\n`);
    });
  }

  public stop(): void {
    this.child?.kill('SIGKILL');
  }

  private start(): ChildProcess {
    const child = spawn(this.python, [join(__dirname, 'ask.py')], { env: this.env, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(child.stdout!).on('line', (line) => {
      const { done, fail } = this.waiting.shift()!;
      const { answers, error } = JSON.parse(line);
      this.hold(this.waiting.length > 0);
      if (error === undefined) { done(answers); } else { fail(new Error(error)); }
    });
    child.stdin!.on('error', () => undefined); // told by its end
    child.on('error', (error) => this.end(error));
    child.on('exit', () => this.end(new Error('boto3 ended before it answered.')));
    return child;
  }

  /** An idle child keeps no process alive that is otherwise done. */
  private hold(busy: boolean): void {
    const handles: any[] = [this.child, this.child?.stdin, this.child?.stdout];
    for (const handle of handles) { (busy ? handle?.ref : handle?.unref)?.call(handle); }
  }

  private end(error: Error): void {
    this.child = undefined;
    for (const { fail } of this.waiting.splice(0)) { fail(error); }
  }
}
