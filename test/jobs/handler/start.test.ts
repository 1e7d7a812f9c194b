import { deliver, lambda } from './fakes/lambda';
import { A, B, baseOf, creation, Event, nameOf, properties, ROLE, STACK_ID, update, world } from './fakes/requests';
import { BROKEN, DENIED, remoteError, SILENT, THROTTLED, World } from './fakes/world';
import { deriveBase } from '../../../src/jobs/handler/names';

const MAY_NOT_ASSUME = remoteError('ValidationException', `Could not assume role ${ROLE}. Please ensure that the role exists`);
const NORMAL = ['describe-stack', 'create-job A-1', 'answer', 'describe-stack'];
const tags = (requestId: string) => ({ tags: { 'cdk:request-id': requestId } });

function started(where: World, event: Event): void {
  deliver(where, event);
  expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'InProgress' }]);
}

function refused(where: World, event: Event): string {
  deliver(where, event);
  expect([where.answer(), where.states()]).toEqual(['FAILED A-1', {}]);
  return where.answers[0].Reason!;
}

describe('CreateTrainingJob', () => {
  test('33. throttled ten times starts one job', () => {
    const where = world();
    where.fail('create-job', THROTTLED, 10);
    started(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', ...Array(11).fill('create-job A-1'), 'answer', 'describe-stack']);
  });

  test('33. throttled for ever is left to Lambda, and at last answered by the janitor', () => {
    const where = world();
    where.fail('create-job', THROTTLED);
    const event = creation(where);
    expect(deliver(where, event)).toBe('failed');
    expect([where.answers, where.errors]).toEqual([[], ['ThrottlingException: Rate exceeded']]);
    lambda(where, event);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', {}]);
  });

  test.each([['34. that breaks', BROKEN], ['35. that falls silent', SILENT]])('%s after it started the job finds the job', (_, error) => {
    const where = world();
    where.fail('create-job', error, 1, true);
    started(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack']);
  });

  test('36. takes its own job that runs', () => {
    const where = world();
    const event = creation(where);
    where.addJob(nameOf(A), 'InProgress', tags(event.RequestId));
    started(where, event);
  });

  test('37. fails with its own job that failed, and starts no second one', () => {
    const where = world();
    const event = creation(where);
    where.addJob(nameOf(A), 'Failed', { ...tags(event.RequestId), failureReason: 'AlgorithmError: out of memory' });
    deliver(where, event);
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'list-tags A-1', 'answer']);
    expect([where.answer(), where.states()]).toEqual(['FAILED A-1', { 'A-1': 'Failed' }]);
    expect(where.answers[0].Reason).toBe(`Training job ${nameOf(A)} is Failed. AlgorithmError: out of memory`);
  });

  test('38. takes the job of another request that completed', () => {
    const where = world();
    where.addJob(nameOf(A), 'Completed', tags('another'));
    deliver(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    ['39.', 'Failed'], ['40.', 'Stopping'], ['40.', 'Stopped'], ['41.', 'Deleting'],
  ])('%s uses the next slot when the job of another request is %s', (_, status) => {
    const where = world();
    where.addJob(nameOf(A), status, tags('another'));
    deliver(where, creation(where));
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'describe-job A-1', 'list-tags A-1', 'create-job A-2', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-2', { 'A-1': status, 'A-2': 'InProgress' }]);
  });

  test('42. fails when all slots are used', () => {
    const where = world();
    for (let slot = 1; slot <= 99; slot++) { where.addJob(nameOf(A, slot), 'Failed', tags('another')); }
    deliver(where, creation(where));
    expect(where.answer()).toBe('FAILED A-99');
    expect(where.answers[0].Reason).toMatch(/All 99 names .* belong to jobs that failed or were stopped: delete some of them, or give the job a runId/);
    expect(Object.values(where.states()).every((status) => status === 'Failed')).toBe(true);
  });

  test.each([
    // unverified words: only the code counts
    ['43. a quota', remoteError('ResourceLimitExceeded', 'The account-level service limit \'ml.p3.2xlarge for training job usage\' is 0')],
    ['49. a parameter', remoteError('ValidationException', '1 validation error detected: Value at \'maxRuntimeInSeconds\' failed')],
    ['50. an instance type that the Region has not', remoteError('ValidationException', 'Instance type ml.p5.48xlarge is not available')],
  ])('%s fails at once, with the service\'s words', (_, error) => {
    const where = world();
    where.fail('create-job', error);
    expect(refused(where, creation(where))).toContain(`${error.name}: ${error.message}`);
    expect(where.calls).toEqual(['describe-stack', 'create-job A-1', 'answer']);
  });

  test('44. waits for a role that SageMaker cannot assume yet', () => {
    const where = world();
    where.fail('create-job', MAY_NOT_ASSUME, 6);
    const from = where.now;
    started(where, creation(where));
    expect(where.now - from).toBeGreaterThan(30_000);
    expect(where.calls.filter((call) => call === 'create-job A-1')).toHaveLength(7);
  });

  test('45. fails after two minutes with the role that cannot be assumed', () => {
    const where = world();
    where.fail('create-job', MAY_NOT_ASSUME);
    const from = where.now;
    expect(refused(where, creation(where))).toContain(`(the job's role is "${ROLE}")`);
    expect(where.now - from).toBeGreaterThan(100_000);
    expect(where.now - from).toBeLessThanOrEqual(125_000);
  });

  test.each([
    'Could not assume role',
    'Unauthorized to List objects under S3 URL',
    'Access denied to OutputDataConfig S3 bucket',
    'no identity-based policy allows the s3:ListBucket action',
    'Access denied to hub content',
    'Access denied for repository',
  ])('46. tries again after "%s"', (words) => {
    const where = world();
    where.fail('create-job', remoteError('ValidationException', `${words}: more is said`), 2);
    started(where, creation(where));
    expect(where.calls.filter((call) => call === 'create-job A-1')).toHaveLength(3);
  });

  test('47. waits for a permission that has not spread yet', () => {
    const where = world();
    where.fail('create-job', DENIED, 5);
    started(where, creation(where));
  });

  test('48. fails after a minute with the permission that is missing', () => {
    const where = world();
    where.fail('create-job', remoteError('AccessDeniedException', 'not authorized to perform: iam:PassRole'));
    const from = where.now;
    expect(refused(where, creation(where))).toContain('the handler\'s role needs sagemaker:CreateTrainingJob and sagemaker:AddTags'
      + ` on training-job/train-0a1b2c3d-*, and iam:PassRole on "${ROLE}"`);
    expect(where.now - from).toBeLessThanOrEqual(65_000);
  });
});

describe('the request', () => {
  test('51. numbers and truth values have their types again, and nothing else has', () => {
    const where = world();
    const props: Event = { ...A, Settings: { RoleArn: ROLE, EnableManagedSpotTraining: 'true', StoppingCondition: { MaxRuntimeInSeconds: '3600' } } };
    props.Identity = { ...A.Identity as object, HyperParameters: { epochs: '1', deep: 'true', rate: '1e-07' }, Environment: { ONE: '1' } };
    deliver(where, creation(where, props));
    const [{ request }] = where.jobs.values();
    expect(request).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      ResourceConfig: { InstanceCount: 1, VolumeSizeInGB: 30 },
      HyperParameters: { epochs: '1', deep: 'true', rate: '1e-07' },
      Environment: { ONE: '1' },
    });
    expect([where.calls[1], where.answers[0].Status]).toEqual(['create-job '.concat(where.short(String(request.TrainingJobName))), 'SUCCESS']);
  });

  test('52. empty lists and what is absent are left out, and change no name', () => {
    const where = world();
    const Identity = { ...A.Identity as object, InputDataConfig: [], Environment: null };
    const props = { ...A, Identity, Settings: { ...A.Settings as object, VpcConfig: undefined } };
    started(where, creation(where, props as any));
    expect(Object.keys(where.jobs.get(nameOf(A))!.request)).toEqual(expect.not.arrayContaining(['InputDataConfig', 'Environment', 'VpcConfig']));
  });

  test('53. 100 hyperparameters of 2,500 characters have a stable name', () => {
    const where = world();
    const HyperParameters = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`parameter${index}`, 'x'.repeat(2500)]));
    const props = { ...A, Identity: { ...A.Identity as object, HyperParameters } };
    deliver(where, creation(where, props));
    deliver(where, creation(where, JSON.parse(JSON.stringify(props))));
    expect(where.answers.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual(Array(2).fill(['SUCCESS', `${baseOf(props)}-1`]));
    expect(Object.values(where.states())).toEqual(['InProgress']);
    expect([...where.jobs.values()][0].request.HyperParameters).toEqual(HyperParameters);
  });

  test('54. the order of keys does not count', () => {
    const reversed = (value: any): any => (typeof value !== 'object' || Array.isArray(value) ? value
      : Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])));
    const where = world();
    started(where, creation(where, reversed(A)));
  });

  test('55. hyperparameters may have any character', () => {
    const where = world();
    const HyperParameters = { grüße: 'naïve \u2028 "quoted" \\ 𝒳', 日本: '語' };
    const props = { ...A, Identity: { ...A.Identity as object, HyperParameters } };
    deliver(where, creation(where, props));
    expect([...where.jobs.values()][0].request.HyperParameters).toEqual(HyperParameters);
    expect(where.answers[0].PhysicalResourceId).toBe(`${baseOf(JSON.parse(JSON.stringify(props)))}-1`);
    expect(Object.values(where.states())).toEqual(['InProgress']);
  });

  test('says in tags whose the job is, as far as there is room beside the user\'s', () => {
    const where = world();
    const users = Array.from({ length: 48 }, (_, index) => ({ Key: `key${index}`, Value: 'value' }));
    const event = creation(where, { ...A, Settings: { ...A.Settings as object, Tags: [...users, { Key: 'cdk:request-id', Value: 'mine' }] } });
    started(where, event);
    expect(where.jobs.get(nameOf(A))!.request.Tags).toEqual([
      ...users, { Key: 'cdk:request-id', Value: event.RequestId }, { Key: 'cdk:logical-id', Value: event.LogicalResourceId },
    ]);
  });

  test('has overrides beside it, which change neither the name nor the tags that say whose the job is', () => {
    const where = world();
    const Overrides = JSON.stringify({ TrainingJobName: 'mine', Tags: [{ Key: 'a', Value: 'b' }], Newer: { Number: 1 } });
    const event = creation(where, { ...A, Overrides });
    deliver(where, event);
    const [job] = where.jobs.values();
    expect(job).toMatchObject({ name: `${baseOf({ ...A, Overrides: JSON.parse(Overrides) })}-1`, overrides: { Newer: { Number: 1 } } });
    expect(job.tags).toEqual({ 'a': 'b', 'cdk:request-id': event.RequestId, 'cdk:logical-id': event.LogicalResourceId, 'cdk:stack-id': STACK_ID });
  });

  test('a normal start asks four things', () => {
    const where = world();
    started(where, creation(where));
    expect(where.calls).toEqual(NORMAL);
  });
});

describe('an update', () => {
  test('121. of the settings keeps the job, and asks for no new one', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2`, Tags: [{ Key: 'a', Value: 'b' }], StoppingCondition: { MaxRuntimeInSeconds: '60' } }, TimeoutSeconds: '1201' };
    deliver(where, update(where, A, changed, nameOf(A)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-1', 'answer', 'describe-stack']);
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed' }]);
  });

  test.each([
    ['were deleted by hand', []], ['were given up, and have completed since', [nameOf(A)]],
  ])('121. of the settings keeps the job, though those before it %s', (_, completed) => {
    const where = world('UPDATE_IN_PROGRESS');
    completed.forEach((name) => where.addJob(name, 'Completed', tags('the first')));
    where.addJob(nameOf(A, 2), 'InProgress', tags('the second'));
    deliver(where, update(where, A, { ...A, Settings: { RoleArn: `${ROLE}2` } }, nameOf(A, 2)));
    expect(where.calls).toEqual(['describe-stack', 'describe-job A-2', 'answer', 'describe-stack']);
    expect(where.answer()).toBe('SUCCESS A-2');
    where.stack.status = 'UPDATE_COMPLETE';
    where.now += 10_000;
    deliver(where, update(where, A, { ...A, Settings: { RoleArn: `${ROLE}2` } }, nameOf(A, 2)));
    expect(where.answer()).toBe('SUCCESS A-2');
  });

  test('122. of the role trains in the next slot when the job had failed, and the clean-up leaves that alone', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Failed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2` } };
    deliver(where, update(where, A, changed, nameOf(A)));
    expect(where.answer()).toBe('SUCCESS A-2');
    where.stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    where.now += 10_000;
    deliver(where, { ...update(where, {}, {}, nameOf(A)), RequestType: 'Delete', ResourceProperties: A });
    expect(where.answer()).toBe('SUCCESS A-1');
    expect(where.states()).toEqual({ 'A-1': 'Failed', 'A-2': 'InProgress' });
  });

  test('122. that is rolled back keeps the slot that CloudFormation knows', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Failed', tags('the first'));
    const changed = { ...A, Settings: { RoleArn: `${ROLE}2` } };
    deliver(where, update(where, A, changed, nameOf(A)));
    where.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliver(where, update(where, changed, A, nameOf(A, 2)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-2', { 'A-1': 'Failed', 'A-2': 'InProgress' }]);
    deliver(where, update(where, changed, A, nameOf(A)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Failed', 'A-2': 'Stopping' }]);
  });

  test('69. back to an earlier identity takes its job', () => {
    const where = world('UPDATE_IN_PROGRESS');
    where.addJob(nameOf(A), 'Completed', tags('the first'));
    where.addJob(nameOf(B), 'Completed', tags('the second'));
    deliver(where, update(where, B, A, nameOf(B)));
    expect([where.answer(), where.states()]).toEqual(['SUCCESS A-1', { 'A-1': 'Completed', 'B-1': 'Completed' }]);
  });
});

test('the fixtures are what the names say', () => {
  expect(baseOf(A)).toBe(deriveBase('train-0a1b2c3d', STACK_ID, 'Train4FD1', { Identity: A.Identity }));
  expect(nameOf(A)).not.toBe(nameOf(B));
  expect(properties('1')).toEqual(A);
});
