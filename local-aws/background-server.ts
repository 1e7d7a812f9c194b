import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalAws } from './local-aws';
import { ROOT } from './process';

const STATE_FILE = join(ROOT, '.local-aws', 'background-server.json');

/** Records the server that `--keep` leaves running in the background. */
export function recordBackgroundServer(aws: LocalAws): void {
  mkdirSync(dirname(STATE_FILE), { recursive: true });
  writeFileSync(STATE_FILE, JSON.stringify({ url: aws.url, pid: aws.pid }));
}

/**
 * Finds the recorded server if it is still running.
 *
 * @param python The Python interpreter, required only for calling AWS operations.
 */
export async function findBackgroundServer(python = ''): Promise<LocalAws | undefined> {
  let state: { url: string; pid: number };
  try {
    state = JSON.parse(readFileSync(STATE_FILE, 'utf8'));
  } catch {
    return undefined;
  }
  return LocalAws.attach(state.url, state.pid, python);
}

export function forgetBackgroundServer(): void {
  rmSync(STATE_FILE, { force: true });
}
