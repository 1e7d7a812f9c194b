import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The root folder of the repository. */
export const ROOT = resolve(__dirname, '..');

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Aborting it kills the process. */
  readonly signal?: AbortSignal;
  /** Called with each piece of output as it arrives. */
  readonly onOutput?: (text: string) => void;
}

export interface CommandResult {
  /** The exit code, or 1 if a signal ended the process. */
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error, in order of arrival. */
  readonly output: string;
}

/** Runs a command to its end. Rejects only if the command cannot be started or is aborted. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolvePromise, reject) => {
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
    child.on('error', reject);
    child.on('close', (code) => resolvePromise({ code: code ?? 1, stdout, output }));
  });
}

/** The environment for a Node process that ends when this process ends, together with every Node process that it starts. */
export function exitWithParent(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const preload = `--require ${JSON.stringify(resolve(__dirname, 'exit-with-parent.cjs'))}`;
  return { ...env, LOCAL_AWS_PARENT_PID: String(process.pid), NODE_OPTIONS: [env.NODE_OPTIONS, preload].filter(Boolean).join(' ') };
}
