/**
 * `npm run test:bindings`, and with `--where-possible` its part in `npm test`: that leaves the bindings out, and says so, on a machine
 * without a JDK or Maven, which nothing else here needs.
 */
import { spawnSync } from 'node:child_process';
import { progress, ROOT } from './exec';
import { missingForJava, missingForPython } from './toolchain';

const WHERE_POSSIBLE = '--where-possible';

async function main(args: string[]): Promise<number> {
  const missing = await missingForJava();
  if (missing.length > 0 && args.includes(WHERE_POSSIBLE)) {
    progress(`Left out: the tests of the Python and Java bindings (npm run test:bindings), for want of ${missing.join(' and ')}.`);
    return 0;
  }
  missing.unshift(...await missingForPython());
  if (missing.length > 0) {
    progress(`The tests of the bindings need ${missing.join(', ')}: install what is missing and put it on the PATH.`);
    return 1;
  }
  const jest = spawnSync(process.execPath, [
    require.resolve('jest/bin/jest'), '--config', 'test/bindings/jest.config.json', '--verbose', ...args.filter((arg) => arg !== WHERE_POSSIBLE),
  ], { cwd: ROOT, stdio: 'inherit' });
  return jest.status ?? 1;
}

void main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
