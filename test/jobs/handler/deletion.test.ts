import { deliver, deliverWithRetries } from './fakes/lambda';
import { A, deletion, nameOf, newWorld } from './fakes/requests';
import { DENIED, remoteError, THROTTLED } from './fakes/world';

const stopCalls = (calls: string[]) => calls.filter((call) => call.startsWith('stop-job'));

describe('a deletion', () => {
  test.each(['Completed', 'Failed', 'Stopped'])('79. of a job that is %s stops nothing', (status) => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), status);
    deliver(world, deletion(world, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'describe-job A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': status }]);
  });

  test('80. of a job that completes before the stop succeeds', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    const job = world.addJob(nameOf(A), 'InProgress');
    world.before = (call) => { if (call === 'stop-job A-1') { job.status = 'Completed'; } };
    deliver(world, deletion(world, nameOf(A)));
    expect(stopCalls(world.calls)).toHaveLength(1);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('80. succeeds although the description still says InProgress', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    const job = world.addJob(nameOf(A), 'InProgress');
    world.fail('stop-job', remoteError('ValidationException', 'The request was rejected because the training job is in status Completed.'), 1);
    world.before = () => { if (world.delays.length === 1) { job.status = 'Completed'; } };
    deliver(world, deletion(world, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('81. of a job that completes while it stops succeeds', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Stopping', { endsAt: world.now + 60_000, endsAs: 'Completed' });
    deliver(world, deletion(world, nameOf(A)));
    expect(stopCalls(world.calls)).toEqual([]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    remoteError('ValidationException', 'Requested resource not found.'),
    remoteError('ValidationException', 'Could not find training job \'arn:aws:sagemaker:eu-west-1:111122223333:training-job/x\'.'),
    remoteError('ResourceNotFound', 'unverified'),
  ])('82. of a job that never existed succeeds: %s', (error) => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.fail('describe-job', error);
    deliver(world, deletion(world, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-1', 'stop-job A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('83. that is throttled for two minutes succeeds', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    const from = world.now;
    world.fail('stop-job', THROTTLED, 14);
    deliver(world, deletion(world, nameOf(A)));
    expect(world.now - from).toBeGreaterThan(120_000);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped' }]);
  });

  test('84. is answered after the job has ended, so that its network can be deleted', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.stopSeconds = 300;
    world.before = (call) => { if (call === 'answer') { expect(world.states()).toEqual({ 'A-1': 'Stopped' }); } };
    deliver(world, deletion(world, nameOf(A)));
    expect(world.answer()).toBe('SUCCESS A-1');
  });

  test('85. of a job that takes more than eight minutes to stop succeeds, and the log says so', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.stopSeconds = 1200;
    const from = world.now;
    deliver(world, deletion(world, nameOf(A)));
    expect(world.now - from).toBeLessThan(490_000);
    expect(world.lines).toContain(`still stopping: ${nameOf(A)}`);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopping' }]);
  });

  test('86. of a job whose instances are kept alive succeeds, and the log says so', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed', { note: 'its instances are kept alive' });
    deliver(world, deletion(world, nameOf(A)));
    expect(world.lines).toContain(`${nameOf(A)}: its instances are kept alive`);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('88. stops no job with another prefix', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob('other-0a1b2c3d-0123456789abcdef0123-1', 'InProgress');
    deliver(world, deletion(world, 'other-0a1b2c3d-0123456789abcdef0123-1'));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-1', 'stop-job A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual([
      'SUCCESS other-0a1b2c3d-0123456789abcdef0123-1', { 'other-0a1b2c3d-0123456789abcdef0123-1': 'InProgress' },
    ]);
  });

  test.each(['describe-job', 'stop-job'] as const)('fails with the missing permission if %s is denied, because the job may be running', (step) => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    world.fail(step, DENIED);
    deliver(world, deletion(world, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', { 'A-1': 'InProgress' }]);
    expect(world.answers[0].Reason).toMatch(/A job may still be running\. .*needs sagemaker:(Describe|Stop)TrainingJob on the job/);
  });

  test('22. that crashes three times is completed by the janitor', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    deliverWithRetries(world, deletion(world, nameOf(A)), [0, 0, 0]);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped' }]);
  });

  test.each([
    ['DELETE_IN_PROGRESS', 'InProgress'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'InProgress'],
    ['ROLLBACK_IN_PROGRESS', 'Stopped'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'Stopped'],
  ])('stops a job that is kept on removal only if its deployment failed: %s', (status, state) => {
    const world = newWorld(status);
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, deletion(world, nameOf(A), { ...A, StopOnRemoval: 'false' }));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': state }]);
  });
});
