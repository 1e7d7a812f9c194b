import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fault cases that the construct decides, and world that is shown. */
const OF_THE_CONSTRUCT: Record<number, string> = {
  113: 'the custom resource depends on its policies: test/training',
  114: 'the chain of waiters is as long as the wait: test/training',
  115: 'the logical id of the handler is frozen: test/training',
  116: 'no action and no resource is *: test/training; the actions are ACTIONS of src/training/handler/actions.ts',
  117: 'a name of one\'s own is refused: test/training',
  118: 'what CreateTrainingJob refuses is refused at synthesis: test/training and test/validation',
  123: 'no program makes a circular template: test/training',
};

/** Fault cases that only an account can show, and how. */
const OF_AN_ACCOUNT: Record<number, string> = {
  26: 'deploy with the code of the handler replaced by a syntax error: the resource fails after 20 minutes, ServiceTimeout, and so does its deletion',
  30: 'deploy with a reserved concurrency of 0 for the handler: as in 26',
  87: 'delete a stack whose job has RemovalPolicy.RETAIN: no event arrives, and the job goes on',
};

/** The numbers at the beginning of names of tests, such as `16.-20.` */
function shownHere(): number[] {
  const sources = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts') && file !== 'cases.test.ts')
    .map((file) => readFileSync(join(__dirname, file), 'utf8'));
  return [...sources.join('\n').matchAll(/['`](\d+)\.(?:-(\d+)\.)?(?=[ '])/g)].flatMap(([, first, last]) => {
    const count = Number(last ?? first) - Number(first) + 1;
    return Array.from({ length: count }, (_, index) => Number(first) + index);
  });
}

test('each of the 127 fault cases is shown here, by the construct, or by an account', () => {
  const shown = new Set([...shownHere(), ...Object.keys(OF_THE_CONSTRUCT).map(Number), ...Object.keys(OF_AN_ACCOUNT).map(Number)]);
  const all = Array.from({ length: 127 }, (_, index) => index + 1);
  expect(all.filter((number) => !shown.has(number))).toEqual([]);
});

test('not here: what is shown elsewhere is not claimed here', () => {
  const here = shownHere();
  expect([...Object.keys(OF_THE_CONSTRUCT), ...Object.keys(OF_AN_ACCOUNT)].map(Number).filter((number) => here.includes(number))).toEqual([]);
});
