import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ScalableAttribute } from './scalable-attribute';
import { ProvisionedConcurrencyUtilizationScalingProps } from './scaling-options';
import { UTILIZATION_SCALING_RULES } from './scaling-rules';
import { isUnresolved } from '../../private/tokens';

/**
 * Properties of a `ScalableProvisionedConcurrency`.
 */
export interface ScalableProvisionedConcurrencyProps extends appscaling.BaseScalableAttributeProps {
  /** @internal */
  readonly _variant?: {
    metricServerlessProvisionedConcurrencyUtilization(): cloudwatch.Metric;
  };
}

/**
 * The provisioned concurrency of a serverless variant, which Application Auto Scaling changes. `autoScaleProvisionedConcurrency()` of a
 * variant creates it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html
 */
export class ScalableProvisionedConcurrency extends ScalableAttribute {
  private readonly source: ScalableProvisionedConcurrencyProps['_variant'];

  constructor(scope: Construct, id: string, props: ScalableProvisionedConcurrencyProps) {
    const { _variant, ...attribute } = props;
    super(scope, id, attribute);
    this.source = _variant;
  }

  /**
   * Keeps the utilization of the provisioned concurrency at a target.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnUtilization(id: string, props: ProvisionedConcurrencyUtilizationScalingProps = {}): void {
    const { targetUtilizationPercent = 70, ...policy } = props;
    this._checkTarget({ TargetUtilizationPercent: targetUtilizationPercent }, UTILIZATION_SCALING_RULES);
    const predefinedMetric = appscaling.PredefinedMetric.SAGEMAKER_VARIANT_PROVISIONED_CONCURRENCY_UTILIZATION;
    if (!isUnresolved(targetUtilizationPercent)) {
      super.doScaleToTrackMetric(id, { ...policy, predefinedMetric, targetValue: targetUtilizationPercent / 100 }); // the metric is a ratio
      return;
    }
    this._trackExpression(id, { ...policy, predefinedMetric, targetValue: targetUtilizationPercent }, {
      metric: this._require(this.source, 'autoScaleProvisionedConcurrency').metricServerlessProvisionedConcurrencyUtilization(),
      id: 'utilization',
      expressionId: 'utilizationPercent',
      expression: '100 * utilization',
    });
  }
}
