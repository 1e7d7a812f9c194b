import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Assembly, readAssembly } from './assembly';
import { progress, run } from './exec';
import { builtFile, DIST, MAVEN_REPOSITORY } from './library';
import { pythonVenv } from '../../projenrc/python';

const PYTHON_REQUIREMENTS = 'test/bindings/python/requirements.txt';
const POM = join(__dirname, 'java', 'pom.xml');
/** The folder of the library's jar in a Maven repository. */
const JAR_FOLDER = join('io', 'github', 'cdksagemaker', 'cdk-sagemaker');

/** The cloud assembly and the output of an app. */
export interface Synthesis extends Assembly {
  readonly stdout: string;
}

/** Runs the TypeScript app on the compiled library. */
export function runTypeScriptApp(): Promise<Synthesis> {
  return synthesize('TypeScript', process.execPath, [
    '--require', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'app.ts'),
  ]);
}

/** Creates the virtual environment with the pinned aws-cdk-lib. It does not depend on the packages that are built here. */
export function preparePython(): Promise<string> {
  return pythonVenv('bindings', PYTHON_REQUIREMENTS, { progress });
}

/** Installs the wheel as a user would, and runs the Python app. */
export async function runPythonApp(python: string): Promise<Synthesis> {
  const wheel = builtFile('python', '.whl');
  const pip = (...args: string[]) => run(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);
  const hashFile = join(dirname(dirname(python)), 'wheel.sha256');
  const content = digest(wheel);
  if (!existsSync(hashFile) || readFileSync(hashFile, 'utf8') !== content) {
    // pip does not reinstall a wheel with the same version, which is always 0.0.0.
    await pip('uninstall', '--yes', 'cdk-sagemaker');
    await pip('install', '--constraint', PYTHON_REQUIREMENTS, wheel);
    writeFileSync(hashFile, content);
  }
  return synthesize('Python', python, [join(__dirname, 'python', 'app.py')]);
}

/** Builds the Maven project against the jar in the local file repository, and runs the Java app. */
export async function runJavaApp(): Promise<Synthesis> {
  // Maven prefers the copy of an earlier build among its downloads.
  rmSync(join(MAVEN_REPOSITORY, JAR_FOLDER), { recursive: true, force: true });
  rmSync(join(DIST, 'java-app'), { recursive: true, force: true });

  const dependenciesFile = join(MAVEN_REPOSITORY, 'dependencies-of.xml');
  const content = [POM, builtFile(join('java', JAR_FOLDER, '0.0.0'), '.pom')].map(withoutComments).join('');
  const offline = existsSync(dependenciesFile) && readFileSync(dependenciesFile, 'utf8') === content;
  if (!offline) {
    progress('Downloading the dependencies of the Java app with Maven (up to a minute) ...');
  }
  const synthesis = await synthesize('Java', 'mvn', [
    '--quiet', '--batch-mode', '-Dstyle.color=never', '--file', POM, `-Dmaven.repo.local=${MAVEN_REPOSITORY}`,
    ...offline ? ['--offline', '-Daether.offline.protocols=file'] : [], // the repository of the jar is a folder
    'compile', 'exec:java',
  ]);
  writeFileSync(dependenciesFile, content);
  return synthesis;
}

/** Runs an app as the CDK CLI does, with the output folder in CDK_OUTDIR. */
async function synthesize(language: string, command: string, args: string[]): Promise<Synthesis> {
  const folder = join(DIST, `${language}.cdk.out`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  progress(`Running the ${language} app ...`);
  const stdout = await run(command, args, { cwd: __dirname, env: { CDK_OUTDIR: folder } });
  return { ...readAssembly(folder), stdout };
}

/** The content of a Maven project file without comments, which contain the time of its generation. */
function withoutComments(pom: string): string {
  return readFileSync(pom, 'utf8').replace(/<!--.*?-->/gs, '');
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
