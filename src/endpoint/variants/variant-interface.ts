import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpointContainer } from './container-interface';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { ScalableInstanceCount } from '../../hosting/scaling/scalable-instance-count';
import { ScalableProvisionedConcurrency } from '../../hosting/scaling/scalable-provisioned-concurrency';

/**
 * A production variant of an endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export interface IEndpointProductionVariant {
  /**
   * The name of the variant.
   */
  readonly variantName: string;

  /**
   * Returns a metric of the variant.
   *
   * @param namespace The namespace of the metric, such as `AWS/SageMaker`.
   * @param metricName The name of the metric.
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests sent to the variant.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that the container takes to respond, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that SageMaker adds to the latency of the container, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed with the given class of HTTP status codes.
   *
   * @param responseCode The class: 4xx or 5xx.
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory utilization of the containers, in percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests without a successful response of the container. Counts 4xx and 5xx responses, connection errors, invalid responses
   * and timeouts.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of concurrent requests to the model. SageMaker publishes it every 10 seconds. Only the minimum and the maximum are valid
   * statistics.
   *
   * @param props The options for the metric. By default, the maximum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricConcurrentRequestsPerModel(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time until a client receives the first part of a response stream, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time until the container sends the first part of a response stream, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that SageMaker adds to the latency of the first part of a response stream, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricFirstChunkOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of response streams that failed after their first part.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricMidStreamErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/**
 * A production variant of an endpoint that runs on instances.
 */
export interface IEndpointInstanceProductionVariant extends IEndpointProductionVariant {
  /**
   * The number of requests sent to each instance.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricInvocationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The disk utilization of the containers, in percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricDiskUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The CPU utilization of the containers. Each core of an instance counts up to 100 percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU utilization of the containers. Each GPU of an instance counts up to 100 percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU memory utilization of the containers. Each GPU of an instance counts up to 100 percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of explanations of each instance. Only for endpoints with online explainability.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
   */
  metricExplanationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time for which a request waits until its model is downloaded and loaded, in microseconds. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelLoadingWaitTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time to unload a model, in microseconds. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelUnloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time to download a model, in microseconds. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelDownloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time to load a model, in microseconds. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelLoadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The ratio of requests whose model was already loaded, from 0 to 1. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricModelCacheHit(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of models that an instance has loaded. The sum is the number for all instances. Multi-model endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-cloudwatch-metrics.html
   */
  metricLoadedModelCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of processed requests. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricInvocationsProcessed(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of failed requests, for any reason. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that expired in the queue. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricExpiredRequests(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed because their payload could not be downloaded from Amazon S3. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricRequestDownloadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed because the response could not be uploaded to Amazon S3. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricResponseUploadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of notifications that could not be published. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricNotificationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time to download the payload of a request, in microseconds. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricRequestDownloadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time to upload a response, in microseconds. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricResponseUploadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time for which a request is queued, in microseconds. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricTimeInBacklog(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time from receiving a request to finishing it, including the time in the queue, in milliseconds. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricTotalProcessingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The CPU utilization of the containers, in percent of the CPU cores of an instance. Only for endpoints with inference components.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricCpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU utilization of the containers, in percent of the GPUs of an instance. Only for endpoints with inference components.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU memory utilization of the containers, in percent of the GPU memory of an instance. Only for endpoints with inference components.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The CPU cores that inference components reserve, in percent of the CPU cores of an instance.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricCpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPUs that inference components reserve, in percent of the GPUs of an instance.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricGpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that inference components reserve, in percent of the memory of an instance.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
   */
  metricMemoryReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns a container of the variant, for its metrics. SageMaker publishes metrics of containers for inference pipelines and for direct
   * invocation.
   *
   * @param containerHostname The name of the container.
   */
  findContainer(containerHostname: string): IEndpointContainer;

  /**
   * Scales the number of instances with Application Auto Scaling. Can be called once for each variant.
   *
   * SageMaker rejects the removal of a scaled variant, and a change of its instance type. CloudFormation deletes the scaling last, so such a
   * change requires two deployments: one without this call, and one with the change and the call. The same applies to a change of the first
   * variant in the endpoint configuration. Variants after the first can be added and reordered freely.
   *
   * Set `retainAllVariantProperties` of the endpoint to true. Otherwise, every update of the endpoint resets the number of instances to
   * `initialInstanceCount`, and this method adds a warning.
   *
   * @param scalingProps The minimum and maximum number of instances. `minCapacity` defaults to `initialInstanceCount`, or to 1 if that is
   * unknown. It must be at most `maxCapacity`, and can be 0 for an asynchronous endpoint. `maxCapacity` must be at least
   * `initialInstanceCount`. The instance type must not be burstable.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
   */
  autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount;
}

/**
 * A serverless production variant of an endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
 */
export interface IEndpointServerlessProductionVariant extends IEndpointProductionVariant {
  /**
   * The time to start a container (cold start), in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricModelSetupTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The ratio of used to provisioned concurrency, from 0 to 1.
   *
   * @param props The options for the metric. By default, the maximum over 5 minutes.
   */
  metricServerlessProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of invocations that exceeded the provisioned concurrency.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricServerlessProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The ratio of concurrent executions to the maximum concurrency, from 0 to 1.
   *
   * @param props The options for the metric. By default, the maximum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessConcurrentExecutionsUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of concurrent executions on provisioned concurrency.
   *
   * @param props The options for the metric. By default, the maximum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessProvisionedConcurrencyExecutions(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of invocations on provisioned concurrency.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
   */
  metricServerlessProvisionedConcurrencyInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Scales the provisioned concurrency with Application Auto Scaling. Can be called once for each variant.
   *
   * @param scalingProps The minimum and maximum provisioned concurrency. `minCapacity` defaults to 1 and must be at most `maxCapacity`.
   */
  autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency;
}
