import { deliver, deliverWithRetries, deliverToJanitor } from './fakes/lambda';
import { A, B, creation, deletion, nameOf, properties, request, update, url, waitRequest, newWorld } from './fakes/requests';
import { DENIED } from './fakes/world';
import { handle } from '../../../src/jobs/handler/core';
import { JOB_KINDS } from '../../../src/jobs/kinds';

const MINUTE = 60_000;

describe('deliveries of a request', () => {
  test('1. the same creation twice starts one job, with one physical id', () => {
    const world = newWorld();
    const event = creation(world);
    deliver(world, event);
    deliver(world, event);
    expect(world.calls).toEqual([
      'describe-stack', 'create-job A-1', 'answer', 'describe-stack',
      'describe-stack', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack',
    ]);
    expect(world.answers[0]).toEqual(world.answers[1]);
    expect(world.answers[0]).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: nameOf(A),
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      Data: { TrainingJobArn: `arn:aws:sagemaker:eu-west-1:111122223333:training-job/${nameOf(A)}` },
    });
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('2. the same creation twice at the same time starts one job, which the slower delivery uses', () => {
    const world = newWorld();
    const event = creation(world);
    let once = false;
    world.before = (call) => {
      if (call === 'create-job A-1' && !once) {
        once = true;
        deliver(world, event);
      }
    };
    deliver(world, event);
    expect(world.answers.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual(Array(2).fill(['SUCCESS', nameOf(A)]));
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('3. the same update twice starts one job', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    const event = update(world, A, B, nameOf(A));
    deliver(world, event);
    deliver(world, event);
    expect(world.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(world.states()).toEqual({ 'B-1': 'InProgress' });
  });

  test('4. the same deletion twice succeeds twice', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    const event = deletion(world, nameOf(A));
    deliver(world, event);
    deliver(world, event);
    expect(world.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(world.calls.filter((call) => call.startsWith('stop-job'))).toEqual(['stop-job A-1']);
    expect(world.states()).toEqual({ 'A-1': 'Stopped' });
  });

  test('5. a creation that is processed after its deletion starts no job', () => {
    const world = newWorld('ROLLBACK_IN_PROGRESS');
    const late = creation(world);
    deliver(world, deletion(world, 'shop-Train4FD1-1ABCDEFGHIJK'));
    expect(world.answer()).toBe('SUCCESS shop-Train4FD1-1ABCDEFGHIJK');
    deliver(world, late);
    expect(world.answer()).toBe('FAILED A-1');
    expect(world.states()).toEqual({});
  });

  test('6. a creation that is 25 minutes late is ignored, but never one without a date', () => {
    const world = newWorld();
    const late = creation(world);
    const undated = creation(world, A, { ResponseURL: url(undefined) });
    world.now += 25 * MINUTE;
    deliver(world, late);
    expect(world.calls).toEqual([]);
    deliver(world, undated);
    expect(world.answer()).toBe('SUCCESS A-1');
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('7. a creation after the rollback has finished starts nothing', () => {
    const world = newWorld('ROLLBACK_COMPLETE');
    deliver(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect(world.answer()).toBe('FAILED A-1');
    expect(world.states()).toEqual({});
  });

  test('8. an update during the rollback starts nothing, and stops no job of another request', () => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.addJob(nameOf(B), 'InProgress', { tags: { 'cdk:request-id': 'another' } });
    deliver(world, update(world, A, B, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job B-1', 'describe-job B-2', 'list-tags B-1', 'answer']);
    expect(world.answer()).toBe('SUCCESS B-1');
    expect(world.states()).toEqual({ 'A-1': 'InProgress', 'B-1': 'InProgress' });
  });

  test('9. last week\'s creation during an update is ignored', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    deliver(world, creation(world, A, { ResponseURL: url(world.now - 7 * 24 * 60 * MINUTE) }));
    expect([world.calls, world.answers, world.states()]).toEqual([[], [], {}]);
  });

  test('10. the same continuation twice gives the same answer', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 8 * MINUTE, endsAs: 'Completed' });
    deliver(world, waitRequest('Create', world));
    const continuation = world.invoked.shift();
    deliver(world, continuation);
    deliver(world, continuation);
    expect(world.answers).toHaveLength(2);
    expect(world.answers[0]).toEqual(world.answers[1]);
    expect(world.answers[0].Status).toBe('SUCCESS');
    expect(world.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('11. the janitor gives the same answer to a request that was answered', () => {
    const world = newWorld();
    const event = creation(world);
    deliver(world, event);
    world.jobs.get(nameOf(A))!.status = 'Completed';
    world.stack.status = 'CREATE_COMPLETE';
    world.now += 3 * MINUTE;
    deliverToJanitor(world, event);
    expect(world.calls.slice(4)).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'answer']);
    expect(world.answers[1]).toEqual(world.answers[0]);
    expect(world.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('12. fails for an event without a ResponseURL, and starts no job', () => {
    const world = newWorld();
    const { ResponseURL: _, ...event } = creation(world);
    expect(() => world.run(handle(event, { functionName: 'handler', kinds: JOB_KINDS }))).toThrow('Not a CloudFormation request');
    expect(() => world.run(handle('test', { functionName: 'handler', kinds: JOB_KINDS }))).toThrow('Not a CloudFormation request');
    expect([world.calls, world.answers, world.states()]).toEqual([[], [], {}]);
  });

  test.each([
    ['overrides that are a list', properties('1', { Overrides: '[1]' }), /Overrides/],
    ['overrides that are not JSON', properties('1', { Overrides: '{"A":' }), /Overrides/],
  ])('13. fails, with the name in its slot as physical id, for %s', (_, props, reason) => {
    const world = newWorld();
    deliver(world, creation(world, props));
    expect(world.calls).toEqual(['describe-stack', 'answer']);
    expect(world.answers).toEqual([expect.objectContaining({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^train-0a1b2c3d-[0-9a-f]{20}-1$/) })]);
    expect(world.answers[0].Reason).toMatch(reason);
    expect(world.states()).toEqual({});
  });

  test.each([
    ['an identity that is a text', { ...A, Identity: 'text' }],
    ['settings that are a list', { ...A, Settings: ['text'] }],
    ['no prefix', { ...A, NamePrefix: undefined }],
    ['an invalid prefix', { ...A, NamePrefix: 'Train_1' }],
    ['no properties', {}],
  ])('13. fails, with a physical id, for %s', (_, props) => {
    const world = newWorld();
    const event = creation(world, props as any);
    deliver(world, event);
    expect(world.calls).toEqual(['describe-stack', 'answer']);
    expect(world.answers).toEqual([expect.objectContaining({ Status: 'FAILED', PhysicalResourceId: event.LogicalResourceId })]);

    world.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(world, deletion(world, event.LogicalResourceId, props as any));
    expect(world.answer()).toBe(`SUCCESS ${event.LogicalResourceId}`);
    expect(world.states()).toEqual({});
  });

  test('14. fails for an unknown request type', () => {
    const world = newWorld();
    deliver(world, request('Refresh', world, { PhysicalResourceId: nameOf(A) }));
    expect(world.calls).toEqual(['answer']);
    expect([world.answer(), world.answers[0].Reason, world.states()]).toEqual(['FAILED A-1', 'RequestType "Refresh" is unknown', {}]);
  });

  test('15. fails for an unknown resource type, but its deletion succeeds', () => {
    const world = newWorld();
    deliver(world, creation(world, A, { ResourceType: 'Custom::Other' }));
    expect([world.answer(), world.answers[0].Reason]).toEqual(['FAILED Train4FD1', 'ResourceType "Custom::Other" is unknown']);
    deliver(world, deletion(world, 'other', A, { ResourceType: 'Custom::Other' }));
    expect(world.answer()).toBe('SUCCESS other');
    expect([world.calls, world.states()]).toEqual([['answer', 'answer'], {}]);
  });
});

describe('limits of Lambda', () => {
  test('24. a wait never reaches the time limit of Lambda, and the retry continues one that is cut off nevertheless', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    const from = world.now;
    const event = waitRequest('Create', world);
    deliver(world, event);
    expect(world.now - from).toBeLessThanOrEqual(5 * MINUTE);
    expect(world.invoked).toHaveLength(1);

    expect(deliver(world, world.invoked.shift(), 7)).toBe('crashed');
    world.jobs.get(nameOf(A))!.status = 'Completed';
    deliver(world, event);
    expect(world.answer()).toBe('SUCCESS TrainWait1');
    expect(world.states()).toEqual({ 'A-1': 'Completed' });
  });

  test('25. an invocation that runs out of memory is retried like after any crash', () => {
    const world = newWorld();
    deliverWithRetries(world, creation(world), [3]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('27. a continuation that is throttled is retried, and at last left to another delivery', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 8 * MINUTE, endsAs: 'Completed' });
    world.fail('invoke', { ...DENIED, name: 'TooManyRequestsException', message: 'Rate exceeded', statusCode: 429 } as any, 2);
    const event = waitRequest('Create', world);
    deliver(world, event);
    expect(world.calls.filter((call) => call === 'invoke')).toHaveLength(3);
    expect(world.invoked).toHaveLength(1);

    world.fail('invoke', Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' }));
    const other = newWorld();
    other.addJob(nameOf(A), 'InProgress');
    other.faults.push(...world.faults);
    expect(deliver(other, waitRequest('Create', other))).toBe('failed');
    expect([other.answers, other.states()]).toEqual([[], { 'A-1': 'InProgress' }]);
  });

  test('28. fails with the missing permission if the function may not invoke itself', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    world.fail('invoke', DENIED);
    deliver(world, waitRequest('Create', world));
    expect(world.answer()).toBe('FAILED TrainWait1');
    expect(world.answers[0].Reason).toMatch(/AccessDeniedException.*needs lambda:InvokeFunction on itself/);
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test('29. a continuation that Lambda drops as a recursive loop is answered by the janitor', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, waitRequest('Create', world));
    deliverToJanitor(world, world.invoked.shift());
    expect(world.answer()).toBe('FAILED TrainWait1');
    expect(world.answers[0].Reason).toContain('RetriesExhausted: it crashed');
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([-5, 5])('31. a request is not ignored if the clock is wrong by %i minutes', (minutes) => {
    const world = newWorld();
    const event = creation(world, A, { ResponseURL: url(world.now - minutes * MINUTE) });
    world.stack.created = world.now - minutes * MINUTE - 1000;
    world.fail('create-job', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }), 3);
    deliver(world, event);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);

    const late = newWorld();
    const old = creation(late);
    late.now += (15 + minutes) * MINUTE;
    deliver(late, old);
    expect(late.answer()).toBe('SUCCESS A-1');
  });

  test('32. a cold start of ten seconds changes nothing', () => {
    const world = newWorld();
    const event = creation(world);
    world.now += 10_000;
    deliver(world, event);
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });
});
