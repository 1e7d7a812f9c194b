import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Endpoint, IEndpoint, INotebookInstance, NotebookInstance } from '../../src';

// Imported resources in the same or another account and Region.

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

const SAME = 'eu-west-1:111122223333';
const OTHER = 'us-east-1:444455556666';

function endpoint(environment: string): IEndpoint {
  return Endpoint.fromEndpointArn(stack, 'Endpoint', `arn:aws:sagemaker:${environment}:endpoint/churn`);
}

function notebook(environment: string): INotebookInstance {
  return NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', `arn:aws:sagemaker:${environment}:notebook-instance/churn`);
}

function warnings(): string[] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}

describe('metrics', () => {
  test.each<[name: string, metric: (environment: string) => Metric]>([
    ['an endpoint', (environment) => endpoint(environment).metric('ApproximateBacklogSize')],
    ['a variant', (environment) => endpoint(environment).findInstanceProductionVariant('main').metricInvocations()],
    ['a serverless variant', (environment) => endpoint(environment).findServerlessProductionVariant('main').metricInvocations()],
  ])('of %s are in its account and Region', (_name, metric) => {
    expect(metric(OTHER)).toMatchObject({ region: 'us-east-1', account: '444455556666' });
  });

  test('of an endpoint in the same account and Region have no account and Region', () => {
    expect(endpoint(SAME).metric('ApproximateBacklogSize').toMetricConfig().metricStat).toMatchObject({ region: undefined, account: undefined });
  });
});

describe('scaling', () => {
  test.each<[name: string, scale: (imported: IEndpoint) => void]>([
    ['instances', (imported) => imported.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 })],
    ['concurrency', (imported) => imported.findServerlessProductionVariant('main').autoScaleProvisionedConcurrency({ minCapacity: 1, maxCapacity: 4 })],
  ])('of %s fails in another account or Region', (_name, scale) => {
    expect(() => scale(endpoint(OTHER)))
      .toThrow('the scaling of an endpoint requires a stack in the account and Region of the resource: 444455556666, us-east-1');
  });

  test('is possible in the same account and Region', () => {
    endpoint(SAME).findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 });
    Template.fromStack(stack).resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 1);
  });
});

describe('a rule for events', () => {
  test.each<[name: string, rule: (environment: string) => Rule]>([
    ['an endpoint', (environment) => endpoint(environment).onStateChange('Rule')],
    ['a deployment', (environment) => endpoint(environment).onDeploymentStateChange('Rule')],
    ['a notebook instance', (environment) => notebook(environment).onStateChange('Rule')],
  ])('of %s in another account or Region causes a warning, because events can be forwarded', (_name, rule) => {
    rule(OTHER);
    expect(warnings().join()).toMatch(/the event bus of 444455556666, us-east-1: .* \[ack: .*cdk-sagemaker:EventsInOtherEnvironment\]/);
  });

  test('of a resource in the same account and Region causes no warning', () => {
    endpoint(SAME).onStateChange('Rule');
    notebook(SAME).onStateChange('Rule');
    expect(warnings()).toEqual([]);
  });

  test('can be in another stack', () => {
    const rules = new Stack(stack.node.root as App, 'Rules');
    expect(Stack.of(notebook(SAME).onStateChange('Rule', { crossStackScope: rules }))).toBe(rules);
  });
});
