import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(__dirname, '..');
const WINDOWS = process.platform === 'win32';
// Runs a module until it ends or standard input ends, so that an installation ends with the process that started it.
const RUN_UNTIL_STDIN_ENDS = `
import os, runpy, sys, threading
threading.Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
`;
const CHECK_VERSION = 'import sys; sys.exit(0 if sys.version_info >= (3, 10) else 1)';

/** An error that the user can fix. Only its message is printed; other errors are bugs and are printed with their stack trace. */
export class SetupError extends Error {}

export interface VenvOptions {
  /** Aborting it cancels the installation. */
  readonly signal?: AbortSignal;
  /** Prints a line of progress. @default - standard error */
  readonly progress?: (line: string) => void;
}

/**
 * Returns the interpreter of a virtual environment in the git-ignored folder `.venvs/`.
 * Creates the environment again if its requirements file or the variable PYTHON changed.
 *
 * @param name The name of the folder.
 * @param requirements The requirements file, relative to the repository.
 */
export async function pythonVenv(name: string, requirements: string, options: VenvOptions = {}): Promise<string> {
  const folder = join(ROOT, '.venvs', name);
  const python = WINDOWS ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const hashFile = join(folder, 'requirements.sha256');
  const hash = createHash('sha256').update(readFileSync(join(ROOT, requirements))).update(process.env.PYTHON ?? '').digest('hex');
  const isCurrent = () => existsSync(python) && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash;
  if (isCurrent()) { return python; }

  const base = await findPython(options.signal);
  const unlock = await lock(`${folder}.lock`, options.signal);
  try {
    if (isCurrent()) { return python; } // another process has installed it
    const progress = options.progress ?? ((line: string) => process.stderr.write(`${line}\n`));
    progress(`Installing ${requirements} into .venvs/${name} (up to a minute) ...`);
    rmSync(folder, { recursive: true, force: true });
    await run(base, ['-c', RUN_UNTIL_STDIN_ENDS, 'venv', folder], `Python could not create a virtual environment in .venvs/${name}`, options.signal);
    await run(python, ['-c', RUN_UNTIL_STDIN_ENDS, 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], `pip could not install ${requirements}`, options.signal);
    writeFileSync(hashFile, hash);
    return python;
  } finally {
    unlock();
  }
}

/** Locks a folder, because tests run in several processes. The lock of a process that has ended is ignored. */
async function lock(file: string, signal?: AbortSignal): Promise<() => void> {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') { throw error; }
    }
    if (!isHolderRunning(file)) { rmSync(file, { force: true }); }
    await sleep(200, undefined, { signal });
  }
}

function isHolderRunning(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Finds the command that starts Python 3.10 or newer. The environment variable `PYTHON` takes precedence. */
export async function findPython(signal?: AbortSignal): Promise<string> {
  for (const command of process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python']) {
    const found = await run(command, ['-c', CHECK_VERSION], '', signal).then(() => true, () => false);
    if (found) { return command; }
  }
  throw new SetupError(process.env.PYTHON
    ? `The environment variable PYTHON is set to ${process.env.PYTHON}, which is not Python 3.10 or newer.`
    : 'Python 3.10 or newer was not found: install it, or set the environment variable PYTHON to its path.');
}

function run(command: string, args: string[], failure: string, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'pipe', signal });
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { output += data; });
    child.on('error', (error) => fail(error));
    child.on('close', (code) => code === 0 ? done() : fail(new SetupError(`${failure}:\n${output.trim()}`)));
  });
}
