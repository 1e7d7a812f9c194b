import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for the metrics that an endpoint publishes.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsConfig.html
 */
export interface EndpointMetricsOptions {
  /**
   * Whether to also publish utilization and invocation metrics for each instance and container. They are billed as custom metrics.
   *
   * @default - the service default, false
   */
  readonly enhancedMetrics?: boolean;

  /**
   * Whether to publish container (Prometheus), GPU and host metrics for each instance.
   *
   * @default - the service default: true for a new endpoint configuration
   */
  readonly detailedObservability?: boolean;

  /**
   * The interval at which SageMaker publishes metrics: 10, 30, 60, 120, 180, 240 or 300 seconds.
   *
   * Applies to utilization metrics and to the metrics of `detailedObservability`. Also applies to invocation metrics with `enhancedMetrics`;
   * otherwise, their interval is 60 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly publishFrequency?: Duration;
}
