import { deliver, lambda } from './fakes/lambda';
import { A, deletion, nameOf, world } from './fakes/requests';
import { DENIED, remoteError, THROTTLED } from './fakes/world';

const stopCalls = (calls: string[]) => calls.filter((call) => call.startsWith('stop-job'));

describe('a deletion', () => {
  test.each(['Completed', 'Failed', 'Stopped'])('79. of a job that is %s stops nothing', (status) => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), status);
    deliver(where, deletion(where, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-2', 'describe-job A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': status }]);
  });

  test('80. of a job that completes in between succeeds', () => {
    const where = world('DELETE_IN_PROGRESS');
    const job = where.addJob(nameOf(A), 'InProgress');
    where.before = (call) => { if (call === 'stop-job A-1') { job.status = 'Completed'; } };
    deliver(where, deletion(where, nameOf(A)));
    expect(stopCalls(where.calls)).toHaveLength(1);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('80. that is told so before the job says it itself succeeds', () => {
    const where = world('DELETE_IN_PROGRESS');
    const job = where.addJob(nameOf(A), 'InProgress');
    where.fail('stop-job', remoteError('ValidationException', 'The request was rejected because the training job is in status Completed.'), 1);
    where.before = () => { if (where.pauses.length === 1) { job.status = 'Completed'; } };
    deliver(where, deletion(where, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('81. of a job that completes while it stops succeeds', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Stopping', { endsAt: where.now + 60_000, endsAs: 'Completed' });
    deliver(where, deletion(where, nameOf(A)));
    expect(stopCalls(where.calls)).toEqual([]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    remoteError('ValidationException', 'Requested resource not found.'),
    remoteError('ValidationException', 'Could not find training job \'arn:aws:sagemaker:eu-west-1:111122223333:training-job/x\'.'),
    remoteError('ResourceNotFound', 'unverified'),
  ])('82. of a job that never was succeeds: %s', (error) => {
    const where = world('DELETE_IN_PROGRESS');
    where.fail('describe-job', error);
    deliver(where, deletion(where, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-1', 'stop-job A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', {}]);
  });

  test('83. that is throttled for two minutes goes on', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    const from = where.now;
    where.fail('stop-job', THROTTLED, 14);
    deliver(where, deletion(where, nameOf(A)));
    expect(where.now - from).toBeGreaterThan(120_000);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped' }]);
  });

  test('84. is answered when the job has ended, so that its network can go', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.stopSeconds = 300;
    where.before = (call) => { if (call === 'answer') { expect(where.states()).toEqual({ 'A-1': 'Stopped' }); } };
    deliver(where, deletion(where, nameOf(A)));
    expect(where.answer()).toBe('SUCCESS A-1');
  });

  test('85. of a job that takes more than eight minutes to stop succeeds, and says so in the log', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.stopSeconds = 1200;
    const from = where.now;
    deliver(where, deletion(where, nameOf(A)));
    expect(where.now - from).toBeLessThan(490_000);
    expect(where.lines).toContain(`still stopping: ${nameOf(A)}`);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopping' }]);
  });

  test('86. of a job whose instances are kept alive succeeds, and says so in the log', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed', { warmPool: true });
    deliver(where, deletion(where, nameOf(A)));
    expect(where.lines).toContain(`${nameOf(A)} keeps its instances alive, which is billed until its keep-alive period is over`);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test('88. touches no job of another prefix', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob('other-0a1b2c3d-0123456789abcdef0123-1', 'InProgress');
    deliver(where, deletion(where, 'other-0a1b2c3d-0123456789abcdef0123-1'));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'describe-job A-1', 'stop-job A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual([
      'SUCCESS other-0a1b2c3d-0123456789abcdef0123-1', { 'other-0a1b2c3d-0123456789abcdef0123-1': 'InProgress' },
    ]);
  });

  test.each(['describe-job', 'stop-job'] as const)('fails with the missing permission if %s is denied, since the job may run', (step) => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    where.fail(step, DENIED);
    deliver(where, deletion(where, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', { 'A-1': 'InProgress' }]);
    expect(where.answers[0].Reason).toMatch(/A training job may still run\. .*needs sagemaker:(Describe|Stop)TrainingJob on the job/);
  });

  test('22. that crashes three times is done by the janitor', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    lambda(where, deletion(where, nameOf(A)), [0, 0, 0]);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Stopped' }]);
  });

  test.each([
    ['DELETE_IN_PROGRESS', 'InProgress'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'InProgress'],
    ['ROLLBACK_IN_PROGRESS', 'Stopped'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'Stopped'],
  ])('leaves a job to run that may outlive the stack, unless its deployment failed: %s', (status, state) => {
    const where = world(status);
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, deletion(where, nameOf(A), { ...A, StopOnRemoval: 'false' }));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': state }]);
  });
});
