import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { MetricTrackingScalingProps, ProvisionedConcurrencyUtilizationScalingProps } from './scaling-options';
import { UTILIZATION_SCALING_RULES } from './scaling-rules';
import { report } from '../../validation/report';
import { findingsOf } from '../../validation/validate';

/**
 * The provisioned concurrency of a serverless variant, scaled by Application Auto Scaling.
 *
 * Made by `autoScaleProvisionedConcurrency` of a variant.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html
 */
export class ScalableProvisionedConcurrency extends appscaling.BaseScalableAttribute {
  constructor(scope: Construct, id: string, props: appscaling.BaseScalableAttributeProps) {
    super(scope, id, props);
  }

  /**
   * Keeps the part of the provisioned concurrency that is in use at a target.
   *
   * @param id the id of the scaling policy
   * @param props the target; throws if it is out of its range
   */
  public scaleOnUtilization(id: string, props: ProvisionedConcurrencyUtilizationScalingProps = {}): void {
    const { targetUtilization = 0.7, ...common } = props;
    report(this, findingsOf({ request: { TargetUtilization: targetUtilization }, rules: UTILIZATION_SCALING_RULES }));
    super.doScaleToTrackMetric(id, {
      ...common,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_VARIANT_PROVISIONED_CONCURRENCY_UTILIZATION,
      targetValue: targetUtilization,
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
   * Adds and removes provisioned concurrency in steps, by the value of any metric.
   *
   * @param id the id of the scaling policies
   * @param props the metric and the steps
   */
  public scaleOnMetric(id: string, props: appscaling.BasicStepScalingPolicyProps): void {
    super.doScaleOnMetric(id, props);
  }

  /**
   * Changes the minimum and maximum provisioned concurrency at given times.
   *
   * @param id the id of the schedule
   * @param schedule when, and to what
   */
  public scaleOnSchedule(id: string, schedule: appscaling.ScalingSchedule): void {
    super.doScaleOnSchedule(id, schedule);
  }
}
