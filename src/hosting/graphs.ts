import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/** A graph that fills half a row of a dashboard. */
export function graph(title: string, props: cloudwatch.GraphWidgetProps): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({ title, width: 12, ...props });
}

/** What is published every minute, under a name. */
export function per(label: string): cloudwatch.MetricOptions {
  return { label, period: Duration.minutes(1) };
}

/** The percentiles of a latency that people talk about. */
export function percentiles(metric: (props: cloudwatch.MetricOptions) => cloudwatch.Metric): cloudwatch.Metric[] {
  return [50, 90, 99].map((percentile) => metric({ ...per(`model p${percentile}`), statistic: cloudwatch.Stats.p(percentile) }));
}
