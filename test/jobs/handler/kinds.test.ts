import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliver, deliverWithRetries } from './fakes/lambda';
import { A, creation, deletion, Event, newWorld, properties, update, waitRequest } from './fakes/requests';
import { DENIED, FakeWorld } from './fakes/world';
import { HANDLER } from '../../../projenrc/handler/paths';
import { JOB_KINDS } from '../../../src/jobs/kinds';
import { SWEEP } from '../sweep-kind';

const PREFIX = '0a1b2c3d';
/** The names of the job with these properties; a name has at most 32 characters. */
const NAME = /^0a1b2c3d-[0-9a-f]{20}-1$/;
const SWEEP_PROPERTIES = {
  ...A, NamePrefix: PREFIX, Identity: { Input: 's3://bucket/input', Count: '2' }, Settings: { Speed: '2' },
};
const OTHER_PROPERTIES = { ...SWEEP_PROPERTIES, Identity: { Input: 's3://bucket/other' } };
const ofSweep = { ResourceType: SWEEP.type };

function newWorldWithSweep(status?: string): FakeWorld {
  const world = newWorld(status);
  world.kinds = [...JOB_KINDS, SWEEP];
  return world;
}

/** Creates a job, and returns its name. */
function created(world: FakeWorld): string {
  deliver(world, creation(world, SWEEP_PROPERTIES, ofSweep));
  return world.answers.at(-1)!.PhysicalResourceId;
}

describe('a kind with short names and without a role', () => {
  test('starts a job with its own name member and ARN', () => {
    const world = newWorldWithSweep();
    const name = created(world);

    expect(name).toMatch(NAME);
    expect(world.calls).toEqual(['describe-stack', `create-job ${name}`, 'answer', 'describe-stack']);
    expect(world.answers[0]).toMatchObject({ Status: 'SUCCESS', Data: { SweepJobArn: `arn:aws:sagemaker:eu-west-1:111122223333:sweep-job/${name}` } });
    // the service model does not know the request, so its values keep the types of CloudFormation
    expect(world.jobs.get(name)!.request).toEqual({ SweepJobName: name, Input: 's3://bucket/input', Count: '2', Speed: '2', Tags: expect.any(Array) });
  });

  test('refuses a prefix with which a name would be too long', () => {
    const world = newWorldWithSweep();
    deliver(world, creation(world, { ...SWEEP_PROPERTIES, NamePrefix: `${PREFIX}9` }, ofSweep));

    expect(world.answers[0]).toMatchObject({ Status: 'FAILED', Reason: 'NamePrefix must have at most 8 lower-case letters, digits and hyphens.' });
  });

  test('names its own actions, and no role, if a permission is missing', () => {
    const world = newWorldWithSweep();
    world.fail('create-job', DENIED);
    created(world);

    expect(world.answers[0].Reason).toMatch(/^Sweep job .* was not started\./);
    expect(world.answers[0].Reason).toContain('(the role of the handler needs sagemaker:CreateSweepJob and sagemaker:AddTags on sweep-job/0a1b2c3d-*)');
  });

  test('waits for its results', () => {
    const world = newWorldWithSweep();
    const JobName = created(world);
    const wait = (): Event => waitRequest('Create', world, { ResourceType: 'Custom::SageMakerSweepJobWait' }, { JobName });
    world.jobs.get(JobName)!.status = 'Completed';
    deliver(world, wait());
    world.jobs.set(JobName, { ...world.jobs.get(JobName)!, results: { Best: '7' } });
    deliver(world, wait());

    expect(world.answers.slice(1).map(({ Status, Data }) => [Status, Data])).toEqual([['SUCCESS', { Best: '' }], ['SUCCESS', { Best: '7' }]]);
  });

  test('links to its own log group', () => {
    const world = newWorldWithSweep();
    const JobName = created(world);
    world.jobs.get(JobName)!.status = 'Failed';
    deliver(world, waitRequest('Create', world, { ResourceType: 'Custom::SageMakerSweepJobWait' }, { JobName }));

    expect(world.answers[1].Reason).toMatch(/^Sweep job .* failed\. Log: .*\$252Faws\$252Fsagemaker\$252FSweepJobs/);
  });

  test('stops the job of an update that is rolled back, and the job of a resource that is deleted', () => {
    const world = newWorldWithSweep();
    const name = created(world);
    world.stack.status = 'UPDATE_IN_PROGRESS';
    deliver(world, update(world, SWEEP_PROPERTIES, OTHER_PROPERTIES, name, ofSweep));
    const other = world.answers.at(-1)!.PhysicalResourceId;
    world.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deliver(world, update(world, OTHER_PROPERTIES, SWEEP_PROPERTIES, name, ofSweep));
    expect([world.answers.at(-1)!.PhysicalResourceId, world.states()]).toEqual([name, { [name]: 'InProgress', [other]: 'Stopping' }]);

    world.stack.status = 'DELETE_IN_PROGRESS';
    deliver(world, deletion(world, name, SWEEP_PROPERTIES, ofSweep));
    expect(world.states()).toEqual({ [name]: 'Stopped', [other]: 'Stopped' });
  });

  test('starts one job, wherever the handler crashes once', () => {
    for (let crash = 0; crash < 8; crash++) {
      const world = newWorldWithSweep();
      deliverWithRetries(world, creation(world, SWEEP_PROPERTIES, ofSweep), [crash]);
      expect([world.answers.at(-1)!.Status, Object.values(world.states())]).toEqual(['SUCCESS', ['InProgress']]);
    }
  });

  test('can be in one stack with training jobs', () => {
    const world = newWorldWithSweep();
    created(world);
    deliver(world, creation(world, properties('1')));

    expect(world.answers.map(({ Data }) => Object.keys(Data!))).toEqual([['SweepJobArn'], ['TrainingJobArn']]);
  });
});

test('a kind that the handler does not list is unknown', () => {
  const world = newWorld();
  deliver(world, creation(world, SWEEP_PROPERTIES, ofSweep));

  expect(world.answers[0].Reason).toBe('ResourceType "Custom::SageMakerSweepJob" is unknown');
});

test('the core of the handler names no kind', () => {
  const folder = join(__dirname, '../../..', HANDLER);
  const names = /training|processing job|transform|tuning/i;
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));

  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => names.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
});
