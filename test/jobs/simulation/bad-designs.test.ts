import { DERIVED_NAME, NAME_OF_REQUEST, NAME_OF_REQUEST_WAITING, RANDOM_NAME, RANDOM_NAME_WAITING, TWO_FENCES } from './bad-designs';
import { Promise_ } from './model/judge';
import { Handler } from './model/lambda';
import { SETTINGS } from './model/random';
import { story, tally } from './model/run';

const SEED = Number(process.env.SIMULATION_SEED ?? 20261121);
const [CALM, , HOSTILE] = SETTINGS;

const LEAKED: Promise_ = 'no job runs on after its stack has let go of it';
const DOUBLED: Promise_ = 'no change starts two jobs';
const ROLLBACK_FAILED: Promise_ = 'a rollback never fails';

test.each<[string, Handler, typeof CALM, Promise_[]]>([
  ['a random name, waiting', RANDOM_NAME_WAITING, CALM, [LEAKED, ROLLBACK_FAILED]],
  ['a random name, with crashes and duplicates', RANDOM_NAME, HOSTILE, [LEAKED, DOUBLED, ROLLBACK_FAILED]],
  ['the name of the request and a marker for what failed, waiting', NAME_OF_REQUEST_WAITING, CALM, [LEAKED, ROLLBACK_FAILED]],
  ['the name of the request and a marker for what failed', NAME_OF_REQUEST, CALM, [LEAKED]],
  ['a derived name without fences', DERIVED_NAME, CALM, [LEAKED]],
  ['a derived name and two fences', TWO_FENCES, CALM, [LEAKED]],
])('%s fails, and the model sees it', (_, handler, setting, promises) => {
  const { broken } = tally(handler, setting!, { seed: SEED, schedules: 5000 });

  expect(promises.filter((promise) => !broken.has(promise))).toEqual([]);
});

test('a failure is told as a short story that can be told again', () => {
  const { firstSeed } = tally(RANDOM_NAME, CALM!, { seed: SEED, schedules: 5000, untilBroken: true });
  const told = story(RANDOM_NAME, CALM!, firstSeed!);

  expect(story(RANDOM_NAME, CALM!, firstSeed!)).toBe(told);
  expect(told.split('\n').length).toBeLessThan(40);
});
