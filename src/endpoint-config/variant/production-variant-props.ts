import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Duration, Size } from 'aws-cdk-lib/core';
import { AcceleratorType } from './accelerator-type';
import { CapacityReservationOptions } from './capacity-reservation-options';
import { InferenceAmiVersion } from './inference-ami-version';
import { ManagedInstanceScalingOptions } from './managed-instance-scaling-options';
import { RoutingStrategy } from './routing-strategy';
import { InstanceType } from '../../service-model/instance-type';

/**
 * Properties of every kind of production variant.
 */
export interface ProductionVariantProps {
  /**
   * The weight of the variant. Its share of the requests is its weight divided by the sum of all weights. Must be at least 0.
   *
   * @default - 1.0, or no weight for a variant without a model
   */
  readonly initialVariantWeight?: number;

  /**
   * The model to host, in the account and Region of the endpoint configuration. A `Model`, an imported model, or any other construct that
   * refers to a model, such as a `CfnModel`.
   *
   * An instance variant without a model hosts inference components, which are deployed to the endpoint separately.
   *
   * @default - no model; the variant hosts inference components
   */
  readonly model?: IModelRef;

  /**
   * The name of the variant, unique in the endpoint configuration. 1 to 63 letters, digits and hyphens.
   *
   * Clients, metrics and scaling refer to the variant by its name, so keep the name when the model changes.
   *
   * @default 'AllTraffic'
   */
  readonly variantName?: string;
}

/**
 * An instance type of a variant that can run on several instance types.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-heterogeneous.html
 */
export interface VariantInstancePool {
  /**
   * The instance type.
   */
  readonly instanceType: InstanceType;

  /**
   * The priority of the instance type, from 1 (tried first) to 5.
   *
   * @default - the position in the list
   */
  readonly priority?: number;

  /**
   * The model to host on these instances, for example a model compiled for them.
   *
   * @default - the model of the variant
   */
  readonly model?: IModelRef;
}

/**
 * Options for core dumps of containers.
 *
 * The library grants the role of the model the permission to write them. A bucket or key in another account also needs a resource policy
 * that allows the access.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCoreDumpConfig.html
 */
export interface CoreDumpOptions {
  /**
   * The bucket for the core dumps.
   */
  readonly bucket: s3.IBucket;

  /**
   * The key prefix of the core dumps. The complete S3 URI has at most 512 characters.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The KMS key that encrypts the core dumps.
   *
   * @default - the encryption key of the bucket
   */
  readonly encryptionKey?: kms.IKeyRef;
}

/**
 * Properties of a production variant that runs on instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export interface InstanceProductionVariantProps extends ProductionVariantProps {
  /**
   * The type of the Elastic Inference accelerator of each instance.
   *
   * @default - no accelerator
   * @deprecated AWS has retired Elastic Inference. Choose an accelerated `instanceType` instead.
   */
  readonly acceleratorType?: AcceleratorType;

  /**
   * The number of instances to launch initially. Must be at least 1. Every update of the endpoint resets the number of instances to it,
   * unless `retainAllVariantProperties` is true.
   *
   * @default 1
   */
  readonly initialInstanceCount?: number;

  /**
   * The type of the instances. Cannot be combined with `instancePools`.
   *
   * @default - InstanceType.T2_MEDIUM, or none with `instancePools`
   */
  readonly instanceType?: InstanceType;

  /**
   * The maximum time until a container passes its first health check. Must be between 60 seconds and 1 hour.
   *
   * @default - the service default
   */
  readonly containerStartupHealthCheckTimeout?: Duration;

  /**
   * The instance types that SageMaker tries in order of priority until one has capacity. 1 to 5 instance types. Cannot be combined with `instanceType`.
   *
   * @default - only `instanceType`
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-heterogeneous.html
   */
  readonly instancePools?: VariantInstancePool[];

  /**
   * The maximum time for which SageMaker tries to provision instances when there is no capacity. Must be between 5 minutes and 1 hour.
   *
   * @default - the service default
   */
  readonly instanceProvisionTimeout?: Duration;

  /**
   * The size of the storage volume of each instance. Must be between 1 and 512 GiB. Not for instance types with local storage. A model of
   * more than 30 GiB requires a larger volume than the default.
   *
   * @default - the service default
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/host-instance-storage.html
   */
  readonly volumeSize?: Size;

  /**
   * The maximum time for an instance to download and extract the model. Must be between 1 minute and 1 hour. A model of more than 40 GB may
   * require more than the default.
   *
   * @default - the service default
   */
  readonly modelDataDownloadTimeout?: Duration;

  /**
   * The strategy by which SageMaker distributes requests to the instances.
   *
   * @default - the service default, RoutingStrategy.RANDOM
   */
  readonly routingStrategy?: RoutingStrategy;

  /**
   * The settings by which SageMaker adds and removes instances for inference components. Only for a variant without a model.
   *
   * @default - a fixed number of instances, or `autoScaleInstanceCount()`
   */
  readonly managedInstanceScaling?: ManagedInstanceScalingOptions;

  /**
   * The Amazon Machine Image of the instances, which determines the versions of drivers.
   *
   * @default - the service default
   */
  readonly inferenceAmiVersion?: InferenceAmiVersion;

  /**
   * The capacity reservation for the instances.
   *
   * @default - no capacity reservation
   */
  readonly capacityReservation?: CapacityReservationOptions;

  /**
   * Whether AWS Systems Manager can open a shell in the containers. The library grants the role of the model the required permissions.
   *
   * Use it for tests only: SageMaker patches and replaces such instances one day later than others. AWS must first enable the feature for
   * your account.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html
   */
  readonly ssmAccess?: boolean;

  /**
   * The S3 location for core dumps of containers that crash.
   *
   * @default - no core dumps
   */
  readonly coreDump?: CoreDumpOptions;
}

/**
 * Properties of a serverless production variant: SageMaker runs the container when there are requests, and bills by use.
 *
 * A serverless variant requires a model with a single container, without a VPC and without network isolation. An account has quotas for
 * the number of serverless endpoints in a Region, and for their total concurrency.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
 */
export interface ServerlessProductionVariantProps extends ProductionVariantProps {
  /**
   * The maximum number of concurrent requests. Must be between 1 and 200. Further requests are throttled.
   */
  readonly maxConcurrency: number;

  /**
   * The memory of a container in MB: 1024, 2048, 3072, 4096, 5120 or 6144. SageMaker assigns computing power in proportion to it.
   */
  readonly memorySizeInMB: number;

  /**
   * The number of concurrent requests for which SageMaker keeps containers ready. Must be between 1 and `maxConcurrency`. It is also billed
   * without requests.
   *
   * @default - no provisioned concurrency; after an idle period, a request waits until a container has started
   */
  readonly provisionedConcurrency?: number;
}
