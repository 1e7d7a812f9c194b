import { parseArgs } from 'util';
import { load } from './load';
import { SETTINGS } from './model/random';
import { story, tally } from './model/run';

/** As many schedules as asked for, in all settings; the first one that breaks a promise is told, and ends the run. */
const { values } = parseArgs({ options: { schedules: { type: 'string', default: '1000000' }, seed: { type: 'string', default: `${Date.now() % 1e9}` } } });
const seed = Number(values.seed);
const schedules = Math.ceil(Number(values.schedules) / SETTINGS.length);
const handler = load();

process.stdout.write(`${SETTINGS.length} settings, ${schedules} schedules each, from seed ${seed}\n`);
for (const setting of SETTINGS) {
  const began = Date.now();
  const { broken, firstSeed, jobs, stopped, rollbacks, lateStarts, overtaken } = tally(handler, setting, { seed, schedules, untilBroken: true });
  process.stdout.write(`${setting.title}: ${((Date.now() - began) / 1000).toFixed(1)} s, ${jobs} jobs (${lateStarts} began in a rollback, ${overtaken} were overtaken by a later operation), `
    + `${stopped} stopped, ${rollbacks} requests of rollbacks\n`);
  if (broken.size > 0) {
    process.stdout.write(`${story(handler, setting, firstSeed!)}\n`);
    process.exitCode = 1;
    break;
  }
}
