import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { InvocationsScalingProps } from './scaling-options';
import { INVOCATIONS_SCALING_RULES } from './scaling-rules';
import { isUnresolved, numberInString } from '../../private/tokens';
import { report } from '../../validation/report';
import { findingsOf } from '../../validation/validate';

const DEFAULT_SAFETY_FACTOR = 0.5;

/**
 * Target tracking on what each part of the capacity is sent in a minute.
 *
 * @param metric the invocations of that part in a minute
 */
export function invocationsTracking(
  scope: Construct, props: InvocationsScalingProps, metric: appscaling.PredefinedMetric,
): appscaling.BasicTargetTrackingScalingPolicyProps {
  const { maxRequestsPerSecond, safetyFactor = DEFAULT_SAFETY_FACTOR, ...common } = props;
  const target = { MaxRequestsPerSecond: maxRequestsPerSecond, SafetyFactor: safetyFactor };
  report(scope, findingsOf({ request: target, rules: INVOCATIONS_SCALING_RULES }));
  return {
    policyName: common.policyName,
    disableScaleIn: common.disableScaleIn,
    scaleInCooldown: common.scaleInCooldown,
    scaleOutCooldown: common.scaleOutCooldown,
    predefinedMetric: metric,
    targetValue: isCalculable(props) ? safetyFactor * maxRequestsPerSecond * 60 : maxRequestsPerSecond,
  };
}

/**
 * CloudFormation cannot multiply, but CloudWatch can divide: a target that is a token stays what the user gave, and the metric becomes
 * the requests per second, over the safety factor.
 *
 * @param scope what is scaled
 * @param id the id of the scaling policy
 * @param metric the invocations in a minute
 */
export function divideByTokens(scope: Construct, id: string, props: InvocationsScalingProps, metric: cloudwatch.Metric | undefined): void {
  if (isCalculable(props)) { return; }
  const policy = scope.node.findChild('Target').node.findChild(id).node.findChild('Resource') as appscaling.CfnScalingPolicy;
  const { namespace, metricName, dimensions, statistic } = metric!.toMetricConfig().metricStat!;
  policy.targetTrackingScalingPolicyConfiguration = {
    ...policy.targetTrackingScalingPolicyConfiguration as appscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty,
    predefinedMetricSpecification: undefined,
    customizedMetricSpecification: {
      metrics: [
        { id: 'invocations', returnData: false, metricStat: { metric: { namespace, metricName, dimensions }, stat: statistic } },
        { id: 'requestsPerSecond', returnData: true, expression: `invocations / (60 * ${numberInString(props.safetyFactor ?? DEFAULT_SAFETY_FACTOR)})` },
      ],
    },
  };
}

function isCalculable({ maxRequestsPerSecond, safetyFactor }: InvocationsScalingProps): boolean {
  return !isUnresolved(maxRequestsPerSecond) && !isUnresolved(safetyFactor);
}
