import { deliver, deliverWithRetries, deliverToJanitor } from './fakes/lambda';
import { A, nameOf, newWorld, waitRequest } from './fakes/requests';
import { DENIED, remoteError, THROTTLED, FakeWorld } from './fakes/world';

const MINUTE = 60_000;
const describes = ({ calls }: FakeWorld) => calls.filter((call) => call.startsWith('describe-job'));

/** Waits for a job whose status does not change. */
function waitFor(status: string, more = {}, props = {}): FakeWorld {
  const world = newWorld();
  world.addJob(nameOf(A), status, more);
  deliverWithRetries(world, waitRequest('Create', world, {}, props));
  expect(world.states()).toEqual({ 'A-1': status });
  return world;
}

/** Waits for a job that has a state for a while, and then completes. */
function waitThrough(state: object): void {
  const world = newWorld();
  const job = world.addJob(nameOf(A), 'InProgress', state);
  world.before = () => { if (world.delays.length === 4) { Object.assign(job, { status: 'Completed', detail: 'Completed' }); } };
  deliverWithRetries(world, waitRequest('Create', world));
  expect([world.answer(), world.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  expect(describes(world)).toHaveLength(5);
}

describe('a wait', () => {
  test('97. for a completed job needs one call', () => {
    const world = waitFor('Completed', { results: { 'ModelArtifactsUri': 's3://bucket/out/model.tar.gz', 'FinalMetric.loss': '0.25' } });
    expect(world.calls).toEqual(['describe-job A-1', 'answer']);
    expect(world.answers[0]).toMatchObject({
      Status: 'SUCCESS', PhysicalResourceId: 'TrainWait1', Data: { 'ModelArtifactsUri': 's3://bucket/out/model.tar.gz', 'FinalMetric.loss': '0.25' },
    });
  });

  test('98. fails with the failure reason, the name and a link to the log of a failed job', () => {
    const world = waitFor('Failed', { failureReason: 'AlgorithmError: out of memory', detail: 'Failed' });
    expect(world.calls).toEqual(['describe-job A-1', 'answer']);
    expect(world.answers[0]).toMatchObject({
      Status: 'FAILED',
      Reason: `Training job ${nameOf(A)} failed: AlgorithmError: out of memory Log: `
        + 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/'
        + `$252Faws$252Fsagemaker$252FTrainingJobs$3FlogStreamNameFilter$3D${nameOf(A)}$252F`,
    });
  });

  test('99. fails for a job that was stopped by hand, unless stopped jobs are accepted', () => {
    const world = waitFor('Stopped', { detail: 'Stopped' });
    expect(world.answer()).toBe('FAILED TrainWait1');
    expect(world.answers[0].Reason).toContain(`Training job ${nameOf(A)} stopped.`);
    expect(waitFor('Stopped', {}, { AcceptStopped: 'true' }).answer()).toBe('SUCCESS TrainWait1');
  });

  test('100. fails for a job that was stopped at its time limit, and says so, unless stopped jobs are accepted', () => {
    const state = { detail: 'MaxRuntimeExceeded', results: { ModelArtifactsUri: 's3://bucket/out/model.tar.gz' } };
    expect(waitFor('Stopped', state).answers[0]).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('stopped (MaxRuntimeExceeded)') });
    expect(waitFor('Stopped', state, { AcceptStopped: 'true' }).answers[0])
      .toMatchObject({ Status: 'SUCCESS', Data: { ModelArtifactsUri: 's3://bucket/out/model.tar.gz' } });
  });

  test.each([
    ['101. while a spot instance is interrupted', { detail: 'Interrupted' }],
    ['102. in an unknown detailed status', { detail: 'Dreaming' }],
    ['103. in an unknown status', { status: 'Dreaming' }],
    ['104. while the job restarts', { detail: 'Restarting' }],
    ['while the job stops', { status: 'Stopping' }],
  ])('%s continues', (_, state) => waitThrough(state));

  test('polls less and less often', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 20 * MINUTE, endsAs: 'Completed' });
    deliverWithRetries(world, waitRequest('Create', world));
    expect(world.delays.slice(0, 8)).toEqual(Array(8).fill(15_000));
    expect(world.delays[8]).toBe(30_000);
    expect(world.delays.at(-1)).toBeGreaterThanOrEqual(60_000);
    expect(world.delays.at(-1)).toBeLessThan(65_000);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('105. continues in a new invocation after five minutes, without an answer', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    const event = waitRequest('Create', world);
    const from = world.now;
    deliver(world, event);
    expect(world.now - from).toBeGreaterThan(4 * MINUTE);
    expect(world.now - from).toBeLessThanOrEqual(5 * MINUTE);
    expect([world.answers, world.calls.at(-1)]).toEqual([[], 'invoke']);
    expect(world.invoked).toEqual([{ ...event, Continuation: { WaitStartedAt: expect.any(Number) } }]);
    expect(from - world.invoked[0].Continuation.WaitStartedAt).toBeLessThan(1000);
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([
    ['the next resource continues', 'false', 'false', 'SUCCESS', undefined, 'InProgress'],
    ['the job keeps running', 'true', 'false', 'FAILED', /has timed out: its status is still Training\. It keeps running\./, 'InProgress'],
    ['the job is stopped', 'true', 'true', 'FAILED', /It is being stopped\./, 'Stopping'],
  ])('106. ends after 55 minutes: %s', (_, Last, StopOnTimeout, status, reason, state) => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress', { detail: 'Training' });
    const from = world.now;
    deliverWithRetries(world, waitRequest('Create', world, {}, { Last, StopOnTimeout }));
    expect(world.now - from).toBeGreaterThanOrEqual(55 * MINUTE);
    expect(world.now - from).toBeLessThan(56 * MINUTE);
    expect(world.calls.filter((call) => call === 'invoke').length).toBeLessThanOrEqual(15);
    expect(world.answer()).toBe(`${status} TrainWait1`);
    expect(world.answers[0].Reason ?? '').toMatch(reason ?? /^$/);
    expect(world.states()).toEqual({ 'A-1': state });
  });

  test('107. continues although the service throttles for five minutes', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress', { endsAt: world.now + 12 * MINUTE, endsAs: 'Completed' });
    world.fail('describe-job', THROTTLED, 6);
    deliverWithRetries(world, waitRequest('Create', world));
    expect(world.delays.slice(0, 4)).toEqual(Array(4).fill(MINUTE));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('108. continues for a minute although the job is not found yet', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'Completed');
    world.fail('describe-job', remoteError('ValidationException', 'Requested resource not found.'), 3);
    deliverWithRetries(world, waitRequest('Create', world));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS TrainWait1', { 'A-1': 'Completed' }]);
  });

  test('109. fails if the job was deleted', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    world.before = () => { if (world.delays.length === 6) { world.jobs.clear(); } };
    deliverWithRetries(world, waitRequest('Create', world));
    expect([world.answer(), world.answers[0].Reason, world.states()]).toEqual(['FAILED TrainWait1', `Training job ${nameOf(A)} was deleted.`, {}]);
    expect(waitFor('Deleting').answers[0].Reason).toBe(`Training job ${nameOf(A)} was deleted.`);
  });

  test('fails if the description of the job is denied for a minute', () => {
    const world = newWorld();
    world.fail('describe-job', DENIED);
    deliverWithRetries(world, waitRequest('Create', world));
    expect(world.answer()).toBe('FAILED TrainWait1');
    expect(world.answers[0].Reason).toContain('needs sagemaker:DescribeTrainingJob on the job');
  });

  test.each(['Completed', 'Failed', 'InProgress', 'Stopped', undefined])('110. succeeds at once for an update in a rollback, with a job that is %s', (status) => {
    const world = newWorld('UPDATE_ROLLBACK_IN_PROGRESS');
    if (status) { world.addJob(nameOf(A), status); }
    deliver(world, waitRequest('Update', world, { PhysicalResourceId: 'TrainWait1' }));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer']);
    expect([world.answer(), world.answers[0].Data, world.delays]).toEqual(['SUCCESS TrainWait1', { ModelArtifactsUri: '' }, []]);
    expect(world.states()).toEqual(status ? { 'A-1': status } : {});
  });

  test('111. calls no service for a deletion', () => {
    const world = newWorld('DELETE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, waitRequest('Delete', world, { PhysicalResourceId: 'invented' }));
    expect([world.calls, world.answer(), world.states()]).toEqual([['answer'], 'SUCCESS invented', { 'A-1': 'InProgress' }]);
  });

  test('112. succeeds with an empty attribute for a job without artifacts', () => {
    expect(waitFor('Completed').answers[0].Data).toEqual({ ModelArtifactsUri: '' });
  });

  test('ends when its stack rolls back', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'InProgress');
    deliver(world, waitRequest('Create', world));
    world.stack.status = 'ROLLBACK_IN_PROGRESS';
    deliver(world, world.invoked.shift());
    expect([world.answer(), world.answers[0].Reason]).toEqual(['FAILED TrainWait1', 'The stack is ROLLBACK_IN_PROGRESS, so the wait for the job ends.']);
    expect(world.states()).toEqual({ 'A-1': 'InProgress' });
  });

  test.each([['Create', 'FAILED'], ['Update', 'SUCCESS'], ['Delete', 'SUCCESS']])('22. that crashes three times gets an answer from the janitor: for a %s it is %s', (type, status) => {
    const world = newWorld(type === 'Update' ? 'UPDATE_ROLLBACK_IN_PROGRESS' : 'CREATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'InProgress');
    deliverToJanitor(world, waitRequest(type, world, { PhysicalResourceId: 'TrainWait1' }));
    expect([world.answer(), world.states()]).toEqual([`${status} TrainWait1`, { 'A-1': 'InProgress' }]);
  });
});
