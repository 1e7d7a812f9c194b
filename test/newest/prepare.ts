import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, SetupError } from '../../projenrc/python';

const ROOT = join(__dirname, '..', '..');
const REQUIREMENT_FILES = ['package-lock.json', 'requirements.txt'].map((file) => join(__dirname, file));
const MODULES = join(__dirname, 'node_modules');
const HASH_FILE = join(MODULES, '.installed.sha256');
const ALPHA = join(MODULES, '@aws-cdk', 'aws-sagemaker-alpha');

/** Installs the packages of the two requirement files of this folder into `node_modules`, unless they are installed. */
async function install(): Promise<void> {
  const hash = createHash('sha256').update(REQUIREMENT_FILES.map((file) => readFileSync(file, 'utf8')).join('\0')).digest('hex');
  if (existsSync(HASH_FILE) && readFileSync(HASH_FILE, 'utf8') === hash) { return; }

  process.stderr.write('Installing the newest aws-cdk-lib and the alpha module into test/newest (about 15 seconds) ...\n');
  run('npm', ['ci', '--prefix', __dirname, '--no-audit', '--no-fund', '--loglevel=error'], 'npm could not install test/newest/package-lock.json');
  await unpackAlpha();
  writeFileSync(HASH_FILE, hash);
}

/** Compiles the library if it is not up to date, because the comparison of the API reads its jsii assembly. */
function compile(): void {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(ROOT, 'src', file)).mtimeMs);
  if ((statSync(join(ROOT, '.jsii'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > Math.max(...sources)) { return; }

  process.stderr.write('Compiling the library (about 10 seconds) ...\n');
  run(process.execPath, [join(ROOT, '.projen', 'run.cjs'), 'compile'], 'The library does not compile');
}

/** Deletes the templates that earlier runs recorded. */
function deleteRecordedTemplates(): void {
  if (process.env.RECORD_TEMPLATES) { rmSync(join(ROOT, process.env.RECORD_TEMPLATES), { recursive: true, force: true }); }
}

/** Extracts the npm package of the alpha module from its Python wheel, which contains it as a tarball. */
async function unpackAlpha(): Promise<void> {
  const python = await findPython();
  const scratch = mkdtempSync(join(MODULES, '.alpha-'));
  try {
    const download = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--dest', scratch, '-r', REQUIREMENT_FILES[1]];
    run(python, download, 'pip could not download the wheel in test/newest/requirements.txt');
    run(python, ['-m', 'zipfile', '-e', fileWithExtension(scratch, '.whl'), scratch], 'The wheel could not be unpacked');
    run(python, ['-m', 'tarfile', '-e', fileWithExtension(join(scratch, 'aws_cdk', 'aws_sagemaker_alpha', '_jsii'), '.tgz'), scratch], 'The npm package could not be unpacked');
    rmSync(ALPHA, { recursive: true, force: true });
    mkdirSync(join(ALPHA, '..'), { recursive: true });
    renameSync(join(scratch, 'package'), ALPHA);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function fileWithExtension(folder: string, extension: string): string {
  return join(folder, readdirSync(folder).find((file) => file.endsWith(extension))!);
}

function run(command: string, args: string[], failure: string): void {
  const shell = command === 'npm' && process.platform === 'win32';
  const result = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell });
  if (result.status !== 0) {
    throw new SetupError(`${failure}:\n${(result.error?.message ?? result.stdout + result.stderr).trim()}`);
  }
}

install().then(compile).then(deleteRecordedTemplates).catch((error) => {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
