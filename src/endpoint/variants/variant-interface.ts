import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpointContainer } from './container-interface';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { ScalableInstanceCount } from '../../hosting/scaling/scalable-instance-count';
import { ScalableProvisionedConcurrency } from '../../hosting/scaling/scalable-provisioned-concurrency';

/**
 * A production variant of an endpoint, of any kind: its metrics.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export interface IEndpointProductionVariant {
  /**
   * The name of the variant.
   */
  readonly variantName: string;

  /**
   * Any metric of the variant.
   *
   * @param namespace such as `AWS/SageMaker`
   * @param metricName the name of the metric
   * @param props how to read it; by default the sum over 5 minutes
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were sent to the variant.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long the container took to answer, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How much the service added to that, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were answered with an error.
   *
   * @param responseCode whose errors
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that the containers use, in percent.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the container did not answer with success: 4xx and 5xx codes, broken connections and answers, timeouts.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the model received at a time. Published every 10 seconds; only the minimum and the maximum are valid statistics.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricConcurrentRequestsPerModel(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long clients of a response stream waited for its first part, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long the container took to send the first part of a response stream, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How much the service added to that, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many response streams broke off after their first part.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricMidStreamErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/**
 * A production variant of an endpoint that runs on instances: its metrics and its scaling.
 */
export interface IEndpointInstanceProductionVariant extends IEndpointProductionVariant {
  /**
   * How many requests each instance was sent.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The disk space that the containers use, in percent.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricDiskUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The processor time that the containers use: up to 100 percent for each core of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator time that the containers use: up to 100 percent for each accelerator of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator memory that the containers use: up to 100 percent for each accelerator of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many explanations each instance gave, of an endpoint with online explainability.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
   */
  metricExplanationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long requests to a multi-model endpoint waited for their model to be downloaded or loaded, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelLoadingWaitTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long it took to unload models of a multi-model endpoint, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelUnloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long it took to download models of a multi-model endpoint, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelDownloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long it took to load models of a multi-model endpoint, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelLoadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The part of the requests to a multi-model endpoint that found their model loaded, from 0 to 1.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelCacheHit(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many models an instance of a multi-model endpoint has loaded. The sum is that of all instances.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricLoadedModelCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint were processed.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricInvocationsProcessed(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint failed, for any reason.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint waited longer than they were to live.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricExpiredRequests(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint failed since they could not be read from Amazon S3.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricRequestDownloadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint failed since the answer could not be written to Amazon S3.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricResponseUploadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many notifications of an asynchronous endpoint could not be published.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricNotificationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long an asynchronous endpoint took to read a request, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricRequestDownloadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long an asynchronous endpoint took to write an answer, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricResponseUploadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long requests to an asynchronous endpoint were queued, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricTimeInBacklog(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long requests to an asynchronous endpoint took in all, the time in the queue included, in milliseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricTotalProcessingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The processor time that the containers use, in percent of what an instance has. Only of endpoints with inference components.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricCpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator time that the containers use, in percent of what an instance has. Only of endpoints with inference components.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator memory that the containers use, in percent of what an instance has. Only of endpoints with inference components.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The processor cores that inference components have reserved, in percent of what an instance has.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricCpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerators that inference components have reserved, in percent of what an instance has.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that inference components have reserved, in percent of what an instance has.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricMemoryReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * One of several containers of the variant's model, for its metrics: of an inference pipeline, or with direct invocation.
   *
   * @param containerHostname the name of the container
   */
  findContainer(containerHostname: string): IEndpointContainer;

  /**
   * Lets Application Auto Scaling set the number of instances. Once for each variant.
   *
   * The service refuses to remove a variant, or to change the type of its instances, for as long as it is scaled, and CloudFormation ends
   * the scaling last. So do that in two deployments: one without this call, and one with the change and the call.
   *
   * An update sets the number of instances back unless the endpoint has `retainAllVariantProperties`: a warning says so.
   *
   * Throws for burstable instance types, which the service does not scale, for a `maxCapacity` below `initialInstanceCount`, and for a
   * `minCapacity` above `maxCapacity`.
   *
   * @param scalingProps the capacity, in instances: `minCapacity`, by default `initialInstanceCount` (1 where that is not known), which may
   * be 0 for an asynchronous endpoint; and `maxCapacity`
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
   */
  autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount;
}

/**
 * A serverless production variant of an endpoint: its metrics and its scaling.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
 */
export interface IEndpointServerlessProductionVariant extends IEndpointProductionVariant {
  /**
   * How long containers took to start, in microseconds: the cold starts.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricModelSetupTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The part of the provisioned concurrency that was in use, from 0 to 1.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   */
  metricServerlessProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests found all of the provisioned concurrency in use.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricServerlessProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The part of the maximum concurrency that was in use, from 0 to 1.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessConcurrentExecutionsUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the provisioned concurrency processed at a time.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessProvisionedConcurrencyExecutions(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the provisioned concurrency processed.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessProvisionedConcurrencyInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Lets Application Auto Scaling set the provisioned concurrency. Once for each variant.
   *
   * @param scalingProps the provisioned concurrency: `minCapacity`, by default 1, and `maxCapacity`; throws if the first is the larger one
   */
  autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency;
}
