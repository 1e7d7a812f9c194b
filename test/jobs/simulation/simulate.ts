import { parseArgs } from 'util';
import { load } from './load';
import { SETTINGS } from './model/random';
import { shortestTrace, tally } from './model/run';

/** Runs a number of schedules in all settings. The first violation ends the run and prints its trace. */
const { values } = parseArgs({ options: { schedules: { type: 'string', default: '1000000' }, seed: { type: 'string', default: `${Date.now() % 1e9}` } } });
const seed = Number(values.seed);
const schedules = Math.ceil(Number(values.schedules) / SETTINGS.length);
const handler = load();

process.stdout.write(`${SETTINGS.length} settings, ${schedules} schedules each, from seed ${seed}\n`);
for (const setting of SETTINGS) {
  const startedAt = Date.now();
  const { violated, firstSeed, jobs, stopped, rollbacks, lateStarts, overtaken } = tally(handler, setting, { seed, schedules, untilViolated: true });
  process.stdout.write(`${setting.title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s, ${jobs} jobs started (${lateStarts} in a rollback, ${overtaken} overtaken by a later operation), `
    + `${stopped} stopped, ${rollbacks} requests in rollbacks\n`);
  if (violated.size > 0) {
    process.stdout.write(`${shortestTrace(handler, setting, firstSeed!)}\n`);
    process.exitCode = 1;
    break;
  }
}
