import { deliver, deliverWithRetries, deliverToJanitor } from './fakes/lambda';
import { A, B, baseOf, creation, deletion, LOGICAL_ID, nameOf, PREFIX, STACK_ID, update, url, newWorld } from './fakes/requests';
import { DENIED, remoteError, THROTTLED } from './fakes/world';
import { deriveBaseName } from '../../../src/jobs/handler/names';

const INVENTED_ID = 'shop-Train4FD1-1ABCDEFGHIJK';
const tags = (requestId: string) => ({ tags: { 'cdk:request-id': requestId } });

describe('if a sibling fails during a creation', () => {
  test('56. before the start: no job starts', () => {
    const world = newWorld('ROLLBACK_IN_PROGRESS');
    deliver(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', {}]);
    expect(world.answers[0].Reason).toBe('The stack is ROLLBACK_IN_PROGRESS, so no job is started.');
  });

  test.each([['57. before the answer', 'create-job A-1'], ['58. right after the answer', 'answer']])('%s: the job is stopped', (_, moment) => {
    const world = newWorld();
    world.after = (call) => { if (call === moment) { world.stack.status = 'ROLLBACK_IN_PROGRESS'; } };
    deliver(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'answer', 'describe-stack', 'stop-job A-1']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopping' }]);
  });

  test.each([['59. if the stack rolls back', 'ROLLBACK_IN_PROGRESS'], ['60. if the user deletes the stack', 'DELETE_IN_PROGRESS']])(
    '%s, the deletion with an invented physical id stops the job with the derived name', (_, status) => {
      const world = newWorld(status);
      world.addJob(nameOf(A), 'InProgress');
      deliver(world, deletion(world, INVENTED_ID));
      expect(world.calls.slice(0, 7)).toEqual([
        'describe-stack', 'describe-job A-1', 'describe-job A-2', 'describe-job A-2', 'stop-job A-2', 'describe-job A-1', 'stop-job A-1',
      ]);
      expect([world.answer(), world.states()]).toEqual([`SUCCESS ${INVENTED_ID}`, { 'A-1': 'Stopped' }]);
    });

  test('61. a creation that failed can be deleted', () => {
    const world = newWorld();
    world.fail('create-job', remoteError('ValidationException', 'no'));
    deliver(world, creation(world));
    expect(world.answer()).toBe('FAILED A-1');
    world.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(world, deletion(world, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', {}]);
  });
});

describe('a rollback of an update', () => {
  test('stops the job that the update started, although it is not found yet', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.after = (call) => { if (call === 'answer') { world.stack.status = 'UPDATE_ROLLBACK_COMPLETE'; } };
    world.fail('describe-job', remoteError('ValidationException', 'Requested resource not found.'));
    world.fail('stop-job', remoteError('ValidationException', 'Requested resource not found.'), 2);
    deliver(world, update(world, A, B, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopping' }]);
  });

  test('122. differs from an update of settings that is delivered once more', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Failed', tags('the first'));
    const event = update(world, A, { ...A, Settings: {} }, nameOf(A));
    deliver(world, event);
    world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliver(world, event);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-2', { 'A-1': 'Failed', 'A-2': 'Stopping' }]);
  });

  test.each(['62. after a sibling failed', '64. that the user canceled'])('%s stops the new job if the answer of the update was not read', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    world.addJob(nameOf(B), 'InProgress', tags('the update'));
    deliver(world, update(world, B, A, nameOf(A)));
    expect(world.calls).toEqual([
      'describe-stack', 'describe-job B-1', 'describe-job B-2', 'stop-job B-1', 'stop-job B-2', 'answer',
    ]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'Stopping' }]);
  });

  test('62. stops the new job, although the jobs in the slots before the old one were deleted by hand', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A, 2), 'Failed', tags('an earlier update'));
    world.addJob(nameOf(A, 3), 'InProgress', tags('the update'));
    deliver(world, update(world, { ...A, Settings: {} }, A, nameOf(A, 2)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-2', { 'A-2': 'Failed', 'A-3': 'Stopping' }]);
  });

  test('62. does not stop the old job in the last slot', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A, 99), 'InProgress', tags('the first'));
    deliver(world, update(world, { ...A, Settings: {} }, A, nameOf(A, 99)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-99', { 'A-99': 'InProgress' }]);
  });

  test('63. leaves the new job to its deletion if the answer of the update was read', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    world.addJob(nameOf(B), 'InProgress', tags('the update'));
    deliver(world, update(world, B, A, nameOf(B)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'InProgress' }]);
    world.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deliver(world, deletion(world, nameOf(B), B));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'A-1': 'Completed', 'B-1': 'Stopped' }]);
  });

  test('65. does not stop the old job', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, update(world, B, A, nameOf(B)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'list-tags A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('66. succeeds with the name of the old job although that was deleted, and the new job is stopped', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(B), 'InProgress');
    deliver(world, update(world, B, A, nameOf(B)));
    expect(world.answer()).toBe('SUCCESS A-1');
    world.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deliver(world, deletion(world, nameOf(B), B));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopped' }]);
  });

  test('67. never starts a job, whatever jobs exist', () => {
    for (const physicalId of [nameOf(A), nameOf(B), INVENTED_ID]) {
      for (const status of ['InProgress', 'Completed', 'Failed', 'Stopped', undefined]) {
        const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
        if (status) { world.addJob(nameOf(A), status); }
        deliverWithRetries(world, update(world, B, A, physicalId));
        expect(world.calls.filter((call) => call.startsWith('create-job'))).toEqual([]);
        expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', status ? { 'A-1': status } : {}]);
      }
    }
  });

  test('succeeds although all calls to the service are denied', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.fail('describe-job', DENIED);
    deliver(world, update(world, B, A, nameOf(B)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('succeeds in the end although the service throttles for ever', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.fail('describe-job', THROTTLED);
    deliverWithRetries(world, update(world, B, A, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('succeeds with the old job although the status of the stack cannot be read', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    world.fail('describe-stack', remoteError('AccessDenied'));
    deliver(world, update(world, B, A, nameOf(B)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('22. gets the same answer from the janitor as from the handler', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(B), 'InProgress');
    deliverToJanitor(world, update(world, B, A, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'B-1': 'Stopping' }]);
  });
});

describe('other operations', () => {
  test('68. an update that does not change the job writes nothing', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, update(world, A, { ...A, TimeoutSeconds: '1300' }, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('70. the clean-up of the old job does not stop the new one', () => {
    const world = newWorld('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.addJob(nameOf(B), 'InProgress');
    deliver(world, deletion(world, nameOf(A)));
    expect(world.calls.filter((call) => call.includes('B-'))).toEqual([]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped', 'B-1': 'InProgress' }]);
  });

  test('71. a creation after one that failed starts a job in the next slot', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'Failed', tags('the first'));
    deliver(world, creation(world));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-2', { 'A-1': 'Failed', 'A-2': 'InProgress' }]);
  });

  test.each([['Completed', 'A-1'], ['Stopped', 'A-2']])('72. a resource that is removed and added again, with a job that is %s, uses %s', (status, name) => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), status, tags('the first'));
    deliver(world, creation(world));
    expect([world.answer(), world.states()]).toEqual([`SUCCESS ${name}`, { 'A-1': status, [name]: name === 'A-1' ? status : 'InProgress' }]);
  });

  test('73. a nested stack that is deleted three times succeeds each time', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    for (let time = 0; time < 3; time++) { deliver(world, deletion(world, nameOf(A))); }
    expect(world.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(world.states()).toEqual({ 'A-1': 'Stopped' });
  });

  test.each([
    ['74. in another Region', STACK_ID.replace('eu-west-1', 'us-east-1')],
    ['75. created anew', STACK_ID.replace('6f4a2b10', '00000000')],
    ['75. renamed', STACK_ID.replace('stack/shop', 'stack/store')],
  ])('a stack %s has other names', (_, stackId) => {
    const world = newWorld();
    deliver(world, creation(world, A, { StackId: stackId }));
    expect(world.answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `${baseOf(A, stackId)}-1` });
    expect(baseOf(A, stackId)).not.toBe(baseOf(A));
    expect(Object.values(world.states())).toEqual(['InProgress']);
  });

  test('76. the update after an import or a drift uses the existing job', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed');
    deliver(world, update(world, A, A, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('77. properties of the first schema always give the same name', () => {
    const world = newWorld();
    deliver(world, creation(world, { ...A, SchemaVersion: 1, UnknownOption: 'ignored' }));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
    expect(deriveBaseName(PREFIX, STACK_ID, LOGICAL_ID, { Identity: A.Identity })).toBe('train-0a1b2c3d-30926b0c0a270cd4fe3e');
  });

  test('78. properties of a later schema are answered or deleted by the physical id only', () => {
    const newer = { ...B, SchemaVersion: '2', Identity: 'something else' };
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(B), 'InProgress');
    deliver(world, update(world, A, newer, nameOf(B)));
    expect([world.calls, world.answer()]).toEqual([['describe-stack', 'answer'], 'SUCCESS B-1']);

    deliver(world, deletion(world, nameOf(B), newer));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopped' }]);

    world.stack.status = 'UPDATE_IN_PROGRESS';
    deliver(world, update(world, A, newer, nameOf(A)));
    expect(world.answer()).toBe('FAILED A-1');
    expect(world.answers.at(-1)!.Reason).toMatch(/The handler does not know SchemaVersion "2"/);
  });
});

describe('clean-up and late requests', () => {
  test('119. the clean-up of the old job that carries the new properties does not stop the new job', () => {
    const world = newWorld('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.addJob(nameOf(B), 'InProgress');
    deliver(world, deletion(world, nameOf(A), B));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped', 'B-1': 'InProgress' }]);
  });

  test('120. a deletion that is older than its timeout is ignored', () => {
    const world = newWorld('UPDATE_COMPLETE');
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, deletion(world, nameOf(A), A, { ResponseURL: url(world.now - 26 * 60_000) }));
    expect([world.calls, world.answers, world.states()]).toEqual([[], [], { 'A-1': 'InProgress' }]);
  });

  test.each(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
    'a deletion of an earlier operation, during %s, stops at most the job of its physical id', (status) => {
      const world = newWorld(status);
      world.addJob(nameOf(A), 'Stopped');
      world.addJob(nameOf(A, 2), 'InProgress');
      const event = deletion(world, nameOf(A));
      world.now += 60_000;
      world.stack.updated = world.now - 10_000;
      deliver(world, event);
      expect([world.answer(), world.states()['A-2']]).toEqual(['SUCCESS A-1', status.startsWith('DELETE') ? 'Stopped' : 'InProgress']);
    });

  test.each([
    ['creation', 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
    ['creation', 'CREATE_IN_PROGRESS', 'CREATE_FAILED'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_FAILED'],
  ])('124. a duplicate of a %s, when the stack has changed from %s to %s, stops nothing and has the same physical id', (type, before, after) => {
    const world = newWorld(before);
    const event = type === 'creation' ? creation(world) : update(world, B, A, nameOf(B));
    deliver(world, event);
    world.stack.status = after;
    for (const again of [deliver, deliverToJanitor]) {
      again(world, event);
      expect(world.answers.at(-1)).toEqual(world.answers[0]);
    }
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('125. after three crashes that follow the answer, the janitor does not stop the running job', () => {
    const world = newWorld();
    const event = creation(world);
    world.after = (call) => { if (call === 'answer') { world.stack.status = 'CREATE_COMPLETE'; } };
    deliverWithRetries(world, event, [6, 6, 6]);
    expect(world.calls.filter((call) => call.startsWith('stop-job'))).toEqual([]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('126. an update that is delivered in the next operation starts nothing', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    const event = update(world, A, B, nameOf(A));
    world.now += 60_000;
    world.stack.updated = world.now - 30_000;
    deliver(world, event);
    expect(world.calls).toEqual(['describe-stack', 'describe-job B-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['FAILED B-1', {}]);
  });

  test.each([['UPDATE_ROLLBACK_IN_PROGRESS', 'InProgress'], ['UPDATE_IN_PROGRESS', 'InProgress'], ['DELETE_IN_PROGRESS', 'Stopping']])(
    '126. a late creation during %s stops nothing, unless the stack is deleted', (status, state) => {
      const world = newWorld();
      const event = creation(world);
      deliver(world, event);
      world.stack.status = status;
      world.now += 60_000;
      world.stack.updated = world.now - 30_000;
      deliver(world, event);
      expect(world.states()).toEqual({ 'A-1': state });
      expect(world.answers[1].PhysicalResourceId).toBe(world.answers[0].PhysicalResourceId);
    });

  test('a late creation of a job that is kept on removal stops nothing when the stack is deleted', () => {
    const world = newWorld();
    const event = creation(world, { ...A, StopOnRemoval: 'false' });
    deliver(world, event);
    world.stack.status = 'DELETE_IN_PROGRESS';
    deliver(world, event);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', { 'A-1': 'InProgress' }]);
  });

  test('an update stops the job that it starts after the next operation has begun', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.before = (call) => {
      if (call === 'create-job B-1') {
        world.now += 60_000;
        world.stack.updated = world.now - 5_000;
      }
    };
    deliver(world, update(world, A, B, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopping' }]);
  });

  test('a job that failed after the request was made is used, because another delivery may have answered with it', () => {
    const world = newWorld();
    const job = world.addJob(nameOf(A), 'InProgress', tags('another'));
    const event = creation(world);
    deliver(world, event);
    Object.assign(job, { status: 'Failed', ended: world.now + 1000 });
    world.now += 60_000;
    deliver(world, event);
    expect(world.answers[1]).toEqual(world.answers[0]);
    world.stack.status = 'CREATE_COMPLETE';
    deliver(world, event);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', { 'A-1': 'Failed' }]);
  });

  test('127. a call that never responds is retried, and the request is answered', () => {
    for (const step of ['describe-stack', 'create-job', 'answer'] as const) {
      const world = newWorld();
      world.fail(step, remoteError('TimeoutError', 'no answer in time'), 1);
      deliver(world, creation(world));
      expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
    }
  });

  test('a new request reads the stack again if it reads the status before the operation', () => {
    const world = newWorld('UPDATE_COMPLETE');
    world.before = () => { if (world.calls.length === 1) { world.stack.status = 'UPDATE_IN_PROGRESS'; } };
    deliver(world, update(world, A, B, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-stack', 'create-job B-1', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'InProgress' }]);
  });

  test('nothing starts if the status of the stack cannot be read, and the answer names the missing permission', () => {
    const world = newWorld();
    world.fail('describe-stack', remoteError('AccessDenied', 'no'));
    deliver(world, creation(world));
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', {}]);
    expect(world.answers[0].Reason).toBe('The status of the stack cannot be read, so no job is started. '
      + 'AccessDenied: no (the role of the handler needs cloudformation:DescribeStacks on the stack)');
  });

  test('nothing starts if the stack no longer exists', () => {
    const world = newWorld();
    world.fail('describe-stack', remoteError('ValidationError', 'Stack with id shop does not exist'));
    deliver(world, creation(world));
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', {}]);
  });
});
