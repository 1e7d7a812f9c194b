import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** On a Node that the CDK supports and jsii no longer does, every process with jsii in it prints a banner otherwise. */
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** A command that failed. What it said is what the reader needs; where it was started from is not. */
class CommandError extends Error {
  constructor(command: string, output: string) {
    super(`${command}\n${output}`);
    this.stack = this.message;
  }
}

export interface RunOptions {
  /** @default - the repository */
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What a command printed; when it fails, the error holds everything that it said. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((done, fail) => {
    execFile(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...QUIET, ...options.env },
      maxBuffer: Infinity,
      shell: process.platform === 'win32', // npm and mvn are scripts there
    }, (error, stdout, stderr) => {
      if (error) {
        fail(new CommandError([command, ...args].join(' '), `${stdout}${stderr}`.trim() || error.message));
      } else {
        done(stdout);
      }
    });
  });
}

/** A line for whoever waits. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
