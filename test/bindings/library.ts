import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { progress, ROOT, run } from './exec';

/** Everything that is built here; git and npm ignore `dist/`, and jsii-docgen, which takes any assembly it sees, hidden folders. */
export const DIST = join(ROOT, 'dist', '.bindings');
/** The content of the npm tarball, where every language's package is made from. */
export const PACKAGE = join(DIST, 'package');
/** Maven's downloads: a repository of our own, because version 0.0.0 in the user's would outlive the next build. */
export const MAVEN_REPOSITORY = join(DIST, 'm2');

const STAMP = join(DIST, 'tarball.sha256');
/** The examples of the docstrings in every language. */
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
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === content) {
    return;
  }
  for (const built of [STAMP, ...['package', 'python', 'java', 'go', 'dotnet'].map((folder) => join(DIST, folder))]) {
    rmSync(built, { recursive: true, force: true });
  }
  await run('tar', ['-xzf', tarball, '-C', DIST]); // makes the folder `package`
  progress('Building the Python wheel and the Java jar with jsii-pacmak (half a minute) ...');
  await Promise.all([
    pacmak('--targets', 'java,python', '--maven-local-repository', MAVEN_REPOSITORY),
    pacmak('--targets', 'go,dotnet', '--code-only').then(() => progress('Go and .NET: the code is emitted, but not compiled.')),
  ]);
  writeFileSync(STAMP, content);
}

/** The one file with an ending in a folder of what was built. */
export function builtFile(folder: string, ending: string): string {
  const [file, ...others] = readdirSync(join(DIST, folder)).filter((name) => name.endsWith(ending));
  if (!file || others.length > 0) {
    throw new Error(`Expected one *${ending} in dist/.bindings/${folder}, found ${file ? [file, ...others].join(', ') : 'none'}.`);
  }
  return join(DIST, folder, file);
}

/** As `npm run compile` does, when a source is newer than what was compiled last. */
async function compile(): Promise<void> {
  const compiled = statSync(join(ROOT, '.jsii'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (compiled >= Math.max(...COMPILED_FROM.map((path) => newest(join(ROOT, path))))) {
    return;
  }
  progress('Compiling the library with jsii ...');
  await task('pre-compile');
  await task('compile');
}

/** As `npm run docs:examples` does, when the library was compiled since. */
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

/** When a file or anything in a folder changed last; a folder itself changes when a file is removed from it. */
function newest(path: string): number {
  const stat = statSync(path);
  return Math.max(stat.mtimeMs, ...stat.isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : []);
}

function pacmak(...args: string[]): Promise<string> {
  return run(process.execPath, [require.resolve('jsii-pacmak/bin/jsii-pacmak'), PACKAGE, '--outdir', DIST, '--no-npmignore', '--rosetta-tablet', TRANSLATIONS, ...args], {
    // The reference pages in the jar take longest and are nothing that an app runs.
    env: { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.javadoc.skip=true` },
  });
}

function pacmakVersion(): string {
  const manifest = join(dirname(require.resolve('jsii-pacmak/bin/jsii-pacmak')), '..', 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
