import { load } from './load';
import { SETTINGS } from './model/random';
import { shortestTrace, tally } from './model/run';

/** A failure prints its seed and its trace. To repeat it: SIMULATION_SEED=<seed> SIMULATION_SCHEDULES=6 npm run test:simulation. */
const SEED = Number(process.env.SIMULATION_SEED ?? 20261121);
const SCHEDULES = Math.ceil(Number(process.env.SIMULATION_SCHEDULES ?? 204_000) / SETTINGS.length);
const HANDLER = load();

test.each(SETTINGS)(`every guarantee is kept in ${SCHEDULES} schedules with $title from seed ${SEED}`, (setting) => {
  const options = { seed: SEED, schedules: SCHEDULES, untilViolated: true };
  const { schedules, firstSeed, jobs, stopped, rollbacks, lateStarts, overtaken } = tally(HANDLER, setting, options);

  expect(firstSeed === undefined ? '' : shortestTrace(HANDLER, setting, firstSeed)).toBe('');
  expect(schedules).toBe(SCHEDULES);
  expect(overtaken / schedules).toBeLessThan(0.001);
  // the schedules cover the interesting events: jobs start and stop, also in rollbacks
  expect(Math.min(jobs / schedules, stopped / schedules)).toBeGreaterThan(0.2);
  expect(rollbacks / schedules).toBeGreaterThan(0.1);
  expect(lateStarts / schedules).toBeGreaterThan(0.005);
});
