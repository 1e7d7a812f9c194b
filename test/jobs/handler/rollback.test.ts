import { deliver, lambda, sweep } from './fakes/lambda';
import { A, B, baseOf, creation, deletion, LOGICAL_ID, nameOf, PREFIX, STACK_ID, update, url, world } from './fakes/requests';
import { DENIED, remoteError, THROTTLED } from './fakes/world';
import { deriveBase } from '../../../src/jobs/handler/names';

const INVENTED = 'shop-Train4FD1-1ABCDEFGHIJK';
const tags = (requestId: string) => ({ tags: { 'cdk:request-id': requestId } });

describe('a sibling that fails during a creation', () => {
  test('56. before the job is started: none is', () => {
    const where = world('ROLLBACK_IN_PROGRESS');
    deliver(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', {}]);
    expect(where.answers[0].Reason).toBe('The stack is ROLLBACK_IN_PROGRESS: nothing is trained.');
  });

  test.each([['57. before the answer', 'create-job A-1'], ['58. right after the answer', 'answer']])('%s: the job is stopped', (_, moment) => {
    const where = world();
    where.after = (call) => { if (call === moment) { where.stack.status = 'ROLLBACK_IN_PROGRESS'; } };
    deliver(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'answer', 'describe-stack', 'stop-job A-1']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopping' }]);
  });

  test.each([['59. the stack rolls back', 'ROLLBACK_IN_PROGRESS'], ['60. the user deletes the stack', 'DELETE_IN_PROGRESS']])(
    '%s: the deletion with an invented id stops the derived job', (_, status) => {
      const where = world(status);
      where.addJob(nameOf(A), 'InProgress');
      deliver(where, deletion(where, INVENTED));
      expect(where.calls.slice(0, 7)).toEqual([
        'describe-stack', 'describe-job A-1', 'describe-job A-2', 'describe-job A-2', 'stop-job A-2', 'describe-job A-1', 'stop-job A-1',
      ]);
      expect([where.answer(), where.states()]).toEqual([`SUCCESS ${INVENTED}`, { 'A-1': 'Stopped' }]);
    });

  test('61. a creation that failed is deleted by its id', () => {
    const where = world();
    where.fail('create-job', remoteError('ValidationException', 'no'));
    deliver(where, creation(where));
    expect(where.answer()).toBe('FAILED A-1');
    where.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(where, deletion(where, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', {}]);
  });
});

describe('a rollback of an update', () => {
  test('stops what the update itself started, though it cannot be seen yet', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.after = (call) => { if (call === 'answer') { where.stack.status = 'UPDATE_ROLLBACK_COMPLETE'; } };
    where.fail('describe-job', remoteError('ValidationException', 'Requested resource not found.'));
    where.fail('stop-job', remoteError('ValidationException', 'Requested resource not found.'), 2);
    deliver(where, update(where, A, B, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopping' }]);
  });

  test('122. is not the update of the settings itself, delivered once more', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Failed', tags('the first'));
    const event = update(where, A, { ...A, Settings: {} }, nameOf(A));
    deliver(where, event);
    where.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliver(where, event);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-2', { 'A-1': 'Failed', 'A-2': 'Stopping' }]);
  });

  test.each(['62. after a sibling failed', '64. that the user cancelled'])('%s stops the job that CloudFormation never learned of', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    where.addJob(nameOf(B), 'InProgress', tags('the update'));
    deliver(where, update(where, B, A, nameOf(A)));
    expect(where.calls).toEqual([
      'describe-stack', 'describe-job B-1', 'describe-job B-2', 'stop-job B-1', 'stop-job B-2', 'answer',
    ]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'Stopping' }]);
  });

  test('62. stops the job that CloudFormation never learned of, though those before the old one were deleted by hand', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A, 2), 'Failed', tags('an earlier update'));
    where.addJob(nameOf(A, 3), 'InProgress', tags('the update'));
    deliver(where, update(where, { ...A, Settings: {} }, A, nameOf(A, 2)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-2', { 'A-2': 'Failed', 'A-3': 'Stopping' }]);
  });

  test('62. leaves the job in the last slot alone, after which there is none', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A, 99), 'InProgress', tags('the first'));
    deliver(where, update(where, { ...A, Settings: {} }, A, nameOf(A, 99)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-99', { 'A-99': 'InProgress' }]);
  });

  test('63. leaves the job that CloudFormation learned of to its deletion', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    where.addJob(nameOf(B), 'InProgress', tags('the update'));
    deliver(where, update(where, B, A, nameOf(B)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'InProgress' }]);
    where.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deliver(where, deletion(where, nameOf(B), B));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'A-1': 'Completed', 'B-1': 'Stopped' }]);
  });

  test('65. leaves the old job running', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, update(where, B, A, nameOf(B)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'list-tags A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('66. succeeds although the old job is gone, with its name, and the new one is deleted', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(B), 'InProgress');
    deliver(where, update(where, B, A, nameOf(B)));
    expect(where.answer()).toBe('SUCCESS A-1');
    where.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deliver(where, deletion(where, nameOf(B), B));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopped' }]);
  });

  test('67. never starts a job, whatever is there', () => {
    for (const given of [nameOf(A), nameOf(B), INVENTED]) {
      for (const status of ['InProgress', 'Completed', 'Failed', 'Stopped', undefined]) {
        const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
        if (status) { where.addJob(nameOf(A), status); }
        lambda(where, update(where, B, A, given));
        expect(where.calls.filter((call) => call.startsWith('create-job'))).toEqual([]);
        expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', status ? { 'A-1': status } : {}]);
      }
    }
  });

  test('succeeds although it may ask nothing of the service', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.fail('describe-job', DENIED);
    deliver(where, update(where, B, A, nameOf(B)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('succeeds at last although the service is throttled for ever', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.fail('describe-job', THROTTLED);
    lambda(where, update(where, B, A, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('succeeds if the old job is there, although the status of the stack may not be read', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    where.fail('describe-stack', remoteError('AccessDenied'));
    deliver(where, update(where, B, A, nameOf(B)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('22. is answered by the janitor like by the handler', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(B), 'InProgress');
    sweep(where, update(where, B, A, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'B-1': 'Stopping' }]);
  });
});

describe('other operations', () => {
  test('68. an update that changes nothing of the job writes nothing', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, update(where, A, { ...A, TimeoutSeconds: '1300' }, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('70. the clean-up of the old job leaves the new one alone', () => {
    const where = world('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.addJob(nameOf(B), 'InProgress');
    deliver(where, deletion(where, nameOf(A)));
    expect(where.calls.filter((call) => call.includes('B-'))).toEqual([]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped', 'B-1': 'InProgress' }]);
  });

  test('71. a creation that is tried again after one that failed trains in the next slot', () => {
    const where = world();
    where.addJob(nameOf(A), 'Failed', tags('the first'));
    deliver(where, creation(where));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-2', { 'A-1': 'Failed', 'A-2': 'InProgress' }]);
  });

  test.each([['Completed', 'A-1'], ['Stopped', 'A-2']])('72. a resource that is removed and added again, after %s, has %s', (status, name) => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), status, tags('the first'));
    deliver(where, creation(where));
    expect([where.answer(), where.states()]).toEqual([`SUCCESS ${name}`, { 'A-1': status, [name]: name === 'A-1' ? status : 'InProgress' }]);
  });

  test('73. a nested stack that is deleted three times succeeds each time', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    for (let time = 0; time < 3; time++) { deliver(where, deletion(where, nameOf(A))); }
    expect(where.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(where.states()).toEqual({ 'A-1': 'Stopped' });
  });

  test.each([
    ['74. in another Region', STACK_ID.replace('eu-west-1', 'us-east-1')],
    ['75. created anew', STACK_ID.replace('6f4a2b10', '00000000')],
    ['75. renamed', STACK_ID.replace('stack/shop', 'stack/store')],
  ])('a stack %s has other names', (_, stackId) => {
    const where = world();
    deliver(where, creation(where, A, { StackId: stackId }));
    expect(where.answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `${baseOf(A, stackId)}-1` });
    expect(baseOf(A, stackId)).not.toBe(baseOf(A));
    expect(Object.values(where.states())).toEqual(['InProgress']);
  });

  test('76. an import or a drift says nothing to the handler, and what is there is taken by the next update', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed');
    deliver(where, update(where, A, A, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('77. properties of the first schema have the same name for ever', () => {
    const where = world();
    deliver(where, creation(where, { ...A, SchemaVersion: 1, UnknownOption: 'of no consequence' }));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
    expect(deriveBase(PREFIX, STACK_ID, LOGICAL_ID, { Identity: A.Identity })).toBe('train-0a1b2c3d-30926b0c0a270cd4fe3e');
  });

  test('78. properties of a later schema are only answered or deleted by the id that is given', () => {
    const newer = { ...B, SchemaVersion: '2', Identity: 'something else' };
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(B), 'InProgress');
    deliver(where, update(where, A, newer, nameOf(B)));
    expect([where.calls, where.answer()]).toEqual([['describe-stack', 'answer'], 'SUCCESS B-1']);

    deliver(where, deletion(where, nameOf(B), newer));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopped' }]);

    where.stack.status = 'UPDATE_IN_PROGRESS';
    deliver(where, update(where, A, newer, nameOf(A)));
    expect(where.answer()).toBe('FAILED A-1');
    expect(where.answers.at(-1)!.Reason).toMatch(/SchemaVersion "2" is not one that this handler knows/);
  });
});

describe('clean-up, and what comes late', () => {
  test('119. the clean-up of the old job that carries the new properties leaves the new job alone', () => {
    const where = world('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.addJob(nameOf(B), 'InProgress');
    deliver(where, deletion(where, nameOf(A), B));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped', 'B-1': 'InProgress' }]);
  });

  test('120. a deletion that is older than its time-out is dropped', () => {
    const where = world('UPDATE_COMPLETE');
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, deletion(where, nameOf(A), A, { ResponseURL: url(where.now - 26 * 60_000) }));
    expect([where.calls, where.answers, where.states()]).toEqual([[], [], { 'A-1': 'InProgress' }]);
  });

  test.each(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
    'a deletion of an earlier operation, during %s, stops at most what it names', (status) => {
      const where = world(status);
      where.addJob(nameOf(A), 'Stopped');
      where.addJob(nameOf(A, 2), 'InProgress');
      const event = deletion(where, nameOf(A));
      where.now += 60_000;
      where.stack.updated = where.now - 10_000;
      deliver(where, event);
      expect([where.answer(), where.states()['A-2']]).toEqual(['SUCCESS A-1', status.startsWith('DELETE') ? 'Stopped' : 'InProgress']);
    });

  test.each([
    ['creation', 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
    ['creation', 'CREATE_IN_PROGRESS', 'CREATE_FAILED'],
    ['update', 'UPDATE_IN_PROGRESS', 'UPDATE_FAILED'],
  ])('124. a duplicate of a %s, when the stack is after %s in %s, stops nothing and has the same id', (type, before, after) => {
    const where = world(before);
    const event = type === 'creation' ? creation(where) : update(where, B, A, nameOf(B));
    deliver(where, event);
    where.stack.status = after;
    for (const again of [deliver, sweep]) {
      again(where, event);
      expect(where.answers.at(-1)).toEqual(where.answers[0]);
    }
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('125. after three crashes that followed the answer, the janitor leaves the live job alone', () => {
    const where = world();
    const event = creation(where);
    where.after = (call) => { if (call === 'answer') { where.stack.status = 'CREATE_COMPLETE'; } };
    lambda(where, event, [6, 6, 6]);
    expect(where.calls.filter((call) => call.startsWith('stop-job'))).toEqual([]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('126. an update that comes in the next operation starts nothing', () => {
    const where = world('UPDATE_IN_PROGRESS');
    const event = update(where, A, B, nameOf(A));
    where.now += 60_000;
    where.stack.updated = where.now - 30_000;
    deliver(where, event);
    expect(where.calls).toEqual(['describe-stack', 'describe-job B-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['FAILED B-1', {}]);
  });

  test.each([['UPDATE_ROLLBACK_IN_PROGRESS', 'InProgress'], ['UPDATE_IN_PROGRESS', 'InProgress'], ['DELETE_IN_PROGRESS', 'Stopping']])(
    '126. a late creation during %s stops nothing, unless everything goes', (status, state) => {
      const where = world();
      const event = creation(where);
      deliver(where, event);
      where.stack.status = status;
      where.now += 60_000;
      where.stack.updated = where.now - 30_000;
      deliver(where, event);
      expect(where.states()).toEqual({ 'A-1': state });
      expect(where.answers[1].PhysicalResourceId).toBe(where.answers[0].PhysicalResourceId);
    });

  test('a late creation of a job that may outlive its stack stops nothing when everything goes', () => {
    const where = world();
    const event = creation(where, { ...A, StopOnRemoval: 'false' });
    deliver(where, event);
    where.stack.status = 'DELETE_IN_PROGRESS';
    deliver(where, event);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', { 'A-1': 'InProgress' }]);
  });

  test('an update that starts its job only after the next operation began stops it', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.before = (call) => {
      if (call === 'create-job B-1') {
        where.now += 60_000;
        where.stack.updated = where.now - 5_000;
      }
    };
    deliver(where, update(where, A, B, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'Stopping' }]);
  });

  test('a job that failed after the request was made is taken, as another delivery may have taken it', () => {
    const where = world();
    const job = where.addJob(nameOf(A), 'InProgress', tags('another'));
    const event = creation(where);
    deliver(where, event);
    Object.assign(job, { status: 'Failed', ended: where.now + 1000 });
    where.now += 60_000;
    deliver(where, event);
    expect(where.answers[1]).toEqual(where.answers[0]);
    where.stack.status = 'CREATE_COMPLETE';
    deliver(where, event);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', { 'A-1': 'Failed' }]);
  });

  test('127. a call that never answers is made again, and the request is answered', () => {
    for (const step of ['describe-stack', 'create-job', 'answer'] as const) {
      const where = world();
      where.fail(step, remoteError('TimeoutError', 'no answer in time'), 1);
      deliver(where, creation(where));
      expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
    }
  });

  test('a young request that reads the stack as it was before looks again', () => {
    const where = world('UPDATE_COMPLETE');
    where.before = () => { if (where.calls.length === 1) { where.stack.status = 'UPDATE_IN_PROGRESS'; } };
    deliver(where, update(where, A, B, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-stack', 'create-job B-1', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS B-1', { 'B-1': 'InProgress' }]);
  });

  test('a stack whose status may not be read lets nothing start, and the answer says what is missing', () => {
    const where = world();
    where.fail('describe-stack', remoteError('AccessDenied', 'no'));
    deliver(where, creation(where));
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', {}]);
    expect(where.answers[0].Reason).toBe('The status of the stack cannot be read, so nothing is trained. '
      + 'AccessDenied: no (the handler\'s role needs cloudformation:DescribeStacks on the stack)');
  });

  test('a stack that is not there any more lets nothing start', () => {
    const where = world();
    where.fail('describe-stack', remoteError('ValidationError', 'Stack with id shop does not exist'));
    deliver(where, creation(where));
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', {}]);
  });
});
