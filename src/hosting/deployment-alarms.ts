import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeploymentAlarmsOptions } from './deployment-alarms-options';
import { InvocationHttpResponseCode } from './invocation-http-response-code';

/** A production variant or an inference component with alarms. */
export interface Alarmed {
  /** Distinguishes the alarms of several variants. */
  readonly name: string;
  readonly metrics: {
    metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;
    metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
  };
}

/** Creates the alarms that roll back the deployments of an endpoint or an inference component. */
export function deploymentAlarms(deployed: Construct, alarmed: Alarmed[], options: DeploymentAlarmsOptions): cloudwatch.Alarm[] {
  const { maxErrorRate = 0.01, maxModelLatency, period = Duration.minutes(1), evaluationPeriods = 1 } = options;
  const scope = new Construct(deployed, 'DeploymentAlarms');
  const common = {
    evaluationPeriods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, // CloudWatch has no data without requests
  };
  return alarmed.flatMap(({ name, metrics }) => {
    // a failed request counts as 1 and any other request as 0, so the average is the error rate
    const errors = metrics.metricInvocationResponseCode(
      InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, { period, statistic: cloudwatch.Stats.AVERAGE },
    );
    const latency = metrics.metricModelLatency({ period, statistic: cloudwatch.Stats.p(99) });
    return [
      errors.createAlarm(scope, `${name}Errors`, { ...common, threshold: maxErrorRate }),
      ...maxModelLatency
        ? [latency.createAlarm(scope, `${name}Latency`, { ...common, threshold: maxModelLatency.toMilliseconds() * 1000 })]
        : [],
    ];
  });
}
