import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeploymentAlarmsOptions } from './deployment-alarms-options';
import { InvocationHttpResponseCode } from './invocation-http-response-code';

/** A production variant or an inference component whose metrics the alarms watch. */
export interface Watched {
  /** Distinguishes the alarms of several. */
  readonly name: string;
  readonly metrics: {
    metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;
    metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
  };
}

/** The alarms that make the deployments of an endpoint, or of an inference component, go back. */
export function deploymentAlarms(deployed: Construct, watched: Watched[], options: DeploymentAlarmsOptions): cloudwatch.Alarm[] {
  const { maximumErrorRate = 0.01, maximumModelLatency, period = Duration.minutes(1), evaluationPeriods = 1 } = options;
  const scope = new Construct(deployed, 'DeploymentAlarms');
  const common = {
    evaluationPeriods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, // without requests there is nothing wrong
  };
  return watched.flatMap(({ name, metrics }) => {
    // every request counts as 1 if it failed, and as 0 if not
    const share = { period, statistic: cloudwatch.Stats.AVERAGE };
    const errors = metrics.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, share);
    const latency = metrics.metricModelLatency({ period, statistic: cloudwatch.Stats.p(99) });
    return [
      errors.createAlarm(scope, `${name}Errors`, { ...common, threshold: maximumErrorRate }),
      ...maximumModelLatency
        ? [latency.createAlarm(scope, `${name}Latency`, { ...common, threshold: maximumModelLatency.toMilliseconds() * 1000 })]
        : [],
    ];
  });
}
