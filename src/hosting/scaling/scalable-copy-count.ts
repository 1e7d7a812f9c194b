import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { divideByTokens, invocationsTracking } from './invocations-tracking';
import { ConcurrentRequestsScalingProps, InvocationsScalingProps, MetricTrackingScalingProps } from './scaling-options';
import { TARGET_RULES } from './scaling-rules';
import { report } from '../../validation/report';
import { findingsOf } from '../../validation/validate';

/**
 * Properties of a `ScalableCopyCount`.
 */
export interface ScalableCopyCountProps extends appscaling.BaseScalableAttributeProps {
  /**
   * The invocations of each copy: what is scaled on when the target is a token, which cannot be calculated with before the deployment.
   */
  readonly invocationsPerCopy: cloudwatch.Metric;

  /**
   * The requests that found no copy.
   */
  readonly noCapacityInvocationFailures: cloudwatch.Metric;
}

/**
 * The number of copies of an inference component, scaled by Application Auto Scaling.
 *
 * Made by `autoScaleCopyCount` of an inference component.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class ScalableCopyCount extends appscaling.BaseScalableAttribute {
  private readonly sources: Pick<ScalableCopyCountProps, 'invocationsPerCopy' | 'noCapacityInvocationFailures'>;

  constructor(scope: Construct, id: string, props: ScalableCopyCountProps) {
    super(scope, id, props);
    this.sources = props;
  }

  /**
   * Keeps the invocations that each copy gets in a minute at `maxRequestsPerSecond * safetyFactor * 60`.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if a value is out of its range
   */
  public scaleOnInvocations(id: string, props: InvocationsScalingProps): void {
    const tracking = invocationsTracking(this, props, appscaling.PredefinedMetric.SAGEMAKER_INFERENCE_COMPONENT_INVOCATIONS_PER_COPY);
    super.doScaleToTrackMetric(id, tracking);
    divideByTokens(this, id, props, this.sources.invocationsPerCopy);
  }

  /**
   * Keeps the requests that each copy processes at a time at a target. The metric comes every 10 seconds, so this adds copies sooner than
   * any other policy. It suits models that take long for a request, or stream their answers.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnConcurrentRequests(id: string, props: ConcurrentRequestsScalingProps): void {
    const { targetConcurrentRequests: targetValue, ...common } = props;
    report(this, findingsOf({ request: { TargetConcurrentRequests: targetValue }, rules: TARGET_RULES }));
    super.doScaleToTrackMetric(id, {
      ...common,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_INFERENCE_COMPONENT_CONCURRENT_REQUESTS_PER_COPY_HIGH_RESOLUTION,
      targetValue,
    });
  }

  /**
   * Adds the first copy as soon as a request finds none. With a `minCapacity` of 0, target tracking alone never adds it. Until it is there,
   * requests fail.
   *
   * @param id the id of the scaling policy
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  public scaleFromZero(id: string): void {
    super.doScaleOnMetric(id, {
      metric: this.sources.noCapacityInvocationFailures,
      scalingSteps: [{ upper: 0, change: 0 }, { lower: 1, change: 1 }],
      metricAggregationType: appscaling.MetricAggregationType.MAXIMUM,
      cooldown: Duration.minutes(1),
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
   * Adds and removes copies in steps, by the value of any metric.
   *
   * @param id the id of the scaling policies
   * @param props the metric and the steps
   */
  public scaleOnMetric(id: string, props: appscaling.BasicStepScalingPolicyProps): void {
    super.doScaleOnMetric(id, props);
  }

  /**
   * Changes the minimum and maximum number of copies at given times.
   *
   * @param id the id of the schedule
   * @param schedule when, and to what
   */
  public scaleOnSchedule(id: string, schedule: appscaling.ScalingSchedule): void {
    super.doScaleOnSchedule(id, schedule);
  }
}
