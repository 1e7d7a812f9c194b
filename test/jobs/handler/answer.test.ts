import { deliver } from './fakes/lambda';
import { A, creation, deletion, nameOf, SIGNATURE, url, waitRequest, newWorld } from './fakes/requests';
import { remoteError } from './fakes/world';
import { redact } from '../../../src/jobs/handler/redact';

describe('the answer', () => {
  test('89. is delivered once although four attempts fail', () => {
    const world = newWorld();
    world.answerStatus.push(503, 503, 503, 503, 200);
    deliver(world, creation(world));
    expect(world.calls.filter((call) => call === 'answer')).toHaveLength(5);
    expect(world.delays).toEqual([1000, 2000, 4000, 8000]);
    expect(world.answers).toHaveLength(1);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('is left to another delivery after five attempts', () => {
    const world = newWorld();
    world.fail('answer', remoteError('ECONNRESET'), 5);
    const event = creation(world);
    expect(deliver(world, event)).toBe('failed');
    expect(deliver(world, event)).toBe('done');
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
  });

  test('90. is not retried if the URL has expired', () => {
    const world = newWorld();
    world.answerStatus.push(403);
    expect(deliver(world, creation(world))).toBe('done');
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'answer', 'describe-stack']);
    expect([world.delays, world.answers, world.states()]).toEqual([[], [], { 'A-1': 'InProgress' }]);
  });

  test('92. has at most 4,096 bytes, of whole characters, whatever the reason', () => {
    for (const reason of ['𝒳'.repeat(1024), '"\\\n'.repeat(341), '語'.repeat(1024), 'x'.repeat(1024), '\u0001'.repeat(1024)]) {
      const world = newWorld();
      world.addJob(nameOf(A), 'Failed', { failureReason: reason });
      deliver(world, waitRequest('Create', world));
      expect(Buffer.byteLength(world.bodies[0])).toBeLessThanOrEqual(4096);
      // half a character would not survive the conversion to bytes and back
      expect(Buffer.from(world.answers[0].Reason!).toString()).toBe(world.answers[0].Reason);
      expect(world.answers[0].Reason).toContain(`Training job ${nameOf(A)} failed: ${Array.from(reason).slice(0, 300).join('')}`);
      expect(world.answers[0].Reason).toContain(`$252F${nameOf(A)}`.slice(5));
      expect([world.answer(), world.states()]).toEqual(['FAILED TrainWait1', { 'A-1': 'Failed' }]);
    }
  });

  test('93. has room for the longest URI of artifacts, and leaves out metrics that do not fit', () => {
    const world = newWorld();
    const ModelArtifactsUri = `s3://${'b'.repeat(1019)}`;
    const metrics = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`FinalMetric.metric${index}${'m'.repeat(240)}`, `${index / 3}`]));
    world.addJob(nameOf(A), 'Completed', { results: { ModelArtifactsUri, ...metrics } });
    deliver(world, waitRequest('Create', world));
    expect(Buffer.byteLength(world.bodies[0])).toBeLessThanOrEqual(4000);
    expect(world.answers[0].Data).toMatchObject({ ModelArtifactsUri, [`FinalMetric.metric0${'m'.repeat(240)}`]: '0' });
    expect(Object.keys(world.answers[0].Data!).length).toBeLessThan(12);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('94. has no member for a missing reason', () => {
    const world = newWorld();
    deliver(world, creation(world));
    deliver(world, deletion(world, nameOf(A)));
    expect(world.bodies.map((body) => 'Reason' in JSON.parse(body))).toEqual([false, false]);
    expect(world.bodies.join()).not.toContain('null');
    expect(world.states()).toEqual({ 'A-1': 'Stopped' });
  });

  test.each([
    ['the event', JSON.stringify({ RequestType: 'Create', ResponseURL: url(0), StackId: 'stack' })],
    ['the event in a string', JSON.stringify(JSON.stringify({ ResponseURL: url(0), StackId: 'stack' }))],
    ['the event of an emulator', JSON.stringify({ ResponseURL: 'http://localhost:4566/_answer/secret', StackId: 'stack' })],
    ['the URL', `PUT ${url(0)} failed: stack`],
    ['a signature', `Authorization X-Amz-Signature=${SIGNATURE}, stack`],
    ['an encoded signature', `X-Amz-Signature%3D${SIGNATURE} stack`],
    ['a header', `"x-amz-security-token": "${SIGNATURE}", stack`],
  ])('95. the log does not contain %s', (_, text) => {
    expect(redact(text)).not.toContain(SIGNATURE);
    expect(redact(text)).not.toContain('secret');
    expect(redact(text)).not.toMatch(/X-Amz-Signature=f/);
    expect(redact(text)).toContain('stack');
  });

  test('96. has the same physical id as all answers to its request', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'Failed', { tags: { 'cdk:request-id': 'another' } });
    const event = creation(world);
    deliver(world, event);
    world.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(world, event);
    world.stack.status = 'ROLLBACK_COMPLETE';
    deliver(world, event);
    expect(world.answers.map(({ Status, PhysicalResourceId }) => [Status, world.short(PhysicalResourceId)])).toEqual([
      ['SUCCESS', 'A-2'], ['FAILED', 'A-2'], ['FAILED', 'A-2'],
    ]);
    expect(world.states()).toEqual({ 'A-1': 'Failed', 'A-2': 'Stopping' });
  });
});
