import { join } from 'node:path';
import { run } from './exec';
import { findPython } from '../../projenrc/python';

/** The Java version of the app in `java/`. */
const OLDEST_JAVA = 11;

/** The names of the missing tools for the Java app. */
export async function missingForJava(): Promise<string[]> {
  return [
    ...await hasJdk() ? [] : [`JDK ${OLDEST_JAVA} or newer (javac)`],
    ...await succeeds('mvn', ['--version']) ? [] : ['Maven (mvn)'],
  ];
}

/** The names of the missing tools for the Python app. */
export async function missingForPython(): Promise<string[]> {
  return findPython().then(() => [], () => ['Python 3.10 or newer']);
}

/** Whether Maven finds a JDK, in JAVA_HOME or on the PATH. A JRE has no compiler. */
async function hasJdk(): Promise<boolean> {
  const javac = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'javac') : 'javac';
  const version = await run(javac, ['--version']).catch(() => ''); // Java 8 does not support this option
  return Number(/^javac (\d+)/.exec(version)?.[1]) >= OLDEST_JAVA;
}

function succeeds(command: string, args: string[]): Promise<boolean> {
  return run(command, args).then(() => true, () => false);
}
