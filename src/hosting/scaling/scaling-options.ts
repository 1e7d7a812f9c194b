import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Properties of target tracking on the utilization of instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
export interface InstanceUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The target utilization in percent, such as 70 (not 0.7). Must be greater than 0.
   *
   * Each CPU core and each GPU counts up to 100 percent: an instance with 4 CPU cores has up to 400 percent. The memory of an instance
   * counts up to 100 percent.
   */
  readonly targetUtilizationPercent: number;
}

/**
 * Properties of target tracking on the requests that an instance, or a copy of an inference component, processes concurrently.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
export interface ConcurrentRequestsScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The target number of concurrent requests for each instance or copy, including the requests queued in its container. Must be greater
   * than 0.
   */
  readonly targetConcurrentRequests: number;
}

/**
 * Properties of target tracking on the queued requests of an asynchronous endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html
 */
export interface BacklogScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The target number of queued requests for each instance. Must be greater than 0.
   */
  readonly targetBacklogPerInstance: number;
}

/**
 * Properties of target tracking on a metric.
 */
export interface MetricTrackingScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The metric to keep at the target value. It must decrease when capacity is added.
   */
  readonly metric: cloudwatch.IMetric;

  /**
   * The target value of the metric.
   */
  readonly targetValue: number;
}

/**
 * Properties of target tracking on the invocations of an instance, or of a copy of an inference component.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export interface InvocationsScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The maximum number of requests per second that each instance or copy can serve, as measured by a load test. Must be greater than 0.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html
   */
  readonly maxRequestsPerSecond: number;

  /**
   * The fraction of `maxRequestsPerSecond` at which capacity is added. Must be greater than 0 and at most 1.
   *
   * @default 0.5
   */
  readonly safetyFactor?: number;
}

/**
 * Properties of target tracking on the utilization of provisioned concurrency.
 */
export interface ProvisionedConcurrencyUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The target utilization in percent, such as 70 (not 0.7). Must be greater than 0 and at most 100.
   *
   * @default 70
   */
  readonly targetUtilizationPercent?: number;
}
