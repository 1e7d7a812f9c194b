import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FIXTURES = join(ROOT, 'test', 'fixtures');

/** Synthesizes the app in a new process with its own folder, clock and file times, and reads all files that it writes. */
async function synthesize(folder: string, now: string, env: Record<string, string>): Promise<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  cpSync(FIXTURES, folder, { recursive: true });
  for (const file of filesIn(folder)) { utimesSync(file, new Date(now), new Date(now)); }

  const output = join(folder, 'cdk.out');
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-r', join(__dirname, 'clock.ts'), join(__dirname, 'app.ts'), output], {
    cwd: folder,
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), CDK_VALIDATION: 'false', NOW: now, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (data) => { errors += data; });
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) { throw new Error(errors); }
  return Object.fromEntries(filesIn(output).map((file) => [relative(output, file), readFileSync(file, 'latin1')]));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)).filter((file) => statSync(file).isFile()).sort();
}

test('an app synthesizes to the same bytes in another folder, on another day, in another time zone and language', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'determinism-'));
  try {
    const [first, second] = await Promise.all([
      synthesize(join(folder, 'first'), '2026-01-31T12:00:00Z', { TZ: 'UTC', LC_ALL: 'en_US.UTF-8' }),
      synthesize(join(folder, 'a', 'second', 'folder'), '2031-12-31T23:59:59Z', { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' }),
    ]);
    expect(Object.keys(first)).toEqual(expect.arrayContaining(['Hosting.template.json', 'Hosting.assets.json', 'manifest.json']));
    expect(second).toEqual(first);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('the two runs have different clocks, so a template that depends on the clock fails the comparison', async () => {
  const clocks = await Promise.all(['2026-01-31T12:00:00Z', '2031-12-31T23:59:59Z'].map((now) => new Promise<string>((done) => {
    const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-r', join(__dirname, 'clock.ts'), '-p', 'new Date().getFullYear() + " " + Date.now()'], {
      cwd: ROOT, env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), NOW: now },
    });
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.on('close', () => done(output));
  })));
  expect(clocks.map((clock) => clock.slice(0, 4))).toEqual(['2026', '2031']);
}, 60_000);
