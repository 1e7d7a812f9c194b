import { SIGNATURE } from './requests';
import { Crash, World, WORLDS } from './world';
import { clean, handle } from '../../../../src/jobs/handler/core';

const FUNCTION = 'handler';
const RETRY_SECONDS = [60, 120];

/** One delivery to the handler; it crashes after that many halves of calls, if it is said, or fails. */
export function deliver(where: World, event: unknown, crashAt?: number): 'done' | 'crashed' | 'failed' {
  return attempt(where, () => where.run(handle(event, { functionName: FUNCTION }), crashAt));
}

/** One delivery to the janitor. */
export function sweep(where: World, event: unknown, crashAt?: number): 'done' | 'crashed' | 'failed' {
  return attempt(where, () => where.run(clean(event, { functionName: FUNCTION, cause: 'RetriesExhausted: it crashed' }), crashAt));
}

/** What Lambda does with an asynchronous event: two retries, then the janitor, with two retries too; batons likewise. */
export function lambda(where: World, event: unknown, crashes: (number | undefined)[] = []): void {
  const left = [...crashes];
  const delays = [...RETRY_SECONDS, 0];
  let outcome = deliver(where, event, left.shift());
  for (let retry = 0; outcome !== 'done' && retry < 2; retry++) {
    where.now += delays[retry] * 1000;
    outcome = deliver(where, event, left.shift());
  }
  for (let retry = 0; outcome !== 'done' && retry < 3; retry++) {
    outcome = sweep(where, event, left.shift());
    where.now += delays[retry] * 1000;
  }
  for (let baton = where.invoked.shift(); baton; baton = where.invoked.shift()) { lambda(where, baton, left); }
}

function attempt(where: World, run: () => 'done' | 'crashed'): 'done' | 'crashed' | 'failed' {
  try {
    return run();
  } catch (error) {
    if (error instanceof Crash) { return 'crashed'; }
    where.errors.push(`${(error as Error).name}: ${(error as Error).message}`);
    return 'failed';
  }
}

afterEach(() => {
  for (const { lines, errors, bodies, calls, jobs, answers } of WORLDS.splice(0)) {
    const said = JSON.stringify([lines, errors, bodies, calls, [...jobs.values()]]);
    expect(said).not.toContain(SIGNATURE);
    expect(said).not.toMatch(/X-Amz-|cloudformation-custom-resource/i);
    expect(Math.max(0, ...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(4000);
    // all answers to a request have the same id
    const ids = new Set(answers.map(({ RequestId, PhysicalResourceId }) => `${RequestId} ${PhysicalResourceId}`));
    expect(ids.size).toBe(new Set(answers.map(({ RequestId }) => RequestId)).size);
  }
});
