import { deliver, lambda, sweep } from './fakes/lambda';
import { A, B, creation, deletion, nameOf, properties, request, update, url, waiting, world } from './fakes/requests';
import { DENIED } from './fakes/world';
import { handle } from '../../../src/jobs/handler/core';

const MINUTE = 60_000;

describe('deliveries of a request', () => {
  test('1. the same creation twice starts one job, with one id', () => {
    const where = world();
    const event = creation(where);
    deliver(where, event);
    deliver(where, event);
    expect(where.calls).toEqual([
      'describe-stack', 'create-job A-1', 'answer', 'describe-stack',
      'describe-stack', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack',
    ]);
    expect(where.answers[0]).toEqual(where.answers[1]);
    expect(where.answers[0]).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: nameOf(A),
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      Data: { TrainingJobArn: `arn:aws:sagemaker:eu-west-1:111122223333:training-job/${nameOf(A)}` },
    });
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('2. the same creation twice at once starts one job, which the slower one takes', () => {
    const where = world();
    const event = creation(where);
    let once = false;
    where.before = (call) => {
      if (call === 'create-job A-1' && !once) {
        once = true;
        deliver(where, event);
      }
    };
    deliver(where, event);
    expect(where.answers.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual(Array(2).fill(['SUCCESS', nameOf(A)]));
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('3. the same update twice starts one job', () => {
    const where = world('UPDATE_IN_PROGRESS');
    const event = update(where, A, B, nameOf(A));
    deliver(where, event);
    deliver(where, event);
    expect(where.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(where.states()).toEqual({ 'B-1': 'InProgress' });
  });

  test('4. the same deletion twice succeeds twice', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    const event = deletion(where, nameOf(A));
    deliver(where, event);
    deliver(where, event);
    expect(where.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(where.calls.filter((call) => call.startsWith('stop-job'))).toEqual(['stop-job A-1']);
    expect(where.states()).toEqual({ 'A-1': 'Stopped' });
  });

  test('5. a deletion before its creation leaves no job', () => {
    const where = world('ROLLBACK_IN_PROGRESS');
    const late = creation(where);
    deliver(where, deletion(where, 'shop-Train4FD1-1ABCDEFGHIJK'));
    expect(where.answer()).toBe('SUCCESS shop-Train4FD1-1ABCDEFGHIJK');
    deliver(where, late);
    expect(where.answer()).toBe('FAILED A-1');
    expect(where.states()).toEqual({});
  });

  test('6. a creation that is 25 minutes late is dropped; one without a date never is', () => {
    const where = world();
    const late = creation(where);
    const undated = creation(where, A, { ResponseURL: url(undefined) });
    where.now += 25 * MINUTE;
    deliver(where, late);
    expect(where.calls).toEqual([]);
    deliver(where, undated);
    expect(where.answer()).toBe('SUCCESS A-1');
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('7. a creation after the rollback is over starts nothing', () => {
    const where = world('ROLLBACK_COMPLETE');
    deliver(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect(where.answer()).toBe('FAILED A-1');
    expect(where.states()).toEqual({});
  });

  test('8. an update during the rollback starts nothing and stops nothing of others', () => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.addJob(nameOf(B), 'InProgress', { tags: { 'cdk:request-id': 'another' } });
    deliver(where, update(where, A, B, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job B-1', 'describe-job B-2', 'list-tags B-1', 'answer']);
    expect(where.answer()).toBe('SUCCESS B-1');
    expect(where.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
  });

  test('9. last week\'s creation during an update is dropped', () => {
    const where = world('UPDATE_IN_PROGRESS');
    deliver(where, creation(where, A, { ResponseURL: url(where.now - 7 * 24 * 60 * MINUTE) }));
    expect([where.calls, where.answers, where.states()]).toEqual([[], [], {}]);
  });

  test('10. the same baton twice gives the same answer', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 8 * MINUTE, endsAs: 'Completed' });
    deliver(where, waiting('Create', where));
    const baton = where.invoked.shift();
    deliver(where, baton);
    deliver(where, baton);
    expect(where.answers).toHaveLength(2);
    expect(where.answers[0]).toEqual(where.answers[1]);
    expect(where.answers[0].Status).toBe('SUCCESS');
    expect(where.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('11. the janitor\'s record of a request that was answered harms nothing', () => {
    const where = world();
    const event = creation(where);
    deliver(where, event);
    where.jobs.get(nameOf(A))!.status = 'Completed';
    where.stack.status = 'CREATE_COMPLETE';
    where.now += 3 * MINUTE;
    sweep(where, event);
    expect(where.calls.slice(4)).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'answer']);
    expect(where.answers[1]).toEqual(where.answers[0]);
    expect(where.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('12. fails for an event without a ResponseURL, and starts no job', () => {
    const where = world();
    const { ResponseURL: _, ...event } = creation(where);
    expect(() => where.run(handle(event, { functionName: 'handler' }))).toThrow('no request of CloudFormation');
    expect(() => where.run(handle('test', { functionName: 'handler' }))).toThrow('no request of CloudFormation');
    expect([where.calls, where.answers, where.states()]).toEqual([[], [], {}]);
  });

  test.each([
    ['no map of overrides', properties('1', { Overrides: '[1]' }), /Overrides/],
    ['overrides that are no JSON text', properties('1', { Overrides: '{"A":' }), /Overrides/],
  ])('13. fails, with the id of its slot, for %s', (_, props, reason) => {
    const where = world();
    deliver(where, creation(where, props));
    expect(where.calls).toEqual(['describe-stack', 'answer']);
    expect(where.answers).toEqual([expect.objectContaining({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^train-0a1b2c3d-[0-9a-f]{20}-1$/) })]);
    expect(where.answers[0].Reason).toMatch(reason);
    expect(where.states()).toEqual({});
  });

  test.each([
    ['no map of an identity', { ...A, Identity: 'text' }],
    ['no map of settings', { ...A, Settings: ['text'] }],
    ['no prefix', { ...A, NamePrefix: undefined }],
    ['a prefix that is none', { ...A, NamePrefix: 'Train_1' }],
    ['no properties', {}],
  ])('13. fails, with an id, for %s', (_, props) => {
    const where = world();
    const event = creation(where, props as any);
    deliver(where, event);
    expect(where.calls).toEqual(['describe-stack', 'answer']);
    expect(where.answers).toEqual([expect.objectContaining({ Status: 'FAILED', PhysicalResourceId: event.LogicalResourceId })]);

    where.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(where, deletion(where, event.LogicalResourceId, props as any));
    expect(where.answer()).toBe(`SUCCESS ${event.LogicalResourceId}`);
    expect(where.states()).toEqual({});
  });

  test('14. fails for an unknown type of request', () => {
    const where = world();
    deliver(where, request('Refresh', where, { PhysicalResourceId: nameOf(A) }));
    expect(where.calls).toEqual(['answer']);
    expect([where.answer(), where.answers[0].Reason, where.states()]).toEqual(['FAILED A-1', 'RequestType "Refresh" is unknown', {}]);
  });

  test('15. fails for an unknown type of resource, whose deletion succeeds', () => {
    const where = world();
    deliver(where, creation(where, A, { ResourceType: 'Custom::Other' }));
    expect([where.answer(), where.answers[0].Reason]).toEqual(['FAILED Train4FD1', 'ResourceType "Custom::Other" is unknown']);
    deliver(where, deletion(where, 'other', A, { ResourceType: 'Custom::Other' }));
    expect(where.answer()).toBe('SUCCESS other');
    expect([where.calls, where.states()]).toEqual([['answer', 'answer'], {}]);
  });
});

describe('run time', () => {
  test('24. a wait never runs into Lambda\'s limit, and one that is cut off all the same goes on', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    const from = where.now;
    const event = waiting('Create', where);
    deliver(where, event);
    expect(where.now - from).toBeLessThanOrEqual(5 * MINUTE);
    expect(where.invoked).toHaveLength(1);

    expect(deliver(where, where.invoked.shift(), 7)).toBe('crashed');
    where.jobs.get(nameOf(A))!.status = 'Completed';
    deliver(where, event);
    expect(where.answer()).toBe('SUCCESS TrainWait1');
    expect(where.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('25. running out of memory is a crash like any other', () => {
    const where = world();
    lambda(where, creation(where), [3]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('27. a baton that is throttled is handed on later, and at last by another delivery', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 8 * MINUTE, endsAs: 'Completed' });
    where.fail('invoke', { ...DENIED, name: 'TooManyRequestsException', message: 'Rate exceeded', statusCode: 429 } as any, 2);
    const event = waiting('Create', where);
    deliver(where, event);
    expect(where.calls.filter((call) => call === 'invoke')).toHaveLength(3);
    expect(where.invoked).toHaveLength(1);

    where.fail('invoke', Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' }));
    const other = world();
    other.addJob(nameOf(A), 'InProgress');
    other.faults.push(...where.faults);
    expect(deliver(other, waiting('Create', other))).toBe('failed');
    expect([other.answers, other.states()]).toEqual([[], { 'A-1': 'InProgress' }]);
  });

  test('28. fails with its cause if it may not invoke itself', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    where.fail('invoke', DENIED);
    deliver(where, waiting('Create', where));
    expect(where.answer()).toBe('FAILED TrainWait1');
    expect(where.answers[0].Reason).toMatch(/AccessDeniedException.*needs lambda:InvokeFunction on the handler itself/);
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('29. a baton that Lambda takes for a loop is answered by the janitor', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, waiting('Create', where));
    sweep(where, where.invoked.shift());
    expect(where.answer()).toBe('FAILED TrainWait1');
    expect(where.answers[0].Reason).toContain('RetriesExhausted: it crashed');
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([-5, 5])('31. a clock that is %i minutes off does not drop a request', (minutes) => {
    const where = world();
    const event = creation(where, A, { ResponseURL: url(where.now - minutes * MINUTE) });
    where.stack.created = where.now - minutes * MINUTE - 1000;
    where.fail('create-job', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }), 3);
    deliver(where, event);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);

    const late = world();
    const old = creation(late);
    late.now += (15 + minutes) * MINUTE;
    deliver(late, old);
    expect(late.answer()).toBe('SUCCESS A-1');
  });

  test('32. a cold start of ten seconds changes nothing', () => {
    const where = world();
    const event = creation(where);
    where.now += 10_000;
    deliver(where, event);
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });
});
