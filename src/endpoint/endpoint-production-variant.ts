import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ScalableInstanceCount, ScalableProvisionedConcurrency } from './scaling';

/**
 * HTTP response codes that the service counts.
 */
export enum InvocationHttpResponseCode {
  /** Requests that were answered with a 4xx code: the client's fault. */
  INVOCATION_4XX_ERRORS = 'Invocation4XXErrors',

  /** Requests that were answered with a 5xx code: the container's or the service's fault. */
  INVOCATION_5XX_ERRORS = 'Invocation5XXErrors',
}

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
   * Lets Application Auto Scaling set the number of instances. Once for each variant.
   *
   * Throws for burstable instance types, which the service does not scale, for a `maxCapacity` below `initialInstanceCount`, and for a
   * `minCapacity` above `maxCapacity`.
   *
   * @param scalingProps the capacity, in instances: `minCapacity`, by default `initialInstanceCount` (1 where that is not known), which may
   * be 0 where the service can scale to zero; and `maxCapacity`
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
  metricProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests found all of the provisioned concurrency in use.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Lets Application Auto Scaling set the provisioned concurrency. Once for each variant.
   *
   * @param scalingProps the provisioned concurrency: `minCapacity`, by default 1, and `maxCapacity`; throws if the first is the larger one
   */
  autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency;
}
