import { load } from './load';
import { DirectedDirector, Misfortune, Plan } from './model/directed';
import { ServiceFault } from './model/director';
import { World } from './model/world';
import { ScheduleName, SCHEDULES } from './schedules';

const HANDLER = load();
const CRASHES = ['before', 'after', 'during'] as const;
const FAULTS: readonly ServiceFault[] = ['throttled', 'broken', 'broken after all', 'silent', 'silent, but done', 'silent, done later'];

/** The ways of an event through the handler; those with a job that is waited for have so many calls that their pairs are left to chance. */
const PATHS = [
  'a job is created and deleted',
  'an update trains anew',
  'a setting changes after the job has failed, so that it is trained again',
  'the job is removed and added again',
  'the stack is deleted while its job is created',
  'the sibling fails between the start of the job and the answer',
  'the sibling fails between the fence and the start of the job',
  'an update is rolled back after its answer was read',
  'an update is rolled back, and its answer was not read',
  'an update is rolled back while it answers, and its answer was not read',
] satisfies ScheduleName[];
const WAITS = ['a job is waited for', 'an update of waiting trains anew'] satisfies ScheduleName[];

/** How many calls are made, and what is broken. */
function run(name: ScheduleName, misfortunes: ReadonlyMap<number, Misfortune>): { calls: number; broken: string[] } {
  const { operations, jobs }: Plan = SCHEDULES[name];
  const rules = (SCHEDULES[name] as Plan).rules;
  const director = new DirectedDirector({ operations, jobs, rules }, misfortunes);
  const world = new World(director, HANDLER);
  director.watches(world);
  world.run();
  const where = [...misfortunes].map(([call, { crash, error }]) => `${crash ?? error} at call ${call}`).join(', ');
  return { calls: director.calls.length, broken: world.judge.breaches.map(({ promise, detail }) => `${where}: ${promise}: ${detail}`) };
}

describe.each([...PATHS, ...WAITS])('when %s', (name) => {
  const { calls } = run(name, new Map());

  test('one crash, anywhere, breaks nothing', () => {
    const broken: string[] = [];
    for (let call = 1; call <= calls; call++) {
      for (const crash of CRASHES) {
        broken.push(...run(name, new Map([[call, { crash }]])).broken);
      }
    }
    expect(broken).toEqual([]);
  });

  test('one call, any of them, that fails or is never answered breaks nothing', () => {
    const broken: string[] = [];
    for (let call = 1; call <= calls; call++) {
      for (const error of FAULTS) {
        broken.push(...run(name, new Map([[call, { error }]])).broken);
      }
    }
    expect(broken).toEqual([]);
  });
});

test.each(PATHS)('two crashes, anywhere, break nothing when %s', (name) => {
  const broken: string[] = [];
  const { calls } = run(name, new Map());
  for (let first = 1; first <= calls; first++) {
    for (const crash of CRASHES) {
      const after = run(name, new Map([[first, { crash }]])).calls;
      for (let second = first + 1; second <= after; second++) {
        for (const again of CRASHES) {
          broken.push(...run(name, new Map([[first, { crash }], [second, { crash: again }]])).broken);
        }
      }
    }
  }
  expect(broken).toEqual([]);
});
