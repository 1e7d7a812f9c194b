import { IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { ManagedInstanceScalingOptions } from './managed-instance-scaling-options';
import { CoreDumpOptions, InstanceProductionVariantProps, ServerlessProductionVariantProps } from './production-variant-props';
import { RoutingStrategy } from './routing-strategy';
import { modelNameOf } from '../../model/model-ref';
import { PARTS_OF_SIZE, PARTS_OF_TIME } from '../../private/request-values';
import { folderUrl } from '../../private/s3-folder';
import { InstanceType } from '../../service-model/instance-type';

/** The default name of a variant, which the SageMaker console and SDK also use. */
const DEFAULT_VARIANT_NAME = 'AllTraffic';

/** A variant with its request, which the construct builds only once. */
export interface BoundVariant {
  readonly props: InstanceProductionVariantProps;
  /** The `ProductionVariant` of the request. */
  readonly request: VariantRequest;
  /** All models that the variant may host, including the models of its instance pools. */
  readonly models: readonly IModelRef[];
}

/** The `ProductionVariant` of a request. */
export type VariantRequest = ReturnType<typeof instanceVariantRequest> | ReturnType<typeof serverlessVariantRequest>;

/** Builds the request of a variant that runs on instances. */
export function bindInstanceVariant(scope: Construct, props: InstanceProductionVariantProps): BoundVariant {
  const models = [props.model, ...(props.instancePools ?? []).map(({ model }) => model)].filter((model) => model !== undefined);
  return { props, request: instanceVariantRequest(scope, props), models };
}

/** Builds the request of a serverless variant. */
export function bindServerlessVariant(scope: Construct, props: ServerlessProductionVariantProps): BoundVariant {
  return { props, request: serverlessVariantRequest(scope, props), models: props.model ? [props.model] : [] };
}

function instanceVariantRequest(scope: Construct, props: InstanceProductionVariantProps) {
  return {
    VariantName: props.variantName ?? DEFAULT_VARIANT_NAME,
    ModelName: props.model && modelNameOf(scope, props.model),
    InitialInstanceCount: props.initialInstanceCount ?? 1,
    InstanceType: (props.instanceType ?? (props.instancePools ? undefined : InstanceType.T2_MEDIUM))?.toString(),
    InstancePools: props.instancePools?.map((pool, index) => ({
      InstanceType: pool.instanceType.toString(),
      Priority: pool.priority ?? index + 1,
      ModelNameOverride: pool.model && modelNameOf(scope, pool.model),
    })),
    InitialVariantWeight: props.initialVariantWeight ?? (props.model ? 1 : undefined),
    AcceleratorType: props.acceleratorType?.value,
    VolumeSizeInGB: props.volumeSize?.toGibibytes(PARTS_OF_SIZE),
    VariantInstanceProvisionTimeoutInSeconds: props.instanceProvisionTimeout?.toSeconds(PARTS_OF_TIME),
    ModelDataDownloadTimeoutInSeconds: props.modelDataDownloadTimeout?.toSeconds(PARTS_OF_TIME),
    ContainerStartupHealthCheckTimeoutInSeconds: props.containerStartupHealthCheckTimeout?.toSeconds(PARTS_OF_TIME),
    RoutingConfig: props.routingStrategy && routingRequest(props.routingStrategy),
    ManagedInstanceScaling: props.managedInstanceScaling && managedInstanceScalingRequest(props.managedInstanceScaling),
    InferenceAmiVersion: props.inferenceAmiVersion?.value,
    CapacityReservationConfig: props.capacityReservation && {
      CapacityReservationPreference: props.capacityReservation.preference?.value,
      MlReservationArn: props.capacityReservation.mlReservationArn,
    },
    EnableSSMAccess: props.ssmAccess,
    CoreDumpConfig: props.coreDump && coreDumpRequest(props.coreDump),
  };
}

function serverlessVariantRequest(scope: Construct, props: ServerlessProductionVariantProps) {
  return {
    VariantName: props.variantName ?? DEFAULT_VARIANT_NAME,
    ModelName: props.model && modelNameOf(scope, props.model),
    InitialVariantWeight: props.initialVariantWeight ?? 1,
    ServerlessConfig: {
      MaxConcurrency: props.maxConcurrency,
      MemorySizeInMB: props.memorySizeInMB,
      ProvisionedConcurrency: props.provisionedConcurrency,
    },
  };
}

function routingRequest({ value, _prefixAwareRouting: options }: RoutingStrategy) {
  return {
    RoutingStrategy: value,
    PrefixAwareRoutingConfig: options && {
      PrefixLength: options.prefixLength,
      ConcurrencyThreshold: options.concurrencyThreshold,
    },
  };
}

function managedInstanceScalingRequest({ enabled = true, minInstanceCount, maxInstanceCount, scaleInPolicy }: ManagedInstanceScalingOptions) {
  return {
    Status: enabled ? 'ENABLED' : 'DISABLED',
    MinInstanceCount: minInstanceCount,
    MaxInstanceCount: maxInstanceCount,
    ScaleInPolicy: scaleInPolicy && {
      Strategy: scaleInPolicy.value,
      MaximumStepSize: scaleInPolicy._consolidation?.maxStepSize,
      CooldownInMinutes: scaleInPolicy._consolidation?.cooldown?.toMinutes(PARTS_OF_TIME),
    },
  };
}

function coreDumpRequest(options: CoreDumpOptions) {
  return { DestinationS3Uri: folderUrl(options), KmsKeyId: options.encryptionKey?.keyRef.keyArn };
}
