import { Duration } from 'aws-cdk-lib';
import { Deployments } from './deployments';
import { trainingApp, Version } from './training-app';
import { LocalAwsEvent } from '../../local-aws/local-aws';
import { CommandResult } from '../../local-aws/process';

const LONG = 600;
const REASON = 'AlgorithmError: ValueError: could not convert string to float, exit code: 1';

/** Everything that can happen to a training job in a deployment, with every event delivered so often. */
export function describeTraining(name: string, deliveries: number): void {
  let deployments: Deployments;
  let first: Record<string, CommandResult>;

  const app = (version?: Version) => trainingApp(name.replaceAll(' ', '-'), version);

  beforeAll(async () => {
    deployments = await Deployments.start();
    await deployments.aws.simulate({
      deliveries: [{ times: deliveries }],
      training: [
        { jobs: 'hostedjob', seconds: 0, metrics: { 'validation:accuracy': 0.93 } },
        { jobs: 'failingjob', seconds: 0, outcome: 'Failed', reason: REASON },
        { jobs: 'patientjob', seconds: 4 },
        { seconds: LONG },
      ],
      crashes: [
        { function: 'Crashing', resource: 'crashingjob', operation: 'CreateTrainingJob', moment: 'before' },
        { function: 'Forgetful', resource: 'forgetfuljob', operation: 'CreateTrainingJob', moment: 'after' },
        { function: 'Hopeless', resource: 'hopelessjob', operation: 'CreateTrainingJob', moment: 'before', times: 99 },
        { function: 'Tenacious', resource: 'tenaciousjob', operation: 'CreateTrainingJob', moment: 'after', times: 99 },
      ],
    });
    // The CLI waits more than it works: what does not depend on each other is deployed at once.
    const whole = app();
    const [well, ...ill] = await Promise.all([
      deployments.deploy(whole, 'Hosted', 'Running', 'Crashing', 'Forgetful', 'Tenacious', 'Patient'),
      ...['Failing', 'Orphaned', 'Hopeless'].map((stack) => deployments.deploy(whole, stack)),
    ]);
    first = { well, failing: ill[0], orphaned: ill[1], hopeless: ill[2] };
  }, 240_000);
  afterAll(() => deployments?.stop());

  /** The training jobs of a stack, the oldest first. */
  async function jobsOf(stack: string): Promise<any[]> {
    const [{ TrainingJobSummaries: found }] = await deployments.aws.call(
      ['sagemaker', 'ListTrainingJobs', { NameContains: `${stack.toLowerCase()}job`, SortBy: 'CreationTime', SortOrder: 'Ascending' }],
    );
    return found.length === 0 ? [] : deployments.aws.call(
      ...found.map(({ TrainingJobName }: any): [string, string, object] => ['sagemaker', 'DescribeTrainingJob', { TrainingJobName }]),
    );
  }

  async function statusesOf(stack: string): Promise<string[]> {
    return (await jobsOf(stack)).map((job) => job.TrainingJobStatus);
  }

  async function eventsOf(stack: string, event: string): Promise<LocalAwsEvent[]> {
    return (await deployments.aws.events()).filter((one) => one.event === event && one.resource.includes(`${stack.toLowerCase()}job`));
  }

  async function endpoint(): Promise<any> {
    const [{ Endpoints: [{ EndpointName }] }] = await deployments.aws.call(['sagemaker', 'ListEndpoints']);
    return (await deployments.aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName }]))[0];
  }

  describe(name, () => {
    test('deploys what goes well', () => {
      expect(first.well).toMatchObject({ code: 0 });
    });

    test('trains with the data of an asset, waits, and hosts the model in the same stack', async () => {
      const [job, ...more] = await jobsOf('Hosted');
      expect(more).toEqual([]);
      expect(job).toMatchObject({
        TrainingJobStatus: 'Completed',
        HyperParameters: { epochs: '3' },
        InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: expect.stringMatching(/^s3:\/\/cdk-hnb659fds-assets-.*\.csv$/) } } }],
        RoleArn: expect.stringMatching(/:role\/Hosted-HostedJobRole/),
      });
      const { EndpointStatus: status, EndpointConfigName } = await endpoint();
      expect(status).toBe('InService');
      const [{ ProductionVariants: [{ ModelName }] }] = await deployments.aws.call(['sagemaker', 'DescribeEndpointConfig', { EndpointConfigName }]);
      const [model] = await deployments.aws.call(['sagemaker', 'DescribeModel', { ModelName }]);
      expect(model.PrimaryContainer.ModelDataUrl).toBe(job.ModelArtifacts.S3ModelArtifacts);
      const [{ Stacks: [{ Outputs: outputs }] }] = await deployments.aws.call(['cloudformation', 'DescribeStacks', { StackName: 'Hosted' }]);
      expect(outputs).toContainEqual(expect.objectContaining({ OutputKey: 'Accuracy', OutputValue: expect.stringMatching(/^0\.93/) }));
    });

    test('does not wait when nobody asks for it', async () => {
      expect(await statusesOf('Running')).toEqual(['InProgress']);
    });

    test('waits with a second resource where the first one may not any longer', async () => {
      expect(await statusesOf('Patient')).toEqual(['Completed']);
      const [{ StackEvents: events }] = await deployments.aws.call(['cloudformation', 'DescribeStackEvents', { StackName: 'Patient' }]);
      const times = (waiter: string) => events.filter((event: any) => event.LogicalResourceId.startsWith(waiter))
        .map((event: any) => Date.parse(event.Timestamp)).sort();
      const [[, over], [began]] = [times('PatientJobWait1'), times('PatientJobWait2')];
      expect(began).toBeGreaterThanOrEqual(over);
      const [{ TrainingEndTime: ended }] = await jobsOf('Patient');
      expect(Date.parse(ended)).toBeGreaterThan(began);
    });

    test('fails with the reason of the service when the job does, and leaves nothing behind', async () => {
      expect(first.failing.code).not.toBe(0);
      expect(first.failing.output).toContain(REASON);
      expect(first.failing.output).toMatch(/failingjob-\w+-\w+-1.*failed.*log-groups/s);
      expect(await deployments.statusOf('Failing')).toBe('ROLLBACK_COMPLETE');
      expect(await statusesOf('Failing')).toEqual(['Failed']);
    });

    test('fails with a sibling, and stops the job that was started', async () => {
      expect(first.orphaned.code).not.toBe(0);
      expect(await deployments.statusOf('Orphaned')).toBe('ROLLBACK_COMPLETE');
      expect(await statusesOf('Orphaned')).toEqual(['Stopped']);
    });

    test.each(['Crashing', 'Forgetful'])('starts one job though the handler crashes around its start: %s', async (stack) => {
      expect(await statusesOf(stack)).toEqual(['InProgress']);
      const started = await eventsOf(stack, 'CreateTrainingJob');
      expect(started.filter(({ error }) => error === undefined)).toHaveLength(1);
      expect(await crashesOf(stack)).toBeGreaterThan(0);
    });

    test('keeps the job of a handler that crashes every time after it: the janitor answers for it', async () => {
      expect(await statusesOf('Tenacious')).toEqual(['InProgress']);
      expect(await failuresOf('Tenacious')).toBeGreaterThanOrEqual(3);
    });

    test('fails when the handler crashes every time before it starts the job: the janitor says so', async () => {
      expect(first.hopeless.code).not.toBe(0);
      expect(first.hopeless.output).toMatch(/gave up/);
      expect(await failuresOf('Hopeless')).toBeGreaterThanOrEqual(3);
      expect(await deployments.statusOf('Hopeless')).toBe('ROLLBACK_COMPLETE');
      expect(await jobsOf('Hopeless')).toEqual([]);
    });

    function crashesOf(stack: string): Promise<number> {
      return countOf('FunctionCrashed', stack);
    }

    /** The invocations that failed: a crash may take one with it that has only begun. */
    function failuresOf(stack: string): Promise<number> {
      return countOf('InvocationFailed', stack);
    }

    async function countOf(what: string, stack: string): Promise<number> {
      return (await deployments.aws.events()).filter(({ event, resource }) => event === what && resource.startsWith(stack)).length;
    }
  });

  // Each test goes on from where the one before left the stacks.
  describe(`${name}, later`, () => {
    test('trains nothing when the job is what it was, and trains anew and stops the old run when it is not', async () => {
      const before = await endpoint();
      const start = await deployments.lastSequence();
      const [kept, retrained] = await Promise.all([
        deployments.deploy(app({ maxRuntime: Duration.minutes(20) }), 'Hosted'),
        deployments.deploy(trainingApp(`${name.replaceAll(' ', '-')}-2`, { epochs: 4 }), 'Running'),
      ]);
      expect([kept, retrained]).toMatchObject([{ code: 0 }, { code: 0 }]);

      expect(await jobsOf('Hosted')).toHaveLength(1);
      expect(await endpoint()).toEqual(before);
      expect((await deployments.eventsSince(start)).map(({ event, resource }) => `${event} ${resource}`).join('\n'))
        .not.toMatch(/CreateTrainingJob hosted|UpdateEndpoint|CreateModel/);

      const [old, now, ...more] = await jobsOf('Running');
      expect(more).toEqual([]);
      expect([old.TrainingJobStatus, now.TrainingJobStatus]).toEqual(['Stopped', 'InProgress']);
      expect([old.HyperParameters.epochs, now.HyperParameters.epochs]).toEqual(['3', '4']);
    });

    test('fails with a sibling, stops the new run and keeps the old one running', async () => {
      expect(await deployments.deploy(app({ epochs: 5, failingSibling: true }), 'Running')).not.toMatchObject({ code: 0 });
      expect(await deployments.statusOf('Running')).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await statusesOf('Running')).toEqual(['Stopped', 'InProgress', 'Stopped']);
    });

    test('stops the job when the stack goes, before its role does', async () => {
      const whole = app({ epochs: 4 });
      expect(await Promise.all([deployments.destroy(whole, 'Running'), deployments.destroy(whole, 'Hosted')])).toMatchObject([{ code: 0 }, { code: 0 }]);
      expect(await statusesOf('Running')).toEqual(['Stopped', 'Stopped', 'Stopped']);
      expect(await statusesOf('Hosted')).toEqual(['Completed']);
    });

    test('has answered every request, always with the same id, and nothing that CloudFormation would refuse', async () => {
      const events: any[] = await deployments.aws.events();
      const requests = events.filter(({ event }) => event === 'CustomResourceRequest');
      const answers = events.filter(({ event }) => event === 'CustomResourceResponse');
      expect(requests.length).toBeGreaterThan(20);
      for (const { RequestId } of requests) {
        expect(new Set(answers.filter((answer) => answer.RequestId === RequestId).map((answer) => answer.PhysicalResourceId)).size).toBe(1);
      }
      expect(events.filter(({ event }) => event === 'CustomResourceResponseRefused')).toEqual([]);
    });

    test('has written no address of an answer to any log', async () => {
      const [{ logGroups: groups }] = await deployments.aws.call(['logs', 'DescribeLogGroups']);
      const logs = await deployments.aws.call(
        ...groups.map(({ logGroupName }: any): [string, string, object] => ['logs', 'FilterLogEvents', { logGroupName }]),
      );
      const text = logs.flatMap(({ events }) => events.map(({ message }: any) => message)).join('\n');
      expect(text).toMatch(/started \S+job-/);
      expect(text).not.toMatch(/cfn-response|X-Amz-Signature/);
    });
  });
}
