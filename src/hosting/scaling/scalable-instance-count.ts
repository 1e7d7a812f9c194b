import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ScalableAttribute } from './scalable-attribute';
import { BacklogScalingProps, ConcurrentRequestsScalingProps, InstanceUtilizationScalingProps, InvocationsScalingProps } from './scaling-options';
import { TARGET_RULES } from './scaling-rules';

/**
 * Properties of a `ScalableInstanceCount`.
 */
export interface ScalableInstanceCountProps extends appscaling.BaseScalableAttributeProps {
  /** @internal */
  readonly _variant?: {
    metricInvocationsPerInstance(): cloudwatch.Metric;
    metricCpuUtilization(): cloudwatch.Metric;
    metricMemoryUtilization(): cloudwatch.Metric;
    metricGpuUtilization(): cloudwatch.Metric;
    metricGpuMemoryUtilization(): cloudwatch.Metric;
  };

  /** @internal */
  readonly _endpoint?: {
    metricApproximateBacklogSizePerInstance(): cloudwatch.Metric;
    metricHasBacklogWithoutCapacity(props: cloudwatch.MetricOptions): cloudwatch.Metric;
  };
}

/**
 * The number of instances of a production variant, which Application Auto Scaling changes. `autoScaleInstanceCount()` of a variant creates
 * it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class ScalableInstanceCount extends ScalableAttribute {
  private readonly sources: Pick<ScalableInstanceCountProps, '_variant' | '_endpoint'>;

  constructor(scope: Construct, id: string, props: ScalableInstanceCountProps) {
    const { _variant, _endpoint, ...attribute } = props;
    super(scope, id, attribute);
    this.sources = { _variant, _endpoint };
  }

  /**
   * Keeps the number of requests that each instance receives in a minute at `maxRequestsPerSecond * safetyFactor * 60`.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnInvocations(id: string, props: InvocationsScalingProps): void {
    const metric = () => this.variant.metricInvocationsPerInstance();
    this._trackInvocations(id, props, appscaling.PredefinedMetric.SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE, metric);
  }

  /**
   * Keeps the CPU utilization of the containers of each instance at a target.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnCpuUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.variant.metricCpuUtilization(), props);
  }

  /**
   * Keeps the memory utilization of the containers of each instance at a target.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnMemoryUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.variant.metricMemoryUtilization(), props);
  }

  /**
   * Keeps the GPU utilization of the containers of each instance at a target.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnGpuUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.variant.metricGpuUtilization(), props);
  }

  /**
   * Keeps the GPU memory utilization of the containers of each instance at a target.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnGpuMemoryUtilization(id: string, props: InstanceUtilizationScalingProps): void {
    this.trackUtilization(id, this.variant.metricGpuMemoryUtilization(), props);
  }

  /**
   * Keeps the number of requests that the model of each instance processes concurrently at a target.
   *
   * SageMaker publishes the metric every 10 seconds, so this policy adds instances earlier than other policies. Use it for models that need a
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
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION,
      targetValue,
    });
  }

  /**
   * Keeps the number of queued requests for each instance of an asynchronous endpoint at a target.
   *
   * With a `minCapacity` of 0, also call `scaleFromZero()`. The metric requires an instance, so this policy never adds the first instance.
   *
   * @param id The id of the scaling policy.
   * @param props The target.
   */
  public scaleOnBacklog(id: string, props: BacklogScalingProps): void {
    const { targetBacklogPerInstance: targetValue, ...policy } = props;
    this._checkTarget({ TargetBacklogPerInstance: targetValue }, TARGET_RULES);
    super.doScaleToTrackMetric(id, { ...policy, customMetric: this.endpoint.metricApproximateBacklogSizePerInstance(), targetValue });
  }

  /**
   * Adds the first instance of an asynchronous endpoint when a request is queued while there is no instance.
   *
   * @param id The id of the scaling policy.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html
   */
  public scaleFromZero(id: string): void {
    super.doScaleOnMetric(id, {
      metric: this.endpoint.metricHasBacklogWithoutCapacity({ period: Duration.minutes(1) }),
      scalingSteps: [{ upper: 0, change: 0 }, { lower: 1, change: 1 }],
      cooldown: Duration.minutes(5), // an instance takes minutes to start, and the requests stay in the queue until then
    });
  }

  private trackUtilization(id: string, customMetric: cloudwatch.IMetric, props: InstanceUtilizationScalingProps): void {
    const { targetUtilizationPercent: targetValue, ...policy } = props;
    this._checkTarget({ TargetUtilizationPercent: targetValue }, TARGET_RULES);
    super.doScaleToTrackMetric(id, { ...policy, customMetric, targetValue });
  }

  private get variant() {
    return this._require(this.sources._variant, 'autoScaleInstanceCount');
  }

  private get endpoint() {
    return this._require(this.sources._endpoint, 'autoScaleInstanceCount');
  }
}
