import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { InferenceComponentContainer } from './container';
import { inferenceComponentNameOf } from './inference-component-ref';
import { AvailabilityZoneBalanceEnforcementMode, InferenceComponentSchedulingOptions } from './scheduling';
import { InferenceComponentComputeResources, _SpecificationParts as SpecificationParts } from './specification';
import { CompressionType } from '../model/compression-type';
import { modelNameOf } from '../model/model-ref';
import { S3ModelDataType } from '../model/s3-model-data-type';
import { validationError } from '../private/cdk-internals';
import { PARTS_OF_SIZE, PARTS_OF_TIME, unlessEmpty } from '../private/request-values';

/** The `InferenceComponentSpecification` of the request. The role of the containers is allowed to use their images and model data. */
export function specificationRequest(scope: Construct, host: iam.IGrantable, parts: SpecificationParts): object {
  const { model, container, base, instanceType, computeResources, scheduling } = parts;
  return {
    InstanceType: instanceType?.toString(),
    ModelName: model && modelNameOf(scope, model),
    Container: container && containerRequest(scope, host, container),
    BaseInferenceComponentName: base && inferenceComponentNameOf(scope, base),
    ComputeResourceRequirements: computeResources && resourcesRequest(computeResources),
    StartupParameters: unlessEmpty({
      ModelDataDownloadTimeoutInSeconds: parts.modelDataDownloadTimeout?.toSeconds(PARTS_OF_TIME),
      ContainerStartupHealthCheckTimeoutInSeconds: parts.containerStartupHealthCheckTimeout?.toSeconds(PARTS_OF_TIME),
    }),
    DataCacheConfig: parts.dataCaching === undefined ? undefined : { EnableCaching: parts.dataCaching },
    SchedulingConfig: scheduling && schedulingRequest(scheduling),
  };
}

function containerRequest(scope: Construct, host: iam.IGrantable, { environment, metrics, ...container }: Partial<InferenceComponentContainer>) {
  const image = container.image?.bindTo(scope, host);
  const modelData = container.modelData?.bindTo(scope, host);
  if (image?.privateRegistry || image?.credentialsProviderArn) {
    throw validationError(scope, 'PrivateRegistryWithoutModel', 'an image in a private registry requires a Model: use InferenceComponentSpecification.fromModel()');
  }
  const { multiModel, s3DataType, compression, acceptEula, hubContentArn } = modelData ?? {};
  const isUncompressed = s3DataType === S3ModelDataType.S3_PREFIX || compression === CompressionType.NONE;
  if (multiModel || isUncompressed || acceptEula !== undefined || hubContentArn !== undefined) {
    throw validationError(scope, 'ModelDataWithoutModel',
      'the model data of a container or an adapter must be one archive without a license agreement or a hub: for other model data use InferenceComponentSpecification.fromModel()');
  }
  return {
    Image: image?.imageName,
    ArtifactUrl: modelData?.uri,
    Environment: environment,
    ContainerMetricsConfig: metrics && {
      MetricsEndpoints: [{
        MetricsEndpointPath: metrics.path ?? '/metrics',
        MetricPublishFrequencyInSeconds: metrics.publishFrequency?.toSeconds(PARTS_OF_TIME),
      }],
    },
  };
}

function resourcesRequest(resources: InferenceComponentComputeResources) {
  return {
    MinMemoryRequiredInMb: resources.minMemory.toMebibytes(PARTS_OF_SIZE),
    MaxMemoryRequiredInMb: resources.maxMemory?.toMebibytes(PARTS_OF_SIZE),
    NumberOfCpuCoresRequired: resources.cpuCores,
    NumberOfAcceleratorDevicesRequired: resources.acceleratorDevices,
  };
}

function schedulingRequest({ placementStrategy, availabilityZoneBalance = {} }: InferenceComponentSchedulingOptions) {
  const { enforcementMode = AvailabilityZoneBalanceEnforcementMode.PERMISSIVE, maxImbalance } = availabilityZoneBalance;
  return {
    PlacementStrategy: placementStrategy.value,
    // CloudFormation requires the balance and its mode, although the API does not.
    AvailabilityZoneBalance: { EnforcementMode: enforcementMode.value, MaxImbalance: maxImbalance },
  };
}
