/**
 * What graphs of an endpoint need to know, where its configuration is not of this app.
 */
export interface DashboardWidgetsOptions {
  /**
   * The names of the variants that run on instances.
   *
   * @default - those of the endpoint configuration, if this app makes it, or else none
   */
  readonly instanceVariants?: string[];

  /**
   * The names of the serverless variants.
   *
   * @default - those of the endpoint configuration, if this app makes it, or else none
   */
  readonly serverlessVariants?: string[];

  /**
   * Whether the endpoint is asynchronous: such endpoints publish other metrics.
   *
   * @default - as the endpoint configuration says, if this app makes it, or else false
   */
  readonly asynchronous?: boolean;
}
