import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** The namespace of metrics about requests. */
export const SERVICE_METRICS = 'AWS/SageMaker';
/** The namespace of metrics about the instances of endpoints. */
export const INSTANCE_METRICS = '/aws/sagemaker/Endpoints';

/** Metrics that have the same dimensions. */
export abstract class Metrics {
  /** @param place The account and Region of the metrics, if they differ from those of the stack. */
  protected constructor(
    protected readonly dimensions: { readonly [name: string]: string },
    protected readonly place: { readonly account?: string; readonly region?: string },
  ) {}

  protected sum(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return sumOf(this.dimensions, namespace, metricName, { ...this.place, ...props });
  }

  protected average(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(namespace, metricName, { statistic: cloudwatch.Stats.AVERAGE, ...props });
  }

  protected maximum(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(namespace, metricName, { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }
}

/** A metric whose default statistic is the sum. */
export function sumOf(
  dimensionsMap: { readonly [name: string]: string }, namespace: string, metricName: string, props?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic: cloudwatch.Stats.SUM, ...props });
}
