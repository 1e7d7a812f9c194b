import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { INVOCATIONS_SCALING_RULES, TARGET_RULES, UTILIZATION_SCALING_RULES } from './scaling-rules';
import { validationError } from '../private/cdk-internals';
import { isUnresolved, numberInString } from '../private/tokens';
import { report } from '../validation/report';
import { findingsOf } from '../validation/validate';

const DEFAULT_SAFETY_FACTOR = 0.5;

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
 * Properties of target tracking on the requests that an instance processes at a time.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
export interface ConcurrentRequestsScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * How many requests the model of an instance is to process at a time, those included that wait in its container: more than 0.
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
 * Properties of target tracking on the invocations of an instance.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export interface InvocationsScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * How many requests a second an instance can serve, as a load test shows: more than 0.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html
   */
  readonly maxRequestsPerSecond: number;

  /**
   * Which part of that an instance is to serve before another one is added: more than 0, at most 1.
   *
   * @default 0.5
   */
  readonly safetyFactor?: number;
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
    const { maxRequestsPerSecond, safetyFactor = DEFAULT_SAFETY_FACTOR, ...common } = props;
    const target = { MaxRequestsPerSecond: maxRequestsPerSecond, SafetyFactor: safetyFactor };
    report(this, findingsOf({ request: target, rules: INVOCATIONS_SCALING_RULES }), []);

    const calculable = !isUnresolved(maxRequestsPerSecond) && !isUnresolved(safetyFactor);
    super.doScaleToTrackMetric(id, {
      policyName: common.policyName,
      disableScaleIn: common.disableScaleIn,
      scaleInCooldown: common.scaleInCooldown,
      scaleOutCooldown: common.scaleOutCooldown,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
      targetValue: calculable ? safetyFactor * maxRequestsPerSecond * 60 : maxRequestsPerSecond,
    });
    if (!calculable) {
      this.trackRequestsPerSecond(id, safetyFactor);
    }
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
    report(this, findingsOf({ request: { TargetConcurrentRequests: targetValue }, rules: TARGET_RULES }), []);
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
    report(this, findingsOf({ request: { TargetBacklogPerInstance: targetValue }, rules: TARGET_RULES }), []);
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
    report(this, findingsOf({ request: { TargetUtilizationPercent: targetValue }, rules: TARGET_RULES }), []);
    super.doScaleToTrackMetric(id, { ...common, customMetric, targetValue });
  }

  private get metrics(): InstanceScalingMetrics {
    if (!this.sources.metrics) { throw validationError(this, 'UnknownMetrics', 'the metrics of the variant are not known: give them in the props'); }
    return this.sources.metrics;
  }

  /**
   * CloudFormation cannot multiply, but CloudWatch can divide: the target stays what the user gave, and the metric becomes the
   * requests per second that an instance gets, over the safety factor.
   */
  private trackRequestsPerSecond(id: string, safetyFactor: number): void {
    const policy = this.node.findChild('Target').node.findChild(id).node.findChild('Resource') as appscaling.CfnScalingPolicy;
    const { namespace, metricName, dimensions, statistic } = this.sources.invocationsPerInstance!.toMetricConfig().metricStat!;
    policy.targetTrackingScalingPolicyConfiguration = {
      ...policy.targetTrackingScalingPolicyConfiguration as appscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty,
      predefinedMetricSpecification: undefined,
      customizedMetricSpecification: {
        metrics: [
          { id: 'invocations', returnData: false, metricStat: { metric: { namespace, metricName, dimensions }, stat: statistic } },
          { id: 'requestsPerSecond', returnData: true, expression: `invocations / (60 * ${numberInString(safetyFactor)})` },
        ],
      },
    };
  }
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
    report(this, findingsOf({ request: { TargetUtilization: targetUtilization }, rules: UTILIZATION_SCALING_RULES }), []);
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
