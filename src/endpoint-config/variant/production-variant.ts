import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Duration, Size } from 'aws-cdk-lib/core';
import { AcceleratorType } from './accelerator-type';
import { CapacityReservationOptions } from './capacity-reservation';
import { InferenceAmiVersion } from './inference-ami-version';
import { ManagedInstanceScalingOptions } from './managed-instance-scaling';
import { RoutingStrategy } from './routing-strategy';
import { InstanceType } from '../../service-model/instance-type';

/**
 * What every kind of production variant has.
 */
export interface ProductionVariantProps {
  /**
   * The variant's share of the requests is its weight over the sum of all weights: 0 or more.
   *
   * @default - 1.0; none for a variant without a model
   */
  readonly initialVariantWeight?: number;

  /**
   * The model to host, of the account and Region of the endpoint configuration: a `Model`, an imported one, or any other construct that
   * refers to a model, such as a `CfnModel`.
   *
   * A variant on instances may do without one: it then has room for inference components, which are deployed to the endpoint one by one.
   *
   * @default - none: the variant hosts inference components
   */
  readonly model?: IModelRef;

  /**
   * The name of the variant, unique in the endpoint configuration: 1 to 63 letters, digits and hyphens.
   *
   * Clients, metrics and scaling address the variant by it, so keep it when the model changes.
   */
  readonly variantName: string;
}

/**
 * One of several instance types that a variant may run on.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-heterogeneous.html
 */
export interface InstancePool {
  /**
   * The type of the instances.
   */
  readonly instanceType: InstanceType;

  /**
   * When it is tried: 1, which is the first, to 5.
   *
   * @default - its position in the list
   */
  readonly priority?: number;

  /**
   * The model to host on these instances, for example one that was compiled for them.
   *
   * @default - that of the variant
   */
  readonly model?: IModelRef;
}

/**
 * Where the memory of a container is written to when it crashes. The role of the model may write there; a bucket or key of another account
 * needs a policy of its own that lets it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantCoreDumpConfig.html
 */
export interface CoreDumpOptions {
  /**
   * The bucket.
   */
  readonly bucket: s3.IBucket;

  /**
   * What the keys of the objects begin with. The whole address has at most 512 characters.
   *
   * @default - they are written to the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The key that encrypts the objects.
   *
   * @default - the one that the bucket encrypts with
   */
  readonly encryptionKey?: kms.IKeyRef;
}

/**
 * A production variant that runs on instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export interface InstanceProductionVariantProps extends ProductionVariantProps {
  /**
   * The Elastic Inference accelerator of each instance.
   *
   * @default - none
   * @deprecated AWS has retired Elastic Inference: choose an accelerated `instanceType` instead.
   */
  readonly acceleratorType?: AcceleratorType;

  /**
   * How many instances the variant starts with: 1 or more. What scaling has set since is overwritten by every update of the endpoint.
   *
   * @default 1
   */
  readonly initialInstanceCount?: number;

  /**
   * The type of the instances. Not together with `instancePools`.
   *
   * @default - InstanceType.T2_MEDIUM, unless there are `instancePools`
   */
  readonly instanceType?: InstanceType;

  /**
   * How long a container may take until it passes its first health check: 60 seconds to 1 hour.
   *
   * @default - the service decides
   */
  readonly containerStartupHealthCheckTimeout?: Duration;

  /**
   * Several instance types, 1 to 5, in place of one: where the first has no capacity, the next is tried.
   *
   * @default - none: `instanceType`
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-heterogeneous.html
   */
  readonly instancePools?: InstancePool[];

  /**
   * How long the service looks for instances when there is no capacity: 5 minutes to 1 hour.
   *
   * @default - the service decides
   */
  readonly instanceProvisionTimeout?: Duration;

  /**
   * The size of the storage volume of each instance: 1 to 512 GiB. Not for instance types that come with a disk of their own. A model
   * of more than 30 GiB needs a larger volume than the default.
   *
   * @default - the service decides
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/host-instance-storage.html
   */
  readonly volumeSize?: Size;

  /**
   * How long an instance may take to download the model and to unpack it: 1 minute to 1 hour. A model of more than 40 GB may need longer
   * than the default.
   *
   * @default - the service decides
   */
  readonly modelDataDownloadTimeout?: Duration;

  /**
   * How requests are divided among the instances.
   *
   * @default - the service's, RoutingStrategy.RANDOM
   */
  readonly routingStrategy?: RoutingStrategy;

  /**
   * Lets the service add and release instances for inference components. Only for a variant without a model.
   *
   * @default - the number of instances is fixed, or scaled by `autoScaleInstanceCount`
   */
  readonly managedInstanceScaling?: ManagedInstanceScalingOptions;

  /**
   * The machine image of the instances, which decides the versions of their drivers.
   *
   * @default - the service decides
   */
  readonly inferenceAmiVersion?: InferenceAmiVersion;

  /**
   * Instances that were reserved.
   *
   * @default - none
   */
  readonly capacityReservation?: CapacityReservationOptions;

  /**
   * Whether AWS Systems Manager can open a shell in the containers; the role of the model may then talk to it. For tests: the service
   * patches and replaces such instances a day later than others, and has to allow it for your account first.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html
   */
  readonly ssmAccess?: boolean;

  /**
   * Where the memory of a container is written to when it crashes.
   *
   * @default - nowhere
   */
  readonly coreDump?: CoreDumpOptions;
}

/**
 * A production variant without instances to manage: the service runs the container when there are requests, and bills by use.
 *
 * It has a model: one with a single container, no VPC and no network isolation. An account has quotas for the serverless endpoints of a
 * Region, and for the concurrency of all of them together.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
 */
export interface ServerlessProductionVariantProps extends ProductionVariantProps {
  /**
   * How many requests the variant processes at a time, at most: 1 to 200. More are throttled.
   */
  readonly maxConcurrency: number;

  /**
   * The memory of a container in MB: 1024, 2048, 3072, 4096, 5120 or 6144. Processing power grows with it.
   */
  readonly memorySizeInMB: number;

  /**
   * How many requests find a container that is already running: 1 to `maxConcurrency`. Billed also while nothing is requested.
   *
   * @default - none: after a pause, a request waits for a container to start
   */
  readonly provisionedConcurrency?: number;
}
