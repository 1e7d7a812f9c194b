import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { progress, ROOT, run } from './exec';

/** The folder of all packages that are built here. git and npm ignore `dist/`; jsii-docgen, which reads all assemblies, ignores hidden folders. */
export const DIST = join(ROOT, 'dist', '.bindings');
/** The content of the npm tarball, from which the packages of all languages are built. */
export const PACKAGE = join(DIST, 'package');
/** The local Maven repository. In the repository of the user, version 0.0.0 would persist after the next build. */
export const MAVEN_REPOSITORY = join(DIST, 'm2');

const HASH_FILE = join(DIST, 'tarball.sha256');
/** The translated examples of the docstrings. */
const TRANSLATIONS = join(ROOT, '.jsii.tabl.json');
const COMPILED_FROM = ['src', 'package.json', 'tsconfig.json', 'README.md']; // .jsii holds the README

/**
 * Builds the wheel, the jar and the code for Go and .NET from the tarball that npm would publish. A tarball with the same content is
 * not built again.
 */
export async function buildLibrary(): Promise<void> {
  await compile();
  await translateExamples();
  mkdirSync(DIST, { recursive: true });
  const tarball = join(DIST, (await run('npm', ['pack', '--silent', '--pack-destination', DIST])).trim());
  const content = createHash('sha256').update(readFileSync(tarball)).update(readFileSync(TRANSLATIONS)).update(pacmakVersion()).digest('hex');
  if (existsSync(HASH_FILE) && readFileSync(HASH_FILE, 'utf8') === content) {
    return;
  }
  for (const built of [HASH_FILE, ...['package', 'python', 'java', 'go', 'dotnet'].map((folder) => join(DIST, folder))]) {
    rmSync(built, { recursive: true, force: true });
  }
  await run('tar', ['-xzf', tarball, '-C', DIST]); // creates the folder `package`
  progress('Building the Python wheel and the Java jar with jsii-pacmak (half a minute) ...');
  await Promise.all([
    pacmak('--targets', 'java,python', '--maven-local-repository', MAVEN_REPOSITORY),
    pacmak('--targets', 'go,dotnet', '--code-only').then(() => progress('Go and .NET: the code is generated, but not compiled.')),
  ]);
  writeFileSync(HASH_FILE, content);
}

/** The only file with the given ending in a folder of the built packages. */
export function builtFile(folder: string, ending: string): string {
  const [file, ...others] = readdirSync(join(DIST, folder)).filter((name) => name.endsWith(ending));
  if (!file || others.length > 0) {
    throw new Error(`Expected one *${ending} in dist/.bindings/${folder}, found ${file ? [file, ...others].join(', ') : 'none'}.`);
  }
  return join(DIST, folder, file);
}

/** Compiles the library if a source file is newer than the jsii assembly. */
async function compile(): Promise<void> {
  const compiled = statSync(join(ROOT, '.jsii'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (compiled >= Math.max(...COMPILED_FROM.map((path) => modifiedAt(join(ROOT, path))))) {
    return;
  }
  progress('Compiling the library with jsii ...');
  await task('pre-compile');
  await task('compile');
}

/** Translates the examples if the jsii assembly is newer than the translations. */
async function translateExamples(): Promise<void> {
  const [compiled, translated] = [join(ROOT, '.jsii'), TRANSLATIONS].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (translated < compiled) {
    progress('Translating the examples ...');
    await task('docs:examples');
  }
}

function task(name: string): Promise<string> {
  return run(process.execPath, [join(ROOT, 'node_modules', 'projen', 'bin', 'projen'), name]);
}

/** The modification time of a file, or the latest one in a folder. A folder itself changes when a file in it is removed. */
function modifiedAt(path: string): number {
  const stat = statSync(path);
  return Math.max(stat.mtimeMs, ...stat.isDirectory() ? readdirSync(path).map((name) => modifiedAt(join(path, name))) : []);
}

function pacmak(...args: string[]): Promise<string> {
  return run(process.execPath, [require.resolve('jsii-pacmak/bin/jsii-pacmak'), PACKAGE, '--outdir', DIST, '--no-npmignore', '--rosetta-tablet', TRANSLATIONS, ...args], {
    // The API reference takes most of the build time, and apps do not use it.
    env: { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.javadoc.skip=true` },
  });
}

function pacmakVersion(): string {
  const manifest = join(dirname(require.resolve('jsii-pacmak/bin/jsii-pacmak')), '..', 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
