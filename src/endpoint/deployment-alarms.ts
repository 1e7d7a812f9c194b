import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeploymentAlarmsOptions } from './deployment-alarms-options';
import { IEndpointInstanceProductionVariant, InvocationHttpResponseCode } from './endpoint-production-variant';
import { isUnresolved } from '../private/tokens';

/** The alarms of an endpoint that make its deployments go back. */
export function deploymentAlarms(
  endpoint: Construct, variants: IEndpointInstanceProductionVariant[], options: DeploymentAlarmsOptions,
): cloudwatch.Alarm[] {
  const { maximumErrorRate = 0.01, maximumModelLatency, period = Duration.minutes(1), evaluationPeriods = 1 } = options;
  const scope = new Construct(endpoint, 'DeploymentAlarms');
  const common = {
    evaluationPeriods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, // without requests there is nothing wrong
  };
  return variants.flatMap((variant, index) => {
    const name = isUnresolved(variant.variantName) ? `Variant${index}` : variant.variantName;
    // every request counts as 1 if it failed, and as 0 if not
    const share = { period, statistic: cloudwatch.Stats.AVERAGE };
    const errors = variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, share);
    const latency = variant.metricModelLatency({ period, statistic: cloudwatch.Stats.p(99) });
    return [
      errors.createAlarm(scope, `${name}Errors`, { ...common, threshold: maximumErrorRate }),
      ...maximumModelLatency
        ? [latency.createAlarm(scope, `${name}Latency`, { ...common, threshold: maximumModelLatency.toMilliseconds() * 1000 })]
        : [],
    ];
  });
}
