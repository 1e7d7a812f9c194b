import { IInferenceComponentRef, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Duration, Size } from 'aws-cdk-lib/core';
import { InferenceComponentContainer } from './container';
import { CopyPlacementOptions } from './placement';
import type { SpecificationParts } from './specification-parts';
import { ModelData } from '../model/model-data';
import { InstanceType } from '../service-model/instance-type';

/**
 * What each copy of an inference component has of an instance.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentComputeResourceRequirements.html
 */
export interface InferenceComponentResources {
  /**
   * The memory that is kept for a copy: 128 MiB or more.
   */
  readonly minMemory: Size;

  /**
   * The memory that a copy may use at most: `minMemory` or more.
   *
   * @default - the service decides
   */
  readonly maxMemory?: Size;

  /**
   * How many processor cores a copy has: 0.25 or more.
   *
   * @default - the service decides
   */
  readonly cpuCores?: number;

  /**
   * How many accelerators a copy has, such as graphics processors or AWS Inferentia: 1 or more.
   *
   * @default - none
   */
  readonly acceleratorDevices?: number;
}

/**
 * How the copies of an inference component are started.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentStartupParameters.html
 */
export interface InferenceComponentStartupOptions {
  /**
   * How long the download of the model and its unpacking may take: 1 minute to 1 hour.
   *
   * @default - the service decides
   */
  readonly modelDataDownloadTimeout?: Duration;

  /**
   * How long a container may take until it passes its first health check: 1 minute to 1 hour.
   *
   * @default - the service decides
   */
  readonly containerStartupHealthCheckTimeout?: Duration;

  /**
   * Whether instances keep the artifacts and the image once they have them: more copies then start sooner.
   *
   * @default - the service decides
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentDataCacheConfig.html
   */
  readonly dataCaching?: boolean;

  /**
   * Where the copies are placed.
   *
   * @default - the service decides
   */
  readonly placement?: CopyPlacementOptions;
}

/**
 * How an inference component runs.
 */
export interface InferenceComponentHostingOptions extends InferenceComponentStartupOptions {
  /**
   * What each copy has of an instance.
   */
  readonly computeResources: InferenceComponentResources;
}

/**
 * What an inference component is on one type of instances.
 */
export interface InstanceTypeSpecification {
  /**
   * The type of the instances: one of those in the `instancePools` of the variant.
   */
  readonly instanceType: InstanceType;

  /**
   * What is hosted there, and how.
   */
  readonly specification: HostedSpecification;
}

/**
 * What an inference component hosts, and how: a model, a container, an adapter for another inference component, or something else for
 * each instance type.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSpecification.html
 */
export class InferenceComponentSpecification {
  /**
   * A model, with the role that it has.
   *
   * @param model the model, of the account and Region of the inference component
   * @param options how it runs
   */
  public static fromModel(model: IModelRef, options: InferenceComponentHostingOptions): HostedSpecification {
    return new HostedSpecification()._of([{ ...options, model }]);
  }

  /**
   * A container without a model of its own. The role of the endpoint configuration is let read what it needs.
   *
   * @param container the container
   * @param options how it runs
   */
  public static fromContainer(container: InferenceComponentContainer, options: InferenceComponentHostingOptions): HostedSpecification {
    return new HostedSpecification()._of([{ ...options, container }]);
  }

  /**
   * An adapter, such as the weights that LoRA gives, which the container of another inference component loads on top of its foundation
   * model. It uses the copies of that one and has none of its own.
   *
   * @param base the inference component with the foundation model, of the same endpoint
   * @param adapter the adapter: a single archive (`.tar.gz`), which the role of the endpoint configuration is let read
   * @param options how it is started
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-adapt.html
   */
  public static adapter(
    base: IInferenceComponentRef, adapter: ModelData, options: InferenceComponentStartupOptions = {},
  ): InferenceComponentSpecification {
    return new InferenceComponentSpecification()._of([{ ...options, base, container: { modelData: adapter } }]);
  }

  /**
   * Something else for each type of instances, for a variant with `instancePools`.
   *
   * @param specifications what there is on each type: 2 to 5, each for another one
   */
  public static perInstanceType(specifications: InstanceTypeSpecification[]): InferenceComponentSpecification {
    const parts = specifications.map(({ instanceType, specification }) => ({ ...specification._parts[0], instanceType }));
    return new InferenceComponentSpecification()._of(parts, true);
  }

  /** @internal */
  public _parts: readonly SpecificationParts[] = [];
  /** @internal */
  public _perInstanceType: boolean = false;

  protected constructor() {}

  /** @internal */
  public _of(parts: readonly SpecificationParts[], perInstanceType: boolean = false): this {
    this._parts = parts;
    this._perInstanceType = perInstanceType;
    return this;
  }
}

/**
 * What an inference component hosts by itself: a model or a container. Made by `InferenceComponentSpecification`.
 */
export class HostedSpecification extends InferenceComponentSpecification {
  /** @internal */
  public constructor() {
    super();
  }
}
