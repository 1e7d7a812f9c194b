import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Endpoint, EndpointConfig, IEndpoint, IEndpointInstanceProductionVariant, IEndpointProductionVariant, IEndpointServerlessProductionVariant,
  InvocationHttpResponseCode, Model,
} from '../../src';

type Maker<T> = (variant: T, props?: MetricOptions) => Metric;

const SERVICE = 'AWS/SageMaker';
const CONTAINER = '/aws/sagemaker/Endpoints';

/** The metrics of every kind of variant: the method, the namespace, the name and the default statistic. */
const COMMON: [string, Maker<IEndpointProductionVariant>, string, string, string][] = [
  ['invocations', (variant, props) => variant.metricInvocations(props), SERVICE, 'Invocations', 'Sum'],
  ['model latency', (variant, props) => variant.metricModelLatency(props), SERVICE, 'ModelLatency', 'Average'],
  ['overhead latency', (variant, props) => variant.metricOverheadLatency(props), SERVICE, 'OverheadLatency', 'Average'],
  ['client errors', (variant, props) => variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_4XX_ERRORS, props), SERVICE, 'Invocation4XXErrors', 'Sum'],
  ['server errors', (variant, props) => variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, props), SERVICE, 'Invocation5XXErrors', 'Sum'],
  ['memory', (variant, props) => variant.metricMemoryUtilization(props), CONTAINER, 'MemoryUtilization', 'Average'],
  ['model errors', (variant, props) => variant.metricInvocationModelErrors(props), SERVICE, 'InvocationModelErrors', 'Sum'],
  ['concurrency', (variant, props) => variant.metricConcurrentRequestsPerModel(props), SERVICE, 'ConcurrentRequestsPerModel', 'Maximum'],
  ['first part of a stream', (variant, props) => variant.metricFirstChunkLatency(props), SERVICE, 'FirstChunkLatency', 'Average'],
  ['first part of the container', (variant, props) => variant.metricFirstChunkModelLatency(props), SERVICE, 'FirstChunkModelLatency', 'Average'],
  ['overhead of the first part', (variant, props) => variant.metricFirstChunkOverheadLatency(props), SERVICE, 'FirstChunkOverheadLatency', 'Average'],
  ['broken streams', (variant, props) => variant.metricMidStreamErrors(props), SERVICE, 'MidStreamErrors', 'Sum'],
  ['any other metric', (variant, props) => variant.metric('Custom', 'Other', props), 'Custom', 'Other', 'Sum'],
];

const ON_INSTANCES: [string, Maker<IEndpointInstanceProductionVariant>, string, string, string][] = [
  ['invocations of an instance', (variant, props) => variant.metricInvocationsPerInstance(props), SERVICE, 'InvocationsPerInstance', 'Sum'],
  ['disk', (variant, props) => variant.metricDiskUtilization(props), CONTAINER, 'DiskUtilization', 'Average'],
  ['processor', (variant, props) => variant.metricCpuUtilization(props), CONTAINER, 'CPUUtilization', 'Average'],
  ['accelerator', (variant, props) => variant.metricGpuUtilization(props), CONTAINER, 'GPUUtilization', 'Average'],
  ['accelerator memory', (variant, props) => variant.metricGpuMemoryUtilization(props), CONTAINER, 'GPUMemoryUtilization', 'Average'],
  ['explanations of an instance', (variant, props) => variant.metricExplanationsPerInstance(props), SERVICE, 'ExplanationsPerInstance', 'Sum'],
  ['wait for models', (variant, props) => variant.metricModelLoadingWaitTime(props), SERVICE, 'ModelLoadingWaitTime', 'Average'],
  ['unloading of models', (variant, props) => variant.metricModelUnloadingTime(props), SERVICE, 'ModelUnloadingTime', 'Average'],
  ['downloading of models', (variant, props) => variant.metricModelDownloadingTime(props), SERVICE, 'ModelDownloadingTime', 'Average'],
  ['loading of models', (variant, props) => variant.metricModelLoadingTime(props), SERVICE, 'ModelLoadingTime', 'Average'],
  ['models found loaded', (variant, props) => variant.metricModelCacheHit(props), SERVICE, 'ModelCacheHit', 'Average'],
  ['models loaded', (variant, props) => variant.metricLoadedModelCount(props), CONTAINER, 'LoadedModelCount', 'Average'],
  ['processed requests', (variant, props) => variant.metricInvocationsProcessed(props), SERVICE, 'InvocationsProcessed', 'Sum'],
  ['failed requests', (variant, props) => variant.metricInvocationFailures(props), SERVICE, 'InvocationFailures', 'Sum'],
  ['expired requests', (variant, props) => variant.metricExpiredRequests(props), SERVICE, 'ExpiredRequests', 'Sum'],
  ['unreadable requests', (variant, props) => variant.metricRequestDownloadFailures(props), SERVICE, 'RequestDownloadFailures', 'Sum'],
  ['unwritable answers', (variant, props) => variant.metricResponseUploadFailures(props), SERVICE, 'ResponseUploadFailures', 'Sum'],
  ['unsent notifications', (variant, props) => variant.metricNotificationFailures(props), SERVICE, 'NotificationFailures', 'Sum'],
  ['reading of requests', (variant, props) => variant.metricRequestDownloadLatency(props), SERVICE, 'RequestDownloadLatency', 'Average'],
  ['writing of answers', (variant, props) => variant.metricResponseUploadLatency(props), SERVICE, 'ResponseUploadLatency', 'Average'],
  ['time in the queue', (variant, props) => variant.metricTimeInBacklog(props), SERVICE, 'TimeInBacklog', 'Average'],
  ['time in all', (variant, props) => variant.metricTotalProcessingTime(props), SERVICE, 'TotalProcessingTime', 'Average'],
];

const SERVERLESS: [string, Maker<IEndpointServerlessProductionVariant>, string, string, string][] = [
  ['cold starts', (variant, props) => variant.metricModelSetupTime(props), SERVICE, 'ModelSetupTime', 'Average'],
  ['use of provisioned concurrency', (variant, props) => variant.metricServerlessProvisionedConcurrencyUtilization(props),
    SERVICE, 'ServerlessProvisionedConcurrencyUtilization', 'Maximum'],
  ['spill-over', (variant, props) => variant.metricServerlessProvisionedConcurrencySpilloverInvocations(props),
    SERVICE, 'ServerlessProvisionedConcurrencySpilloverInvocations', 'Sum'],
  ['use of the maximum concurrency', (variant, props) => variant.metricServerlessConcurrentExecutionsUtilization(props), SERVICE, 'ServerlessConcurrentExecutionsUtilization', 'Maximum'],
  ['requests on provisioned concurrency at a time', (variant, props) => variant.metricServerlessProvisionedConcurrencyExecutions(props), SERVICE, 'ServerlessProvisionedConcurrencyExecutions', 'Maximum'],
  ['requests on provisioned concurrency', (variant, props) => variant.metricServerlessProvisionedConcurrencyInvocations(props), SERVICE, 'ServerlessProvisionedConcurrencyInvocations', 'Sum'],
];

/** The metrics of an endpoint as a whole, which only asynchronous endpoints have. */
const OF_THE_ENDPOINT: [string, Maker<IEndpoint>, string, string][] = [
  ['backlog', (endpoint, props) => endpoint.metricApproximateBacklogSize(props), 'ApproximateBacklogSize', 'Average'],
  ['backlog of an instance', (endpoint, props) => endpoint.metricApproximateBacklogSizePerInstance(props), 'ApproximateBacklogSizePerInstance', 'Average'],
  ['age of the oldest request', (endpoint, props) => endpoint.metricApproximateAgeOfOldestRequest(props), 'ApproximateAgeOfOldestRequest', 'Maximum'],
  ['backlog without instances', (endpoint, props) => endpoint.metricHasBacklogWithoutCapacity(props), 'HasBacklogWithoutCapacity', 'Average'],
  ['any other metric', (endpoint, props) => endpoint.metric('Other', props), 'Other', 'Sum'],
];

const stack = new Stack(new App(), 'Stack');
const imported: IEndpoint = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
const DIMENSIONS = { EndpointName: 'churn', VariantName: 'main' };

test.each([...COMMON, ...ON_INSTANCES])('a variant on instances has the metric: %s', (_, make, namespace, metricName, statistic) => {
  expect(make(imported.findInstanceProductionVariant('main'))).toMatchObject({ namespace, metricName, statistic, dimensions: DIMENSIONS });
});

test.each([...COMMON, ...SERVERLESS])('a serverless variant has the metric: %s', (_, make, namespace, metricName, statistic) => {
  expect(make(imported.findServerlessProductionVariant('main'))).toMatchObject({ namespace, metricName, statistic, dimensions: DIMENSIONS });
});

test.each([...COMMON, ...ON_INSTANCES])('has options: %s', (_, make, namespace) => {
  expect(make(imported.findInstanceProductionVariant('main'), { statistic: 'p99', period: Duration.minutes(1) }))
    .toMatchObject({ namespace, statistic: 'p99', period: Duration.minutes(1), dimensions: DIMENSIONS });
});

test.each(SERVERLESS)('has options: %s', (_, make) => {
  expect(make(imported.findServerlessProductionVariant('main'), { statistic: 'p99' })).toMatchObject({ statistic: 'p99' });
});

test.each(OF_THE_ENDPOINT)('an endpoint has the metric: %s', (_, make, metricName, statistic) => {
  expect(make(imported)).toMatchObject({ namespace: SERVICE, metricName, statistic, dimensions: { EndpointName: 'churn' } });
  expect(make(imported, { statistic: 'Minimum' })).toMatchObject({ metricName, statistic: 'Minimum' });
});

test('metrics have a period of 5 minutes by default', () => {
  expect(imported.findInstanceProductionVariant('main').metricInvocations().period).toEqual(Duration.minutes(5));
});

test('an alarm refers to the endpoint', () => {
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: Model.fromModelName(stack, 'Model', 'churn') }],
  });
  new Endpoint(stack, 'Endpoint', { endpointConfig }).findInstanceProductionVariant('main').metricModelLatency()
    .createAlarm(stack, 'Slow', { threshold: 100_000, evaluationPeriods: 3 });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/SageMaker',
    MetricName: 'ModelLatency',
    Statistic: 'Average',
    Dimensions: [{ Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint8024A810', 'EndpointName'] } }, { Name: 'VariantName', Value: 'main' }],
  });
});

test('an endpoint and a container have metrics in other namespaces', () => {
  const namespace = '/aws/sagemaker/Endpoints';
  for (const resource of [imported, imported.findInstanceProductionVariant('main').findContainer('first')]) {
    expect(resource.metric('Other')).toMatchObject({ namespace: SERVICE, metricName: 'Other', statistic: 'Sum' });
    expect(resource.metric('Other', { namespace, statistic: 'Maximum' })).toMatchObject({ namespace, metricName: 'Other', statistic: 'Maximum' });
  }
});
