import { DERIVED_NAME, RANDOM_NAME, RANDOM_NAME_WAITING, REQUEST_NAME, REQUEST_NAME_WAITING, TWO_CHECKS } from './bad-designs';
import { Guarantee } from './model/judge';
import { Handler } from './model/lambda';
import { SETTINGS } from './model/random';
import { shortestTrace, tally } from './model/run';

const SEED = Number(process.env.SIMULATION_SEED ?? 20261121);
const [CALM, , HOSTILE] = SETTINGS;

const LEAKED: Guarantee = 'no job keeps running after its stack has let go of it';
const DOUBLED: Guarantee = 'no change starts two jobs';
const ROLLBACK_FAILED: Guarantee = 'a rollback never fails';

test.each<[string, Handler, typeof CALM, Guarantee[]]>([
  ['a random name, with a wait', RANDOM_NAME_WAITING, CALM, [LEAKED, ROLLBACK_FAILED]],
  ['a random name, with crashes and duplicates', RANDOM_NAME, HOSTILE, [LEAKED, DOUBLED, ROLLBACK_FAILED]],
  ['a name from the request id and a marker for failed creations, with a wait', REQUEST_NAME_WAITING, CALM, [LEAKED, ROLLBACK_FAILED]],
  ['a name from the request id and a marker for failed creations', REQUEST_NAME, CALM, [LEAKED]],
  ['a derived name without checks of the stack', DERIVED_NAME, CALM, [LEAKED]],
  ['a derived name with two checks of the stack', TWO_CHECKS, CALM, [LEAKED]],
])('the model finds the faults of %s', (_, handler, setting, guarantees) => {
  const { violated } = tally(handler, setting!, { seed: SEED, schedules: 5000 });

  expect(guarantees.filter((guarantee) => !violated.has(guarantee))).toEqual([]);
});

test('a failure has a short trace that can be repeated', () => {
  const { firstSeed } = tally(RANDOM_NAME, CALM!, { seed: SEED, schedules: 5000, untilViolated: true });
  const trace = shortestTrace(RANDOM_NAME, CALM!, firstSeed!);

  expect(shortestTrace(RANDOM_NAME, CALM!, firstSeed!)).toBe(trace);
  expect(trace.split('\n').length).toBeLessThan(40);
});
