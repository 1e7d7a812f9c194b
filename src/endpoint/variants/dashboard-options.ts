/**
 * Options for the dashboard widgets of an endpoint. They are required if this app does not create the endpoint configuration.
 */
export interface EndpointDashboardOptions {
  /**
   * The names of the variants that run on instances.
   *
   * @default - the variants of the endpoint configuration; none if this app does not create it
   */
  readonly instanceVariants?: string[];

  /**
   * The names of the serverless variants.
   *
   * @default - the variants of the endpoint configuration; none if this app does not create it
   */
  readonly serverlessVariants?: string[];

  /**
   * Whether the endpoint is asynchronous. Asynchronous endpoints publish other metrics.
   *
   * @default - according to the endpoint configuration; false if this app does not create it
   */
  readonly asynchronous?: boolean;
}
