import { each, given, instanceTypesOf, isInf1 } from '../validation/predicates';
import { Text } from '../validation/printed-value';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const EXCLUSIONS = `${GUIDE}deployment-guardrails-exclusions.html`;

const BLUE_GREEN = 'DeploymentConfig.BlueGreenUpdatePolicy';
const ROLLING = 'DeploymentConfig.RollingUpdatePolicy';

/**
 * Relations within the `CreateEndpoint` request. If the app creates the endpoint configuration, its request is `EndpointConfig` in the
 * context.
 */
export const ENDPOINT_RULES: readonly Rule[] = [
  {
    id: 'BlueGreenWithRollingUpdate',
    row: 'EP-X1',
    at: 'DeploymentConfig',
    member: 'RollingUpdatePolicy',
    holds: (deployment) => given(deployment, 'BlueGreenUpdatePolicy', 'RollingUpdatePolicy') < 2,
    message: 'must not be combined with {BlueGreenUpdatePolicy}',
    source: `${API}DeploymentConfig.html`,
  },
  sizeRule('CanarySizeOutOfRange', 'EP-X3', `${BLUE_GREEN}.TrafficRoutingConfiguration`, 'CanarySize', 0, 50, `${GUIDE}deployment-guardrails-blue-green-canary.html`),
  {
    id: 'CanaryWithoutSize',
    row: 'EP-X4',
    at: `${BLUE_GREEN}.TrafficRoutingConfiguration`,
    member: 'CanarySize',
    holds: (routing) => routing.Type !== 'CANARY' || routing.CanarySize !== undefined,
    message: 'must be specified if {Type} is "CANARY"',
    source: `${GUIDE}deployment-guardrails-blue-green-canary.html`,
  },
  sizeRule('LinearStepSizeOutOfRange', 'EP-X5', `${BLUE_GREEN}.TrafficRoutingConfiguration`, 'LinearStepSize', 10, 50, `${GUIDE}deployment-guardrails-blue-green-linear.html`),
  {
    id: 'LinearWithoutStepSize',
    row: 'EP-X6',
    at: `${BLUE_GREEN}.TrafficRoutingConfiguration`,
    member: 'LinearStepSize',
    holds: (routing) => routing.Type !== 'LINEAR' || routing.LinearStepSize !== undefined,
    message: 'must be specified if {Type} is "LINEAR"',
    source: `${GUIDE}deployment-guardrails-blue-green-linear.html`,
  },
  sizeRule('RollingBatchSizeOutOfRange', 'EP-X7', ROLLING, 'MaximumBatchSize', 5, 50, `${API}RollingUpdatePolicy.html`),
  {
    id: 'RollbackBatchSizeOutOfRange',
    row: 'EP-X8',
    at: ROLLING,
    member: 'RollbackMaximumBatchSize',
    holds: ({ RollbackMaximumBatchSize: size }) => size === undefined || size.Type !== 'CAPACITY_PERCENT' || size.Value <= 100,
    message: 'must be at most 100 percent of the instances',
    source: `${API}CapacitySize.html`,
  },
  {
    id: 'TimeoutBelowDeploymentWaits',
    row: 'EP-X9',
    at: BLUE_GREEN,
    member: 'MaximumExecutionTimeoutInSeconds',
    holds: (policy) => allowsSeconds(totalWaitSeconds(policy), policy),
    message: 'must be greater than {=waits}, the total wait time of the deployment',
    values: (policy) => ({ waits: totalWaitSeconds(policy) }),
    source: `${API}BlueGreenUpdatePolicy.html`,
  },
  {
    id: 'TimeoutBelowStepWaits',
    row: 'EP-X9',
    at: BLUE_GREEN,
    member: 'MaximumExecutionTimeoutInSeconds',
    holds: (policy, endpoint, context) => !allowsSeconds(totalWaitSeconds(policy), policy)
      || allowsSeconds(totalWaitSeconds(policy, minStepsOf(policy, endpoint, context)), policy),
    message: 'must be greater than {=waits}, the total wait time of {steps} steps',
    values: (policy, endpoint, context) => {
      const steps = minStepsOf(policy, endpoint, context);
      return { steps, waits: totalWaitSeconds(policy, steps) };
    },
    source: `${API}BlueGreenUpdatePolicy.html`,
  },
  {
    id: 'TimeoutBelowExpectedStepWaits',
    at: BLUE_GREEN,
    member: 'MaximumExecutionTimeoutInSeconds',
    severity: 'warning', // a variant may have fewer instances than there are steps
    holds: (policy, endpoint, context) => !allowsSeconds(totalWaitSeconds(policy, minStepsOf(policy, endpoint, context)), policy)
      || allowsSeconds(totalWaitSeconds(policy, stepsOf(policy)), policy),
    message: 'should be greater than {=waits}, the total wait time of {steps} steps',
    values: (policy) => ({ steps: stepsOf(policy), waits: totalWaitSeconds(policy, stepsOf(policy)) }),
    source: `${API}BlueGreenUpdatePolicy.html`,
  },
  {
    id: 'TimeoutBelowBatchWaits',
    at: ROLLING,
    member: 'MaximumExecutionTimeoutInSeconds',
    severity: 'warning', // not documented
    holds: (policy, endpoint, context) => allowsSeconds(minBatchesOf(policy, endpoint, context) * policy.WaitIntervalInSeconds, policy),
    message: 'should be greater than {=waits}, the total wait time of {batches} or more batches',
    values: (policy, endpoint, context) => {
      const batches = minBatchesOf(policy, endpoint, context);
      return { batches, waits: batches * policy.WaitIntervalInSeconds };
    },
    source: `${API}RollingUpdatePolicy.html`,
  },
  {
    id: 'AutoRollbackWithoutAlarms',
    row: 'EP-X12',
    at: 'DeploymentConfig.AutoRollbackConfiguration',
    member: 'Alarms',
    severity: 'warning',
    holds: (rollback) => rollback.Alarms?.length > 0,
    message: 'has no alarms: without an alarm, no deployment is rolled back',
    source: `${GUIDE}deployment-guardrails-configuration.html`,
  },
  {
    id: 'DeploymentWithoutAutoRollback',
    row: 'EP-X12',
    at: 'DeploymentConfig',
    member: 'AutoRollbackConfiguration',
    severity: 'warning',
    onlyWhenFinal: true, // alarms on the endpoint itself are added after its creation
    holds: (deployment) => deployment.AutoRollbackConfiguration !== undefined,
    message: 'is missing: without an alarm, no deployment is rolled back',
    source: `${GUIDE}deployment-guardrails-configuration.html`,
  },
  {
    id: 'RollingUpdateOfSeveralVariants',
    row: 'EP-X13',
    at: 'DeploymentConfig',
    member: 'RollingUpdatePolicy',
    holds: (deployment, _endpoint, context) => deployment.RollingUpdatePolicy === undefined || !(variantsOf(context).length > 1),
    message: 'must not be specified for an endpoint with several variants',
    source: EXCLUSIONS,
  },
  {
    id: 'RollingUpdateOfServerlessVariant',
    row: 'EP-X13',
    at: 'DeploymentConfig',
    member: 'RollingUpdatePolicy',
    holds: (deployment, _endpoint, context) => deployment.RollingUpdatePolicy === undefined
      || variantsOf(context).every((variant) => variant.ServerlessConfig === undefined),
    message: 'must not be specified for an endpoint with a serverless variant',
    source: EXCLUSIONS,
  },
  {
    id: 'DeploymentConfigOnInf1',
    row: 'EP-X14',
    member: 'DeploymentConfig',
    severity: 'warning',
    holds: (endpoint, _endpoint, context) => endpoint.DeploymentConfig === undefined || !instanceTypesOf(variantsOf(context)).some(isInf1),
    message: 'has no effect on ml.inf1 instances: all traffic moves at once',
    source: EXCLUSIONS,
  },
  {
    id: 'ExcludedPropertiesWithoutRetention',
    row: 'EP-X18',
    member: 'ExcludeRetainedVariantProperties',
    severity: 'warning',
    holds: (endpoint) => !(endpoint.ExcludeRetainedVariantProperties?.length > 0) || endpoint.RetainAllVariantProperties === true,
    message: 'has no effect unless {RetainAllVariantProperties} is true',
    source: `${API}UpdateEndpoint.html`,
  },
  {
    id: 'UnsupportedExcludedProperty',
    row: 'EP-X18',
    at: 'ExcludeRetainedVariantProperties[]',
    member: 'VariantPropertyType',
    severity: 'warning',
    holds: ({ VariantPropertyType }) => VariantPropertyType !== 'DataCaptureConfig',
    message: 'should not be the data capture configuration: the service does not support it yet',
    source: `${API}VariantProperty.html`,
  },
  ...TAG_RULES,
];

/** A rule for the size of a step of a deployment, as a percentage of the instances of each variant. */
function sizeRule(id: string, row: string, at: string, member: string, min: number, max: number, source: string): Rule {
  const outOfRange = (size: any, endpoint: any, context: any) =>
    percentagesOf(size, endpoint, context).filter((percentage) => percentage < min || percentage > max);
  return {
    id,
    row,
    at,
    member,
    holds: (part, endpoint, context) => outOfRange(part[member], endpoint, context).length === 0,
    message: `must be ${min > 0 ? `between ${min} and ${max}` : `at most ${max}`} percent of the instances, not {size}`,
    values: (part, endpoint, context) => ({ size: sizeText(part[member], endpoint, context) }),
    source,
  };
}

/** A size as the user wrote it. */
function sizeText({ Type, Value }: any, endpoint: any, context: any): Text {
  return { text: Type === 'CAPACITY_PERCENT' ? `${Value} percent` : `${Value} of ${initialCounts(endpoint, context).join(' and ')}` };
}

/** A size as a percentage of the instances of each variant, if their number is known. */
function percentagesOf(size: any, endpoint: any, context: any): number[] {
  if (size === undefined) { return []; }
  return size.Type === 'CAPACITY_PERCENT' ? [size.Value] : initialCounts(endpoint, context).map((count) => 100 * size.Value / count);
}

/** The total wait time of a successful blue/green deployment. */
function totalWaitSeconds(policy: any, steps: number = 1): number {
  return steps * (policy.TrafficRoutingConfiguration.WaitIntervalInSeconds ?? 0) + (policy.TerminationWaitInSeconds ?? 0);
}

function allowsSeconds(seconds: number, { MaximumExecutionTimeoutInSeconds: timeout }: any): boolean {
  return timeout === undefined || timeout > seconds;
}

/** The number of steps that the size of the steps requires. */
function stepsOf({ TrafficRoutingConfiguration: { Type, LinearStepSize } }: any): number {
  return Type === 'LINEAR' && LinearStepSize?.Type === 'CAPACITY_PERCENT' ? Math.ceil(100 / LinearStepSize.Value) : 1;
}

/** The minimum number of steps, for the known numbers of instances. */
function minStepsOf({ TrafficRoutingConfiguration: { Type, LinearStepSize } }: any, endpoint: any, context: any): number {
  return Type === 'LINEAR' && LinearStepSize !== undefined ? minBatchesOf({ MaximumBatchSize: LinearStepSize }, endpoint, context) : 1;
}

/** The minimum number of batches of a rolling deployment. */
function minBatchesOf({ MaximumBatchSize: { Type, Value } }: any, endpoint: any, context: any): number {
  const batches = initialCounts(endpoint, context).map((count) => Type === 'CAPACITY_PERCENT' ? Math.min(count, Math.ceil(100 / Value)) : Math.ceil(count / Value));
  return Math.max(1, ...batches);
}

/** The number of instances of each variant at the start of a deployment, if it is certain. */
function initialCounts(endpoint: any, context: any): number[] {
  if (endpoint.RetainAllVariantProperties === true) { return []; }
  return each(variantsOf(context), 'InitialInstanceCount').filter((count) => count !== undefined);
}

function variantsOf(context: any): any[] {
  return context.EndpointConfig?.ProductionVariants ?? [];
}
