import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { divideByTokens, invocationsTracking } from './invocations-tracking';
import {
  BacklogScalingProps, ConcurrentRequestsScalingProps, InstanceUtilizationScalingProps, InvocationsScalingProps, MetricTrackingScalingProps,
} from './scaling-options';
import { TARGET_RULES } from './scaling-rules';
import { validationError } from '../../private/cdk-internals';
import { report } from '../../validation/report';
import { findingsOf } from '../../validation/validate';

/**
 * What the instances of a variant can be scaled on.
 */
export interface InstanceScalingMetrics {
  /**
   * The processor time that the containers use, in percent.
   */
  readonly cpuUtilization: cloudwatch.IMetric;

  /**
   * The memory that the containers use, in percent.
   */
  readonly memoryUtilization: cloudwatch.IMetric;

  /**
   * The accelerator time that the containers use, in percent.
   */
  readonly gpuUtilization: cloudwatch.IMetric;

  /**
   * The accelerator memory that the containers use, in percent.
   */
  readonly gpuMemoryUtilization: cloudwatch.IMetric;

  /**
   * How many requests wait for each instance of an asynchronous endpoint.
   */
  readonly backlogPerInstance: cloudwatch.IMetric;

  /**
   * Whether requests wait for an asynchronous endpoint that has no instances.
   */
  readonly backlogWithoutCapacity: cloudwatch.IMetric;
}

/**
 * Properties of a `ScalableInstanceCount`.
 */
export interface ScalableInstanceCountProps extends appscaling.BaseScalableAttributeProps {
  /**
   * The invocations of each instance of the variant: what is scaled on when the target is a token, which cannot be calculated with
   * before the deployment.
   *
   * @default - `scaleOnInvocations` takes plain numbers only
   */
  readonly invocationsPerInstance?: cloudwatch.Metric;

  /**
   * Other metrics that can be scaled on.
   *
   * @default - the instances can be scaled on invocations, concurrent requests, metrics that are given, and schedules
   */
  readonly metrics?: InstanceScalingMetrics;
}

/**
 * The number of instances of a production variant, scaled by Application Auto Scaling.
 *
 * Made by `autoScaleInstanceCount` of a variant.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class ScalableInstanceCount extends appscaling.BaseScalableAttribute {
  private readonly sources: Pick<ScalableInstanceCountProps, 'invocationsPerInstance' | 'metrics'>;

  constructor(scope: Construct, id: string, props: ScalableInstanceCountProps) {
    super(scope, id, props);
    this.sources = props;
  }

  /**
   * Keeps the invocations that each instance gets in a minute at `maxRequestsPerSecond * safetyFactor * 60`.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if a value is out of its range
   */
  public scaleOnInvocations(id: string, props: InvocationsScalingProps): void {
    const tracking = invocationsTracking(this, props, appscaling.PredefinedMetric.SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE);
    super.doScaleToTrackMetric(id, tracking);
    divideByTokens(this, id, props, this.sources.invocationsPerInstance);
  }

  /**
   * Keeps the processor time that the containers of an instance use at a target.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnCpuUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.metrics.cpuUtilization, props);
  }

  /**
   * Keeps the memory that the containers of an instance use at a target.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnMemoryUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.metrics.memoryUtilization, props);
  }

  /**
   * Keeps the accelerator time that the containers of an instance use at a target.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnGpuUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.metrics.gpuUtilization, props);
  }

  /**
   * Keeps the accelerator memory that the containers of an instance use at a target.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnGpuMemoryUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.metrics.gpuMemoryUtilization, props);
  }

  /**
   * Keeps the requests that the model of each instance processes at a time at a target. The metric comes every 10 seconds, so this adds
   * instances sooner than any other policy. It suits models that take long for a request, or stream their answers.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnConcurrentRequests(id: string, props: ConcurrentRequestsScalingProps): void {
    const { targetConcurrentRequests: targetValue, ...common } = props;
    report(this, findingsOf({ request: { TargetConcurrentRequests: targetValue }, rules: TARGET_RULES }));
    super.doScaleToTrackMetric(id, {
      ...common,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION,
      targetValue,
    });
  }

  /**
   * Keeps the requests that wait for each instance of an asynchronous endpoint at a target.
   *
   * With a `minCapacity` of 0, add `scaleFromZero` too: the metric needs an instance, so this policy alone never adds the first one.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnBacklog(id: string, props: BacklogScalingProps): void {
    const { targetBacklogPerInstance: targetValue, ...common } = props;
    report(this, findingsOf({ request: { TargetBacklogPerInstance: targetValue }, rules: TARGET_RULES }));
    super.doScaleToTrackMetric(id, { ...common, customMetric: this.metrics.backlogPerInstance, targetValue });
  }

  /**
   * Adds the first instance of an asynchronous endpoint as soon as a request waits while there is none.
   *
   * @param id the id of the scaling policy
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html
   */
  public scaleFromZero(id: string): void {
    super.doScaleOnMetric(id, {
      metric: this.metrics.backlogWithoutCapacity,
      scalingSteps: [{ upper: 0, change: 0 }, { lower: 1, change: 1 }],
      cooldown: Duration.minutes(5), // an instance takes its time to come up, and the requests wait meanwhile
    });
  }

  /**
   * Keeps any metric at a target.
   *
   * @param id the id of the scaling policy
   * @param props the metric and its target
   */
  public scaleToTrackMetric(id: string, props: MetricTrackingScalingProps): void {
    const { metric: customMetric, ...tracking } = props;
    super.doScaleToTrackMetric(id, { ...tracking, customMetric });
  }

  /**
   * Adds and removes instances in steps, by the value of any metric.
   *
   * @param id the id of the scaling policies
   * @param props the metric and the steps
   */
  public scaleOnMetric(id: string, props: appscaling.BasicStepScalingPolicyProps): void {
    super.doScaleOnMetric(id, props);
  }

  /**
   * Changes the minimum and maximum capacity at given times.
   *
   * @param id the id of the schedule
   * @param schedule when, and to what
   */
  public scaleOnSchedule(id: string, schedule: appscaling.ScalingSchedule): void {
    super.doScaleOnSchedule(id, schedule);
  }

  private trackUtilization(id: string, customMetric: cloudwatch.IMetric, props: InstanceUtilizationScalingProps): void {
    const { targetUtilizationPercent: targetValue, ...common } = props;
    report(this, findingsOf({ request: { TargetUtilizationPercent: targetValue }, rules: TARGET_RULES }));
    super.doScaleToTrackMetric(id, { ...common, customMetric, targetValue });
  }

  private get metrics(): InstanceScalingMetrics {
    if (!this.sources.metrics) { throw validationError(this, 'UnknownMetrics', 'the metrics of the variant are not known: give them in the props'); }
    return this.sources.metrics;
  }
}
