import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pythonVenv } from '../../projenrc/python';

export interface Result {
  readonly status: number | null;
  readonly output: string;
}

/** Creates a directory that is removed after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a script as a notebook instance does: from a file. */
export function runScript(script: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const file = join(folder, 'script');
  writeFileSync(file, script, { mode: 0o700 });
  return run(file, [], { ...process.env, TMPDIR: folder, ...env });
}

/** Returns the findings of shellcheck: an empty string for a good script. */
export async function shellcheck(script: string, folder: string): Promise<string> {
  const python = await pythonVenv('shellcheck', 'test/notebook/requirements.txt');
  const file = join(folder, 'checked.sh');
  writeFileSync(file, script);
  return (await run(join(dirname(python), 'shellcheck'), ['--format', 'gcc', file])).output.replaceAll(`${file}:`, '');
}

export function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Result> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { output += data; });
    child.on('error', fail);
    child.on('close', (status) => done({ status, output }));
  });
}
