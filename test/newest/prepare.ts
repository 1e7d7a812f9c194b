import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, SetupError } from '../../projenrc/python';

const ROOT = join(__dirname, '..', '..');
const LISTS = ['package-lock.json', 'requirements.txt'].map((file) => join(__dirname, file));
const MODULES = join(__dirname, 'node_modules');
const STAMP = join(MODULES, '.installed.sha256');
const ALPHA = join(MODULES, '@aws-cdk', 'aws-sagemaker-alpha');

/** Makes `node_modules` hold what the two lists of this folder name; does nothing when it does already. */
async function install(): Promise<void> {
  const wanted = createHash('sha256').update(LISTS.map((file) => readFileSync(file, 'utf8')).join('\0')).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) { return; }

  process.stderr.write('Installing the newest aws-cdk-lib and the alpha module into test/newest (about 15 seconds) ...\n');
  run('npm', ['ci', '--prefix', __dirname, '--no-audit', '--no-fund', '--loglevel=error'], 'npm could not install test/newest/package-lock.json');
  await unpackAlpha();
  writeFileSync(STAMP, wanted);
}

/** The comparison of the API reads what the compiler says about it. */
function compile(): void {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(ROOT, 'src', file)).mtimeMs);
  if ((statSync(join(ROOT, '.jsii'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > Math.max(...sources)) { return; }

  process.stderr.write('Compiling the library (about 10 seconds) ...\n');
  run(process.execPath, [join(ROOT, '.projen', 'run.cjs'), 'compile'], 'the library does not compile');
}

/** Templates of earlier runs are not what the library makes today. */
function forgetTemplates(): void {
  if (process.env.RECORD_TEMPLATES) { rmSync(join(ROOT, process.env.RECORD_TEMPLATES), { recursive: true, force: true }); }
}

/** Python wheels of jsii modules hold the npm package as a tarball. */
async function unpackAlpha(): Promise<void> {
  const python = await findPython();
  const scratch = mkdtempSync(join(MODULES, '.alpha-'));
  try {
    const download = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--dest', scratch, '-r', LISTS[1]];
    run(python, download, 'pip could not download the wheel in test/newest/requirements.txt');
    run(python, ['-m', 'zipfile', '-e', only(scratch, '.whl'), scratch], 'the wheel could not be unpacked');
    run(python, ['-m', 'tarfile', '-e', only(join(scratch, 'aws_cdk', 'aws_sagemaker_alpha', '_jsii'), '.tgz'), scratch], 'the npm package could not be unpacked');
    rmSync(ALPHA, { recursive: true, force: true });
    mkdirSync(join(ALPHA, '..'), { recursive: true });
    renameSync(join(scratch, 'package'), ALPHA);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function only(folder: string, extension: string): string {
  return join(folder, readdirSync(folder).find((file) => file.endsWith(extension))!);
}

function run(command: string, args: string[], failure: string): void {
  const shell = command === 'npm' && process.platform === 'win32';
  const result = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell });
  if (result.status !== 0) {
    throw new SetupError(`${failure}:\n${(result.error?.message ?? result.stdout + result.stderr).trim()}`);
  }
}

install().then(compile).then(forgetTemplates).catch((error) => {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
