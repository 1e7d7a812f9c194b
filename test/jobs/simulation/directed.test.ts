import { load } from './load';
import { DirectedDirector, Plan } from './model/directed';
import { Violation } from './model/judge';
import { Handler } from './model/lambda';
import { World } from './model/world';
import { MUTANTS } from './mutants';
import { ScheduleName, SCHEDULES } from './schedules';

const HANDLER = load();

interface Result {
  readonly director: DirectedDirector;
  readonly world: World;
}

function run(plan: Plan, handler: Handler): Result {
  const director = new DirectedDirector(plan);
  const world = new World(director, handler, { tracing: true });
  director.watch(world);
  world.run();
  return { director, world };
}

/** The violations and the trace; an empty text if there are no violations. */
function report(violations: readonly Violation[], { trace }: World): string {
  return violations.length === 0 ? '' : [...violations.map(({ guarantee }) => guarantee), ...trace].join('\n');
}

describe.each(Object.keys(SCHEDULES) as ScheduleName[])('when %s', (name) => {
  const { director, world } = run(SCHEDULES[name], HANDLER);

  test('every guarantee is kept', () => {
    expect(report(world.judge.violations, world)).toBe('');
    expect(world.stack.status).toBe('DELETE_COMPLETE');
  });

  test('everything in the plan happens', () => {
    expect([...director.unusedRules]).toEqual([]);
    expect(world.clock.unmetWaits).toBe(0);
  });
});

describe.each(MUTANTS)('a handler without $without', ({ edits, dies, of }) => {
  test(`fails when ${dies}`, () => {
    const { world } = run(SCHEDULES[dies], load(edits));

    expect(world.judge.violations.map(({ guarantee }) => guarantee)).toContain(of);
  });
});

test('an answer that comes after its URL has expired is sent only once', () => {
  const { director } = run({ operations: [{ do: 'create' }], rules: [{ of: '1 Create Job', step: 'answer', error: 'expired' }] }, HANDLER);

  const answers = director.calls.filter(({ step, request }) => step.do === 'answer' && request.title === '1 Create Job');
  expect(answers.map(({ invocation, nth }) => ({ invocation, nth }))).toEqual([{ invocation: 1, nth: 1 }]);
});
