import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SWEEP } from './sweep-kind';
import { JobProps } from '../../src';
import { InstanceJobBase } from '../../src/jobs/job-base';
import { grantOnJob } from '../../src/jobs/job-grants';
import { identityOf, JobResource, JobResourceOptions, settingsOf } from '../../src/jobs/job-resource';
import { jobActions } from '../../src/jobs/protocol';
import { UNRECORDED } from '../record-templates';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { newJob, newStack, resourcesOf } from '../training/jobs';

const JOBS = 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:sweep-job/';

/** The construct of a job of this kind, as a domain would write it. */
class SweepJob extends InstanceJobBase {
  public readonly resource: JobResource;
  public readonly _namePrefix: string;

  constructor(scope: Construct, id: string, props: JobProps = {}, options: Partial<JobResourceOptions> = {}) {
    super(scope, id, SWEEP);
    const request = { Input: 's3://bucket/input', Speed: 2 };
    this.resource = new JobResource(this, SWEEP, props, {
      identity: identityOf(SWEEP, request),
      settings: () => settingsOf(SWEEP, request),
      roles: [],
      dependencies: [],
      limits: {},
      ...options,
    });
    this._namePrefix = this.resource.namePrefix;
  }

  protected get _jobName(): string { return this.resource.name; }
}

let stack: Stack;
// cfn-lint does not know the actions of an invented kind
beforeEach(() => { stack = newStack(new App({ context: { [UNRECORDED]: true } })); });

const ofType = (type: string) => Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === type);

/** The statements of the policy of a construct of this stack. */
function statements(id: RegExp): any[] {
  const [[, policy]] = ofType('AWS::IAM::Policy').filter(([name]) => id.test(name));
  return readable(policy.Properties.PolicyDocument.Statement);
}

describe('the custom resource of another kind of job', () => {
  test('has the properties that the handler expects', () => {
    new SweepJob(stack, 'Sweep', { runId: '2', stopOnRemoval: false, requestOverrides: { Zeta: 1, Alpha: { y: 1, x: 2 } } });
    const [[id, { Properties }]] = ofType(SWEEP.type);
    expect(id).toMatch(/^Sweep[0-9A-F]{8}$/);
    expect(readable(Properties)).toEqual({
      ServiceToken: expect.stringMatching(/^\$\{SageMakerJobsFunction[0-9A-F]{8}\.Arn\}$/),
      ServiceTimeout: 1200,
      SchemaVersion: '1',
      TimeoutSeconds: 1200,
      NamePrefix: expect.stringMatching(/^[0-9a-f]{8}$/),
      Identity: { Input: 's3://bucket/input' },
      Settings: { Speed: 2 },
      Overrides: '{"Alpha":{"x":2,"y":1},"Zeta":1}',
      RunId: '2',
      StopOnRemoval: false,
    });
  });

  test('has the name and the ARN of the run as reference and attribute', () => {
    const { name, arn } = new SweepJob(stack, 'Sweep').resource;
    const [[id]] = ofType(SWEEP.type);
    expect(stack.resolve([name, arn])).toEqual([{ Ref: id }, { 'Fn::GetAtt': [id, 'SweepJobArn'] }]);
  });

  test('is the default child, and depends on the handler, on its policy and on the given constructs', () => {
    const job = new SweepJob(stack, 'Sweep', {}, { dependencies: [new Bucket(stack, 'Bucket')] });
    expect(job.node.defaultChild).toBe(job.resource.resource);
    Template.fromStack(stack).hasResource(SWEEP.type, {
      DependsOn: ['Bucket83908E77', Match.stringLikeRegexp('^SageMakerJobsInvocation'), Match.stringLikeRegexp('^SweepHandlerPolicy')],
    });
  });

  test('has the settings at synthesis', () => {
    const request: Record<string, unknown> = { Input: 'in' };
    new SweepJob(stack, 'Sweep', {}, { settings: () => settingsOf(SWEEP, request) });
    request.Speed = 9;
    Template.fromStack(stack).hasResourceProperties(SWEEP.type, { Settings: { Speed: 9 } });
  });

  test('shares the handler of the stack with training jobs', () => {
    newJob(stack);
    new SweepJob(stack, 'Sweep');
    expect(ofType('AWS::Lambda::Function')).toHaveLength(2);
  });
});

describe('the prefix of job names of at most 32 characters', () => {
  test('is a hash without a slug, which differs between jobs', () => {
    const prefixes = ['Sweep', 'Other'].map((id) => new SweepJob(stack, id).resource.namePrefix);
    expect(prefixes).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/), expect.stringMatching(/^[0-9a-f]{8}$/)]);
    expect(prefixes[0]).not.toBe(prefixes[1]);
  });
});

describe('the policy of the handler', () => {
  const calls = {
    Effect: 'Allow',
    Action: ['AddTags', 'CreateSweepJob', 'DescribeSweepJob', 'ListTags', 'StopSweepJob'].map((action) => `sagemaker:${action}`),
  };

  test('does not allow passing a role if the job has none', () => {
    const { namePrefix } = new SweepJob(stack, 'Sweep').resource;
    expect(statements(/^SweepHandlerPolicy/)).toEqual([{ ...calls, Resource: `${JOBS}${namePrefix}-*` }]);
  });

  test('allows passing all roles of the job', () => {
    const roles = ['One', 'Other'].map((name) => iam.Role.fromRoleArn(stack, name, `arn:aws:iam::111122223333:role/${name}`));
    new SweepJob(stack, 'Sweep', {}, { roles });
    expect(statements(/^SweepHandlerPolicy/)[1]).toEqual({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: ['arn:aws:iam::111122223333:role/One', 'arn:aws:iam::111122223333:role/Other'],
      Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    });
  });
});

describe('the resources that wait for another kind of job', () => {
  const waiters = () => ofType(`${SWEEP.type}Wait`);

  test('do not exist without a result', () => {
    new SweepJob(stack, 'Sweep', {}, { limits: { maxDuration: Duration.hours(1) } });
    expect(waiters()).toEqual([]);
  });

  test('are created with the first result', () => {
    const job = new SweepJob(stack, 'Sweep', {}, { limits: { maxDuration: Duration.hours(1) } });
    const [best, again] = [job.resource.result('Best'), job.resource.result('Best')];
    expect(best).toBe(again);
    expect(waiters().map(([id]) => id)).toEqual([expect.stringMatching(/^SweepWait1/), expect.stringMatching(/^SweepWait2/)]);
    expect(stack.resolve(best)).toEqual({ 'Fn::GetAtt': [waiters()[1][0], 'Best'] });
  });

  test('wait for waitTimeout if no prop limits the job', () => {
    new SweepJob(stack, 'Sweep', { waitTimeout: Duration.minutes(10), acceptStopped: true, stopOnWaitTimeout: true }).resource.wait();
    expect(waiters()[0][1].Properties).toMatchObject({ WaitSeconds: 600, Last: true, AcceptStopped: true, StopOnTimeout: true });
  });

  test('fail without waitTimeout if no prop limits the job', () => {
    expect(errorLines(() => new SweepJob(stack, 'Sweep').resource.wait())[0])
      .toContain('waitTimeout is required, because the props that limit the duration of this sweep job are not set');
  });

  test('fail with the names of all props that make the job too long', () => {
    const limits = { maxDuration: Duration.hours(11), queueing: Duration.hours(1), unset: undefined };
    const [message] = errorLines(() => new SweepJob(stack, 'Sweep', {}, { limits }).resource.wait());
    expect(message).toContain('at most 11 hours 55 minutes for a sweep job, but this one can take 12 hours 30 minutes');
    expect(message).toContain('reduce maxDuration or queueing, ');
  });

  test('fail if waitForCompletion is false', () => {
    const job = new SweepJob(stack, 'Sweep', { waitForCompletion: false });
    expect(errorLines(() => job.resource.result('Best'))[0]).toContain('another resource uses a result of this sweep job');
  });
});

describe('another kind of job', () => {
  test('has its own logs, metrics and events', () => {
    const job = new SweepJob(stack, 'Sweep');
    expect(job.logGroup.logGroupName).toBe('/aws/sagemaker/SweepJobs');
    expect(job.metricCpuUtilization({ instance: 2 })).toMatchObject({ namespace: '/aws/sagemaker/SweepJobs', dimensions: { Host: `${job.resource.name}/algo-2` } });
    job.onFailed('Failed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'detail-type': ['SageMaker Sweep Job State Change'],
        'detail': { SweepJobName: [{ prefix: `${job.resource.namePrefix}-` }], SweepJobStatus: ['Failed'] },
      },
    });
  });

  test('grants permissions on all its runs', () => {
    const job = new SweepJob(stack, 'Sweep');
    grantOnJob(SWEEP, { job, name: job.resource.name, arn: job.resource.arn }, new iam.User(stack, 'User'), jobActions(SWEEP).stop);
    expect(statements(/^UserDefaultPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'sagemaker:StopSweepJob', Resource: `${JOBS}${job.resource.namePrefix}-*` },
    ]);
  });
});
