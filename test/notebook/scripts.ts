import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pythonVenv } from '../../projenrc/python';

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A folder that is removed after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a script as a notebook instance does: as a file of its own. */
export function runScript(script: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const file = join(folder, 'script');
  writeFileSync(file, script, { mode: 0o700 });
  return run(file, [], { ...process.env, TMPDIR: folder, ...env });
}

/** What shellcheck has to say about a script, which is nothing. */
export async function shellcheck(script: string, folder: string): Promise<string> {
  const python = await pythonVenv('shellcheck', 'test/notebook/requirements.txt');
  const file = join(folder, 'checked.sh');
  writeFileSync(file, script);
  return (await run(join(dirname(python), 'shellcheck'), ['--format', 'gcc', file])).output.replaceAll(`${file}:`, '');
}

export function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { output += data; });
    child.on('error', fail);
    child.on('close', (status) => done({ status, output }));
  });
}
