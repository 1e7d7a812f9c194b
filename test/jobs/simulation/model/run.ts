import { Choices, shrunk } from './choices';
import { Breach, Promise_ } from './judge';
import { Handler } from './lambda';
import { RandomDirector, Setting } from './random';
import { World } from './world';

/** What a series of schedules has shown. */
export interface Tally {
  readonly schedules: number;
  /** How many schedules broke each promise. */
  readonly broken: ReadonlyMap<Promise_, number>;
  /** The seed of the first schedule that broke one, and of the first that broke each. */
  readonly firstSeed?: number;
  readonly seeds: ReadonlyMap<Promise_, number>;
  /** Jobs that began after their stack had begun to roll back. */
  readonly lateStarts: number;
  /** Jobs that a later operation came between: see the judge. */
  readonly overtaken: number;
  /** How often each kind of thing has happened, to show that the schedules get anywhere. */
  readonly jobs: number;
  readonly stopped: number;
  readonly rollbacks: number;
}

/** Schedules with consecutive seeds; ends at the first one that breaks a promise, if told so. */
export function tally(handler: Handler, setting: Setting, options: { seed: number; schedules: number; untilBroken?: boolean }): Tally {
  const broken = new Map<Promise_, number>();
  const seeds = new Map<Promise_, number>();
  let firstSeed: number | undefined;
  let lateStarts = 0;
  let overtaken = 0;
  let jobs = 0;
  let stopped = 0;
  let rollbacks = 0;
  let schedules = 0;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // thousands of errors are thrown, and nobody looks where
  try {
    for (; schedules < options.schedules; schedules++) {
      const seed = options.seed + schedules;
      const { judge, sagemaker, stack } = schedule(handler, setting, new Choices(seed));
      lateStarts += judge.lateStarts;
      overtaken += judge.overtaken;
      jobs += sagemaker.all.length;
      stopped += sagemaker.all.filter((job) => job.stopped !== undefined).length;
      rollbacks += stack.requests.filter(({ inRollback }) => inRollback).length;
      if (judge.breaches.length > 0) {
        firstSeed ??= seed;
        for (const promise of new Set(judge.breaches.map((breach) => breach.promise))) {
          seeds.set(promise, seeds.get(promise) ?? seed);
          broken.set(promise, (broken.get(promise) ?? 0) + 1);
        }
        if (options.untilBroken) {
          break;
        }
      }
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { schedules, broken, firstSeed, seeds, lateStarts, overtaken, jobs, stopped, rollbacks };
}

export function schedule(handler: Handler, setting: Setting, choices: Choices, told = false): World {
  return new World(new RandomDirector(choices, setting), handler, { story: told }).run();
}

/** The shortest story found that breaks the promise that a seed breaks. */
export function story(handler: Handler, setting: Setting, seed: number, promise?: Promise_): string {
  const choices = new Choices(seed);
  const { judge: { breaches } } = schedule(handler, setting, choices);
  const broken = promise ?? (breaches[0] as Breach).promise;
  const short = shrunk(choices.taken, (taken) =>
    schedule(handler, setting, new Choices(0, taken)).judge.breaches.some((breach) => breach.promise === broken));
  const { story: lines } = schedule(handler, setting, new Choices(0, short), true);
  return `seed ${seed}, ${setting.title}: ${broken}\n${lines.join('\n')}`;
}
