import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';

/**
 * One of several containers of a variant: its metrics.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-container-metrics.html
 */
export interface IEndpointContainer {
  /**
   * The name of the container in its model.
   */
  readonly containerHostname: string;

  /**
   * Any metric of the container.
   *
   * @param namespace such as `AWS/SageMaker`
   * @param metricName the name of the metric
   * @param props how to read it; by default the sum over 5 minutes
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were sent to the container. Only with direct invocation.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the container answered with an error. Only with direct invocation.
   *
   * @param responseCode whose errors
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long the container took to answer, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricContainerLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How much the service added to that, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The processor time that the container uses: up to 100 percent for each core of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that the container uses, in percent.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
