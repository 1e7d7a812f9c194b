import { load } from './load';
import { DirectedDirector, Plan } from './model/directed';
import { Breach } from './model/judge';
import { Handler } from './model/lambda';
import { World } from './model/world';
import { MUTANTS } from './mutants';
import { ScheduleName, SCHEDULES } from './schedules';

const HANDLER = load();

interface Outcome {
  readonly director: DirectedDirector;
  readonly world: World;
}

function run(name: ScheduleName, handler: Handler): Outcome {
  const plan: Plan = SCHEDULES[name];
  const director = new DirectedDirector(plan);
  const world = new World(director, handler, { story: true });
  director.watches(world);
  world.run();
  return { director, world };
}

/** What is broken, with the story; nothing if nothing is. */
function told(breaches: readonly Breach[], { story }: World): string {
  return breaches.length === 0 ? '' : [...breaches.map(({ promise }) => promise), ...story].join('\n');
}

describe.each(Object.keys(SCHEDULES) as ScheduleName[])('when %s', (name) => {
  const { director, world } = run(name, HANDLER);

  test('every promise is kept', () => {
    expect(told(world.judge.breaches, world)).toBe('');
    expect(world.stack.status).toBe('DELETE_COMPLETE');
  });

  test('everything happens as it is told', () => {
    expect([...director.idle]).toEqual([]);
    expect(world.clock.inVain).toBe(0);
  });
});

describe.each(MUTANTS)('a handler without $without', ({ edits, dies, of }) => {
  test(`fails when ${dies}`, () => {
    const { world } = run(dies, load(edits));

    expect(world.judge.breaches.map(({ promise }) => promise)).toContain(of);
  });
});

test('an answer that comes too late for its URL is sent once, and no more', () => {
  const director = new DirectedDirector({
    operations: [{ do: 'create' }], rules: [{ of: '1 Create Job', step: 'answer', error: 'expired' }],
  });
  const world = new World(director, HANDLER);
  director.watches(world);
  world.run();

  const answers = director.calls.filter(({ step, request }) => step.do === 'answer' && request.title === '1 Create Job');
  expect(answers.map(({ invocation, nth }) => ({ invocation, nth }))).toEqual([{ invocation: 1, nth: 1 }]);
});
