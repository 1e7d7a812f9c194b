import { each, given, isGiven, repeated, within } from '../validation/predicates';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-';

/** The paths of the specifications in the request. */
const SPECIFICATIONS = ['Specification', 'Specifications[]'];

const MAX_VARIABLES = 16;
const PUBLISH_FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];
const ROLLING = 'DeploymentConfig.RollingUpdatePolicy';

/**
 * The rules for the request that creates or updates an inference component. The context has the request for the endpoint configuration as
 * `EndpointConfig`, if the app creates it.
 */
export const INFERENCE_COMPONENT_RULES: readonly Rule[] = [
  {
    id: 'ComponentNeedsOneSpecification',
    holds: (component) => given(component, 'Specification', 'Specifications') === 1,
    message: 'specify exactly one of {Specification} and {Specifications}',
    source: `${API}CreateInferenceComponent.html`,
  },
  {
    id: 'SingleElementSpecifications',
    member: 'Specifications',
    holds: (component) => component.Specifications === undefined || component.Specifications.length > 1,
    message: 'must contain at least two specifications: CloudFormation takes a single one as {Specification} only',
    source: `${CLOUDFORMATION}resource-sagemaker-inferencecomponent.html`,
  },
  {
    id: 'SpecificationWithoutInstanceType',
    at: 'Specifications[]',
    member: 'InstanceType',
    holds: (specification) => specification.InstanceType !== undefined,
    message: 'is required if there are several specifications',
    source: `${API}InferenceComponentSpecification.html`,
  },
  {
    id: 'DuplicateSpecificationInstanceType',
    member: 'Specifications',
    holds: (component) => repeated(each(component.Specifications, 'InstanceType')).length === 0,
    message: 'must not contain the same {Specifications[].InstanceType} twice: {duplicates}',
    values: (component) => ({ duplicates: repeated(each(component.Specifications, 'InstanceType')) }),
    source: `${API}CreateInferenceComponent.html`,
  },
  {
    id: 'UnknownHostingVariant',
    member: 'VariantName',
    holds: (component, _component, context) => component.VariantName === undefined || context.EndpointConfig === undefined
      || variants(context).length === 0 || each(variants(context), 'VariantName').includes(component.VariantName),
    message: 'must be a variant of the endpoint, which has {names}',
    values: (_component, _request, context) => ({ names: each(variants(context), 'VariantName') }),
    source: `${API}CreateInferenceComponent.html`,
  },
  {
    id: 'ComponentOnServerlessVariant',
    member: 'VariantName',
    holds: (component, _component, context) => !hosts(component, context).some((variant) => isGiven(variant, 'ServerlessConfig')),
    message: 'must be a variant on instances, not a serverless variant',
    source: `${GUIDE}realtime-endpoints-deploy-models.html`,
  },
  {
    id: 'ComponentOnVariantWithModel',
    member: 'VariantName',
    holds: (component, _component, context) => !hosts(component, context).some((variant) => isGiven(variant, 'ModelName')),
    message: 'must be a variant without a model: variants with a model do not host inference components',
    source: `${GUIDE}realtime-endpoints-deploy-models.html`,
  },
  {
    id: 'SpecificationWithoutModel',
    at: SPECIFICATIONS,
    member: 'ModelName',
    severity: 'warning', // no page states this requirement
    holds: (specification) => isGiven(specification, 'BaseInferenceComponentName') || isGiven(specification, 'ModelName')
      || (specification.Container !== undefined && isGiven(specification.Container, 'Image')),
    message: 'is missing, and so is {Container.Image}: there is nothing to run',
    source: `${API}InferenceComponentSpecification.html`,
  },
  {
    id: 'MaxMemoryBelowMinMemory',
    at: within(SPECIFICATIONS, 'ComputeResourceRequirements'),
    member: 'MaxMemoryRequiredInMb',
    holds: (resources) => resources.MaxMemoryRequiredInMb === undefined || resources.MaxMemoryRequiredInMb >= resources.MinMemoryRequiredInMb,
    message: 'must be greater than or equal to {MinMemoryRequiredInMb=}',
    source: `${API}InferenceComponentComputeResourceRequirements.html`,
  },
  {
    id: 'TooManyComponentVariables',
    at: within(SPECIFICATIONS, 'Container'),
    member: 'Environment',
    holds: ({ Environment: environment }) => environment === undefined || Object.keys(environment).length <= MAX_VARIABLES,
    message: `must have at most ${MAX_VARIABLES} entries, not {count}`,
    values: ({ Environment: environment }) => ({ count: Object.keys(environment).length }),
    source: `${API}InferenceComponentContainerSpecification.html`,
  },
  {
    id: 'InvalidComponentMetricsFrequency',
    row: 'EC-X27',
    at: within(SPECIFICATIONS, 'Container.ContainerMetricsConfig.MetricsEndpoints[]'),
    member: 'MetricPublishFrequencyInSeconds',
    holds: ({ MetricPublishFrequencyInSeconds: frequency }) => frequency === undefined || PUBLISH_FREQUENCIES.includes(frequency),
    message: `must be one of ${PUBLISH_FREQUENCIES.map((seconds) => `{=${seconds}}`).join(', ')}`,
    source: `${API}MetricsEndpoint.html`,
  },
  {
    id: 'SchedulingWithoutZoneBalance',
    at: within(SPECIFICATIONS, 'SchedulingConfig'),
    member: 'AvailabilityZoneBalance',
    holds: (scheduling) => scheduling.AvailabilityZoneBalance !== undefined,
    message: 'is required by CloudFormation, though not by the service',
    source: `${CLOUDFORMATION}properties-sagemaker-inferencecomponent-inferencecomponentschedulingconfig.html`,
  },
  {
    id: 'AdapterWithoutArtifacts',
    at: 'Specification',
    member: 'Container',
    holds: (specification) => !isGiven(specification, 'BaseInferenceComponentName')
      || (specification.Container !== undefined && isGiven(specification.Container, 'ArtifactUrl')),
    message: 'must be specified with {Container.ArtifactUrl}, the adapter for {BaseInferenceComponentName}',
    source: `${API}InferenceComponentSpecification.html`,
  },
  {
    id: 'AdapterWithComputeResources',
    at: 'Specification',
    member: 'ComputeResourceRequirements',
    severity: 'warning', // the documentation asks to omit it, but does not say that the service rejects it
    holds: (specification) => !isGiven(specification, 'BaseInferenceComponentName') || !isGiven(specification, 'ComputeResourceRequirements'),
    message: 'is specified for an adapter, which uses the resources of its base inference component',
    source: `${API}InferenceComponentSpecification.html`,
  },
  {
    id: 'CopyBatchSizeOutOfRange',
    at: ROLLING,
    member: 'MaximumBatchSize',
    holds: ({ MaximumBatchSize: size }) => size.Type !== 'CAPACITY_PERCENT' || (size.Value >= 5 && size.Value <= 50),
    message: 'must be between 5 and 50 percent of the copies',
    source: `${API}InferenceComponentRollingUpdatePolicy.html`,
  },
  {
    id: 'CopyRollbackBatchSizeOutOfRange',
    at: ROLLING,
    member: 'RollbackMaximumBatchSize',
    holds: ({ RollbackMaximumBatchSize: size }) => size === undefined || size.Type !== 'CAPACITY_PERCENT' || size.Value <= 100,
    message: 'must be at most 100 percent of the copies',
    source: `${API}InferenceComponentRollingUpdatePolicy.html`,
  },
  ...TAG_RULES,
];

function variants(context: any): any[] {
  return context.EndpointConfig?.ProductionVariants ?? [];
}

/** The variant that hosts the inference component, if it is known. */
function hosts(component: any, context: any): any[] {
  return component.VariantName === undefined ? [] : variants(context).filter(({ VariantName }) => VariantName === component.VariantName);
}
