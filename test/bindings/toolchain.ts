import { join } from 'node:path';
import { run } from './exec';
import { findPython } from '../../projenrc/python';

/** Java 11 is what the app in `java/` is written in. */
const OLDEST_JAVA = 11;

/** What keeps the Java app from running here, in words. */
export async function missingForJava(): Promise<string[]> {
  return [
    ...await hasJdk() ? [] : [`a JDK ${OLDEST_JAVA} or newer (javac)`],
    ...await works('mvn', ['--version']) ? [] : ['Maven (mvn)'],
  ];
}

/** What keeps the Python app from running here, in words. */
export async function missingForPython(): Promise<string[]> {
  return findPython().then(() => [], () => ['Python 3.10 or newer']);
}

/** Maven takes the JDK that JAVA_HOME names, or else the one on the PATH; a JRE alone has no compiler. */
async function hasJdk(): Promise<boolean> {
  const javac = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'javac') : 'javac';
  const version = await run(javac, ['--version']).catch(() => ''); // Java 8 does not know the option
  return Number(/^javac (\d+)/.exec(version)?.[1]) >= OLDEST_JAVA;
}

function works(command: string, args: string[]): Promise<boolean> {
  return run(command, args).then(() => true, () => false);
}
