import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './exec';

test('fails with one sentence that lists all missing tools', () => {
  expect(runWithoutTools()).toEqual({
    status: 1,
    output: 'The tests of the bindings require Python 3.10 or newer, JDK 11 or newer (javac), Maven (mvn). Install them and add them to the PATH.\n',
  });
});

test('with --where-possible, the bindings are skipped without a JDK or Maven', () => {
  expect(runWithoutTools('--where-possible')).toEqual({
    status: 0,
    output: 'Skipped the tests of the Python and Java bindings (npm run test:bindings), which require JDK 11 or newer (javac) and Maven (mvn).\n',
  });
});

function runWithoutTools(...args: string[]) {
  const { PYTHON, JAVA_HOME, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    '--require', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'run.ts'), ...args,
  ], { cwd: ROOT, env: { ...env, PATH: '' }, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
