/**
 * The classes of HTTP status codes for which SageMaker publishes metrics.
 */
export enum InvocationHttpResponseCode {
  /** 4xx: errors of the client. */
  INVOCATION_4XX_ERRORS = 'Invocation4XXErrors',

  /** 5xx: errors of the container or of SageMaker. */
  INVOCATION_5XX_ERRORS = 'Invocation5XXErrors',
}
