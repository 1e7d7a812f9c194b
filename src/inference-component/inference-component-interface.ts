import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';
import { InferenceComponentGrants } from './inference-component-grants';
import { InvocationHttpResponseCode } from '../hosting/invocation-http-response-code';
import { ScalableCopyCount } from '../hosting/scaling/scalable-copy-count';

/**
 * An inference component: this library's, or one made elsewhere.
 */
export interface IInferenceComponent extends IResource, IInferenceComponentRef {
  /**
   * The ARN of the inference component.
   *
   * @attribute
   */
  readonly inferenceComponentArn: string;

  /**
   * The name of the inference component, by which requests to the endpoint address it.
   *
   * @attribute
   */
  readonly inferenceComponentName: string;

  /**
   * What may be granted on the inference component.
   */
  readonly grants: InferenceComponentGrants;

  /**
   * Lets Application Auto Scaling set the number of copies. Once for each inference component.
   *
   * Its variant needs room for them: a fixed number of instances, or `managedInstanceScaling`, which adds and releases instances as copies
   * come and go. With a `minCapacity` of 0, and a `minInstanceCount` of 0 there, nothing runs while nothing is requested.
   *
   * Throws for a `minCapacity` above `maxCapacity`.
   *
   * @param scalingProps the number of copies: `minCapacity`, by default `copyCount` (1 where that is not known), which may be 0; and
   * `maxCapacity`
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  autoScaleCopyCount(scalingProps: appscaling.EnableScalingProps): ScalableCopyCount;

  /**
   * The graphs that an operator wants: requests and errors, latencies, use of what the copies have, and how many there are.
   */
  dashboardWidgets(): cloudwatch.IWidget[];

  /**
   * Any metric of the inference component.
   *
   * @param namespace such as `AWS/SageMaker`
   * @param metricName the name of the metric
   * @param props how to read it; by default the sum over 5 minutes
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were answered with an error.
   *
   * @param responseCode whose errors
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were sent to the inference component.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests each copy was sent.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests each copy received at a time. Published every 10 seconds; only the minimum and the maximum are valid statistics.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   */
  metricConcurrentRequestsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests the container did not answer with success: 4xx and 5xx codes, broken connections and answers, timeouts.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests failed since there was no copy to answer them.
   *
   * @param props how to read it; by default the sum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  metricNoCapacityInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

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
   * The processor time that each copy uses, in percent of what it has.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that each copy uses, in percent of what it has.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator time that each copy uses, in percent of what it has.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator memory that each copy uses, in percent of what it has.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
