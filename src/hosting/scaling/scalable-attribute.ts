import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { InvocationsScalingProps, MetricTrackingScalingProps } from './scaling-options';
import { INVOCATIONS_SCALING_RULES } from './scaling-rules';
import { validationError } from '../../private/cdk-internals';
import { isUnresolved, numberInString } from '../../private/tokens';
import { report } from '../../validation/report';
import { Rule } from '../../validation/rule';
import { findingsOf } from '../../validation/validate';

const DEFAULT_SAFETY_FACTOR = 0.5;

/** A metric, and the expression that a scaling policy keeps at its target. */
interface TrackedExpression {
  readonly metric: cloudwatch.Metric;
  /** The name of the metric in the expression. */
  readonly id: string;
  readonly expressionId: string;
  readonly expression: string;
}

/**
 * The scaling policies that all scalable attributes have.
 *
 * @internal
 */
export abstract class ScalableAttribute extends appscaling.BaseScalableAttribute {
  /**
   * Keeps a metric at a target value.
   *
   * @param id The id of the scaling policy.
   * @param props The metric and its target value.
   */
  public scaleToTrackMetric(id: string, props: MetricTrackingScalingProps): void {
    const { metric: customMetric, ...tracking } = props;
    super.doScaleToTrackMetric(id, { ...tracking, customMetric });
  }

  /**
   * Changes the capacity in steps that depend on the value of a metric.
   *
   * @param id The id of the scaling policies.
   * @param props The metric and the steps.
   */
  public scaleOnMetric(id: string, props: appscaling.BasicStepScalingPolicyProps): void {
    super.doScaleOnMetric(id, props);
  }

  /**
   * Changes the minimum and maximum capacity at scheduled times.
   *
   * @param id The id of the schedule.
   * @param schedule The times and the capacity.
   */
  public scaleOnSchedule(id: string, schedule: appscaling.ScalingSchedule): void {
    super.doScaleOnSchedule(id, schedule);
  }

  /**
   * Throws if the target of a policy is invalid.
   *
   * @internal
   */
  protected _checkTarget(target: object, rules: readonly Rule[]): void {
    report(this, findingsOf({ request: target, rules }));
  }

  /**
   * Keeps the invocations per minute at `maxRequestsPerSecond * safetyFactor * 60`.
   *
   * @param metric Returns the metric that corresponds to the predefined metric. Used if the target is a token.
   * @internal
   */
  protected _trackInvocations(
    id: string, props: InvocationsScalingProps, predefinedMetric: appscaling.PredefinedMetric, metric: () => cloudwatch.Metric,
  ): void {
    const { maxRequestsPerSecond, safetyFactor = DEFAULT_SAFETY_FACTOR, ...policy } = props;
    this._checkTarget({ MaxRequestsPerSecond: maxRequestsPerSecond, SafetyFactor: safetyFactor }, INVOCATIONS_SCALING_RULES);
    if (!isUnresolved(maxRequestsPerSecond) && !isUnresolved(safetyFactor)) {
      super.doScaleToTrackMetric(id, { ...policy, predefinedMetric, targetValue: safetyFactor * maxRequestsPerSecond * 60 });
      return;
    }
    this._trackExpression(id, { ...policy, predefinedMetric, targetValue: maxRequestsPerSecond }, {
      metric: metric(),
      id: 'invocations',
      expressionId: 'requestsPerSecond',
      expression: `invocations / (60 * ${numberInString(safetyFactor)})`,
    });
  }

  /**
   * Keeps an expression at a target that is a token. CloudFormation cannot calculate the target, so CloudWatch calculates the metric.
   *
   * @internal
   */
  protected _trackExpression(id: string, props: appscaling.BasicTargetTrackingScalingPolicyProps, tracked: TrackedExpression): void {
    super.doScaleToTrackMetric(id, props);
    const policy = this.node.findChild('Target').node.findChild(id).node.findChild('Resource') as appscaling.CfnScalingPolicy;
    const { namespace, metricName, dimensions, statistic } = tracked.metric.toMetricConfig().metricStat!;
    policy.targetTrackingScalingPolicyConfiguration = {
      ...policy.targetTrackingScalingPolicyConfiguration as appscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty,
      predefinedMetricSpecification: undefined,
      customizedMetricSpecification: {
        metrics: [
          { id: tracked.id, returnData: false, metricStat: { metric: { namespace, metricName, dimensions }, stat: statistic } },
          { id: tracked.expressionId, returnData: true, expression: tracked.expression },
        ],
      },
    };
  }

  /**
   * Returns the metrics of the scaled resource; throws if the attribute was created without them.
   *
   * @internal
   */
  protected _require<T>(metrics: T | undefined, method: string): T {
    if (!metrics) {
      throw validationError(this, 'UnknownMetrics', `the metrics of the scaled resource are unknown: create this construct with ${method}()`);
    }
    return metrics;
  }
}
