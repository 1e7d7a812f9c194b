import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { InferenceComponentContainer } from './container';
import { inferenceComponentNameOf } from './inference-component-ref';
import { CopyPlacementOptions, ZoneBalanceEnforcement } from './placement';
import { InferenceComponentResources } from './specification';
import { SpecificationParts } from './specification-parts';
import { ModelDataForm } from '../model/model-data';
import { modelNameOf } from '../model/model-ref';
import { validationError } from '../private/cdk-internals';
import { unlessEmpty } from '../private/requests';
import { PARTS_OF_SIZE, PARTS_OF_TIME } from '../private/units';

/** The `InferenceComponentSpecification` of the request. The role of the containers is allowed to use what they name. */
export function specificationRequest(scope: Construct, host: iam.IGrantable, parts: SpecificationParts): object {
  const { model, container, base, instanceType, computeResources, placement } = parts;
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
    SchedulingConfig: placement && placementRequest(placement),
  };
}

function containerRequest(scope: Construct, host: iam.IGrantable, { environment, metrics, ...container }: Partial<InferenceComponentContainer>) {
  const image = container.image?.bindTo(scope, host);
  const modelData = container.modelData?.bindTo(scope, host);
  if (image?.privateRegistry || image?.credentialsProviderArn) {
    throw validationError(scope, 'PrivateRegistryWithoutModel', 'an image of a private registry needs a Model: use InferenceComponentSpecification.fromModel()');
  }
  const { form = ModelDataForm.ARCHIVE, acceptEula, hubContentArn } = modelData ?? {};
  if (form !== ModelDataForm.ARCHIVE || acceptEula !== undefined || hubContentArn !== undefined) {
    throw validationError(scope, 'ModelDataWithoutModel',
      'the container of an inference component takes a single archive, and no terms of use: for other model data use InferenceComponentSpecification.fromModel()');
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

function resourcesRequest(resources: InferenceComponentResources) {
  return {
    MinMemoryRequiredInMb: resources.minMemory.toMebibytes(PARTS_OF_SIZE),
    MaxMemoryRequiredInMb: resources.maxMemory?.toMebibytes(PARTS_OF_SIZE),
    NumberOfCpuCoresRequired: resources.cpuCores,
    NumberOfAcceleratorDevicesRequired: resources.acceleratorDevices,
  };
}

function placementRequest({ strategy, zoneBalanceEnforcement = ZoneBalanceEnforcement.PERMISSIVE, maxZoneImbalance }: CopyPlacementOptions) {
  return {
    PlacementStrategy: strategy.name,
    // CloudFormation asks for it, though the API does not
    AvailabilityZoneBalance: { EnforcementMode: zoneBalanceEnforcement.name, MaxImbalance: maxZoneImbalance },
  };
}
