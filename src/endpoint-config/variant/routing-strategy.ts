/**
 * When requests go where the ones like them went.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PrefixAwareRoutingConfig.html
 */
export interface PrefixAwareRoutingOptions {
  /**
   * How much of the beginning of a request is compared: 1024 to 65536 bytes, or characters with the OpenAI-compatible API.
   */
  readonly prefixLength: number;

  /**
   * How many requests an instance, or a copy of an inference component, has at a time before another one is chosen: 1 to 1024.
   */
  readonly concurrencyThreshold: number;
}

/**
 * How requests are divided among the instances of a variant.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantRoutingConfig.html
 */
export class RoutingStrategy {
  /** To the instances that have the most capacity left. */
  public static readonly LEAST_OUTSTANDING_REQUESTS = RoutingStrategy.of('LEAST_OUTSTANDING_REQUESTS');

  /** To any instance. */
  public static readonly RANDOM = RoutingStrategy.of('RANDOM');

  /**
   * Requests that begin alike go to the same instance, which has the beginning in its cache.
   *
   * @param options what is alike, and when that ends
   */
  public static prefixAware(options: PrefixAwareRoutingOptions): RoutingStrategy {
    return new RoutingStrategy('PREFIX_AWARE', options);
  }

  /**
   * A strategy by its name, also one that this library does not know.
   *
   * @param name the name, as the service knows it
   */
  public static of(name: string): RoutingStrategy {
    return new RoutingStrategy(name);
  }

  /** The name of the strategy, as the service knows it. */
  public readonly name: string;

  /** When requests go where the ones like them went; only for the strategy that asks this. */
  public readonly prefixAwareRouting?: PrefixAwareRoutingOptions;

  private constructor(name: string, prefixAwareRouting?: PrefixAwareRoutingOptions) {
    this.name = name;
    this.prefixAwareRouting = prefixAwareRouting;
  }
}
