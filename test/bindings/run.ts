/**
 * Runs the tests of the bindings for `npm run test:bindings`. With `--where-possible`, as in `npm test`, it skips them with a message on a machine
 * without a JDK or Maven, which no other test requires.
 */
import { spawnSync } from 'node:child_process';
import { progress, ROOT } from './exec';
import { missingForJava, missingForPython } from './toolchain';

const WHERE_POSSIBLE = '--where-possible';

async function main(args: string[]): Promise<number> {
  const missing = await missingForJava();
  if (missing.length > 0 && args.includes(WHERE_POSSIBLE)) {
    progress(`Skipped the tests of the Python and Java bindings (npm run test:bindings), which require ${missing.join(' and ')}.`);
    return 0;
  }
  missing.unshift(...await missingForPython());
  if (missing.length > 0) {
    progress(`The tests of the bindings require ${missing.join(', ')}. Install them and add them to the PATH.`);
    return 1;
  }
  const jest = spawnSync(process.execPath, [
    require.resolve('jest/bin/jest'), '--config', 'test/bindings/jest.config.json', '--verbose', ...args.filter((arg) => arg !== WHERE_POSSIBLE),
  ], { cwd: ROOT, stdio: 'inherit' });
  return jest.status ?? 1;
}

void main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
