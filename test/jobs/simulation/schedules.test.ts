import { load } from './load';
import { SETTINGS } from './model/random';
import { story, tally } from './model/run';

/** A failure prints its seed and its story: SIMULATION_SEED=<seed> SIMULATION_SCHEDULES=6 npm run test:simulation tells it again. */
const SEED = Number(process.env.SIMULATION_SEED ?? 20261121);
const SCHEDULES = Math.ceil(Number(process.env.SIMULATION_SCHEDULES ?? 204_000) / SETTINGS.length);
const HANDLER = load();

test.each(SETTINGS)(`${SCHEDULES} schedules with $title from seed ${SEED} break nothing`, (setting) => {
  const options = { seed: SEED, schedules: SCHEDULES, untilBroken: true };
  const { schedules, firstSeed, jobs, stopped, rollbacks, lateStarts, overtaken } = tally(HANDLER, setting, options);

  expect(firstSeed === undefined ? '' : story(HANDLER, setting, firstSeed)).toBe('');
  expect(schedules).toBe(SCHEDULES);
  expect(overtaken / schedules).toBeLessThan(0.001);
  // the schedules get somewhere: jobs are started and stopped, in rollbacks too
  expect(Math.min(jobs / schedules, stopped / schedules)).toBeGreaterThan(0.2);
  expect(rollbacks / schedules).toBeGreaterThan(0.1);
  expect(lateStarts / schedules).toBeGreaterThan(0.005);
});
