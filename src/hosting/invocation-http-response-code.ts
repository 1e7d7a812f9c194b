/**
 * HTTP response codes that the service counts.
 */
export enum InvocationHttpResponseCode {
  /** Requests that were answered with a 4xx code: the client's fault. */
  INVOCATION_4XX_ERRORS = 'Invocation4XXErrors',

  /** Requests that were answered with a 5xx code: the container's or the service's fault. */
  INVOCATION_5XX_ERRORS = 'Invocation5XXErrors',
}
