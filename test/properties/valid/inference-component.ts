import { copy, distinctTags, oneOf, renamed } from './common';
import { size } from './endpoint';

const TYPES = ['ml.g5.xlarge', 'ml.g6.xlarge', 'ml.p5.48xlarge', 'ml.m5.large', 'ml.c5.large'];
const FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validInferenceComponent(request: any): any {
  const component = copy(request);
  if (component.Specifications?.length < 2) { delete component.Specifications; }
  if (component.Specification && component.Specifications) { delete component[oneOf(['Specification', 'Specifications'], component.EndpointName.length)]; }
  if (!component.Specification && !component.Specifications) { component.Specification = {}; }
  if (component.Specification) { makeValid(component.Specification); }
  component.Specifications?.forEach((specification: any, index: number) => {
    specification.InstanceType ??= TYPES[index];
    makeValid(specification);
  });
  if (component.Specifications) { component.Specifications = perType(component.Specifications); }
  const rolling = component.DeploymentConfig?.RollingUpdatePolicy;
  if (rolling) {
    rolling.MaximumBatchSize = size(rolling.MaximumBatchSize, 5, 50);
    if (rolling.RollbackMaximumBatchSize) { rolling.RollbackMaximumBatchSize = size(rolling.RollbackMaximumBatchSize, 1, 100); }
  }
  return distinctTags(component);
}

/** Returns the specifications with a different instance type in each. */
function perType(specifications: any[]): any[] {
  const clash = renamed(specifications, 'InstanceType', '').some((specification, index) => specification !== specifications[index]);
  return clash ? specifications.map((specification, index) => ({ ...specification, InstanceType: TYPES[index] })) : specifications;
}

function makeValid(specification: any): void {
  const { BaseInferenceComponentName: base, ComputeResourceRequirements: resources, SchedulingConfig: scheduling } = specification;
  if (base !== undefined) { specification.Container = { ...specification.Container, ArtifactUrl: specification.Container?.ArtifactUrl ?? 's3://bucket/adapter' }; }
  if (resources?.MaxMemoryRequiredInMb < resources?.MinMemoryRequiredInMb) { resources.MaxMemoryRequiredInMb = resources.MinMemoryRequiredInMb; }
  const environment = specification.Container?.Environment;
  if (environment) { specification.Container.Environment = Object.fromEntries(Object.entries(environment).slice(0, 16)); }
  for (const metrics of specification.Container?.ContainerMetricsConfig?.MetricsEndpoints ?? []) {
    if (metrics.MetricPublishFrequencyInSeconds !== undefined) {
      metrics.MetricPublishFrequencyInSeconds = oneOf(FREQUENCIES, metrics.MetricPublishFrequencyInSeconds);
    }
  }
  if (scheduling) { scheduling.AvailabilityZoneBalance ??= { EnforcementMode: 'PERMISSIVE' }; }
}
