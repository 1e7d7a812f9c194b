import { deliver, deliverWithRetries, deliverToJanitor } from './fakes/lambda';
import { A, B, creation, deletion, Event, nameOf, STACK_ID, update, waitRequest, newWorld } from './fakes/requests';
import { FakeWorld } from './fakes/world';

const INVENTED_ID = 'shop-Train4FD1-1ABCDEFGHIJK';

interface Path {
  readonly world: FakeWorld;
  readonly event: Event;
  /** Checks the result when nothing happens any more. */
  readonly check: () => void;
}

/** The paths of the handler. Each crash gets a path of its own. */
const PATHS: Record<string, () => Path> = {
  'a creation': () => {
    const world = newWorld();
    const event = creation(world);
    return {
      world,
      event,
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-1');
        expect(world.states()).toEqual({ 'A-1': 'InProgress' });
      },
    };
  },
  'a creation after a failed one': () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'Failed', { tags: { 'cdk:request-id': 'another' } });
    return {
      world,
      event: creation(world),
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-2');
        expect(world.states()).toEqual({ 'A-1': 'Failed', 'A-2': 'InProgress' });
      },
    };
  },
  'an update': () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    return {
      world,
      event: update(world, A, B, nameOf(A)),
      check: () => {
        expect(world.answer()).toBe('SUCCESS B-1');
        expect(world.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
      },
    };
  },
  'a rollback of an update whose answer was not read': () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.addJob(nameOf(B), 'InProgress');
    return {
      world,
      event: update(world, B, A, nameOf(A)),
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-1');
        expect(world.states()).toEqual({ 'A-1': 'InProgress', 'B-1': expect.stringMatching(/Stopp/) });
      },
    };
  },
  'a rollback of an update whose answer was read': () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.addJob(nameOf(B), 'InProgress');
    return {
      world,
      event: update(world, B, A, nameOf(B)),
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-1');
        expect(world.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
      },
    };
  },
  'an update back to an earlier identity': () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    world.addJob(nameOf(B), 'Completed');
    return {
      world,
      event: update(world, B, A, nameOf(B)),
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-1');
        expect(world.states()).toEqual({ 'A-1': 'Completed', 'B-1': 'Completed' });
      },
    };
  },
  'a late creation, after a delivery that crashed': () => {
    const world = newWorld('ROLLBACK_IN_PROGRESS');
    const event = creation(world);
    world.addJob(nameOf(A), 'InProgress', { tags: { 'cdk:request-id': event.RequestId } });
    return {
      world,
      event,
      check: () => {
        expect(world.answer()).toBe('FAILED A-1');
        expect(world.states()).toEqual({ 'A-1': expect.stringMatching(/Stopp/) });
      },
    };
  },
  'a wait for a job that fails': () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 60_000, endsAs: 'Failed' });
    return {
      world,
      event: waitRequest('Update', world, { PhysicalResourceId: 'TrainWait1' }),
      check: () => {
        expect(world.answer()).toBe('FAILED TrainWait1');
        expect(world.states()).toEqual({ 'A-1': 'Failed' });
      },
    };
  },
  'a deletion': () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    return {
      world,
      event: deletion(world, nameOf(A)),
      check: () => {
        expect(world.answer()).toBe('SUCCESS A-1');
        expect(world.states()).toEqual({ 'A-1': 'Stopped' });
      },
    };
  },
  'a wait': () => {
    const world = newWorld('CREATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 6 * 60_000, endsAs: 'Completed' });
    return {
      world,
      event: waitRequest('Create', world),
      check: () => {
        expect(world.answer()).toBe('SUCCESS TrainWait1');
        expect(world.states()).toEqual({ 'A-1': 'Completed' });
      },
    };
  },
};

describe.each(Object.keys(PATHS))('%s', (name) => {
  const path = PATHS[name];

  /** The number of places for a crash: before and in each call. */
  function places(): number {
    const { world, event } = path();
    deliverWithRetries(world, event);
    return 2 * world.calls.length;
  }

  test('has the right result without a crash', () => {
    const { world, event, check } = path();
    deliverWithRetries(world, event);
    check();
    expect(world.answers).toHaveLength(1);
  });

  test('16.-20. has the right result wherever it crashes once', () => {
    for (let first = 0; first < places(); first++) {
      const { world, event, check } = path();
      deliverWithRetries(world, event, [first]);
      check();
      expect(world.answers.length).toBeGreaterThan(0);
    }
  });

  test('21. has the right result wherever it crashes twice', () => {
    const count = places();
    for (let first = 0; first < count; first++) {
      for (let second = 0; second <= count; second++) {
        const { world, event, check } = path();
        deliverWithRetries(world, event, [first, second]);
        check();
      }
    }
  });

  test('22. is answered wherever it crashes three times', () => {
    const count = Math.min(places(), 10);
    for (let first = 0; first < count; first++) {
      for (let second = 0; second < count; second++) {
        for (let third = 0; third < count; third++) {
          const { world, event } = path();
          deliverWithRetries(world, event, [first, second, third]);
          expect(world.answers.length).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('a deployment that fails at any moment', () => {
  test('stops the job of a creation, wherever that crashes, and whether it is retried before or after the deletion', () => {
    for (let turn = 0; turn < 6; turn++) {
      for (let crash = 0; crash < 14; crash++) {
        for (const order of ['deletion first', 'retry first']) {
          const world = newWorld();
          const event = creation(world);
          world.before = () => { if (world.calls.length >= turn) { world.stack.status = 'ROLLBACK_IN_PROGRESS'; } };
          const outcome = deliver(world, event, crash);
          world.stack.status = 'ROLLBACK_IN_PROGRESS';
          const remove = () => deliverWithRetries(world, deletion(world, INVENTED_ID));
          const retry = () => { if (outcome !== 'done') { deliverWithRetries(world, event); } };
          for (const next of order === 'deletion first' ? [remove, retry] : [retry, remove]) { next(); }
          expect(Object.values(world.states())).not.toContain('InProgress');
          expect(world.answer()).toMatch(order === 'deletion first' && outcome !== 'done' ? /^FAILED A-1/ : /^SUCCESS shop-/);
        }
      }
    }
  });

  test('keeps the old job and stops the new one of an update, wherever that crashes, and whether it is retried before or after the rollback', () => {
    for (let turn = 0; turn < 6; turn++) {
      for (let crash = 0; crash < 14; crash++) {
        for (const order of ['rollback first', 'retry first']) {
          const world = newWorld('UPDATE_IN_PROGRESS');
          world.addJob(nameOf(A), 'InProgress', { tags: { 'cdk:request-id': 'the first' } });
          const event = update(world, A, B, nameOf(A));
          world.before = () => { if (world.calls.length >= turn) { world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS'; } };
          const outcome = deliver(world, event, crash);
          world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
          const rollback = update(world, B, A, nameOf(A));
          const rollBack = () => deliverWithRetries(world, rollback);
          const retry = () => { if (outcome !== 'done') { deliverWithRetries(world, event); } };
          const created = () => world.calls.filter((call) => call.startsWith('create-job')).length;
          for (const next of order === 'rollback first' ? [rollBack, retry] : [retry, rollBack]) { next(); }
          expect(world.states()).toEqual({ 'A-1': 'InProgress', ...(created() > 0 && 'B-1' in world.states() ? { 'B-1': expect.stringMatching(/Stopp/) } : {}) });
          const answered = world.answers.filter(({ RequestId }) => RequestId === rollback.RequestId);
          expect(answered.map(({ Status, PhysicalResourceId }) => [Status, world.short(PhysicalResourceId)])).toEqual([['SUCCESS', 'A-1']]);
        }
      }
    }
  });

  test('stops the new job of an update whose answer was read', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    deliverWithRetries(world, update(world, A, B, nameOf(A)));
    world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliverWithRetries(world, update(world, B, A, nameOf(B)));
    expect(world.answer()).toBe('SUCCESS A-1');
    world.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deliverWithRetries(world, deletion(world, nameOf(B), A, { StackId: STACK_ID }));
    expect(world.states()).toEqual({ 'A-1': 'Completed', 'B-1': 'Stopped' });
  });
});

test('23. the janitor is retried after a crash', () => {
  const world = newWorld();
  const event = creation(world);
  deliverWithRetries(world, event, [0, 0, 0, 1]);
  expect(world.answer()).toBe('FAILED A-1');
  expect(deliverToJanitor(world, event)).toBe('done');
});
