import { Choices, shrink } from './choices';
import { Guarantee, Violation } from './judge';
import { Handler } from './lambda';
import { RandomDirector, Setting } from './random';
import { World } from './world';

/** The results of a series of schedules. */
export interface Tally {
  readonly schedules: number;
  /** The number of schedules that violate each guarantee. */
  readonly violated: ReadonlyMap<Guarantee, number>;
  /** The seed of the first schedule with a violation. */
  readonly firstSeed?: number;
  /** The number of jobs that started after their stack had begun to roll back. */
  readonly lateStarts: number;
  /** The number of jobs whose request was overtaken by a later operation: see the judge. */
  readonly overtaken: number;
  /** How often events happened, to show that the schedules cover them. */
  readonly jobs: number;
  readonly stopped: number;
  readonly rollbacks: number;
}

/** Runs schedules with consecutive seeds, or only up to the first violation. */
export function tally(handler: Handler, setting: Setting, options: { seed: number; schedules: number; untilViolated?: boolean }): Tally {
  const violated = new Map<Guarantee, number>();
  let firstSeed: number | undefined;
  let lateStarts = 0;
  let overtaken = 0;
  let jobs = 0;
  let stopped = 0;
  let rollbacks = 0;
  let schedules = 0;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // the schedules throw thousands of errors, whose stacks nobody needs
  try {
    for (; schedules < options.schedules; schedules++) {
      const seed = options.seed + schedules;
      const { judge, sagemaker, stack } = runSchedule(handler, setting, new Choices(seed));
      lateStarts += judge.lateStarts;
      overtaken += judge.overtaken;
      jobs += sagemaker.all.length;
      stopped += sagemaker.all.filter((job) => job.stopped !== undefined).length;
      rollbacks += stack.requests.filter(({ inRollback }) => inRollback).length;
      if (judge.violations.length > 0) {
        firstSeed ??= seed;
        for (const guarantee of new Set(judge.violations.map((violation) => violation.guarantee))) {
          violated.set(guarantee, (violated.get(guarantee) ?? 0) + 1);
        }
        if (options.untilViolated) {
          break;
        }
      }
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { schedules, violated, firstSeed, lateStarts, overtaken, jobs, stopped, rollbacks };
}

function runSchedule(handler: Handler, setting: Setting, choices: Choices, tracing = false): World {
  return new World(new RandomDirector(choices, setting), handler, { tracing }).run();
}

/** The trace of the shortest schedule found that violates the same guarantee as the schedule of a seed. */
export function shortestTrace(handler: Handler, setting: Setting, seed: number): string {
  const choices = new Choices(seed);
  const { judge: { violations } } = runSchedule(handler, setting, choices);
  const { guarantee } = violations[0] as Violation;
  const shortest = shrink(choices.made, (made) =>
    runSchedule(handler, setting, new Choices(0, made)).judge.violations.some((violation) => violation.guarantee === guarantee));
  const { trace } = runSchedule(handler, setting, new Choices(0, shortest), true);
  return `seed ${seed}, ${setting.title}: ${guarantee}\n${trace.join('\n')}`;
}
