import { load } from './load';
import { CallFailure, DirectedDirector, Plan } from './model/directed';
import { ServiceFault } from './model/director';
import { World } from './model/world';
import { ScheduleName, SCHEDULES } from './schedules';

const HANDLER = load();
const CRASHES = ['before', 'after', 'during'] as const;
const FAULTS: readonly ServiceFault[] = ['throttled', 'broken', 'broken after all', 'silent', 'silent, but done', 'silent, done later'];

/** The paths of an event through the handler. Paths with a wait have too many calls for all pairs of crashes; random schedules cover those. */
const PATHS = [
  'a job is created and deleted',
  'an update starts a new job',
  'a setting changes after the job has failed, so that a new job starts',
  'the job is removed and added again',
  'the stack is deleted while its job is created',
  'the sibling fails between the start of the job and the answer',
  'the sibling fails between the check of the stack and the start of the job',
  'an update is rolled back after its answer was read',
  'an update is rolled back, and its answer was not read',
  'an update is rolled back while it answers, and its answer was not read',
] satisfies ScheduleName[];
const WAITS = ['the deployment waits for a job', 'an update starts a new job that the deployment waits for'] satisfies ScheduleName[];

/** Runs a schedule with failures of some calls, by number; returns the number of calls and the violations. */
function run(name: ScheduleName, failures: ReadonlyMap<number, CallFailure>): { calls: number; violations: string[] } {
  const { operations, jobs, rules }: Plan = SCHEDULES[name];
  const director = new DirectedDirector({ operations, jobs, rules }, failures);
  const world = new World(director, HANDLER);
  director.watch(world);
  world.run();
  const where = [...failures].map(([call, { crash, error }]) => `${crash ?? error} at call ${call}`).join(', ');
  return { calls: director.calls.length, violations: world.judge.violations.map(({ guarantee, detail }) => `${where}: ${guarantee}: ${detail}`) };
}

describe.each([...PATHS, ...WAITS])('when %s', (name) => {
  const { calls } = run(name, new Map());

  test('every guarantee is kept if any call crashes', () => {
    const violations: string[] = [];
    for (let call = 1; call <= calls; call++) {
      for (const crash of CRASHES) {
        violations.push(...run(name, new Map([[call, { crash }]])).violations);
      }
    }
    expect(violations).toEqual([]);
  });

  test('every guarantee is kept if any call fails or gets no response', () => {
    const violations: string[] = [];
    for (let call = 1; call <= calls; call++) {
      for (const error of FAULTS) {
        violations.push(...run(name, new Map([[call, { error }]])).violations);
      }
    }
    expect(violations).toEqual([]);
  });
});

test.each(PATHS)('every guarantee is kept if any two calls crash when %s', (name) => {
  const violations: string[] = [];
  const { calls } = run(name, new Map());
  for (let first = 1; first <= calls; first++) {
    for (const crash of CRASHES) {
      const callsAfter = run(name, new Map([[first, { crash }]])).calls;
      for (let second = first + 1; second <= callsAfter; second++) {
        for (const secondCrash of CRASHES) {
          violations.push(...run(name, new Map([[first, { crash }], [second, { crash: secondCrash }]])).violations);
        }
      }
    }
  }
  expect(violations).toEqual([]);
});
