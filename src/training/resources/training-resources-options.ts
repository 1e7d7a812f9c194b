import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, Size } from 'aws-cdk-lib/core';
import { InstanceType } from '../../service-model/instance-type';

/**
 * Options for instances that SageMaker selects.
 */
export interface ServerlessResourcesOptions {
  /**
   * The KMS key that encrypts the storage volumes. The role of the job is allowed to use it. Not supported by instance types with local
   * storage, which is encrypted by hardware.
   *
   * @default - a key owned by AWS
   */
  readonly volumeEncryptionKey?: kms.IKeyRef;
}

/**
 * Options for instances that you select.
 */
export interface TrainingResourcesOptions extends ServerlessResourcesOptions {
  /**
   * The size of the storage volume of each instance, in whole GiB. The volume stores checkpoints, model artifacts, and the data that the input
   * modes copy. Instance types with local storage use the local storage instead of a volume.
   *
   * @default - 30 GiB, but no volume for instance types with local storage
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
   */
  readonly volumeSize?: Size;
}

/**
 * Options for instances of one type.
 */
export interface TrainingInstancesOptions extends TrainingResourcesOptions {
  /**
   * The number of instances. Use more than one only if the algorithm supports distributed training.
   *
   * @default 1
   */
  readonly instanceCount?: number;

  /**
   * The time for which SageMaker keeps the instances after the job (warm pool), **and bills them**. A later job with matching settings can use
   * them. At most 6 hours, in whole seconds. Requires a service quota for warm pools: without it, SageMaker keeps no instances and reports no
   * error. Not supported with managed spot training.
   *
   * @default - no warm pool
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html
   */
  readonly keepAlivePeriod?: Duration;

  /**
   * The ARN of the training plan that reserves the instances: 50 to 2048 characters.
   *
   * @default - no training plan
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/reserve-capacity-with-training-plans.html
   */
  readonly trainingPlanArn?: string;

  /**
   * The placement of the instances on UltraServers.
   *
   * @default - SageMaker places the instances
   */
  readonly placement?: TrainingInstancePlacement;
}

/**
 * The placement of instances on UltraServers.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePlacementConfig.html
 */
export interface TrainingInstancePlacement {
  /**
   * Whether several jobs can share an UltraServer.
   *
   * @default false
   */
  readonly multipleJobs?: boolean;

  /**
   * The number of instances on each UltraServer. At most 10 entries.
   *
   * @default - SageMaker places the instances
   */
  readonly ultraServers?: UltraServerPlacement[];
}

/**
 * The placement of instances on one UltraServer.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PlacementSpecification.html
 */
export interface UltraServerPlacement {
  /**
   * The ID of the UltraServer. At most 256 characters.
   *
   * @default - any UltraServer
   */
  readonly ultraServerId?: string;

  /**
   * The number of instances on the UltraServer.
   */
  readonly instanceCount: number;
}

/**
 * A group of instances of one type in a heterogeneous cluster.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster.html
 */
export interface TrainingInstanceGroup {
  /**
   * The name of the group: 1 to 64 characters. Input channels refer to groups by name.
   */
  readonly name: string;

  /**
   * The type of the instances.
   */
  readonly instanceType: InstanceType;

  /**
   * The number of instances.
   *
   * @default 1
   */
  readonly instanceCount?: number;
}

/**
 * An instance type in the list of preferred types.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePreference.html
 */
export interface TrainingInstancePreference {
  /**
   * The type of the instances.
   */
  readonly instanceType: InstanceType;

  /**
   * The number of instances of this type. Specify it for all preferences or for none.
   *
   * @default - the `instanceCount` of the options
   */
  readonly instanceCount?: number;

  /**
   * The ARN of the training plan that reserves the instances: 50 to 2048 characters.
   *
   * @default - no training plan
   */
  readonly trainingPlanArn?: string;
}

/**
 * Options for instances of the first available type.
 */
export interface TrainingInstancePreferencesOptions extends TrainingResourcesOptions {
  /**
   * The number of instances, for every type.
   *
   * @default - the `instanceCount` of the preferences if they specify it, otherwise 1
   */
  readonly instanceCount?: number;
}
