import { changed, Example, Examples } from './example';
import { tagged } from './model';
import { ENDPOINT_RULES } from '../../../src/endpoint/rules';

export const ENDPOINT = { EndpointConfigName: 'churn' };

/** The configuration, where it is known: variants of so many instances. */
const of = (...counts: number[]) => ({
  EndpointConfig: { ProductionVariants: counts.map((InitialInstanceCount, index) => ({ VariantName: `v${index}`, InstanceType: 'ml.m5.large', InitialInstanceCount })) },
});
const SERVERLESS = { EndpointConfig: { ProductionVariants: [{ VariantName: 'v', ServerlessConfig: {} }] } };
const INF1 = { EndpointConfig: { ProductionVariants: [{ VariantName: 'v', InstanceType: 'ml.inf1.xlarge', InitialInstanceCount: 2 }] } };
const INF1_POOL = { EndpointConfig: { ProductionVariants: [{ VariantName: 'v', InstancePools: [{ InstanceType: 'ml.inf1.xlarge', Priority: 1 }], InitialInstanceCount: 2 }] } };

export const ENDPOINT_EXAMPLES: Examples = {
  operation: 'CreateEndpoint',
  rules: ENDPOINT_RULES,
  examples: [
    ['BlueGreenWithRollingUpdate', 'DeploymentConfig.RollingUpdatePolicy', rolling(10), changed(rolling(10), blueGreen('ALL_AT_ONCE'))],
    ...sizes('CanarySizeOutOfRange', (size) => blueGreen('CANARY', { CanarySize: size }), 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize', [1, 50], [51]),
    ['CanarySizeOutOfRange', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize', changed(canary(instances(2)), of(4, 5)), changed(canary(instances(2)), of(4, 3))],
    ['CanarySizeOutOfRange', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize', canary(instances(9)), changed(canary(instances(9)), of(1))],
    ['CanaryWithoutSize', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize', blueGreen('ALL_AT_ONCE'), blueGreen('CANARY')],
    ['CanaryWithoutSize', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize', blueGreen('CANARY', { CanarySize: percent(10) }), blueGreen('CANARY')],
    ...sizes('LinearStepSizeOutOfRange', (size) => blueGreen('LINEAR', { LinearStepSize: size }), 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.LinearStepSize', [10, 50], [9, 51]),
    ['LinearStepSizeOutOfRange', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.LinearStepSize', changed(linear(instances(1)), of(10)), changed(linear(instances(1)), of(11))],
    ['LinearWithoutStepSize', 'DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.LinearStepSize', blueGreen('LINEAR', { LinearStepSize: percent(10) }), blueGreen('LINEAR')],
    ...sizes('RollingBatchSizeOutOfRange', (size) => rolling(size), 'DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize', [5, 50], [4, 51]),
    ['RollingBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize', changed(rolling(instances(1)), of(20)), changed(rolling(instances(1)), of(21))],
    ['RollbackBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.RollbackMaximumBatchSize', rolling(10, percent(100)), rolling(10, percent(101))],
    ['RollbackBatchSizeOutOfRange', 'DeploymentConfig.RollingUpdatePolicy.RollbackMaximumBatchSize', rolling(10, instances(101)), rolling(10, percent(101))],
    ['TimeoutBelowDeploymentWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', timed('CANARY', 300, 301, 602), timed('CANARY', 300, 301, 601)],
    ['TimeoutBelowDeploymentWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', timed('LINEAR', 300, 301, 1000), timed('LINEAR', 300, 301, 601)],
    ['TimeoutBelowExpectedStepWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', timed('LINEAR', 100, 300, 701), timed('LINEAR', 100, 300, 700)],
    ['TimeoutBelowExpectedStepWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', timed('CANARY', 100, 600, 701), timed('LINEAR', 100, 600, 1300)],
    ['TimeoutBelowStepWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', changed(inSteps(2, 701), of(4)), changed(inSteps(2, 701), of(5))],
    ['TimeoutBelowStepWaits', 'DeploymentConfig.BlueGreenUpdatePolicy.MaximumExecutionTimeoutInSeconds', inSteps(2, 701), changed(inSteps(2, 701), of(4, 8))],
    ['TimeoutBelowBatchWaits', 'DeploymentConfig.RollingUpdatePolicy.MaximumExecutionTimeoutInSeconds', batched(percent(50), 600, 601), batched(percent(50), 600, 600)],
    ['TimeoutBelowBatchWaits', 'DeploymentConfig.RollingUpdatePolicy.MaximumExecutionTimeoutInSeconds', batched(percent(50), 600, 1201, 10), batched(percent(50), 600, 1200, 10)],
    ['TimeoutBelowBatchWaits', 'DeploymentConfig.RollingUpdatePolicy.MaximumExecutionTimeoutInSeconds', batched(percent(5), 600, 1801, 3), batched(percent(5), 600, 1800, 3)],
    ['TimeoutBelowBatchWaits', 'DeploymentConfig.RollingUpdatePolicy.MaximumExecutionTimeoutInSeconds', batched(instances(2), 600, 3001, 9), batched(instances(2), 600, 3000, 9)],
    ['AutoRollbackWithoutAlarms', 'DeploymentConfig.AutoRollbackConfiguration.Alarms', rollback({ Alarms: [{ AlarmName: 'errors' }] }), rollback({})],
    ['DeploymentWithoutAutoRollback', 'DeploymentConfig.AutoRollbackConfiguration', rollback({ Alarms: [{ AlarmName: 'errors' }] }), rollback(undefined)],
    ['RollingUpdateOfSeveralVariants', 'DeploymentConfig.RollingUpdatePolicy', rolling(10), changed(rolling(10), of(10, 10))],
    ['RollingUpdateOfSeveralVariants', 'DeploymentConfig.RollingUpdatePolicy', changed(rolling(10), of(10)), changed(rolling(10), of(10, 10))],
    ['RollingUpdateOfServerlessVariant', 'DeploymentConfig.RollingUpdatePolicy', changed(rolling(10), of(10)), changed(rolling(10), SERVERLESS)],
    ['DeploymentConfigOnInf1', 'DeploymentConfig', changed(blueGreen('ALL_AT_ONCE'), of(2)), changed(blueGreen('ALL_AT_ONCE'), INF1)],
    ['DeploymentConfigOnInf1', 'DeploymentConfig', changed(blueGreen('ALL_AT_ONCE'), of(2)), changed(blueGreen('ALL_AT_ONCE'), INF1_POOL)],
    ['ExcludedPropertiesWithoutRetention', 'ExcludeRetainedVariantProperties', retained(true, 'DesiredWeight'), retained(false, 'DesiredWeight')],
    ['UnsupportedExcludedProperty', 'ExcludeRetainedVariantProperties[0].VariantPropertyType', retained(true, 'DesiredInstanceCount'), retained(true, 'DataCaptureConfig')],
    ['ExcludedPropertiesWithoutRetention', 'ExcludeRetainedVariantProperties', changed(ENDPOINT, { ExcludeRetainedVariantProperties: [] }), retained(undefined, 'DesiredWeight')],
    ['DuplicateTagKey', 'Tags', tagged(ENDPOINT, 'a', 'A'), tagged(ENDPOINT, 'a', 'b', 'a')],
    ['DuplicateTagKey', 'Tags', tagged(ENDPOINT, 'a', 'b'), tagged(ENDPOINT, 'b', 'b')],
  ],
};

/** Sizes in percent, and the same as instances of a variant of 100; those of an endpoint that keeps its count are anybody's guess. */
function sizes(id: string, request: (size: object) => object, path: string, accepted: number[], rejected: number[]): Example[] {
  return rejected.flatMap((wrong) => accepted.flatMap((right): Example[] => [
    [id, path, request(percent(right)), request(percent(wrong))],
    [id, path, changed(request(instances(right)), of(100)), changed(request(instances(wrong)), of(100))],
    [id, path, changed(request(instances(wrong)), { ...of(100), RetainAllVariantProperties: true }), changed(request(instances(wrong)), of(100))],
  ]));
}

function deployed(DeploymentConfig: object): object {
  return { ...ENDPOINT, DeploymentConfig };
}

function blueGreen(Type: string, routing: object = {}): object {
  return deployed({ BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type, WaitIntervalInSeconds: 0, ...routing } } });
}

function timed(Type: string, TerminationWaitInSeconds: number, WaitIntervalInSeconds: number, timeout: number): object {
  const size = Type === 'LINEAR' ? { LinearStepSize: percent(50) } : { CanarySize: percent(10) };
  return changed(blueGreen(Type, { ...size, WaitIntervalInSeconds }), {
    DeploymentConfig: { BlueGreenUpdatePolicy: { TerminationWaitInSeconds, MaximumExecutionTimeoutInSeconds: timeout } },
  });
}

/** Two waits of 300 seconds, and one of 100 before the old instances go: as many steps as fit into the time. */
function inSteps(count: number, timeout: number): object {
  return changed(blueGreen('LINEAR', { LinearStepSize: instances(count), WaitIntervalInSeconds: 300 }), {
    DeploymentConfig: { BlueGreenUpdatePolicy: { TerminationWaitInSeconds: 100, MaximumExecutionTimeoutInSeconds: timeout } },
  });
}

function rolling(size: number | object, RollbackMaximumBatchSize?: object): object {
  const MaximumBatchSize = typeof size === 'number' ? percent(size) : size;
  const RollingUpdatePolicy = { MaximumBatchSize, WaitIntervalInSeconds: 0, ...RollbackMaximumBatchSize && { RollbackMaximumBatchSize } };
  return deployed({ RollingUpdatePolicy });
}

/** A rolling deployment of so many instances, as far as that is known. */
function batched(size: object, WaitIntervalInSeconds: number, timeout: number, count?: number): object {
  return changed(changed(rolling(size), count === undefined ? {} : of(count)), {
    DeploymentConfig: { RollingUpdatePolicy: { WaitIntervalInSeconds, MaximumExecutionTimeoutInSeconds: timeout } },
  });
}

function rollback(AutoRollbackConfiguration: object | undefined): object {
  return deployed({ AutoRollbackConfiguration });
}

function retained(RetainAllVariantProperties: boolean | undefined, VariantPropertyType: string): object {
  return { ...ENDPOINT, RetainAllVariantProperties, ExcludeRetainedVariantProperties: [{ VariantPropertyType }] };
}

function canary(CanarySize: object): object {
  return blueGreen('CANARY', { CanarySize });
}

function linear(LinearStepSize: object): object {
  return blueGreen('LINEAR', { LinearStepSize });
}

function percent(Value: number): object {
  return { Type: 'CAPACITY_PERCENT', Value };
}

function instances(Value: number): object {
  return { Type: 'INSTANCE_COUNT', Value };
}
