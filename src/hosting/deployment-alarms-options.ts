import { Duration } from 'aws-cdk-lib/core';

/**
 * The thresholds of the alarms that roll back a deployment.
 */
export interface DeploymentAlarmsOptions {
  /**
   * The maximum ratio of requests with a 5xx response. Must be at least 0 and less than 1.
   *
   * @default 0.01
   */
  readonly maxErrorRate?: number;

  /**
   * The maximum latency of the container for 99 percent of the requests.
   *
   * @default - no alarm on the latency
   */
  readonly maxModelLatency?: Duration;

  /**
   * The evaluation period of the alarms. Must be 1 minute or a multiple of it, because SageMaker publishes these metrics every minute.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * The number of consecutive periods above the threshold.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}
