import { deliver, lambda, sweep } from './fakes/lambda';
import { A, nameOf, waiting, world } from './fakes/requests';
import { DENIED, remoteError, THROTTLED, World } from './fakes/world';

const MINUTE = 60_000;
const describes = ({ calls }: World) => calls.filter((call) => call.startsWith('describe-job'));

/** Waits for a job that is in a state, and stays there. */
function waitFor(status: string, more = {}, props = {}): World {
  const where = world();
  where.addJob(nameOf(A), status, more);
  lambda(where, waiting('Create', where, {}, props));
  expect(where.states()).toEqual({ 'A-1': status });
  return where;
}

/** Waits for a job that is in a state for a while, and then completes. */
function waitThrough(state: object): void {
  const where = world();
  const job = where.addJob(nameOf(A), 'InProgress', state);
  where.before = () => { if (where.pauses.length === 4) { Object.assign(job, { status: 'Completed', secondaryStatus: 'Completed' }); } };
  lambda(where, waiting('Create', where));
  expect([where.answer(), where.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  expect(describes(where)).toHaveLength(5);
}

describe('a wait', () => {
  test('97. for a job that has completed asks once', () => {
    const where = waitFor('Completed', { modelArtifacts: 's3://bucket/out/model.tar.gz', finalMetrics: { loss: 0.25 } });
    expect(where.calls).toEqual(['describe-job A-1', 'answer']);
    expect(where.answers[0]).toMatchObject({
      Status: 'SUCCESS', PhysicalResourceId: 'TrainWait1', Data: { 'ModelArtifactsUri': 's3://bucket/out/model.tar.gz', 'FinalMetric.loss': '0.25' },
    });
  });

  test('98. for a job that fails fails with its reason, its name and a link to its log', () => {
    const where = waitFor('Failed', { failureReason: 'AlgorithmError: out of memory', secondaryStatus: 'Failed' });
    expect(where.calls).toEqual(['describe-job A-1', 'answer']);
    expect(where.answers[0]).toMatchObject({
      Status: 'FAILED',
      Reason: `Training job ${nameOf(A)} failed: AlgorithmError: out of memory Its log: `
        + 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/'
        + `$252Faws$252Fsagemaker$252FTrainingJobs$3FlogStreamNameFilter$3D${nameOf(A)}$252F`,
    });
  });

  test('99. for a job that somebody stopped fails, unless that is accepted', () => {
    const where = waitFor('Stopped', { secondaryStatus: 'Stopped' });
    expect(where.answer()).toBe('FAILED TrainWait1');
    expect(where.answers[0].Reason).toContain(`Training job ${nameOf(A)} stopped.`);
    expect(waitFor('Stopped', {}, { AcceptStopped: 'true' }).answer()).toBe('SUCCESS TrainWait1');
  });

  test('100. for a job that was stopped at its longest run time fails and says so, unless that is accepted', () => {
    const state = { secondaryStatus: 'MaxRuntimeExceeded', modelArtifacts: 's3://bucket/out/model.tar.gz' };
    expect(waitFor('Stopped', state).answers[0]).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('stopped (MaxRuntimeExceeded)') });
    expect(waitFor('Stopped', state, { AcceptStopped: 'true' }).answers[0])
      .toMatchObject({ Status: 'SUCCESS', Data: { ModelArtifactsUri: 's3://bucket/out/model.tar.gz' } });
  });

  test.each([
    ['101. a spot instance that is taken away', { secondaryStatus: 'Interrupted' }],
    ['102. an unknown secondary status', { secondaryStatus: 'Meditating' }],
    ['103. an unknown status', { status: 'Meditating' }],
    ['104. a restart', { secondaryStatus: 'Restarting' }],
    ['a job that stops', { status: 'Stopping' }],
  ])('%s is waited through', (_, state) => waitThrough(state));

  test('polls ever less often', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 20 * MINUTE, endsAs: 'Completed' });
    lambda(where, waiting('Create', where));
    expect(where.pauses.slice(0, 8)).toEqual(Array(8).fill(15_000));
    expect(where.pauses[8]).toBe(30_000);
    expect(where.pauses.at(-1)).toBeGreaterThanOrEqual(60_000);
    expect(where.pauses.at(-1)).toBeLessThan(65_000);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('105. is handed on after five minutes, without an answer', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    const event = waiting('Create', where);
    const from = where.now;
    deliver(where, event);
    expect(where.now - from).toBeGreaterThan(4 * MINUTE);
    expect(where.now - from).toBeLessThanOrEqual(5 * MINUTE);
    expect([where.answers, where.calls.at(-1)]).toEqual([[], 'invoke']);
    expect(where.invoked).toEqual([{ ...event, Baton: { Started: expect.any(Number) } }]);
    expect(from - where.invoked[0].Baton.Started).toBeLessThan(1000);
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([
    ['a waiter after it goes on', 'false', 'false', 'SUCCESS', undefined, 'InProgress'],
    ['the job keeps running', 'true', 'false', 'FAILED', /still Training at the end of the time to wait for it\. It keeps running\./, 'InProgress'],
    ['the job is stopped', 'true', 'true', 'FAILED', /It is being stopped\./, 'Stopping'],
  ])('106. ends after 55 minutes: %s', (_, Last, StopOnTimeout, status, reason, state) => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress', { secondaryStatus: 'Training' });
    const from = where.now;
    lambda(where, waiting('Create', where, {}, { Last, StopOnTimeout }));
    expect(where.now - from).toBeGreaterThanOrEqual(55 * MINUTE);
    expect(where.now - from).toBeLessThan(56 * MINUTE);
    expect(where.calls.filter((call) => call === 'invoke').length).toBeLessThanOrEqual(15);
    expect(where.answer()).toBe(`${status} TrainWait1`);
    expect(where.answers[0].Reason ?? '').toMatch(reason ?? /^$/);
    expect(where.states()).toEqual({ 'A-1': state });
  });

  test('107. goes on although it is throttled for five minutes', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress', { endsAt: where.now + 12 * MINUTE, endsAs: 'Completed' });
    where.fail('describe-job', THROTTLED, 6);
    lambda(where, waiting('Create', where));
    expect(where.pauses.slice(0, 4)).toEqual(Array(4).fill(MINUTE));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('108. goes on for a minute although the job cannot be seen yet', () => {
    const where = world();
    where.addJob(nameOf(A), 'Completed');
    where.fail('describe-job', remoteError('ValidationException', 'Requested resource not found.'), 3);
    lambda(where, waiting('Create', where));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('109. fails when the job was deleted', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    where.before = () => { if (where.pauses.length === 6) { where.jobs.clear(); } };
    lambda(where, waiting('Create', where));
    expect([where.answer(), where.answers[0].Reason, where.states()]).toEqual(['FAILED TrainWait1', `Training job ${nameOf(A)} was deleted.`, {}]);
    expect(waitFor('Deleting').answers[0].Reason).toBe(`Training job ${nameOf(A)} was deleted.`);
  });

  test('fails when it may not look for a minute', () => {
    const where = world();
    where.fail('describe-job', DENIED);
    lambda(where, waiting('Create', where));
    expect(where.answer()).toBe('FAILED TrainWait1');
    expect(where.answers[0].Reason).toContain('needs sagemaker:DescribeTrainingJob on the job');
  });

  test.each(['Completed', 'Failed', 'InProgress', 'Stopped', undefined])('110. an update in a rollback succeeds at once, with a job that is %s', (status) => {
    const where = world('UPDATE_ROLLBACK_IN_PROGRESS');
    if (status) { where.addJob(nameOf(A), status); }
    deliver(where, waiting('Update', where, { PhysicalResourceId: 'TrainWait1' }));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect([where.answer(), where.answers[0].Data, where.pauses]).toEqual(['SUCCESS TrainWait1', { ModelArtifactsUri: '' }, []]);
    expect(where.states()).toEqual(status ? { 'A-1': status } : {});
  });

  test('111. a deletion asks nothing', () => {
    const where = world('DELETE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, waiting('Delete', where, { PhysicalResourceId: 'invented' }));
    expect([where.calls, where.answer(), where.states()]).toEqual([['answer'], 'SUCCESS invented', { 'A-1': 'InProgress' }]);
  });

  test('112. for a job without artifacts answers with none', () => {
    expect(waitFor('Completed').answers[0].Data).toEqual({ ModelArtifactsUri: '' });
  });

  test('ends when its stack turns back', () => {
    const where = world();
    where.addJob(nameOf(A), 'InProgress');
    deliver(where, waiting('Create', where));
    where.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(where, where.invoked.shift());
    expect([where.answer(), where.answers[0].Reason]).toEqual(['FAILED TrainWait1', 'The stack is ROLLBACK_IN_PROGRESS: nobody waits any more.']);
    expect(where.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([['Create', 'FAILED'], ['Update', 'SUCCESS'], ['Delete', 'SUCCESS']])('22. the janitor ends a %s that nobody waits for any more with %s', (type, status) => {
    const where = world(type === 'Update' ? 'UPDATE_ROLLBACK_IN_PROGRESS' : 'CREATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'InProgress');
    sweep(where, waiting(type, where, { PhysicalResourceId: 'TrainWait1' }));
    expect([where.answer(), where.states()]).toEqual([`${status} TrainWait1`, { 'A-1': 'InProgress' }]);
  });
});
