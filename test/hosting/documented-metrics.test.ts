import { App, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Endpoint, InferenceComponent, InvocationHttpResponseCode } from '../../src';

const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const SERVICE = 'AWS/SageMaker';
const INSTANCES = '/aws/sagemaker/Endpoints';
const COMPONENTS = '/aws/sagemaker/InferenceComponents';

const stack = new Stack(new App(), 'Stack');
const endpoint = Endpoint.fromEndpointName(stack, 'Endpoint', 'churn');
const instances = endpoint.findInstanceProductionVariant('main');

/** The imported resources that publish metrics, with the dimensions of the metrics. */
const PUBLISHERS = {
  endpoint: { of: endpoint, dimensions: ['EndpointName'] },
  instances: { of: instances, dimensions: ['EndpointName', 'VariantName'] },
  serverless: { of: endpoint.findServerlessProductionVariant('main'), dimensions: ['EndpointName', 'VariantName'] },
  container: { of: instances.findContainer('first'), dimensions: ['EndpointName', 'VariantName', 'ContainerName'] },
  component: { of: InferenceComponent.fromInferenceComponentName(stack, 'Component', 'churn'), dimensions: ['InferenceComponentName'] },
};

/** The metrics of each publisher that the pages of the documentation list. */
const DOCUMENTED: readonly [publisher: keyof typeof PUBLISHERS, page: string, namespace: string, names: string][] = [
  ['instances', 'monitoring-cloudwatch.html#cloudwatch-metrics-endpoints', INSTANCES, `CPUReservation CPUUtilization CPUUtilizationNormalized
    DiskUtilization GPUMemoryUtilization GPUMemoryUtilizationNormalized GPUReservation GPUUtilization GPUUtilizationNormalized MemoryReservation
    MemoryUtilization`],
  ['instances', 'monitoring-cloudwatch.html#cloudwatch-metrics-endpoint-invocation', SERVICE, `ConcurrentRequestsPerModel Invocation4XXErrors
    Invocation5XXErrors InvocationModelErrors Invocations InvocationsPerInstance ModelLatency OverheadLatency FirstChunkLatency
    FirstChunkModelLatency FirstChunkOverheadLatency MidStreamErrors`],
  ['instances', 'monitoring-cloudwatch.html#cloudwatch-metrics-multimodel-endpoints', SERVICE,
    'ModelLoadingWaitTime ModelUnloadingTime ModelDownloadingTime ModelLoadingTime ModelCacheHit'],
  ['instances', 'monitoring-cloudwatch.html#cloudwatch-metrics-multimodel-endpoints', INSTANCES, 'LoadedModelCount'],
  ['instances', 'endpoint-auto-scaling-add-code-define.html', SERVICE, 'ExplanationsPerInstance'],
  ['instances', 'async-inference-monitor.html', SERVICE, `RequestDownloadFailures ResponseUploadFailures NotificationFailures RequestDownloadLatency
    ResponseUploadLatency ExpiredRequests InvocationFailures InvocationsProcessed TimeInBacklog TotalProcessingTime`],
  ['endpoint', 'async-inference-monitor.html', SERVICE,
    'ApproximateBacklogSize ApproximateBacklogSizePerInstance ApproximateAgeOfOldestRequest HasBacklogWithoutCapacity'],
  ['serverless', 'serverless-endpoints-monitoring.html', SERVICE, `OverheadLatency Invocations ModelLatency ModelSetupTime Invocation4XXErrors
    Invocation5XXErrors ServerlessConcurrentExecutionsUtilization ServerlessProvisionedConcurrencyExecutions
    ServerlessProvisionedConcurrencyUtilization ServerlessProvisionedConcurrencyInvocations ServerlessProvisionedConcurrencySpilloverInvocations`],
  ['serverless', 'serverless-endpoints-monitoring.html', INSTANCES, 'MemoryUtilization'],
  ['container', 'multi-container-metrics.html', SERVICE, 'Invocations Invocation4XXErrors Invocation5XXErrors ContainerLatency OverheadLatency'],
  ['container', 'multi-container-metrics.html', INSTANCES, 'CPUUtilization MemoryUtilization'],
  ['component', 'monitoring-cloudwatch.html#cloudwatch-metrics-endpoint-invocation', SERVICE, `ConcurrentRequestsPerCopy Invocation4XXErrors
    Invocation5XXErrors InvocationModelErrors Invocations InvocationsPerCopy ModelLatency OverheadLatency`],
  ['component', 'monitoring-cloudwatch.html#cloudwatch-metrics-inference-component', COMPONENTS,
    'CPUUtilizationNormalized GPUMemoryUtilizationNormalized GPUUtilizationNormalized MemoryUtilizationNormalized'],
  ['component', 'endpoint-auto-scaling-zero-instances.html', SERVICE, 'NoCapacityInvocationFailures'],
];

const words = (text: string) => text.split(/\s+/);

/** Every metric that has a method of its own. */
function methods(publisher: any): Metric[] {
  const names = new Set<string>();
  for (let type = publisher; type; type = Object.getPrototypeOf(type)) { Object.getOwnPropertyNames(type).forEach((name) => names.add(name)); }
  return [...names].filter((name) => /^metric[A-Z]/.test(name)).flatMap((name) =>
    name === 'metricInvocationResponseCode' ? Object.values(InvocationHttpResponseCode).map((code) => publisher[name](code)) : [publisher[name]()]);
}

describe.each(DOCUMENTED)('the metrics of %s on the page %s in %s', (name, page, namespace, list) => {
  const { of, dimensions } = PUBLISHERS[name];
  const made = methods(of);

  test.each(words(list))('%s has a method, with the documented dimensions', (metricName) => {
    expect(`${GUIDE}${page}`).toMatch(/^https:.*\.html/);
    const metric = made.find((candidate) => candidate.namespace === namespace && candidate.metricName === metricName);
    expect(Object.keys(metric?.dimensions ?? {})).toEqual(dimensions);
  });
});

test.each(Object.entries(PUBLISHERS))('%s has a method for no metric that is not documented', (name, { of }) => {
  const listed = DOCUMENTED.filter(([publisher]) => publisher === name || (name === 'serverless' && publisher === 'instances'))
    .flatMap(([, , namespace, list]) => words(list).map((metricName) => `${namespace} ${metricName}`));
  expect(methods(of).map(({ namespace, metricName }) => `${namespace} ${metricName}`).filter((metric) => !listed.includes(metric))).toEqual([]);
});
