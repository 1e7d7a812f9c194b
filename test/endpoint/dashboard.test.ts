import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Dashboard, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Endpoint, EndpointConfig, EndpointConfigProps, IEndpoint, InstanceType, Model } from '../../src';
import { errorLines } from '../support/error-lines';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function endpoint(config: Partial<EndpointConfigProps> = {}, instanceType = InstanceType.M5_LARGE): Endpoint {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  const instances = { instanceProductionVariants: [{ variantName: 'main', model, instanceType }] };
  return new Endpoint(stack, 'Endpoint', { endpointConfig: new EndpointConfig(stack, 'Config', { ...instances, ...config }) });
}

function serverless(): Endpoint {
  return endpoint({
    instanceProductionVariants: undefined,
    serverlessProductionVariant: { variantName: 'all', model: Model.fromModelName(stack, 'Other', 'other'), maxConcurrency: 1, memorySizeInMB: 1024 },
  });
}

/** The titles of the graphs, with the names of their metrics and statistics. */
function graphs(widgets: IWidget[]): Record<string, string[]> {
  return Object.fromEntries(stack.resolve(widgets.flatMap((widget) => widget.toJson())).map(({ properties }: any) => [
    properties.title,
    properties.metrics.map((metric: any[]) => `${metric[1]} ${metric.at(-1).stat ?? 'Average'}`),
  ]));
}

const LATENCY = ['ModelLatency p50', 'ModelLatency p90', 'ModelLatency p99'];

test('a variant on instances has graphs of requests, latencies, utilization and number of instances', () => {
  expect(graphs(endpoint().dashboardWidgets())).toEqual({
    'main: requests and errors': ['Invocations Sum', 'Invocation4XXErrors Sum', 'Invocation5XXErrors Sum'],
    'main: latency': [...LATENCY, 'OverheadLatency Average'],
    'main: utilization': ['CPUUtilization Average', 'MemoryUtilization Average', 'DiskUtilization Average'],
    'main: instances': ['CPUUtilization SampleCount'],
  });
});

test.each<[string, () => InstanceType]>([
  ['that are accelerated', () => InstanceType.G5_XLARGE],
  ['of a type that is a parameter', () => InstanceType.of(new CfnParameter(stack, 'Type').valueAsString)],
])('the utilization graph of %s includes GPUs', (_, type) => {
  expect(graphs(endpoint({}, type()).dashboardWidgets())['main: utilization']).toEqual(expect.arrayContaining(['GPUUtilization Average', 'GPUMemoryUtilization Average']));
});

test('an asynchronous endpoint has graphs of the backlog and of processed requests', () => {
  const asyncInference = { outputBucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'answers') };
  expect(graphs(endpoint({ asyncInference }).dashboardWidgets())).toMatchObject({
    'Backlog': ['ApproximateBacklogSize Average', 'ApproximateBacklogSizePerInstance Average', 'ApproximateAgeOfOldestRequest Maximum'],
    'main: requests and errors': ['InvocationsProcessed Sum', 'InvocationFailures Sum', 'ExpiredRequests Sum'],
    'main: latency': [...LATENCY, 'TimeInBacklog Average'],
  });
});

test('a serverless variant has graphs of cold starts and concurrency', () => {
  expect(graphs(serverless().dashboardWidgets())).toEqual({
    'all: requests and errors': ['Invocations Sum', 'Invocation4XXErrors Sum', 'Invocation5XXErrors Sum'],
    'all: latency': [...LATENCY, 'OverheadLatency Average', 'ModelSetupTime Average'],
    'all: concurrency': [
      'ServerlessConcurrentExecutionsUtilization Maximum', 'ServerlessProvisionedConcurrencyUtilization Maximum',
      'ServerlessProvisionedConcurrencySpilloverInvocations Sum',
    ],
  });
});

test('an imported endpoint has graphs of the variants in the options', () => {
  const imported: IEndpoint = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
  expect(Object.keys(graphs(imported.dashboardWidgets({ instanceVariants: ['a'], serverlessVariants: ['b'] })))).toEqual([
    'a: requests and errors', 'a: latency', 'a: utilization', 'a: instances', 'b: requests and errors', 'b: latency', 'b: concurrency',
  ]);
});

test('an imported endpoint has graphs of an asynchronous endpoint if the options say so', () => {
  const imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
  expect(Object.keys(graphs(imported.dashboardWidgets({ instanceVariants: ['a'], asynchronous: true })))[0]).toBe('Backlog');
});

test('fails for an imported endpoint without variants in the options', () => {
  expect(errorLines(() => Endpoint.fromEndpointName(stack, 'Imported', 'churn').dashboardWidgets())[0])
    .toBe('the variants of this endpoint are unknown: specify instanceVariants or serverlessVariants');
});

test('the graphs fill a dashboard', () => {
  new Dashboard(stack, 'Dashboard').addWidgets(...endpoint().dashboardWidgets());
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});
