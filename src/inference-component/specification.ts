import { IInferenceComponentRef, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Duration, Size } from 'aws-cdk-lib/core';
import { InferenceComponentContainer } from './container';
import { InferenceComponentSchedulingOptions } from './scheduling';
import { ModelData } from '../model/model-data';
import { unscopedValidationError } from '../private/cdk-internals';
import { InstanceType } from '../service-model/instance-type';

/**
 * The compute resources of each copy of an inference component.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentComputeResourceRequirements.html
 */
export interface InferenceComponentComputeResources {
  /**
   * The memory to reserve for a copy. At least 128 MiB.
   */
  readonly minMemory: Size;

  /**
   * The maximum memory of a copy. At least `minMemory`.
   *
   * @default - the service default
   */
  readonly maxMemory?: Size;

  /**
   * The number of CPU cores of a copy. At least 0.25.
   *
   * @default - the service default
   */
  readonly cpuCores?: number;

  /**
   * The number of accelerators of a copy, such as GPUs or AWS Inferentia devices. At least 1.
   *
   * @default - no accelerators
   */
  readonly acceleratorDevices?: number;
}

/**
 * Options for starting, caching and placing the copies of an inference component.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSpecification.html
 */
export interface InferenceComponentSpecificationOptions {
  /**
   * The timeout for downloading and extracting the model data. Must be between 1 minute and 1 hour.
   *
   * @default - the service default
   */
  readonly modelDataDownloadTimeout?: Duration;

  /**
   * The timeout for a container to pass its first health check. Must be between 1 minute and 1 hour.
   *
   * @default - the service default
   */
  readonly containerStartupHealthCheckTimeout?: Duration;

  /**
   * Whether instances cache the model artifacts and the image, so that additional copies start faster.
   *
   * @default - the service default
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentDataCacheConfig.html
   */
  readonly dataCaching?: boolean;

  /**
   * The placement of the copies on instances.
   *
   * @default - the service default
   */
  readonly scheduling?: InferenceComponentSchedulingOptions;
}

/**
 * Options for hosting a model or a container as an inference component.
 */
export interface InferenceComponentHostingOptions extends InferenceComponentSpecificationOptions {
  /**
   * The compute resources of each copy.
   */
  readonly computeResources: InferenceComponentComputeResources;
}

/**
 * The specification of an inference component for one instance type.
 */
export interface InstanceTypeSpecification {
  /**
   * The instance type: one of the `instancePools` of the variant.
   */
  readonly instanceType: InstanceType;

  /**
   * The specification for the instance type: a model or a container.
   */
  readonly specification: InferenceComponentSpecification;
}

/**
 * The parts of a specification.
 *
 * @internal
 */
export interface _SpecificationParts extends InferenceComponentSpecificationOptions {
  readonly model?: IModelRef;
  readonly container?: Partial<InferenceComponentContainer>;
  readonly computeResources?: InferenceComponentComputeResources;
  readonly base?: IInferenceComponentRef;
  readonly instanceType?: InstanceType;
}

/**
 * The specification of an inference component: a model, a container, an adapter for another inference component, or a specification for each
 * instance type.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentSpecification.html
 */
export class InferenceComponentSpecification {
  /**
   * Hosts a model. The containers use the role of the model.
   *
   * @param model The model. It must be in the account and Region of the inference component.
   * @param options The compute resources, and options for starting and placing the copies.
   */
  public static fromModel(model: IModelRef, options: InferenceComponentHostingOptions): InferenceComponentSpecification {
    return new InferenceComponentSpecification([{ ...options, model }]);
  }

  /**
   * Hosts a container without a model. The role of the endpoint configuration is allowed to read its image and model data.
   *
   * @param container The container.
   * @param options The compute resources, and options for starting and placing the copies.
   */
  public static fromContainer(container: InferenceComponentContainer, options: InferenceComponentHostingOptions): InferenceComponentSpecification {
    return new InferenceComponentSpecification([{ ...options, container }]);
  }

  /**
   * Hosts an adapter, such as LoRA weights. The container of the base inference component loads the adapter in addition to its foundation
   * model. An adapter uses the copies of the base inference component and has no copies of its own.
   *
   * @param baseInferenceComponent The inference component with the foundation model. It must be on the same endpoint.
   * @param modelData The adapter: one archive (`.tar.gz`). The role of the endpoint configuration is allowed to read it.
   * @param options Options for starting the adapter.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-adapt.html
   */
  public static fromAdapter(
    baseInferenceComponent: IInferenceComponentRef, modelData: ModelData, options: InferenceComponentSpecificationOptions = {},
  ): InferenceComponentSpecification {
    return new InferenceComponentSpecification([{ ...options, base: baseInferenceComponent, container: { modelData } }]);
  }

  /**
   * Hosts a different model or container on each instance type, for a variant with `instancePools`.
   *
   * Throws if a specification is an adapter or is itself created by this method.
   *
   * @param specifications The specifications: 2 to 5, each for a different instance type.
   */
  public static perInstanceType(specifications: InstanceTypeSpecification[]): InferenceComponentSpecification {
    const parts = specifications.map(({ instanceType, specification }) => {
      if (specification._perInstanceType || specification._parts.some(({ base }) => base)) {
        throw unscopedValidationError('NotForOneInstanceType',
          `the specification for the instance type ${instanceType} must be created by fromModel() or fromContainer()`);
      }
      return { ...specification._parts[0], instanceType };
    });
    return new InferenceComponentSpecification(parts, true);
  }

  private constructor(
    /** @internal */
    public readonly _parts: readonly _SpecificationParts[],
    /** @internal */
    public readonly _perInstanceType: boolean = false,
  ) {}
}
