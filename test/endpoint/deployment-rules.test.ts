import { ENDPOINT_RULES } from '../../src/endpoint/deployment-rules';
import { RuleCase, testRules } from '../support/rules';

testRules(ENDPOINT_RULES, [
  ['EP-X1', 'a deployment is of one kind', { DeploymentConfig: { BlueGreenUpdatePolicy: {} } },
    { DeploymentConfig: { BlueGreenUpdatePolicy: {}, RollingUpdatePolicy: {} } }],
  ['EP-X3', 'a canary is at most half', canary(percent(50)), canary(percent(51))],
  ['EP-X3', 'a canary is at most half of the instances', canary(count(2), 4, 5), canary(count(2), 4, 3)],
  ['EP-X3', 'a canary of instances is not measured where they are not counted', canary(count(9)), canary(count(9), 1)],
  ['EP-X4', 'a canary has a size', canary(percent(10)), traffic({ Type: 'CANARY' })],
  ['EP-X4', 'only a canary needs its size', traffic({ Type: 'ALL_AT_ONCE' }), traffic({ Type: 'CANARY' })],
  ['EP-X5', 'a step is not too small', linear(percent(10)), linear(percent(9))],
  ['EP-X5', 'a step is not too large', linear(percent(50)), linear(percent(51))],
  ['EP-X5', 'a step of instances is not too small', linear(count(1), 10), linear(count(1), 11)],
  ['EP-X6', 'a step has a size', linear(percent(10)), traffic({ Type: 'LINEAR' })],
  ['EP-X7', 'a batch is not too small', rolling({ MaximumBatchSize: percent(5) }), rolling({ MaximumBatchSize: percent(4) })],
  ['EP-X7', 'a batch is not too large', rolling({ MaximumBatchSize: percent(50) }), rolling({ MaximumBatchSize: percent(51) })],
  ['EP-X7', 'a batch of instances is not too small', rolling({ MaximumBatchSize: count(1) }, 20), rolling({ MaximumBatchSize: count(1) }, 21)],
  ['EP-X8', 'no more than all is rolled back', rolling({ RollbackMaximumBatchSize: percent(100) }), rolling({ RollbackMaximumBatchSize: percent(101) })],
  ['EP-X8', 'instances that are rolled back are no percentage', rolling({ RollbackMaximumBatchSize: count(101) }),
    rolling({ RollbackMaximumBatchSize: percent(101) })],
  ['EP-X9', 'a deployment has time for its waits', timed(1201, { Type: 'CANARY' }), timed(1200, { Type: 'CANARY' })],
  ['EP-X9', 'a deployment has time for the waits of all its steps', timed(3601, { Type: 'LINEAR', LinearStepSize: percent(20) }),
    timed(3600, { Type: 'LINEAR', LinearStepSize: percent(20) })],
  ['EP-X12', 'alarms are given', alarms([{}]), alarms([])],
  ['EP-X12', 'alarms are given at all', alarms([{}]), alarms(undefined)],
  ['EP-X13', 'one variant is rolled', rolling({}, 1), rolling({}, 1, 1)],
  ['EP-X13', 'instances are rolled', rolling({}, 1),
    { DeploymentConfig: { RollingUpdatePolicy: {} }, EndpointConfig: { ProductionVariants: [{ ServerlessConfig: {} }] } }],
  ['EP-X13', 'a configuration that is not known is not judged', rolling({}), rolling({}, 1, 1)],
  ['EP-X14', 'guardrails are not for ml.inf1', onType('ml.m5.large'), onType('ml.inf1.xlarge')],
  ['EP-X18', 'exceptions are of what is kept', { ExcludeRetainedVariantProperties: [{}], RetainAllVariantProperties: true },
    { ExcludeRetainedVariantProperties: [{}] }],
  ['EP-X18', 'data capture is no exception yet', excepted('DesiredWeight'), excepted('DataCaptureConfig')],
  ['EP-X18', 'no exception needs nothing', { ExcludeRetainedVariantProperties: [] }, { ExcludeRetainedVariantProperties: [{}], RetainAllVariantProperties: false }],
  ['EP-X24', 'tags differ in their keys', tagged('a', 'A'), tagged('a', 'b', 'a')],
] satisfies RuleCase[]);

function excepted(VariantPropertyType: string): object {
  return { ExcludeRetainedVariantProperties: [{ VariantPropertyType }], RetainAllVariantProperties: true };
}

function percent(Value: number): object {
  return { Type: 'CAPACITY_PERCENT', Value };
}

function count(Value: number): object {
  return { Type: 'INSTANCE_COUNT', Value };
}

/** @param counts the instances of each variant, where the configuration is known */
function endpoint(DeploymentConfig: object, counts: number[]): object {
  const ProductionVariants = counts.map((InitialInstanceCount) => ({ InitialInstanceCount }));
  return counts.length > 0 ? { DeploymentConfig, EndpointConfig: { ProductionVariants } } : { DeploymentConfig };
}

function traffic(TrafficRoutingConfiguration: object, ...counts: number[]): object {
  return endpoint({ BlueGreenUpdatePolicy: { TrafficRoutingConfiguration } }, counts);
}

function canary(CanarySize: object, ...counts: number[]): object {
  return traffic({ Type: 'CANARY', CanarySize }, ...counts);
}

function linear(LinearStepSize: object, ...counts: number[]): object {
  return traffic({ Type: 'LINEAR', LinearStepSize }, ...counts);
}

function rolling(RollingUpdatePolicy: object, ...counts: number[]): object {
  return endpoint({ RollingUpdatePolicy }, counts);
}

function timed(MaximumExecutionTimeoutInSeconds: number, routing: object): object {
  return endpoint({
    BlueGreenUpdatePolicy: {
      MaximumExecutionTimeoutInSeconds, TerminationWaitInSeconds: 600, TrafficRoutingConfiguration: { WaitIntervalInSeconds: 600, ...routing },
    },
  }, []);
}

function tagged(...keys: string[]): object {
  return { Tags: keys.map((Key) => ({ Key })) };
}

function alarms(Alarms?: object[]): object {
  return { DeploymentConfig: { AutoRollbackConfiguration: { Alarms } } };
}

function onType(InstanceType: string): object {
  return { DeploymentConfig: {}, EndpointConfig: { ProductionVariants: [{ InstanceType }] } };
}
