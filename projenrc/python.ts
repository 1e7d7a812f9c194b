import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(__dirname, '..');
const WINDOWS = process.platform === 'win32';
// Runs a module until it ends or standard input does: an installation must not outlive whoever wanted it.
const UNTIL_STDIN_ENDS = `
import os, runpy, sys, threading
threading.Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
`;
const NEWEST_ENOUGH = 'import sys; sys.exit(0 if sys.version_info >= (3, 10) else 1)';

/** A sentence for the user; everything else that goes wrong is a bug and keeps its stack trace. */
export class SetupError extends Error {}

export interface VenvOptions {
  /** Ends the installation early. */
  readonly signal?: AbortSignal;
  /** Where progress lines go. @default - standard error */
  readonly progress?: (line: string) => void;
}

/**
 * The interpreter of a virtual environment in the git-ignored folder `.venvs/`, made or renewed when its requirements file or PYTHON changed.
 *
 * @param name the folder's name
 * @param requirements the requirements file, relative to the repository
 */
export async function pythonVenv(name: string, requirements: string, options: VenvOptions = {}): Promise<string> {
  const folder = join(ROOT, '.venvs', name);
  const python = WINDOWS ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const stamp = join(folder, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(join(ROOT, requirements))).update(process.env.PYTHON ?? '').digest('hex');
  const isCurrent = () => existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isCurrent()) { return python; }

  const base = await findPython(options.signal);
  const unlock = await lock(`${folder}.lock`, options.signal);
  try {
    if (isCurrent()) { return python; } // another process was faster
    const progress = options.progress ?? ((line: string) => process.stderr.write(`${line}\n`));
    progress(`Installing ${requirements} into .venvs/${name} (up to a minute) ...`);
    rmSync(folder, { recursive: true, force: true });
    await run(base, ['-c', UNTIL_STDIN_ENDS, 'venv', folder], `Python could not make a virtual environment in .venvs/${name}`, options.signal);
    await run(python, ['-c', UNTIL_STDIN_ENDS, 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], `pip could not install ${requirements}`, options.signal);
    writeFileSync(stamp, wanted);
    return python;
  } finally {
    unlock();
  }
}

/** Keeps other processes out of a folder, for tests run in several; one that died without unlocking keeps nobody out. */
async function lock(file: string, signal?: AbortSignal): Promise<() => void> {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') { throw error; }
    }
    if (!isRunning(file)) { rmSync(file, { force: true }); }
    await sleep(200, undefined, { signal });
  }
}

function isRunning(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command that starts Python 3.10 or newer; `PYTHON` names another one. */
export async function findPython(signal?: AbortSignal): Promise<string> {
  for (const command of process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python']) {
    const found = await run(command, ['-c', NEWEST_ENOUGH], '', signal).then(() => true, () => false);
    if (found) { return command; }
  }
  throw new SetupError(process.env.PYTHON
    ? `PYTHON names ${process.env.PYTHON}, which does not start Python 3.10 or newer: name another one.`
    : 'Python 3.10 or newer was not found: install it, or name it with the environment variable PYTHON.');
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
