import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Endpoint, IEndpoint, INotebookInstance, NotebookInstance } from '../../src';

// Resources that were made elsewhere, perhaps in another account or Region.

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

const HERE = 'eu-west-1:111122223333';
const ABROAD = 'us-east-1:444455556666';

function endpoint(place: string): IEndpoint {
  return Endpoint.fromEndpointArn(stack, 'Endpoint', `arn:aws:sagemaker:${place}:endpoint/churn`);
}

function notebook(place: string): INotebookInstance {
  return NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', `arn:aws:sagemaker:${place}:notebook-instance/churn`);
}

function warnings(): string[] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}

describe('metrics', () => {
  test.each<[name: string, metric: (place: string) => Metric]>([
    ['an endpoint', (place) => endpoint(place).metric('ApproximateBacklogSize')],
    ['a variant', (place) => endpoint(place).findInstanceProductionVariant('main').metricInvocations()],
    ['a serverless variant', (place) => endpoint(place).findServerlessProductionVariant('main').metricInvocations()],
  ])('of %s are where it is', (_name, metric) => {
    expect(metric(ABROAD)).toMatchObject({ region: 'us-east-1', account: '444455556666' });
  });

  test('of an endpoint of the same place say nothing about it', () => {
    expect(endpoint(HERE).metric('ApproximateBacklogSize').toMetricConfig().metricStat).toMatchObject({ region: undefined, account: undefined });
  });
});

describe('scaling', () => {
  test.each<[name: string, scale: (imported: IEndpoint) => void]>([
    ['instances', (imported) => imported.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 })],
    ['concurrency', (imported) => imported.findServerlessProductionVariant('main').autoScaleProvisionedConcurrency({ minCapacity: 1, maxCapacity: 4 })],
  ])('%s fails from another place', (_name, scale) => {
    expect(() => scale(endpoint(ABROAD)))
      .toThrow('the scaling of an endpoint requires a stack in the account and Region of the resource: 444455556666, us-east-1');
  });

  test('is possible in the same place', () => {
    endpoint(HERE).findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 });
    Template.fromStack(stack).resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 1);
  });
});

describe('a rule for events', () => {
  test.each<[name: string, rule: (place: string) => Rule]>([
    ['an endpoint', (place) => endpoint(place).onStateChange('Rule')],
    ['a deployment', (place) => endpoint(place).onDeploymentStateChange('Rule')],
    ['a notebook instance', (place) => notebook(place).onStateChange('Rule')],
  ])('of %s elsewhere brings a warning, since they may be sent on', (_name, rule) => {
    rule(ABROAD);
    expect(warnings().join()).toMatch(/the event bus of 444455556666, us-east-1: .* \[ack: .*cdk-sagemaker:EventsInOtherEnvironment\]/);
  });

  test('of the same place brings none', () => {
    endpoint(HERE).onStateChange('Rule');
    notebook(HERE).onStateChange('Rule');
    expect(warnings()).toEqual([]);
  });

  test('may be in another stack', () => {
    const rules = new Stack(stack.node.root as App, 'Rules');
    expect(Stack.of(notebook(HERE).onStateChange('Rule', { crossStackScope: rules }))).toBe(rules);
  });
});
