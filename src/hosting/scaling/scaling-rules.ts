import { each } from '../../validation/predicates';
import { Rule } from '../../validation/rule';

const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const SCALING = `${GUIDE}endpoint-auto-scaling-prerequisites.html`;

/** Relations between the capacity of a variant and its scaling. */
export const INSTANCE_SCALING_RULES: readonly Rule[] = [
  {
    id: 'ScalingOfBurstableInstances',
    member: 'InstanceType',
    holds: ({ InstanceType: type }) => type === undefined || !/^ml\.t\d/.test(type),
    message: 'must not be a burstable type: automatic scaling does not support burstable instances',
    source: SCALING,
  },
  {
    id: 'MaxCapacityBelowInitialInstanceCount',
    member: 'MaxCapacity',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MaxCapacity === undefined
      || scaling.MaxCapacity >= scaling.InitialInstanceCount,
    message: 'must be greater than or equal to {InitialInstanceCount=}',
    source: SCALING,
  },
  {
    id: 'MinCapacityAboveInitialInstanceCount',
    member: 'MinCapacity',
    severity: 'warning',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MinCapacity === undefined
      || scaling.MinCapacity <= scaling.InitialInstanceCount,
    message: 'should be less than or equal to {InitialInstanceCount=}: every update of the endpoint starts with fewer instances',
    source: SCALING,
  },
  {
    id: 'ScaleToZeroWithModel',
    member: 'MinCapacity',
    severity: 'warning',
    holds: (scaling) => scaling.MinCapacity !== 0 || !scaling.HostsModel || scaling.Endpoint.EndpointConfig.AsyncInferenceConfig !== undefined,
    message: 'should be at least 1 for a variant with a model, unless the endpoint is asynchronous: only inference components scale to zero',
    source: `${GUIDE}endpoint-auto-scaling-zero-instances.html`,
  },
  {
    id: 'InstanceCountNotRetained',
    at: 'Endpoint',
    member: 'RetainAllVariantProperties',
    severity: 'warning',
    holds: (endpoint) => !('EndpointConfigName' in endpoint) // imported
      || (endpoint.RetainAllVariantProperties === true
        && !each(endpoint.ExcludeRetainedVariantProperties, 'VariantPropertyType').includes('DesiredInstanceCount')),
    message: 'should be true and include the instance count: otherwise every update of the endpoint resets the count that scaling has set',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html',
  },
];

/** Relations of everything that scales: Application Auto Scaling itself checks them. */
export const SCALING_RULES: readonly Rule[] = [
  ...['MinCapacity', 'MaxCapacity'].map((member): Rule => ({
    id: `Invalid${member}`,
    member,
    holds: ({ [member]: capacity }) => capacity === undefined || (Number.isInteger(capacity) && capacity >= 0),
    message: 'must be a whole number of at least 0',
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  })),
  {
    id: 'MissingMaxCapacity',
    member: 'MaxCapacity',
    holds: (scaling) => scaling.MaxCapacity !== undefined,
    message: 'is required',
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  },
  {
    id: 'MinCapacityAboveMaxCapacity',
    member: 'MinCapacity',
    holds: (scaling) => scaling.MinCapacity === undefined || scaling.MaxCapacity === undefined || scaling.MinCapacity <= scaling.MaxCapacity,
    message: 'must be less than or equal to {MaxCapacity=}',
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  },
];

/** Relations between the capacity of a serverless variant and its scaling. */
export const CONCURRENCY_SCALING_RULES: readonly Rule[] = [
  {
    id: 'MaxCapacityAboveMaxConcurrency',
    member: 'MaxCapacity',
    severity: 'warning', // the page says it of the configuration
    holds: (scaling) => scaling.MaxConcurrency === undefined || scaling.MaxCapacity === undefined || scaling.MaxCapacity <= scaling.MaxConcurrency,
    message: 'should be less than or equal to {MaxConcurrency=}: no more can be provisioned',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html',
  },
  {
    id: 'ScalingWithoutProvisionedConcurrency',
    member: 'ProvisionedConcurrency',
    severity: 'warning',
    holds: (scaling) => scaling.MaxConcurrency === undefined || scaling.ProvisionedConcurrency !== undefined,
    message: 'is missing: the service only scales variants that have provisioned concurrency from the start',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html',
  },
];

/** What target tracking on invocations asks. */
export const INVOCATIONS_SCALING_RULES: readonly Rule[] = [
  {
    id: 'InvalidSafetyFactor',
    member: 'SafetyFactor',
    holds: ({ SafetyFactor: factor }) => factor > 0 && factor <= 1,
    message: 'must be greater than 0 and at most 1',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
  {
    id: 'InvalidMaxRequestsPerSecond',
    member: 'MaxRequestsPerSecond',
    holds: ({ MaxRequestsPerSecond: rate }) => rate > 0,
    message: 'must be greater than 0',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
];

/** A target that is a ratio by mistake would add capacity up to the maximum. */
const BELOW_ONE_PERCENT: Rule = {
  id: 'TargetUtilizationBelowOnePercent',
  member: 'TargetUtilizationPercent',
  severity: 'warning',
  holds: ({ TargetUtilizationPercent: utilization }) => utilization === undefined || utilization <= 0 || utilization >= 1,
  message: 'is less than 1 percent: specify a percentage such as 70, not a ratio such as 0.7',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html',
};

/** What target tracking on the use of provisioned concurrency asks. */
export const UTILIZATION_SCALING_RULES: readonly Rule[] = [
  {
    id: 'InvalidTargetUtilization',
    member: 'TargetUtilizationPercent',
    holds: ({ TargetUtilizationPercent: utilization }) => utilization > 0 && utilization <= 100,
    message: 'must be greater than 0 and at most 100',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html',
  },
  BELOW_ONE_PERCENT,
];

/** What target tracking on any other metric of the service asks. */
export const TARGET_RULES: readonly Rule[] = [
  ...['TargetUtilizationPercent', 'TargetConcurrentRequests', 'TargetBacklogPerInstance'].map((member): Rule => ({
    id: `Invalid${member}`,
    member,
    holds: (tracking) => tracking[member] === undefined || tracking[member] > 0,
    message: 'must be greater than 0',
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html',
  })),
  BELOW_ONE_PERCENT,
];
