/**
 * Options for prefix-aware routing.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PrefixAwareRoutingConfig.html
 */
export interface PrefixAwareRoutingOptions {
  /**
   * The length of the prefix of a request that SageMaker compares. In bytes, or in characters with the OpenAI-compatible API. Must be between
   * 1024 and 65536.
   */
  readonly prefixLength: number;

  /**
   * The number of concurrent requests at which prefix-aware routing sends no more requests to an instance, or to a copy of an inference
   * component. Must be between 1 and 1024.
   */
  readonly concurrencyThreshold: number;
}

/**
 * The strategy by which SageMaker distributes requests to the instances of a variant.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantRoutingConfig.html
 */
export class RoutingStrategy {
  /** Sends a request to an instance with more available capacity than the others. */
  public static readonly LEAST_OUTSTANDING_REQUESTS = RoutingStrategy.of('LEAST_OUTSTANDING_REQUESTS');

  /** Sends a request to a random instance. */
  public static readonly RANDOM = RoutingStrategy.of('RANDOM');

  /**
   * Sends requests with the same prefix to the same instance, which has the prefix in its cache.
   *
   * @param options The length of the prefix, and the maximum number of concurrent requests for each instance.
   */
  public static prefixAware(options: PrefixAwareRoutingOptions): RoutingStrategy {
    return new RoutingStrategy('PREFIX_AWARE', options);
  }

  /**
   * Returns the strategy with the given value, which need not be a constant of this class.
   *
   * @param value The value in the SageMaker API.
   */
  public static of(value: string): RoutingStrategy {
    return new RoutingStrategy(value);
  }

  private constructor(
    /** The value in the SageMaker API. */
    public readonly value: string,
    /** @internal */
    public readonly _prefixAwareRouting?: PrefixAwareRoutingOptions,
  ) {}

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
