import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';
import { InferenceComponentGrants } from './inference-component-grants';
import { InvocationHttpResponseCode } from '../hosting/invocation-http-response-code';
import { ScalableCopyCount } from '../hosting/scaling/scalable-copy-count';

/**
 * An inference component, created by this library or imported.
 */
export interface IInferenceComponent extends IResource, IInferenceComponentRef {
  /**
   * The ARN of the inference component.
   *
   * @attribute
   */
  readonly inferenceComponentArn: string;

  /**
   * The name of the inference component. Requests to the endpoint specify it.
   *
   * @attribute
   */
  readonly inferenceComponentName: string;

  /**
   * Grants permissions on the inference component.
   */
  readonly grants: InferenceComponentGrants;

  /**
   * Lets Application Auto Scaling change the number of copies. Can be called once for each inference component.
   *
   * The variant needs capacity for the copies: a fixed number of instances, or `managedInstanceScaling`, which adds and removes instances as
   * needed. If `minCapacity` and the `minInstanceCount` of the variant are 0, no instance runs without requests.
   *
   * Throws if `minCapacity` is greater than `maxCapacity`.
   *
   * @param scalingProps The minimum and maximum number of copies. `minCapacity` can be 0. Its default is `copyCount`, or 1 if `copyCount` is not
   * known.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  autoScaleCopyCount(scalingProps: appscaling.EnableScalingProps): ScalableCopyCount;

  /**
   * Returns the widgets of an operational dashboard: requests and errors, latency, utilization, and the number of copies.
   */
  dashboardWidgets(): cloudwatch.IWidget[];

  /**
   * Returns a metric of the inference component by its name. Metrics of the utilization are in the namespace
   * `/aws/sagemaker/InferenceComponents`, all others in `AWS/SageMaker`.
   *
   * @param metricName The name of the metric.
   * @param props Options for the metric. The default is the sum over 5 minutes.
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed with a class of HTTP status codes.
   *
   * @param responseCode The class of HTTP status codes: 4xx or 5xx.
   * @param props Options for the metric. The default is the sum over 5 minutes.
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests sent to the inference component.
   *
   * @param props Options for the metric. The default is the sum over 5 minutes.
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests sent to each copy of the inference component.
   *
   * @param props Options for the metric. The default is the sum over 5 minutes.
   */
  metricInvocationsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of concurrent requests to each copy. Published every 10 seconds. Only minimum and maximum are valid statistics.
   *
   * @param props Options for the metric. The default is the maximum over 5 minutes.
   */
  metricConcurrentRequestsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests without a successful response from the container: 4xx and 5xx status codes, connection errors, invalid
   * responses and timeouts.
   *
   * @param props Options for the metric. The default is the sum over 5 minutes.
   */
  metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed because no copy was in service.
   *
   * @param props Options for the metric. The default is the sum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  metricNoCapacityInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The response time of the container, in microseconds.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that SageMaker adds to the response time of the container, in microseconds.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The CPU utilization of each copy, as a percentage of the CPU cores that are allocated to the copy.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricCpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory utilization of each copy, as a percentage of the memory that is allocated to the copy.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU utilization of each copy, as a percentage of the GPUs that are allocated to the copy.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricGpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The GPU memory utilization of each copy, as a percentage of the GPU memory that is allocated to the copy.
   *
   * @param props Options for the metric. The default is the average over 5 minutes.
   */
  metricGpuMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
