import { deliver, lambda, sweep } from './fakes/lambda';
import { A, B, creation, deletion, Event, nameOf, STACK_ID, update, waiting, world } from './fakes/requests';
import { World } from './fakes/world';

const INVENTED = 'shop-Train4FD1-1ABCDEFGHIJK';

interface Path {
  readonly where: World;
  readonly event: Event;
  /** What must hold when everything is quiet. */
  readonly holds: () => void;
}

/** Every path of the handler, each made anew for each placement. */
const PATHS: Record<string, () => Path> = {
  'a creation': () => {
    const where = world();
    const event = creation(where);
    return {
      where,
      event,
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-1');
        expect(where.states()).toEqual({ 'A-1': 'InProgress' });
      },
    };
  },
  'a creation after a failed one': () => {
    const where = world();
    where.addJob(nameOf(A), 'Failed', { tags: { 'cdk:request-id': 'another' } });
    return {
      where,
      event: creation(where),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-2');
        expect(where.states()).toEqual({ 'A-1': 'Failed', 'A-2': 'InProgress' });
      },
    };
  },
  'an update': () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    return {
      where,
      event: update(where, A, B, nameOf(A)),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS B-1');
        expect(where.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
      },
    };
  },
  'a rollback of an update that CloudFormation never learned of': () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.addJob(nameOf(B), 'InProgress');
    return {
      where,
      event: update(where, B, A, nameOf(A)),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-1');
        expect(where.states()).toEqual({ 'A-1': 'InProgress', 'B-1': expect.stringMatching(/Stopp/) });
      },
    };
  },
  'a rollback of an update that CloudFormation learned of': () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.addJob(nameOf(B), 'InProgress');
    return {
      where,
      event: update(where, B, A, nameOf(B)),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-1');
        expect(where.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
      },
    };
  },
  'an update back to what was': () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    where.addJob(nameOf(B), 'Completed');
    return {
      where,
      event: update(where, B, A, nameOf(B)),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-1');
        expect(where.states()).toEqual({ 'A-1': 'Completed', 'B-1': 'Completed' });
      },
    };
  },
  'a creation that comes too late, after one that crashed': () => {
    const where = world('ROLLBACK_IN_PROGRESS');
    const event = creation(where);
    where.addJob(nameOf(A), 'InProgress', { tags: { 'cdk:request-id': event.RequestId } });
    return {
      where,
      event,
      holds: () => {
        expect(where.answer()).toBe('FAILED A-1');
        expect(where.states()).toEqual({ 'A-1': expect.stringMatching(/Stopp/) });
      },
    };
  },
  'a wait for a job that fails': () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 60_000, endsAs: 'Failed' });
    return {
      where,
      event: waiting('Update', where, { PhysicalResourceId: 'TrainWait1' }),
      holds: () => {
        expect(where.answer()).toBe('FAILED TrainWait1');
        expect(where.states()).toEqual({ 'A-1': 'Failed' });
      },
    };
  },
  'a deletion': () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    return {
      where,
      event: deletion(where, nameOf(A)),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS A-1');
        expect(where.states()).toEqual({ 'A-1': 'Stopped' });
      },
    };
  },
  'a wait': () => {
    const where = world('CREATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 6 * 60_000, endsAs: 'Completed' });
    return {
      where,
      event: waiting('Create', where),
      holds: () => {
        expect(where.answer()).toBe('SUCCESS TrainWait1');
        expect(where.states()).toEqual({ 'A-1': 'Completed' });
      },
    };
  },
};

describe.each(Object.keys(PATHS))('%s', (name) => {
  const path = PATHS[name];

  /** How many places there are: before and in the middle of each call. */
  function places(): number {
    const { where, event } = path();
    lambda(where, event);
    return 2 * where.calls.length;
  }

  test('ends well when nothing crashes', () => {
    const { where, event, holds } = path();
    lambda(where, event);
    holds();
    expect(where.answers).toHaveLength(1);
  });

  test('16.-20. ends well wherever it crashes once', () => {
    for (let first = 0; first < places(); first++) {
      const { where, event, holds } = path();
      lambda(where, event, [first]);
      holds();
      expect(where.answers.length).toBeGreaterThan(0);
    }
  });

  test('21. ends well wherever it crashes twice', () => {
    const most = places();
    for (let first = 0; first < most; first++) {
      for (let second = 0; second <= most; second++) {
        const { where, event, holds } = path();
        lambda(where, event, [first, second]);
        holds();
      }
    }
  });

  test('22. is answered wherever it crashes three times', () => {
    const most = Math.min(places(), 10);
    for (let first = 0; first < most; first++) {
      for (let second = 0; second < most; second++) {
        for (let third = 0; third < most; third++) {
          const { where, event } = path();
          lambda(where, event, [first, second, third]);
          expect(where.answers.length).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('a deployment that turns back at any moment', () => {
  test('leaves no job of a creation, wherever that crashes, and whether it is retried before the deletion or after it', () => {
    for (let turn = 0; turn < 6; turn++) {
      for (let crash = 0; crash < 14; crash++) {
        for (const order of ['deletion first', 'retry first']) {
          const where = world();
          const event = creation(where);
          where.before = () => { if (where.calls.length >= turn) { where.stack.status = 'ROLLBACK_IN_PROGRESS'; } };
          const outcome = deliver(where, event, crash);
          where.stack.status = 'ROLLBACK_IN_PROGRESS';
          const remove = () => lambda(where, deletion(where, INVENTED));
          const retry = () => { if (outcome !== 'done') { lambda(where, event); } };
          for (const next of order === 'deletion first' ? [remove, retry] : [retry, remove]) { next(); }
          expect(Object.values(where.states())).not.toContain('InProgress');
          expect(where.answer()).toMatch(order === 'deletion first' && outcome !== 'done' ? /^FAILED A-1/ : /^SUCCESS shop-/);
        }
      }
    }
  });

  test('leaves the old job and not the new one of an update, wherever that crashes and in whatever order things come', () => {
    for (let turn = 0; turn < 6; turn++) {
      for (let crash = 0; crash < 14; crash++) {
        for (const order of ['rollback first', 'retry first']) {
          const where = world('UPDATE_IN_PROGRESS');
          where.addJob(nameOf(A), 'InProgress', { tags: { 'cdk:request-id': 'the first' } });
          const event = update(where, A, B, nameOf(A));
          where.before = () => { if (where.calls.length >= turn) { where.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS'; } };
          const outcome = deliver(where, event, crash);
          where.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
          const rollback = update(where, B, A, nameOf(A));
          const rollBack = () => lambda(where, rollback);
          const retry = () => { if (outcome !== 'done') { lambda(where, event); } };
          const created = () => where.calls.filter((call) => call.startsWith('create-job')).length;
          for (const next of order === 'rollback first' ? [rollBack, retry] : [retry, rollBack]) { next(); }
          expect(where.states()).toEqual({ 'A-1': 'InProgress', ...(created() > 0 && 'B-1' in where.states() ? { 'B-1': expect.stringMatching(/Stopp/) } : {}) });
          const answered = where.answers.filter(({ RequestId }) => RequestId === rollback.RequestId);
          expect(answered.map(({ Status, PhysicalResourceId }) => [Status, where.short(PhysicalResourceId)])).toEqual([['SUCCESS', 'A-1']]);
        }
      }
    }
  });

  test('leaves no job of an update that CloudFormation learned of', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    lambda(where, update(where, A, B, nameOf(A)));
    where.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    lambda(where, update(where, B, A, nameOf(B)));
    expect(where.answer()).toBe('SUCCESS A-1');
    where.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    lambda(where, deletion(where, nameOf(B), A, { StackId: STACK_ID }));
    expect(where.states()).toEqual({ 'A-1': 'Completed', 'B-1': 'Stopped' });
  });
});

test('23. the janitor that crashes is tried again', () => {
  const where = world();
  const event = creation(where);
  lambda(where, event, [0, 0, 0, 1]);
  expect(where.answer()).toBe('FAILED A-1');
  expect(sweep(where, event)).toBe('done');
});
