import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ScalableAttribute } from './scalable-attribute';
import { ConcurrentRequestsScalingProps, InvocationsScalingProps } from './scaling-options';
import { TARGET_RULES } from './scaling-rules';

/**
 * Properties of a `ScalableCopyCount`.
 */
export interface ScalableCopyCountProps extends appscaling.BaseScalableAttributeProps {
  /** @internal */
  readonly _inferenceComponent?: {
    metricInvocationsPerCopy(): cloudwatch.Metric;
    metricNoCapacityInvocationFailures(props: cloudwatch.MetricOptions): cloudwatch.Metric;
  };
}

/**
 * The number of copies of an inference component, which Application Auto Scaling changes. `autoScaleCopyCount()` of an inference component
 * creates it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class ScalableCopyCount extends ScalableAttribute {
  private readonly source: ScalableCopyCountProps['_inferenceComponent'];

  constructor(scope: Construct, id: string, props: ScalableCopyCountProps) {
    const { _inferenceComponent, ...attribute } = props;
    super(scope, id, attribute);
    this.source = _inferenceComponent;
  }

  /**
   * Keeps the number of requests that each copy receives in a minute at `maxRequestsPerSecond * safetyFactor * 60`.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnInvocations(id: string, props: InvocationsScalingProps): void {
    const metric = () => this.inferenceComponent.metricInvocationsPerCopy();
    this._trackInvocations(id, props, appscaling.PredefinedMetric.SAGEMAKER_INFERENCE_COMPONENT_INVOCATIONS_PER_COPY, metric);
  }

  /**
   * Keeps the number of requests that each copy processes concurrently at a target.
   *
   * SageMaker publishes the metric every 10 seconds, so this policy adds copies earlier than other policies. Use it for models that need a
   * long time for each request, or that stream their responses.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnConcurrentRequests(id: string, props: ConcurrentRequestsScalingProps): void {
    const { targetConcurrentRequests: targetValue, ...policy } = props;
    this._checkTarget({ TargetConcurrentRequests: targetValue }, TARGET_RULES);
    super.doScaleToTrackMetric(id, {
      ...policy,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_INFERENCE_COMPONENT_CONCURRENT_REQUESTS_PER_COPY_HIGH_RESOLUTION,
      targetValue,
    });
  }

  /**
   * Adds the first copy when a request fails because there is no copy. Required with a `minCapacity` of 0, because target tracking never adds
   * the first copy. Requests fail until the copy is in service.
   *
   * @param id The id of the scaling policy.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
   */
  public scaleFromZero(id: string): void {
    super.doScaleOnMetric(id, {
      metric: this.inferenceComponent.metricNoCapacityInvocationFailures({ period: Duration.minutes(1) }),
      scalingSteps: [{ upper: 0, change: 0 }, { lower: 1, change: 1 }],
      metricAggregationType: appscaling.MetricAggregationType.MAXIMUM,
      cooldown: Duration.minutes(1),
    });
  }

  private get inferenceComponent() {
    return this._require(this.source, 'autoScaleCopyCount');
  }
}
