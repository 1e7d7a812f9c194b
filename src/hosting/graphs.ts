import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/** Creates a graph that is half as wide as a dashboard. */
export function graph(title: string, props: cloudwatch.GraphWidgetProps): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({ title, width: 12, ...props });
}

/** The options of a labeled metric in a graph. SageMaker publishes metrics every minute. */
export function perMinute(label: string): cloudwatch.MetricOptions {
  return { label, period: Duration.minutes(1) };
}

/** The percentiles of a model latency in a graph. */
export function percentiles(metric: (props: cloudwatch.MetricOptions) => cloudwatch.Metric): cloudwatch.Metric[] {
  return [50, 90, 99].map((percentile) => metric({ ...perMinute(`model p${percentile}`), statistic: cloudwatch.Stats.p(percentile) }));
}
