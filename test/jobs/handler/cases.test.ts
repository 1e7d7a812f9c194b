import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HANDLER } from '../../../projenrc/handler/paths';

const ROOT = join(__dirname, '../../..');

/** The fault cases that only an AWS account can show, and how. */
const IN_AN_ACCOUNT: Record<number, string> = {
  26: 'deploy the handler with a syntax error: the creation fails after 20 minutes, the ServiceTimeout, and so does the deletion',
  30: 'deploy the handler with a reserved concurrency of 0: as in case 26',
  87: 'delete a stack whose job has RemovalPolicy.RETAIN: no event arrives, and the job keeps running',
};

/** The texts of the fault cases in the README of the handler, by number. */
function textsByNumber(): Map<number, string> {
  const [, cases] = readFileSync(join(ROOT, HANDLER, 'README.md'), 'utf8').split('\n## Fault cases\n');
  return new Map([...cases.matchAll(/^(\d+)\. (.+)$/gm)].map(([, number, text]) => [Number(number), text]));
}

/** The numbers that names of tests cite: `16.-20. ...` at the beginning, or `... (fault case 113)` at the end. */
function citedNumbers(): Set<number> {
  const sources = ['test/jobs/handler', 'test/jobs', 'test/training'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.test.ts') && file !== 'cases.test.ts')
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))).join('\n');
  const ranges = [...sources.matchAll(/['`](\d+)\.(?:-(\d+)\.)?(?=[ '])/g), ...sources.matchAll(/\(fault case (\d+)\)['`]/g)];
  return new Set(ranges.flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)));
}

const texts = textsByNumber();
const cited = citedNumbers();

test('the README of the handler describes the fault cases 1 to 127, each in one sentence or two', () => {
  expect([...texts.keys()]).toEqual(Array.from({ length: 127 }, (_, index) => index + 1));
  expect([...texts.values()].filter((text) => !/^[A-Z].{20,160}\.$/.test(text))).toEqual([]);
  expect(new Set(texts.values()).size).toBe(127);
});

test('every fault case is cited by a test, or can only be shown in an account', () => {
  expect([...texts.keys()].filter((number) => !cited.has(number) && !(number in IN_AN_ACCOUNT))).toEqual([]);
});

test('every cited fault case exists, and is not one that only an account can show', () => {
  expect([...cited].filter((number) => !texts.has(number) || number in IN_AN_ACCOUNT)).toEqual([]);
});
