import { Duration } from 'aws-cdk-lib/core';

/**
 * Which metrics an endpoint publishes beyond the usual ones, and how often.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsConfig.html
 */
export interface EndpointMetricsOptions {
  /**
   * Whether use and invocations are published for every instance and container too. Billed as custom metrics.
   *
   * @default - the service's, false
   */
  readonly enhancedMetrics?: boolean;

  /**
   * Whether the metrics of the containers themselves, of every accelerator and of every instance are published.
   *
   * @default - the service's, false
   */
  readonly detailedObservability?: boolean;

  /**
   * How often metrics are published: every 10, 30, 60, 120, 180, 240 or 300 seconds. Without `enhancedMetrics`, invocations stay at 60.
   *
   * @default - the service's, 60 seconds
   */
  readonly publishFrequency?: Duration;
}
