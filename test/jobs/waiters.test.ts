import { App, CfnOutput, CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { TrainingAlgorithm, TrainingJobProps } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { circularDependency } from '../training/cycles';
import { newJob, newStack, resourcesOf, waitersOf } from '../training/jobs';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** The seconds that each resource waits for a job. */
function waits(props: Partial<TrainingJobProps>): number[] {
  const own = newStack();
  newJob(own, { waitForCompletion: true, ...props });
  return waitersOf(own).map(([, { Properties }]) => Properties.WaitSeconds);
}

const FULL = 3300;

describe('the resources that wait for a job', () => {
  test('do not exist if no resource uses a result', () => {
    newJob(stack);
    expect(waitersOf(stack)).toEqual([]);
  });

  test('have all properties that the handler needs', () => {
    newJob(stack, { waitForCompletion: true });
    const [[id, waiter]] = waitersOf(stack);
    expect(id).toMatch(/^TrainingWait1/);
    expect(readable(waiter)).toEqual({
      Type: 'Custom::SageMakerTrainingJobWait',
      Properties: {
        ServiceToken: expect.stringMatching(/^\$\{SageMakerJobsFunction[0-9A-F]{8}\.Arn\}$/),
        ServiceTimeout: 3600,
        SchemaVersion: '1',
        JobName: expect.stringMatching(/^\$\{Training[0-9A-F]{8}\}$/),
        TimeoutSeconds: 3600,
        WaitSeconds: FULL,
        Last: true,
      },
    });
  });

  test('have the properties for stopped jobs and for the timeout', () => {
    newJob(stack, { waitForCompletion: true, acceptStopped: true, stopOnWaitTimeout: true });
    expect(waitersOf(stack)[0][1].Properties).toMatchObject({ AcceptStopped: true, StopOnTimeout: true });
  });

  test('depend on each other, and the last one is marked', () => {
    newJob(stack, { waitForCompletion: true, maxRuntime: Duration.hours(2) });
    const waiters = waitersOf(stack);
    expect(waiters.map(([, { Properties }]) => Properties.Last)).toEqual([false, false, true]);
    expect(waiters.map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, [waiters[0][0]], [waiters[1][0]]]);
  });
});

describe('the number of resources that wait is sufficient (fault case 114)', () => {
  test.each<[string, Partial<TrainingJobProps>, number[]]>([
    ['a run of 25 minutes with 30 minutes of start-up', { maxRuntime: Duration.minutes(25) }, [FULL]],
    ['one second more', { maxRuntime: Duration.seconds(25 * 60 + 1) }, [FULL, FULL]],
    ['one hour', { maxRuntime: Duration.hours(1) }, [FULL, FULL]],
    ['the longest run that a deployment can wait for', { maxRuntime: Duration.minutes(13 * 55 - 30) }, Array(13).fill(FULL)],
    ['spot instances', { spot: { maxWaitTime: Duration.hours(3) } }, Array(4).fill(FULL)],
    ['a maximum pending time', { maxPendingTime: Duration.hours(1) }, [FULL, FULL]],
    ['a timeout', { maxRuntime: Duration.hours(20), waitTimeout: Duration.minutes(70) }, [FULL, 900]],
    ['a short timeout', { waitTimeout: Duration.minutes(5) }, [300]],
    ['a timeout that fills the resources exactly', { waitTimeout: Duration.minutes(110) }, [FULL, FULL]],
  ])('for %s', (_what, props, seconds) => {
    expect(waits(props)).toEqual(seconds);
  });

  test('fails for a run that is too long, with advice', () => {
    const [message] = errorLines(() => newJob(stack, { waitForCompletion: true, maxRuntime: Duration.minutes(13 * 55 - 29) }));
    expect(message).toContain('at most 11 hours 55 minutes');
    expect(message).toContain('reduce maxRuntime, set waitTimeout if the job ends sooner, or do not wait: react to onStateChange');
  });

  test('fails for spot training that is too long', () => {
    expect(errorLines(() => newJob(stack, { waitForCompletion: true, spot: { maxWaitTime: Duration.days(1) } }))[0]).toContain('reduce spot.maxWaitTime');
  });

  test('a long run is valid if the deployment does not wait for it', () => {
    expect(() => newJob(stack, { maxRuntime: Duration.days(5) })).not.toThrow();
  });

  test.each([Duration.hours(12), Duration.seconds(0)])('fails for a timeout of %s', (waitTimeout) => {
    expect(errorLines(() => newJob(stack, { waitForCompletion: true, waitTimeout }))[0]).toContain('waitTimeout must be between 1 second and 11 hours 55 minutes');
  });

  test('fails for a run whose limit is a token, unless the timeout is set', () => {
    const maxRuntime = Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
    expect(errorLines(() => newJob(stack, { waitForCompletion: true, maxRuntime }))[0]).toContain('waitTimeout is required, because the props that limit the duration of this training job contain tokens (maxRuntime)');
    newJob(stack, { waitForCompletion: true, maxRuntime, waitTimeout: Duration.hours(1) }, 'Other');
    expect(waitersOf(stack)).toHaveLength(2);
  });

  test('fails for a timeout that is a token', () => {
    const waitTimeout = Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
    expect(errorLines(() => newJob(stack, { waitForCompletion: true, waitTimeout }))[0]).toContain('waitTimeout must not be a token');
  });
});

describe('a resource that uses a result makes the deployment wait', () => {
  const artifacts = { 'Fn::GetAtt': [expect.stringMatching(/^TrainingWait1[0-9A-F]{8}$/), 'ModelArtifactsUri'] };

  const parameterOf = (own: Stack) => Object.values(resourcesOf(own))[0].Properties.Value;

  test('directly', () => {
    new CfnOutput(stack, 'Artifacts', { value: newJob(stack).modelArtifactsUri });
    expect(Template.fromStack(stack).findOutputs('*').Artifacts.Value).toEqual(artifacts);
  });

  test('for a final metric', () => {
    const job = newJob(stack, { algorithm: TrainingAlgorithm.fromAlgorithmName('mine', { metricDefinitions: { 'validation:auc': '(.*)' } }) });
    expect(stack.resolve(job.finalMetric('validation:auc'))).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^TrainingWait1/), 'FinalMetric.validation:auc'] });
  });

  test('only once for several results', () => {
    const job = newJob(stack);
    expect([job.modelArtifactsUri, job.modelArtifactsUri, job.finalMetric('auc')]).toHaveLength(3);
    expect(waitersOf(stack)).toHaveLength(1);
  });

  test('together with waitForCompletion', () => {
    const job = newJob(stack, { waitForCompletion: true, maxRuntime: Duration.hours(1) });
    expect(stack.resolve(job.modelArtifactsUri)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^TrainingWait2/), 'ModelArtifactsUri'] });
    expect(waitersOf(stack)).toHaveLength(2);
  });

  test('from another stack', () => {
    const app = new App();
    const [one, other] = ['One', 'Other'].map((id) => newStack(app, id));
    new ssm.StringParameter(other, 'Artifacts', { stringValue: newJob(one).modelArtifactsUri });
    expect(waitersOf(one)).toHaveLength(1);
    expect(waitersOf(other)).toEqual([]);
    expect(parameterOf(other)).toEqual({ 'Fn::ImportValue': expect.stringContaining('ModelArtifactsUri') });
    expect(Object.values(Template.fromStack(one).findOutputs('*')).map(({ Value }) => Value)).toEqual([artifacts]);
  });

  test('in a Lazy, with resources that depend on each other and a handler that may invoke itself', () => {
    const job = newJob(stack, { maxRuntime: Duration.hours(1) });
    new CfnOutput(stack, 'Artifacts', { value: Lazy.string({ produce: () => job.modelArtifactsUri }) });
    const waiters = waitersOf(stack);
    expect(waiters).toHaveLength(2);
    expect(waiters[1][1].DependsOn).toEqual([waiters[0][0]]);
    expect(Template.fromStack(stack).findOutputs('*').Artifacts.Value).toEqual({ 'Fn::GetAtt': [waiters[1][0], 'ModelArtifactsUri'] });
    const [policy] = Object.entries(resourcesOf(stack)).filter(([id]) => id.startsWith('SageMakerJobsPolicy')).map(([, resource]) => resource);
    expect(policy.Properties.PolicyDocument.Statement).toHaveLength(3);
    expect(circularDependency(Template.fromStack(stack).toJSON())).toEqual([]);
  });

  test('in a Lazy of another stack', () => {
    const app = new App();
    const [other, one] = ['Other', 'One'].map((id) => newStack(app, id)); // the stack that uses the result is resolved first
    const job = newJob(one, { maxRuntime: Duration.hours(1) });
    new ssm.StringParameter(other, 'Artifacts', { stringValue: Lazy.string({ produce: () => job.modelArtifactsUri }) });
    expect(parameterOf(other)).toEqual({ 'Fn::ImportValue': expect.stringContaining('ModelArtifactsUri') });
    expect(waitersOf(one).map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, [expect.stringMatching(/^TrainingWait1/)]]);
  });

  test('fails if waitForCompletion is false', () => {
    const job = newJob(stack, { waitForCompletion: false });
    expect(errorLines(() => job.modelArtifactsUri)[0]).toContain('waitForCompletion must not be false');
  });
});
