import { deliver, deliverWithRetries } from './fakes/lambda';
import { A, B, baseOf, creation, Event, nameOf, properties, ROLE, STACK_ID, update, newWorld } from './fakes/requests';
import { BROKEN, DENIED, remoteError, SILENT, THROTTLED, FakeWorld } from './fakes/world';
import { deriveBaseName } from '../../../src/jobs/handler/names';

const MAY_NOT_ASSUME = remoteError('ValidationException', `Could not assume role ${ROLE}. Please ensure that the role exists`);
const NORMAL = ['describe-stack', 'create-job A-1', 'answer', 'describe-stack'];
const tags = (requestId: string) => ({ tags: { 'cdk:request-id': requestId } });

function started(world: FakeWorld, event: Event): void {
  deliver(world, event);
  expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
}

function refused(world: FakeWorld, event: Event): string {
  deliver(world, event);
  expect([world.answer(), world.states()]).toEqual(['FAILED A-1', {}]);
  return world.answers[0].Reason!;
}

describe('the start of a job', () => {
  test('33. starts one job although it is throttled ten times', () => {
    const world = newWorld();
    world.fail('create-job', THROTTLED, 10);
    started(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', ...Array(11).fill('create-job A-1'), 'answer', 'describe-stack']);
  });

  test('33. is left to Lambda, and answered by the janitor, if it is throttled for ever', () => {
    const world = newWorld();
    world.fail('create-job', THROTTLED);
    const event = creation(world);
    expect(deliver(world, event)).toBe('failed');
    expect([world.answers, world.errors]).toEqual([[], ['ThrottlingException: Rate exceeded']]);
    deliverWithRetries(world, event);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', {}]);
  });

  test.each([['34. reports an error', BROKEN], ['35. does not respond', SILENT]])('%s although the job has started: the retry finds the job', (_, error) => {
    const world = newWorld();
    world.fail('create-job', error, 1, true);
    started(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack']);
  });

  test('36. uses the running job that the request started', () => {
    const world = newWorld();
    const event = creation(world);
    world.addJob(nameOf(A), 'InProgress', tags(event.RequestId));
    started(world, event);
  });

  test('37. fails with the failed job that the request started, and starts no second one', () => {
    const world = newWorld();
    const event = creation(world);
    world.addJob(nameOf(A), 'Failed', { ...tags(event.RequestId), failureReason: 'AlgorithmError: out of memory' });
    deliver(world, event);
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'list-tags A-1', 'answer']);
    expect([world.answer(), world.states()]).toEqual(['FAILED A-1', { 'A-1': 'Failed' }]);
    expect(world.answers[0].Reason).toBe(`Training job ${nameOf(A)} is Failed. AlgorithmError: out of memory`);
  });

  test('38. uses the completed job of another request', () => {
    const world = newWorld();
    world.addJob(nameOf(A), 'Completed', tags('another'));
    deliver(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    ['39.', 'Failed'], ['40.', 'Stopping'], ['40.', 'Stopped'], ['41.', 'Deleting'],
  ])('%s uses the next slot when the job of another request is %s', (_, status) => {
    const world = newWorld();
    world.addJob(nameOf(A), status, tags('another'));
    deliver(world, creation(world));
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'list-tags A-1', 'create-job A-2', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-2', { 'A-1': status, 'A-2': 'InProgress' }]);
  });

  test('42. fails if all slots are in use', () => {
    const world = newWorld();
    for (let slot = 1; slot <= 99; slot++) { world.addJob(nameOf(A, slot), 'Failed', tags('another')); }
    deliver(world, creation(world));
    expect(world.answer()).toBe('FAILED A-99');
    expect(world.answers[0].Reason).toMatch(/All 99 names .* belong to jobs that failed or were stopped: delete some of them, or give the job a runId/);
    expect(Object.values(world.states()).every((status) => status === 'Failed')).toBe(true);
  });

  test.each([
    // the message is unverified: only the code counts
    ['43. for a quota', remoteError('ResourceLimitExceeded', 'The account-level service limit \'ml.p3.2xlarge for training job usage\' is 0')],
    ['49. for a parameter', remoteError('ValidationException', '1 validation error detected: Value at \'maxRuntimeInSeconds\' failed')],
    ['50. for an instance type that the Region does not have', remoteError('ValidationException', 'Instance type ml.p5.48xlarge is not available')],
  ])('%s fails at once, with the message of the service', (_, error) => {
    const world = newWorld();
    world.fail('create-job', error);
    expect(refused(world, creation(world))).toContain(`${error.name}: ${error.message}`);
    expect(world.calls).toEqual(['describe-stack', 'create-job A-1', 'answer']);
  });

  test('44. is retried while SageMaker cannot assume the role yet', () => {
    const world = newWorld();
    world.fail('create-job', MAY_NOT_ASSUME, 6);
    const from = world.now;
    started(world, creation(world));
    expect(world.now - from).toBeGreaterThan(30_000);
    expect(world.calls.filter((call) => call === 'create-job A-1')).toHaveLength(7);
  });

  test('45. fails after two minutes, and names the role that cannot be assumed', () => {
    const world = newWorld();
    world.fail('create-job', MAY_NOT_ASSUME);
    const from = world.now;
    expect(refused(world, creation(world))).toContain(`(the role of the job is "${ROLE}")`);
    expect(world.now - from).toBeGreaterThan(100_000);
    expect(world.now - from).toBeLessThanOrEqual(125_000);
  });

  test.each([
    'Could not assume role',
    'Unauthorized to List objects under S3 URL',
    'Access denied to OutputDataConfig S3 bucket',
    'no identity-based policy allows the s3:ListBucket action',
    'Access denied to hub content',
    'Access denied for repository',
  ])('46. is retried after "%s"', (message) => {
    const world = newWorld();
    world.fail('create-job', remoteError('ValidationException', `${message}: details`), 2);
    started(world, creation(world));
    expect(world.calls.filter((call) => call === 'create-job A-1')).toHaveLength(3);
  });

  test('47. is retried while a permission has not been propagated yet', () => {
    const world = newWorld();
    world.fail('create-job', DENIED, 5);
    started(world, creation(world));
  });

  test('48. fails after a minute, and names the missing permission', () => {
    const world = newWorld();
    world.fail('create-job', remoteError('AccessDeniedException', 'not authorized to perform: iam:PassRole'));
    const from = world.now;
    expect(refused(world, creation(world))).toContain('the role of the handler needs sagemaker:CreateTrainingJob and sagemaker:AddTags'
      + ` on training-job/train-0a1b2c3d-*, and iam:PassRole on "${ROLE}"`);
    expect(world.now - from).toBeLessThanOrEqual(65_000);
  });
});

describe('the request', () => {
  test('51. restores the types of numbers and booleans, and changes no other value', () => {
    const world = newWorld();
    const props: Event = { ...A, Settings: { RoleArn: ROLE, EnableManagedSpotTraining: 'true', StoppingCondition: { MaxRuntimeInSeconds: '3600' } } };
    props.Identity = { ...A.Identity as object, HyperParameters: { epochs: '1', deep: 'true', rate: '1e-07' }, Environment: { ONE: '1' } };
    deliver(world, creation(world, props));
    const [{ request }] = world.jobs.values();
    expect(request).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      ResourceConfig: { InstanceCount: 1, VolumeSizeInGB: 30 },
      HyperParameters: { epochs: '1', deep: 'true', rate: '1e-07' },
      Environment: { ONE: '1' },
    });
    expect([world.calls[1], world.answers[0].Status]).toEqual(['create-job '.concat(world.short(String(request.TrainingJobName))), 'SUCCESS']);
  });

  test('52. leaves out empty lists and absent members, which do not change the name', () => {
    const world = newWorld();
    const Identity = { ...A.Identity as object, InputDataConfig: [], Environment: null };
    const props = { ...A, Identity, Settings: { ...A.Settings as object, VpcConfig: undefined } };
    started(world, creation(world, props as any));
    expect(Object.keys(world.jobs.get(nameOf(A))!.request)).toEqual(expect.not.arrayContaining(['InputDataConfig', 'Environment', 'VpcConfig']));
  });

  test('53. can have 100 hyperparameters of 2,500 characters, with a stable name', () => {
    const world = newWorld();
    const HyperParameters = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`parameter${index}`, 'x'.repeat(2500)]));
    const props = { ...A, Identity: { ...A.Identity as object, HyperParameters } };
    deliver(world, creation(world, props));
    deliver(world, creation(world, JSON.parse(JSON.stringify(props))));
    expect(world.answers.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual(Array(2).fill(['SUCCESS', `${baseOf(props)}-1`]));
    expect(Object.values(world.states())).toEqual(['InProgress']);
    expect([...world.jobs.values()][0].request.HyperParameters).toEqual(HyperParameters);
  });

  test('54. has the same name whatever the order of its keys', () => {
    const reversed = (value: any): any => (typeof value !== 'object' || Array.isArray(value) ? value
      : Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])));
    const world = newWorld();
    started(world, creation(world, reversed(A)));
  });

  test('55. can have any character in hyperparameters', () => {
    const world = newWorld();
    const HyperParameters = { grüße: 'naïve \u2028 "quoted" \\ 𝒳', 日本: '語' };
    const props = { ...A, Identity: { ...A.Identity as object, HyperParameters } };
    deliver(world, creation(world, props));
    expect([...world.jobs.values()][0].request.HyperParameters).toEqual(HyperParameters);
    expect(world.answers[0].PhysicalResourceId).toBe(`${baseOf(JSON.parse(JSON.stringify(props)))}-1`);
    expect(Object.values(world.states())).toEqual(['InProgress']);
  });

  test('has the tags of the handler, as far as those of the user leave room', () => {
    const world = newWorld();
    const users = Array.from({ length: 48 }, (_, index) => ({ Key: `key${index}`, Value: 'value' }));
    const event = creation(world, { ...A, Settings: { ...A.Settings as object, Tags: [...users, { Key: 'cdk:request-id', Value: 'mine' }] } });
    started(world, event);
    expect(world.jobs.get(nameOf(A))!.request.Tags).toEqual([
      ...users, { Key: 'cdk:request-id', Value: event.RequestId }, { Key: 'cdk:logical-id', Value: event.LogicalResourceId },
    ]);
  });

  test('has overrides, which change neither the name nor the tags of the handler', () => {
    const world = newWorld();
    const Overrides = JSON.stringify({ TrainingJobName: 'mine', Tags: [{ Key: 'a', Value: 'b' }], Newer: { Number: 1 } });
    const event = creation(world, { ...A, Overrides });
    deliver(world, event);
    const [job] = world.jobs.values();
    expect(job).toMatchObject({ name: `${baseOf({ ...A, Overrides: JSON.parse(Overrides) })}-1`, overrides: { Newer: { Number: 1 } } });
    expect(job.tags).toEqual({ 'a': 'b', 'cdk:request-id': event.RequestId, 'cdk:logical-id': event.LogicalResourceId, 'cdk:stack-id': STACK_ID });
  });

  test('is sent with three other calls in a normal start', () => {
    const world = newWorld();
    started(world, creation(world));
    expect(world.calls).toEqual(NORMAL);
  });
});

describe('an update', () => {
  test('121. of settings keeps the job, and starts no new one', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2`, Tags: [{ Key: 'a', Value: 'b' }], StoppingCondition: { MaxRuntimeInSeconds: '60' } }, TimeoutSeconds: '1201' };
    deliver(world, update(world, A, changed, nameOf(A)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    ['was deleted by hand', []], ['was not used, and has completed since', [nameOf(A)]],
  ])('121. of settings keeps the job, although the job in the slot before %s', (_, completed) => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    completed.forEach((name) => world.addJob(name, 'Completed', tags('the first')));
    world.addJob(nameOf(A, 2), 'InProgress', tags('the second'));
    deliver(world, update(world, A, { ...A, Settings: { RoleArn: `${ROLE}2` } }, nameOf(A, 2)));
    expect(world.calls).toEqual(['describe-stack', 'describe-job A-2', 'answer', 'describe-stack']);
    expect(world.answer()).toBe('SUCCESS A-2');
    world.stack.status = 'UPDATE_COMPLETE';
    world.now += 10_000;
    deliver(world, update(world, A, { ...A, Settings: { RoleArn: `${ROLE}2` } }, nameOf(A, 2)));
    expect(world.answer()).toBe('SUCCESS A-2');
  });

  test('122. of the role starts a job in the next slot if the job has failed, and the clean-up does not stop it', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Failed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2` } };
    deliver(world, update(world, A, changed, nameOf(A)));
    expect(world.answer()).toBe('SUCCESS A-2');
    world.stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    world.now += 10_000;
    deliver(world, { ...update(world, {}, {}, nameOf(A)), RequestType: 'Delete', ResourceProperties: A });
    expect(world.answer()).toBe('SUCCESS A-1');
    expect(world.states()).toEqual({ 'A-1': 'Failed', 'A-2': 'InProgress' });
  });

  test('122. that is rolled back keeps the slot of the physical id', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Failed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2` } };
    deliver(world, update(world, A, changed, nameOf(A)));
    world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliver(world, update(world, changed, A, nameOf(A, 2)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-2', { 'A-1': 'Failed', 'A-2': 'InProgress' }]);
    deliver(world, update(world, changed, A, nameOf(A)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Failed', 'A-2': 'Stopping' }]);
  });

  test('69. back to an earlier identity uses its job', () => {
    const world = newWorld('UPDATE_IN_PROGRESS');
    world.addJob(nameOf(A), 'Completed', tags('the first'));
    world.addJob(nameOf(B), 'Completed', tags('the second'));
    deliver(world, update(world, B, A, nameOf(B)));
    expect([world.answer(), world.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'Completed' }]);
  });
});

test('the fixtures have the names that other tests expect', () => {
  expect(baseOf(A)).toBe(deriveBaseName('train-0a1b2c3d', STACK_ID, 'Train4FD1', { Identity: A.Identity }));
  expect(nameOf(A)).not.toBe(nameOf(B));
  expect(properties('1')).toEqual(A);
});
