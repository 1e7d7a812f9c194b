import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Options for a metric of an endpoint, a container or an inference component.
 */
export interface HostingMetricOptions extends cloudwatch.MetricOptions {
  /**
   * The namespace of the metric. Metrics of instances are in `/aws/sagemaker/Endpoints`, and those of the copies of inference components are
   * in `/aws/sagemaker/InferenceComponents`.
   *
   * @default 'AWS/SageMaker'
   */
  readonly namespace?: string;
}
