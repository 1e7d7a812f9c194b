import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, Size } from 'aws-cdk-lib/core';
import { unlessEmpty } from '../../private/requests';
import { isUnresolved } from '../../private/tokens';
import { PARTS_OF_SIZE, PARTS_OF_TIME } from '../../private/units';
import { InstanceType } from '../../service-model/instance-type';
import { hasLocalStorage } from '../../validation/predicates';

/** What the service's own SDK asks for where nobody says otherwise. */
const DEFAULT_VOLUME = Size.gibibytes(30);

/**
 * What all ways to choose instances share.
 */
export interface TrainingResourcesOptions {
  /**
   * The size of the storage volume of each instance, which holds what the input modes copy, checkpoints and the artifacts: whole GiB.
   * Instances with a disk of their own use that instead.
   *
   * @default - 30 GiB; none for instances that have a disk of their own
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
   */
  readonly volumeSize?: Size;

  /**
   * The key that encrypts the storage volumes. The role may let the service use it. Not for instances with a disk of their own, which
   * are encrypted by the hardware.
   *
   * @default - a key of the service
   */
  readonly volumeEncryptionKey?: kms.IKeyRef;
}

/**
 * How instances of one type are used.
 */
export interface TrainingInstancesOptions extends TrainingResourcesOptions {
  /**
   * The number of instances: more than one for algorithms that can be distributed.
   *
   * @default 1
   */
  readonly instanceCount?: number;

  /**
   * How long the instances are kept, **and billed**, after the job for the next one that is like it: up to 6 hours, in seconds. The account
   * needs a quota for warm pools, otherwise none is kept and nobody says so. Not for spot instances.
   *
   * @default - not at all
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html
   */
  readonly keepAlivePeriod?: Duration;

  /**
   * The training plan that reserves the instances: its ARN of 50 to 2048 characters.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/reserve-capacity-with-training-plans.html
   */
  readonly trainingPlanArn?: string;

  /**
   * How the instances are placed on UltraServers.
   *
   * @default - as the service chooses
   */
  readonly placement?: TrainingInstancePlacement;
}

/**
 * How instances are placed on UltraServers.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePlacementConfig.html
 */
export interface TrainingInstancePlacement {
  /**
   * Whether several jobs may share an UltraServer.
   *
   * @default - the service's, false
   */
  readonly multipleJobs?: boolean;

  /**
   * How many instances are on which UltraServer: at most 10 entries.
   *
   * @default - as the service chooses
   */
  readonly ultraServers?: UltraServerPlacement[];
}

/**
 * Instances on an UltraServer.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PlacementSpecification.html
 */
export interface UltraServerPlacement {
  /**
   * The id of the UltraServer, at most 256 characters.
   *
   * @default - any
   */
  readonly ultraServerId?: string;

  /**
   * The number of instances on it.
   */
  readonly instanceCount: number;
}

/**
 * Instances of one type among others of the same job.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster.html
 */
export interface TrainingInstanceGroup {
  /**
   * The name of the group, 1 to 64 characters: channels may be sent to some groups only.
   */
  readonly name: string;

  /**
   * The type of its instances.
   */
  readonly instanceType: InstanceType;

  /**
   * The number of its instances.
   *
   * @default 1
   */
  readonly instanceCount?: number;
}

/**
 * A type of instances that a job may run on.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePreference.html
 */
export interface TrainingInstancePreference {
  /**
   * The type of the instances.
   */
  readonly instanceType: InstanceType;

  /**
   * The number of instances of this type. For all preferences or for none.
   *
   * @default - the `instanceCount` of all
   */
  readonly instanceCount?: number;

  /**
   * The training plan that reserves the instances: its ARN of 50 to 2048 characters.
   *
   * @default - none
   */
  readonly trainingPlanArn?: string;
}

/**
 * How instances of one type or another are used.
 */
export interface TrainingInstancePreferencesOptions extends TrainingResourcesOptions {
  /**
   * The number of instances, whatever their type.
   *
   * @default - each preference says its own, otherwise 1
   */
  readonly instanceCount?: number;
}

/**
 * What may be said of instances that the service chooses.
 */
export interface ServerlessResourcesOptions {
  /**
   * The key that encrypts the storage volumes. The role may let the service use it.
   *
   * @default - a key of the service
   */
  readonly volumeEncryptionKey?: kms.IKeyRef;
}

/**
 * The instances that a training job runs on, chosen in one way.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
 */
export class TrainingResources {
  /**
   * Instances of one type.
   *
   * @param instanceType the type
   * @param options how many, and how they are used
   */
  public static instances(instanceType: InstanceType, options: TrainingInstancesOptions = {}): TrainingResources {
    const { placement } = options;
    return new TrainingResources([instanceType], options, {
      InstanceType: instanceType.toString(),
      InstanceCount: options.instanceCount ?? 1,
      KeepAlivePeriodInSeconds: options.keepAlivePeriod?.toSeconds(PARTS_OF_TIME),
      TrainingPlanArn: options.trainingPlanArn,
      InstancePlacementConfig: placement && {
        EnableMultipleJobs: placement.multipleJobs,
        PlacementSpecifications: placement.ultraServers?.map(({ ultraServerId, instanceCount }) => (
          { UltraServerId: ultraServerId, InstanceCount: instanceCount }
        )),
      },
    });
  }

  /**
   * Instances of several types at once, a heterogeneous cluster: 1 to 5 groups. Not with spot training or warm pools.
   *
   * @param groups the groups
   * @param options what their instances share
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster.html
   */
  public static instanceGroups(groups: TrainingInstanceGroup[], options: TrainingResourcesOptions = {}): TrainingResources {
    return new TrainingResources(groups.map(({ instanceType }) => instanceType), options, {
      InstanceGroups: groups.map(({ name, instanceType, instanceCount = 1 }) => (
        { InstanceType: instanceType.toString(), InstanceCount: instanceCount, InstanceGroupName: name }
      )),
    });
  }

  /**
   * Instances of the first type that there is capacity for: 1 to 5 types in the order of preference. Not with spot training.
   *
   * @param preferences the types
   * @param options how many, and what they share
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePreference.html
   */
  public static instancePreferences(preferences: TrainingInstancePreference[], options: TrainingInstancePreferencesOptions = {}): TrainingResources {
    const own = preferences.some(({ instanceCount }) => instanceCount !== undefined);
    return new TrainingResources(preferences.map(({ instanceType }) => instanceType), options, {
      InstanceCount: options.instanceCount ?? (own ? undefined : 1),
      InstancePreferences: preferences.map(({ instanceType, instanceCount, trainingPlanArn }) => ({
        InstanceType: instanceType.toString(),
        InstanceCount: instanceCount,
        TrainingPlanArns: trainingPlanArn === undefined ? undefined : [trainingPlanArn],
      })),
    });
  }

  /**
   * Instances that the service chooses, for an algorithm that is a base model.
   *
   * @param options what their volumes are encrypted with
   */
  public static serverless(options: ServerlessResourcesOptions = {}): TrainingResources {
    return new TrainingResources([], options, {});
  }

  /**
   * The key of the volumes.
   *
   * @internal
   */
  public readonly _volumeKey?: kms.IKeyRef;

  private constructor(
    private readonly instanceTypes: InstanceType[],
    private readonly options: TrainingResourcesOptions,
    private readonly choice: { readonly [member: string]: unknown },
  ) {
    this._volumeKey = options.volumeEncryptionKey;
  }

  /**
   * Whether there may be several instances, which then talk to each other.
   *
   * @internal
   */
  public get _isCluster(): boolean {
    return this.choice.InstanceCount !== 1;
  }

  /**
   * The resources, as the service is told.
   *
   * @internal
   */
  public _request(): object | undefined {
    return unlessEmpty({
      ...this.choice,
      VolumeSizeInGB: this.volumeSize?.toGibibytes(PARTS_OF_SIZE),
      VolumeKmsKeyId: this._volumeKey?.keyRef.keyArn,
    });
  }

  private get volumeSize(): Size | undefined {
    const types = this.instanceTypes.map((type) => type.toString());
    const attached = types.some((type) => isUnresolved(type) || !hasLocalStorage(type));
    return this.options.volumeSize ?? (attached ? DEFAULT_VOLUME : undefined);
  }
}
