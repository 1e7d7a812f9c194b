import { Duration } from 'aws-cdk-lib/core';

/**
 * From when on a deployment is a failure.
 */
export interface DeploymentAlarmsOptions {
  /**
   * The part of the requests that may be answered with a 5xx code: 0 or more, less than 1.
   *
   * @default 0.01
   */
  readonly maximumErrorRate?: number;

  /**
   * How long the container may take for 99 of 100 requests.
   *
   * @default - latency is not watched
   */
  readonly maximumModelLatency?: Duration;

  /**
   * How long the requests are taken together: 1 minute, since the service publishes its metrics so often, or a multiple of it.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * How many periods one after the other have to be bad.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}
