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
    message: 'must not be a burstable type: Application Auto Scaling does not support burstable instances',
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
    holds: (endpoint) => !('EndpointConfigName' in endpoint) // an imported endpoint
      || (endpoint.RetainAllVariantProperties === true
        && !each(endpoint.ExcludeRetainedVariantProperties, 'VariantPropertyType').includes('DesiredInstanceCount')),
    message: 'should be true and include the instance count: otherwise every update of the endpoint resets the number of instances',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html',
  },
];

/** Relations for all scalable targets, which Application Auto Scaling itself checks. */
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
    severity: 'warning', // the page states it for the endpoint configuration, not for scaling
    holds: (scaling) => scaling.MaxConcurrency === undefined || scaling.MaxCapacity === undefined || scaling.MaxCapacity <= scaling.MaxConcurrency,
    message: 'should be less than or equal to {MaxConcurrency=}: no more can be provisioned',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html',
  },
  {
    id: 'ScalingWithoutProvisionedConcurrency',
    member: 'ProvisionedConcurrency',
    severity: 'warning',
    holds: (scaling) => scaling.MaxConcurrency === undefined || scaling.ProvisionedConcurrency !== undefined,
    message: 'is missing: the service can only scale variants that are created with provisioned concurrency',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html',
  },
];

/** Rules for target tracking on invocations. */
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

/** With a ratio instead of a percentage, target tracking would add capacity up to the maximum. */
const BELOW_ONE_PERCENT: Rule = {
  id: 'TargetUtilizationBelowOnePercent',
  member: 'TargetUtilizationPercent',
  severity: 'warning',
  holds: ({ TargetUtilizationPercent: utilization }) => utilization === undefined || utilization <= 0 || utilization >= 1,
  message: 'is less than 1 percent: specify a percentage such as 70, not a ratio such as 0.7',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html',
};

/** Rules for target tracking on the utilization of provisioned concurrency. */
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

/** Rules for target tracking on other metrics of the service. */
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
