import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Properties of target tracking on how busy the instances are.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
export interface InstanceUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The use to keep, in percent: more than 0. Of processors and accelerators each one counts up to 100, so the four of an instance count
   * up to 400; of memory all counts up to 100.
   */
  readonly targetUtilizationPercent: number;
}

/**
 * Properties of target tracking on the requests that an instance, or a copy of an inference component, processes at a time.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
export interface ConcurrentRequestsScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * How many requests the model of each of them is to process at a time, those included that wait in its container: more than 0.
   */
  readonly targetConcurrentRequests: number;
}

/**
 * Properties of target tracking on what waits for an asynchronous endpoint.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html
 */
export interface BacklogScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * How many requests are to wait for each instance: more than 0.
   */
  readonly targetBacklogPerInstance: number;
}

/**
 * Properties of target tracking on any metric.
 */
export interface MetricTrackingScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * What to keep at the target. It has to go down when there is more capacity.
   */
  readonly metric: cloudwatch.IMetric;

  /**
   * Its value to keep.
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
   * How many requests a second each of them can serve, as a load test shows: more than 0.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html
   */
  readonly maxRequestsPerSecond: number;

  /**
   * Which part of that each is to serve before another one is added: more than 0, at most 1.
   *
   * @default 0.5
   */
  readonly safetyFactor?: number;
}

/**
 * Properties of target tracking on the use of provisioned concurrency.
 */
export interface ProvisionedConcurrencyUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * Which part of the provisioned concurrency is to be in use: more than 0, at most 1.
   *
   * @default 0.7
   */
  readonly targetUtilization?: number;
}
