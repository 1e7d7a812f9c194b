import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'aws-cdk-lib/core';
import {
  ServerlessResourcesOptions, TrainingInstanceGroup, TrainingInstancePreference, TrainingInstancePreferencesOptions, TrainingInstancesOptions,
  TrainingResourcesOptions,
} from './training-resources-options';
import { PARTS_OF_SIZE, PARTS_OF_TIME, unlessEmpty } from '../../private/request-values';
import { isUnresolved } from '../../private/tokens';
import { InstanceType } from '../../service-model/instance-type';
import { hasLocalStorage } from '../../validation/predicates';

/** The default of the SageMaker Python SDK. */
const DEFAULT_VOLUME_SIZE = Size.gibibytes(30);

/**
 * The instances of a training job.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
 */
export class TrainingResources {
  /**
   * Uses instances of one type.
   *
   * @param instanceType The type of the instances.
   * @param options The number of instances, their volumes and their placement.
   */
  public static instances(instanceType: InstanceType, options: TrainingInstancesOptions = {}): TrainingResources {
    const { placement } = options;
    return new TrainingResources([instanceType], options, {
      InstanceType: instanceType.value,
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
   * Uses instances of several types together: a heterogeneous cluster. Not supported with managed spot training and warm pools.
   *
   * @param groups The groups of instances. Must be 1 to 5 groups.
   * @param options The volumes of the instances.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster.html
   */
  public static instanceGroups(groups: TrainingInstanceGroup[], options: TrainingResourcesOptions = {}): TrainingResources {
    return new TrainingResources(groups.map(({ instanceType }) => instanceType), options, {
      InstanceGroups: groups.map(({ name, instanceType, instanceCount = 1 }) => (
        { InstanceType: instanceType.value, InstanceCount: instanceCount, InstanceGroupName: name }
      )),
    });
  }

  /**
   * Uses instances of the first type in the list that has available capacity. Not supported with managed spot training.
   *
   * @param preferences The types in the order of preference. Must be 1 to 5 types.
   * @param options The number of instances and their volumes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstancePreference.html
   */
  public static instancePreferences(preferences: TrainingInstancePreference[], options: TrainingInstancePreferencesOptions = {}): TrainingResources {
    const specifyCount = preferences.some(({ instanceCount }) => instanceCount !== undefined);
    return new TrainingResources(preferences.map(({ instanceType }) => instanceType), options, {
      InstanceCount: options.instanceCount ?? (specifyCount ? undefined : 1),
      InstancePreferences: preferences.map(({ instanceType, instanceCount, trainingPlanArn }) => ({
        InstanceType: instanceType.value,
        InstanceCount: instanceCount,
        TrainingPlanArns: trainingPlanArn === undefined ? undefined : [trainingPlanArn],
      })),
    });
  }

  /**
   * Uses instances that SageMaker selects. Only for the customization of a base model: `TrainingAlgorithm.fineTuning()` and
   * `TrainingAlgorithm.modelEvaluation()`.
   *
   * @param options The encryption of the volumes.
   */
  public static serverless(options: ServerlessResourcesOptions = {}): TrainingResources {
    return new TrainingResources([], options, {});
  }

  /**
   * The key that encrypts the volumes.
   *
   * @internal
   */
  public readonly _volumeEncryptionKey?: kms.IKeyRef;

  private constructor(
    private readonly instanceTypes: InstanceType[],
    private readonly options: TrainingResourcesOptions,
    private readonly selection: { readonly [member: string]: unknown },
  ) {
    this._volumeEncryptionKey = options.volumeEncryptionKey;
  }

  /**
   * Whether there may be several instances, which need network connections to each other.
   *
   * @internal
   */
  public get _isCluster(): boolean {
    return this.selection.InstanceCount !== 1;
  }

  /**
   * Returns the `ResourceConfig` of the request.
   *
   * @internal
   */
  public _request(): object | undefined {
    return unlessEmpty({
      ...this.selection,
      VolumeSizeInGB: this.volumeSize?.toGibibytes(PARTS_OF_SIZE),
      VolumeKmsKeyId: this._volumeEncryptionKey?.keyRef.keyArn,
    });
  }

  private get volumeSize(): Size | undefined {
    const needVolumes = this.instanceTypes.some(({ value }) => isUnresolved(value) || !hasLocalStorage(value));
    return this.options.volumeSize ?? (needVolumes ? DEFAULT_VOLUME_SIZE : undefined);
  }
}
