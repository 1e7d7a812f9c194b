import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Assembly, readAssembly } from './assembly';
import { progress, run } from './exec';
import { builtFile, DIST, MAVEN_REPOSITORY } from './library';
import { pythonVenv } from '../../projenrc/python';

const PYTHON_REQUIREMENTS = 'test/bindings/python/requirements.txt';
const POM = join(__dirname, 'java', 'pom.xml');
/** Where the library's jar is, in a Maven repository. */
const JAR_FOLDER = join('io', 'github', 'cdksagemaker', 'cdk-sagemaker');

/** What came of running an app. */
export interface Synthesis extends Assembly {
  readonly stdout: string;
}

/** Runs the TypeScript app on the compiled library. */
export function runTypeScriptApp(): Promise<Synthesis> {
  return synthesize('TypeScript', process.execPath, [
    '--require', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'app.ts'),
  ]);
}

/** The interpreter with the CDK that the requirements file pins; it needs nothing that is built here. */
export function preparePython(): Promise<string> {
  return pythonVenv('bindings', PYTHON_REQUIREMENTS, { progress });
}

/** Installs the wheel as a user would, and runs the Python app. */
export async function runPythonApp(python: string): Promise<Synthesis> {
  const wheel = builtFile('python', '.whl');
  const pip = (...args: string[]) => run(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);
  const stamp = join(dirname(dirname(python)), 'wheel.sha256');
  const content = digest(wheel);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== content) {
    // pip takes every wheel of version 0.0.0 for the same.
    await pip('uninstall', '--yes', 'cdk-sagemaker');
    await pip('install', '--constraint', PYTHON_REQUIREMENTS, wheel);
    writeFileSync(stamp, content);
  }
  return synthesize('Python', python, [join(__dirname, 'python', 'app.py')]);
}

/** Builds the Maven project against the jar in the local file repository, and runs the Java app. */
export async function runJavaApp(): Promise<Synthesis> {
  // Maven would rather take the copy that an earlier build left among its downloads.
  rmSync(join(MAVEN_REPOSITORY, JAR_FOLDER), { recursive: true, force: true });
  rmSync(join(DIST, 'java-app'), { recursive: true, force: true });

  const complete = join(MAVEN_REPOSITORY, 'complete-for.xml');
  const content = [POM, builtFile(join('java', JAR_FOLDER, '0.0.0'), '.pom')].map(withoutComments).join('');
  const offline = existsSync(complete) && readFileSync(complete, 'utf8') === content;
  if (!offline) {
    progress('Downloading what the Java app needs with Maven (up to a minute) ...');
  }
  const synthesis = await synthesize('Java', 'mvn', [
    '--quiet', '--batch-mode', '-Dstyle.color=never', '--file', POM, `-Dmaven.repo.local=${MAVEN_REPOSITORY}`,
    ...offline ? ['--offline', '-Daether.offline.protocols=file'] : [], // the repository of the jar is a folder
    'compile', 'exec:java',
  ]);
  writeFileSync(complete, content);
  return synthesis;
}

/** Runs an app as the CDK CLI does: the environment names the folder. */
async function synthesize(language: string, command: string, args: string[]): Promise<Synthesis> {
  const folder = join(DIST, `${language}.cdk.out`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  progress(`Running the ${language} app ...`);
  const stdout = await run(command, args, { cwd: __dirname, env: { CDK_OUTDIR: folder } });
  return { ...readAssembly(folder), stdout };
}

/** What Maven reads of a project file; the comments hold the time at which it was generated. */
function withoutComments(pom: string): string {
  return readFileSync(pom, 'utf8').replace(/<!--.*?-->/gs, '');
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
