import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './child';
import { LocalAws } from './local-aws';

const STATE = join(ROOT, '.local-aws', 'kept.json');

/** Remembers the server that `--keep` left running. */
export function remember(aws: LocalAws): void {
  mkdirSync(dirname(STATE), { recursive: true });
  writeFileSync(STATE, JSON.stringify({ url: aws.url, pid: aws.pid }));
}

/** The server that is kept running, if it still does. Only to ask it something takes its interpreter. */
export async function keptServer(python = ''): Promise<LocalAws | undefined> {
  let state: { url: string; pid: number };
  try {
    state = JSON.parse(readFileSync(STATE, 'utf8'));
  } catch {
    return undefined;
  }
  return LocalAws.attach(state.url, state.pid, python);
}

export function forget(): void {
  rmSync(STATE, { force: true });
}
