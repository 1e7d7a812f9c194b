import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The repository. */
export const ROOT = resolve(__dirname, '..');

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the process. */
  readonly signal?: AbortSignal;
  /** Sees every piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
}

export interface ChildResult {
  /** The exit code; 1 when a signal ended the process. */
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a command to its end. Only a command that cannot be started and an abort reject. */
export function run(command: string, args: string[], options: ChildOptions = {}): Promise<ChildResult> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: options.signal,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let output = '';
    const collect = (text: string) => {
      output += text;
      options.onOutput?.(text);
    };
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      collect(text);
    });
    child.stderr!.setEncoding('utf8').on('data', collect);
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, stdout, output }));
  });
}

/** The environment of a Node process that must not outlive this one, nor must what it starts. */
export function endsWithUs(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const watch = `--require ${JSON.stringify(resolve(__dirname, 'watch-owner.cjs'))}`;
  return { ...env, LOCAL_AWS_OWNER: String(process.pid), NODE_OPTIONS: [env.NODE_OPTIONS, watch].filter(Boolean).join(' ') };
}
