import { readFileSync } from 'fs';
import { join } from 'path';

const PACKAGE = read('package.json');
const LOCK = read('package-lock.json');

test.each(['name', 'version', 'license'])('the lock file has the %s of this package', (member) => {
  expect(LOCK.packages[''][member]).toBe(PACKAGE[member]);
});

test.each(['dependencies', 'devDependencies', 'peerDependencies', 'engines'])('the lock file has the %s of this package', (member) => {
  expect(LOCK.packages[''][member]).toEqual(PACKAGE[member]);
});

test('the lock file contains every dependency', () => {
  const names = Object.keys({ ...PACKAGE.devDependencies, ...PACKAGE.peerDependencies });
  expect(names.filter((name) => LOCK.packages[`node_modules/${name}`] === undefined)).toEqual([]);
});

test('the lock file contains no registry URL, so that npm can use any registry', () => {
  const resolved = Object.entries<any>(LOCK.packages).filter(([, { resolved: url }]) => url !== undefined).map(([path]) => path);
  expect(resolved).toEqual([]);
});

test('tests run on the oldest supported aws-cdk-lib and constructs', () => {
  for (const name of ['aws-cdk-lib', 'constructs']) {
    expect(PACKAGE.peerDependencies[name].startsWith('^')).toBe(true);
    const [floor, tested] = [PACKAGE.peerDependencies[name], LOCK.packages[`node_modules/${name}`].version].map((version) => version.replace('^', ''));
    expect(tested).toBe(floor);
  }
});

function read(file: string): any {
  return JSON.parse(readFileSync(join(__dirname, '..', file), 'utf8'));
}
