import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { INVOCATIONS_SCALING_RULES, UTILIZATION_SCALING_RULES } from './scaling-rules';
import { isUnresolved, numberInString } from '../private/tokens';
import { relations } from '../validation/relations';
import { report } from '../validation/report';

const DEFAULT_SAFETY_FACTOR = 0.5;

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
  private readonly invocationsPerInstance?: cloudwatch.Metric;

  constructor(scope: Construct, id: string, props: ScalableInstanceCountProps) {
    super(scope, id, props);
    this.invocationsPerInstance = props.invocationsPerInstance;
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
    report(this, relations(target, INVOCATIONS_SCALING_RULES), []);

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
   * CloudFormation cannot multiply, but CloudWatch can divide: the target stays what the user gave, and the metric becomes the
   * requests per second that an instance gets, over the safety factor.
   */
  private trackRequestsPerSecond(id: string, safetyFactor: number): void {
    const policy = this.node.findChild('Target').node.findChild(id).node.findChild('Resource') as appscaling.CfnScalingPolicy;
    const { namespace, metricName, dimensions, statistic } = this.invocationsPerInstance!.toMetricConfig().metricStat!;
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
    report(this, relations({ TargetUtilization: targetUtilization }, UTILIZATION_SCALING_RULES), []);
    super.doScaleToTrackMetric(id, {
      ...common,
      predefinedMetric: appscaling.PredefinedMetric.SAGEMAKER_VARIANT_PROVISIONED_CONCURRENCY_UTILIZATION,
      targetValue: targetUtilization,
    });
  }
}
