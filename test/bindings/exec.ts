import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** Suppresses the banner that jsii prints in every process on a version of Node.js that only the CDK still supports. */
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** The error of a failed command. It has the output of the command and no stack trace. */
class CommandError extends Error {
  constructor(command: string, output: string) {
    super(`${command}\n${output}`);
    this.stack = this.message;
  }
}

export interface RunOptions {
  /** The working directory. @default - the root of the repository */
  readonly cwd?: string;
  /** Environment variables in addition to those of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and returns its standard output. If it fails, the error contains its complete output. */
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

/** Prints a line of progress. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
