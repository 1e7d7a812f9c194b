import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { HostingMetricOptions } from '../../hosting/hosting-metric-options';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';

/**
 * A container of a variant with several containers.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-container-metrics.html
 */
export interface IEndpointContainer {
  /**
   * The name of the container in its model.
   */
  readonly containerHostname: string;

  /**
   * Returns a metric of the container.
   *
   * @param metricName The name of the metric.
   * @param props The options for the metric. By default, the sum over 5 minutes in the namespace `AWS/SageMaker`.
   */
  metric(metricName: string, props?: HostingMetricOptions): cloudwatch.Metric;

  /**
   * The number of requests sent to the container. Only with direct invocation.
   *
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that failed with the given class of HTTP status codes. Only with direct invocation.
   *
   * @param responseCode The class: 4xx or 5xx.
   * @param props The options for the metric. By default, the sum over 5 minutes.
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that the container takes to respond, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricContainerLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The time that SageMaker adds to the latency of the container, in microseconds.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The CPU utilization of the container. Each core of an instance counts up to 100 percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory utilization of the container, in percent.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
