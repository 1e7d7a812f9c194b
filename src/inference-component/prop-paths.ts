import { AUTO_ROLLBACK_PROP_PATHS, ROLLING_UPDATE_PROP_PATHS } from '../hosting/prop-paths';
import { PropPaths, under } from '../validation/prop-paths';

const ROLLING = 'DeploymentConfig.RollingUpdatePolicy';

/** The members of a specification whose props have other names. */
const SPECIFICATION: PropPaths = {
  'ModelName': 'model',
  'Container.ArtifactUrl': 'container.modelData',
  'Container.ContainerMetricsConfig': 'container.metrics',
  'Container.ContainerMetricsConfig.MetricsEndpoints': 'container.metrics',
  'Container.ContainerMetricsConfig.MetricsEndpoints[]': 'container.metrics', // a container has only one metrics endpoint
  'Container.ContainerMetricsConfig.MetricsEndpoints[].MetricsEndpointPath': 'container.metrics.path',
  'Container.ContainerMetricsConfig.MetricsEndpoints[].MetricPublishFrequencyInSeconds': 'container.metrics.publishFrequency',
  'StartupParameters': '',
  'ComputeResourceRequirements': 'computeResources',
  'ComputeResourceRequirements.MaxMemoryRequiredInMb': 'computeResources.maxMemory',
  'ComputeResourceRequirements.MinMemoryRequiredInMb': 'computeResources.minMemory',
  'ComputeResourceRequirements.NumberOfAcceleratorDevicesRequired': 'computeResources.acceleratorDevices',
  'ComputeResourceRequirements.NumberOfCpuCoresRequired': 'computeResources.cpuCores',
  'BaseInferenceComponentName': 'baseInferenceComponent',
  'DataCacheConfig': 'dataCaching',
  'DataCacheConfig.EnableCaching': 'dataCaching',
  'SchedulingConfig': 'scheduling',
};

/** The props of an inference component. */
export const INFERENCE_COMPONENT_PROP_PATHS: PropPaths = {
  'EndpointName': 'endpoint',
  ...under('Specification', 'specification', SPECIFICATION),
  'Specifications': 'specification',
  ...under('Specifications[]', 'specification[]', SPECIFICATION),
  'RuntimeConfig': 'copyCount',
  'RuntimeConfig.CopyCount': 'copyCount',
  ...under('DeploymentConfig', 'deploymentConfig', AUTO_ROLLBACK_PROP_PATHS),
  [ROLLING]: 'deploymentConfig',
  ...under(ROLLING, 'deploymentConfig', ROLLING_UPDATE_PROP_PATHS),
};
