import { Duration } from 'aws-cdk-lib';
import { Deployments } from './deployments';
import { trainingApp, Version } from './training-app';
import { LocalAwsEvent } from '../../local-aws/local-aws';
import { CommandResult } from '../../local-aws/process';

const LONG = 600;
const REASON = 'AlgorithmError: ValueError: could not convert string to float, exit code: 1';

/**
 * Tests the scenarios of a training job in deployments.
 *
 * @param deliveries The number of times that Lambda delivers each event.
 */
export function describeTraining(name: string, deliveries: number): void {
  const deployments = Deployments.forThisFile();
  let results: Record<string, CommandResult>;

  const app = (version?: Version) => trainingApp(name.replaceAll(' ', '-'), version);

  beforeAll(async () => {
    await deployments.aws.simulate({
      deliveries: [{ times: deliveries }],
      training: [
        { jobs: 'hostedjob', seconds: 0, metrics: { 'validation:accuracy': 0.93 } },
        { jobs: 'failingjob', seconds: 0, outcome: 'Failed', reason: REASON },
        { jobs: 'twowaitersjob', seconds: 4 },
        { seconds: LONG },
      ],
      crashes: [
        { function: 'CrashBeforeStart', resource: 'crashbeforestartjob', operation: 'CreateTrainingJob', moment: 'before' },
        { function: 'CrashAfterStart', resource: 'crashafterstartjob', operation: 'CreateTrainingJob', moment: 'after' },
        { function: 'NeverStarts', resource: 'neverstartsjob', operation: 'CreateTrainingJob', moment: 'before', times: 99 },
        { function: 'NeverResponds', resource: 'neverrespondsjob', operation: 'CreateTrainingJob', moment: 'after', times: 99 },
      ],
    });
    // Independent stacks are deployed in parallel, because the CLI mostly waits.
    const initialApp = app();
    const [succeeding, ...failing] = await Promise.all([
      deployments.deploy(initialApp, 'Hosted', 'Running', 'CrashBeforeStart', 'CrashAfterStart', 'NeverResponds', 'TwoWaiters'),
      ...['Failing', 'RolledBack', 'NeverStarts'].map((stack) => deployments.deploy(initialApp, stack)),
    ]);
    results = { succeeding, failing: failing[0], rolledBack: failing[1], neverStarts: failing[2] };
  }, 240_000);

  /** Describes the training jobs of a stack, the oldest first. */
  async function jobsOf(stack: string): Promise<any[]> {
    const [{ TrainingJobSummaries: found }] = await deployments.call(
      ['sagemaker', 'ListTrainingJobs', { NameContains: `${stack.toLowerCase()}job`, SortBy: 'CreationTime', SortOrder: 'Ascending' }],
    );
    return found.length === 0 ? [] : deployments.call(
      ...found.map(({ TrainingJobName }: any): [string, string, object] => ['sagemaker', 'DescribeTrainingJob', { TrainingJobName }]),
    );
  }

  async function statusesOf(stack: string): Promise<string[]> {
    return (await jobsOf(stack)).map((job) => job.TrainingJobStatus);
  }

  async function eventsOf(stack: string, event: string): Promise<LocalAwsEvent[]> {
    return (await deployments.aws.events()).filter((one) => one.event === event && one.resource.includes(`${stack.toLowerCase()}job`));
  }

  async function describeEndpoint(): Promise<any> {
    const [{ Endpoints: [{ EndpointName }] }] = await deployments.call(['sagemaker', 'ListEndpoints']);
    return (await deployments.call(['sagemaker', 'DescribeEndpoint', { EndpointName }]))[0];
  }

  describe(name, () => {
    test('deploys the stacks that succeed', () => {
      expect(results.succeeding).toMatchObject({ code: 0 });
    });

    test('trains with an asset, waits for completion, and hosts the model in the same stack', async () => {
      const [job, ...more] = await jobsOf('Hosted');
      expect(more).toEqual([]);
      expect(job).toMatchObject({
        TrainingJobStatus: 'Completed',
        HyperParameters: { epochs: '3' },
        InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: expect.stringMatching(/^s3:\/\/cdk-hnb659fds-assets-.*\.csv$/) } } }],
        RoleArn: expect.stringMatching(/:role\/Hosted-HostedJobRole/),
      });
      const { EndpointStatus: status, EndpointConfigName } = await describeEndpoint();
      expect(status).toBe('InService');
      const [{ ProductionVariants: [{ ModelName }] }] = await deployments.call(['sagemaker', 'DescribeEndpointConfig', { EndpointConfigName }]);
      const [model] = await deployments.call(['sagemaker', 'DescribeModel', { ModelName }]);
      expect(model.PrimaryContainer.ModelDataUrl).toBe(job.ModelArtifacts.S3ModelArtifacts);
      const [{ Stacks: [{ Outputs: outputs }] }] = await deployments.call(['cloudformation', 'DescribeStacks', { StackName: 'Hosted' }]);
      expect(outputs).toContainEqual(expect.objectContaining({ OutputKey: 'Accuracy', OutputValue: expect.stringMatching(/^0\.93/) }));
    });

    test('does not wait for a job whose results are not used', async () => {
      expect(await statusesOf('Running')).toEqual(['InProgress']);
    });

    test('waits with a second waiter after the timeout of the first', async () => {
      expect(await statusesOf('TwoWaiters')).toEqual(['Completed']);
      const [{ StackEvents: events }] = await deployments.call(['cloudformation', 'DescribeStackEvents', { StackName: 'TwoWaiters' }]);
      const times = (waiter: string) => events.filter((event: any) => event.LogicalResourceId.startsWith(waiter))
        .map((event: any) => Date.parse(event.Timestamp)).sort();
      const [[, firstEnd], [secondStart]] = [times('TwoWaitersJobWait1'), times('TwoWaitersJobWait2')];
      expect(secondStart).toBeGreaterThanOrEqual(firstEnd);
      const [{ TrainingEndTime: ended }] = await jobsOf('TwoWaiters');
      expect(Date.parse(ended)).toBeGreaterThan(secondStart);
    });

    test('fails with the failure reason of the job, and rolls back completely', async () => {
      expect(results.failing.code).not.toBe(0);
      expect(results.failing.output).toContain(REASON);
      expect(results.failing.output).toMatch(/failingjob-\w+-\w+-1.*failed.*log-groups/s);
      expect(await deployments.statusOf('Failing')).toBe('ROLLBACK_COMPLETE');
      expect(await statusesOf('Failing')).toEqual(['Failed']);
    });

    test('fails when another resource fails, and stops the job', async () => {
      expect(results.rolledBack.code).not.toBe(0);
      expect(await deployments.statusOf('RolledBack')).toBe('ROLLBACK_COMPLETE');
      expect(await statusesOf('RolledBack')).toEqual(['Stopped']);
    });

    test.each(['CrashBeforeStart', 'CrashAfterStart'])('starts one job although the handler crashes once: %s', async (stack) => {
      expect(await statusesOf(stack)).toEqual(['InProgress']);
      const started = await eventsOf(stack, 'CreateTrainingJob');
      expect(started.filter(({ error }) => error === undefined)).toHaveLength(1);
      expect(await crashesOf(stack)).toBeGreaterThan(0);
    });

    test('keeps the job of a handler that crashes after every start: the janitor responds for it', async () => {
      expect(await statusesOf('NeverResponds')).toEqual(['InProgress']);
      expect(await failuresOf('NeverResponds')).toBeGreaterThanOrEqual(3);
    });

    test('fails when the handler crashes before every start: the janitor responds with the reason', async () => {
      expect(results.neverStarts.code).not.toBe(0);
      expect(results.neverStarts.output).toMatch(/gave up/);
      expect(await failuresOf('NeverStarts')).toBeGreaterThanOrEqual(3);
      expect(await deployments.statusOf('NeverStarts')).toBe('ROLLBACK_COMPLETE');
      expect(await jobsOf('NeverStarts')).toEqual([]);
    });

    function crashesOf(stack: string): Promise<number> {
      return countOf('FunctionCrashed', stack);
    }

    /** The number of failed invocations. A crash may end another invocation that has only begun. */
    function failuresOf(stack: string): Promise<number> {
      return countOf('InvocationFailed', stack);
    }

    async function countOf(eventName: string, stack: string): Promise<number> {
      return (await deployments.aws.events()).filter(({ event, resource }) => event === eventName && resource.startsWith(stack)).length;
    }
  });

  // Each test continues with the stacks of the previous test.
  describe(`${name}, in later deployments`, () => {
    test('does not start a new run if the identity is unchanged; otherwise starts a new run and stops the old one', async () => {
      const before = await describeEndpoint();
      const start = await deployments.lastSequence();
      const [unchanged, retrained] = await Promise.all([
        deployments.deploy(app({ maxRuntime: Duration.minutes(20) }), 'Hosted'),
        deployments.deploy(trainingApp(`${name.replaceAll(' ', '-')}-2`, { epochs: 4 }), 'Running'),
      ]);
      expect([unchanged, retrained]).toMatchObject([{ code: 0 }, { code: 0 }]);

      expect(await jobsOf('Hosted')).toHaveLength(1);
      expect(await describeEndpoint()).toEqual(before);
      expect((await deployments.eventsSince(start)).map(({ event, resource }) => `${event} ${resource}`).join('\n'))
        .not.toMatch(/CreateTrainingJob hosted|UpdateEndpoint|CreateModel/);

      const [oldJob, newJob, ...more] = await jobsOf('Running');
      expect(more).toEqual([]);
      expect([oldJob.TrainingJobStatus, newJob.TrainingJobStatus]).toEqual(['Stopped', 'InProgress']);
      expect([oldJob.HyperParameters.epochs, newJob.HyperParameters.epochs]).toEqual(['3', '4']);
    });

    test('fails when another resource fails, stops the new run and keeps the old run', async () => {
      expect(await deployments.deploy(app({ epochs: 5, failingSibling: true }), 'Running')).not.toMatchObject({ code: 0 });
      expect(await deployments.statusOf('Running')).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await statusesOf('Running')).toEqual(['Stopped', 'InProgress', 'Stopped']);
    });

    test('stops the job when the stack is deleted, before its role is deleted', async () => {
      const deletedApp = app({ epochs: 4 });
      expect(await Promise.all([deployments.destroy(deletedApp, 'Running'), deployments.destroy(deletedApp, 'Hosted')])).toMatchObject([{ code: 0 }, { code: 0 }]);
      expect(await statusesOf('Running')).toEqual(['Stopped', 'Stopped', 'Stopped']);
      expect(await statusesOf('Hosted')).toEqual(['Completed']);
    });

    test('has responded to every request with one physical id, and with no response that CloudFormation rejects', async () => {
      const events: any[] = await deployments.aws.events();
      const requests = events.filter(({ event }) => event === 'CustomResourceRequest');
      const responses = events.filter(({ event }) => event === 'CustomResourceResponse');
      expect(requests.length).toBeGreaterThan(20);
      for (const { RequestId } of requests) {
        expect(new Set(responses.filter((response) => response.RequestId === RequestId).map((response) => response.PhysicalResourceId)).size).toBe(1);
      }
      expect(events.filter(({ event }) => event === 'CustomResourceResponseRejected')).toEqual([]);
    });

    test('has written no response URL to a log', async () => {
      const [{ logGroups: groups }] = await deployments.call(['logs', 'DescribeLogGroups']);
      const logs = await deployments.call(
        ...groups.map(({ logGroupName }: any): [string, string, object] => ['logs', 'FilterLogEvents', { logGroupName }]),
      );
      const text = logs.flatMap(({ events }) => events.map(({ message }: any) => message)).join('\n');
      expect(text).toMatch(/started \S+job-/);
      expect(text).not.toMatch(/cfn-response|X-Amz-Signature/);
    });
  });
}
