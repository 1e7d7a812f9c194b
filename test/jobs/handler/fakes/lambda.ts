import { SIGNATURE } from './requests';
import { Crash, FakeWorld, WORLDS } from './world';
import { handle, handleFailedEvent } from '../../../../src/jobs/handler/core';

const FUNCTION = 'handler';
const RETRY_SECONDS = [60, 120];

export type Ending = 'done' | 'crashed' | 'failed';

/** Delivers an event to the handler once. If `crashAt` is given, the handler crashes there: each call has a place before it and one in it. */
export function deliver(world: FakeWorld, event: unknown, crashAt?: number): Ending {
  return attempt(world, () => world.run(handle(event, { functionName: FUNCTION, kinds: world.kinds }), crashAt));
}

/** Delivers an event to the janitor once. */
export function deliverToJanitor(world: FakeWorld, event: unknown, crashAt?: number): Ending {
  return attempt(world, () => world.run(handleFailedEvent(event, { functionName: FUNCTION, kinds: world.kinds, cause: 'RetriesExhausted: it crashed' }), crashAt));
}

/** Delivers an event as Lambda does: two retries, then the janitor with two retries. Continuations are delivered in the same way. */
export function deliverWithRetries(world: FakeWorld, event: unknown, crashes: (number | undefined)[] = []): void {
  const remaining = [...crashes];
  const delays = [...RETRY_SECONDS, 0];
  let ending = deliver(world, event, remaining.shift());
  for (let retry = 0; ending !== 'done' && retry < 2; retry++) {
    world.now += delays[retry] * 1000;
    ending = deliver(world, event, remaining.shift());
  }
  for (let retry = 0; ending !== 'done' && retry < 3; retry++) {
    ending = deliverToJanitor(world, event, remaining.shift());
    world.now += delays[retry] * 1000;
  }
  for (let next = world.invoked.shift(); next; next = world.invoked.shift()) { deliverWithRetries(world, next, remaining); }
}

function attempt(world: FakeWorld, run: () => 'done' | 'crashed'): Ending {
  try {
    return run();
  } catch (error) {
    if (error instanceof Crash) { return 'crashed'; }
    world.errors.push(`${(error as Error).name}: ${(error as Error).message}`);
    return 'failed';
  }
}

afterEach(() => {
  for (const { lines, errors, bodies, calls, jobs, answers } of WORLDS.splice(0)) {
    const output = JSON.stringify([lines, errors, bodies, calls, [...jobs.values()]]);
    expect(output).not.toContain(SIGNATURE);
    expect(output).not.toMatch(/X-Amz-|cloudformation-custom-resource/i);
    expect(Math.max(0, ...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(4000);
    // all answers to a request have the same physical id
    const ids = new Set(answers.map(({ RequestId, PhysicalResourceId }) => `${RequestId} ${PhysicalResourceId}`));
    expect(ids.size).toBe(new Set(answers.map(({ RequestId }) => RequestId)).size);
  }
});
