import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** What the service publishes about requests. */
export const SERVICE_METRICS = 'AWS/SageMaker';
/** What the instances of endpoints publish about themselves. */
export const INSTANCE_METRICS = '/aws/sagemaker/Endpoints';

/** Metrics that share their dimensions: what all need to read theirs. */
export abstract class Metrics {
  /** @param place where the metrics are, if not where the stack is */
  protected constructor(
    protected readonly dimensions: { readonly [name: string]: string },
    protected readonly place: { readonly account?: string; readonly region?: string },
  ) {}

  public metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return sumOf(this.dimensions, namespace, metricName, { ...this.place, ...props });
  }

  protected average(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(namespace, metricName, { statistic: cloudwatch.Stats.AVERAGE, ...props });
  }

  protected maximum(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(namespace, metricName, { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }
}

/** A metric, summed up unless the options say otherwise. */
export function sumOf(
  dimensionsMap: { readonly [name: string]: string }, namespace: string, metricName: string, props?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic: cloudwatch.Stats.SUM, ...props });
}
