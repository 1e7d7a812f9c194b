import { changed, Example, Examples } from './example';
import { tagged } from './model';
import { INFERENCE_COMPONENT_RULES } from '../../../src/inference-component/rules';

const RESOURCES = { MinMemoryRequiredInMb: 1024, NumberOfCpuCoresRequired: 1 };
const HOSTED = { ModelName: 'churn', ComputeResourceRequirements: RESOURCES };
export const INFERENCE_COMPONENT = { EndpointName: 'shared', VariantName: 'main', Specification: HOSTED };

const PER_TYPE = changed(INFERENCE_COMPONENT, {
  Specification: undefined,
  Specifications: ['ml.g5.xlarge', 'ml.g6.xlarge'].map((InstanceType) => ({ ...HOSTED, InstanceType })),
});
const on = (variant: object) => ({ ...INFERENCE_COMPONENT, EndpointConfig: { ProductionVariants: [{ VariantName: 'main', ...variant }] } });
const adapter = (Container: object, others: object = {}) => ({
  EndpointName: 'shared', Specification: { BaseInferenceComponentName: 'base', Container, ...others },
});
const rolling = (MaximumBatchSize: object, rollback?: object) => {
  const RollingUpdatePolicy = { MaximumBatchSize, WaitIntervalInSeconds: 0, ...rollback && { RollbackMaximumBatchSize: rollback } };
  return { ...INFERENCE_COMPONENT, DeploymentConfig: { RollingUpdatePolicy } };
};
const percent = (Value: number) => ({ Type: 'CAPACITY_PERCENT', Value });
const copies = (Value: number) => ({ Type: 'COPY_COUNT', Value });

export const INFERENCE_COMPONENT_EXAMPLES: Examples = {
  operation: 'CreateInferenceComponent',
  rules: INFERENCE_COMPONENT_RULES,
  examples: [
    ['ComponentNeedsOneSpecification', '', INFERENCE_COMPONENT, changed(INFERENCE_COMPONENT, { Specification: undefined })],
    ['ComponentNeedsOneSpecification', '', PER_TYPE, { ...PER_TYPE, Specification: HOSTED }],
    ['SingleElementSpecifications', 'Specifications', PER_TYPE, changed(PER_TYPE, { Specifications: [{ ...HOSTED, InstanceType: 'ml.g5.xlarge' }] })],
    ['SpecificationWithoutInstanceType', 'Specifications[1].InstanceType', PER_TYPE,
      changed(PER_TYPE, { Specifications: [{ ...HOSTED, InstanceType: 'ml.g5.xlarge' }, HOSTED] })],
    ['DuplicateSpecificationInstanceType', 'Specifications', PER_TYPE,
      changed(PER_TYPE, { Specifications: [1, 2].map(() => ({ ...HOSTED, InstanceType: 'ml.g5.xlarge' })) })],
    ['UnknownHostingVariant', 'VariantName', on({}), on({ VariantName: 'other' })],
    ['ComponentOnServerlessVariant', 'VariantName', on({ InstanceType: 'ml.m5.large' }), on({ ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB: 1024 } })],
    ['ComponentOnVariantWithModel', 'VariantName', on({ InstanceType: 'ml.m5.large' }), on({ InstanceType: 'ml.m5.large', ModelName: 'churn' })],
    ...specifications(),
    ['AdapterWithoutArtifacts', 'Specification.Container', adapter({ ArtifactUrl: 's3://b/a.tar.gz' }), adapter({})],
    ['AdapterWithComputeResources', 'Specification.ComputeResourceRequirements', adapter({ ArtifactUrl: 's3://b/a.tar.gz' }),
      adapter({ ArtifactUrl: 's3://b/a.tar.gz' }, { ComputeResourceRequirements: RESOURCES })],
    ['CopyBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize', rolling(percent(5)), rolling(percent(4))],
    ['CopyBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize', rolling(percent(50)), rolling(percent(51))],
    ['CopyRollbackBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.RollbackMaximumBatchSize', rolling(copies(1), percent(100)), rolling(copies(1), percent(101))],
    ['DuplicateTagKey', 'Tags', tagged(INFERENCE_COMPONENT, 'a', 'b'), tagged(INFERENCE_COMPONENT, 'b', 'b')],
  ],
};

/** What is tried with a single specification, and with the second of several. */
function specifications(): Example[] {
  const places = [
    ['Specification', (specification: object) => ({ ...INFERENCE_COMPONENT, Specification: specification })],
    ['Specifications[1]', (specification: object) => changed(PER_TYPE, {
      Specifications: [{ ...HOSTED, InstanceType: 'ml.g5.xlarge' }, { ...specification, InstanceType: 'ml.g6.xlarge' }],
    })],
  ] as const;
  return places.flatMap(([path, of]): Example[] => [
    ['SpecificationWithoutModel', `${path}.ModelName`, of({ Container: { Image: 'churn:1' } }), of({ Container: { ArtifactUrl: 's3://b/a.tar.gz' } })],
    ['MaxMemoryBelowMinMemory', `${path}.ComputeResourceRequirements.MaxMemoryRequiredInMb`,
      of(changed(HOSTED, { ComputeResourceRequirements: { MaxMemoryRequiredInMb: 1024 } })),
      of(changed(HOSTED, { ComputeResourceRequirements: { MaxMemoryRequiredInMb: 1023 } }))],
    ['TooManyComponentVariables', `${path}.Container.Environment`, of(environment(16)), of(environment(17))],
    ['InvalidComponentMetricsFrequency', `${path}.Container.ContainerMetricsConfig.MetricsEndpoints[0].MetricPublishFrequencyInSeconds`, of(published(60)), of(published(61))],
    ['SchedulingWithoutZoneBalance', `${path}.SchedulingConfig.AvailabilityZoneBalance`,
      of({ ...HOSTED, SchedulingConfig: { PlacementStrategy: 'SPREAD', AvailabilityZoneBalance: { EnforcementMode: 'PERMISSIVE' } } }),
      of({ ...HOSTED, SchedulingConfig: { PlacementStrategy: 'SPREAD' } })],
  ]);
}

function environment(entries: number): object {
  return { Container: { Image: 'churn:1', Environment: Object.fromEntries(Array.from({ length: entries }, (_, index) => [`KEY${index}`, 'value'])) } };
}

function published(MetricPublishFrequencyInSeconds: number): object {
  const ContainerMetricsConfig = { MetricsEndpoints: [{ MetricsEndpointPath: '/metrics', MetricPublishFrequencyInSeconds }] };
  return { Container: { Image: 'churn:1', ContainerMetricsConfig } };
}
