import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './exec';

test('fails with one sentence that names every tool that is missing', () => {
  expect(runWithoutTools()).toEqual({
    status: 1,
    said: 'The tests of the bindings need Python 3.10 or newer, a JDK 11 or newer (javac), Maven (mvn): install what is missing and put it on the PATH.\n',
  });
});

test('as a part of all tests, the bindings are left out with one line where there is no JDK or Maven', () => {
  expect(runWithoutTools('--where-possible')).toEqual({
    status: 0,
    said: 'Left out: the tests of the Python and Java bindings (npm run test:bindings), for want of a JDK 11 or newer (javac) and Maven (mvn).\n',
  });
});

function runWithoutTools(...args: string[]) {
  const { PYTHON, JAVA_HOME, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    '--require', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'run.ts'), ...args,
  ], { cwd: ROOT, env: { ...env, PATH: '' }, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}
