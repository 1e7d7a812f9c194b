import {
  CONCURRENCY_SCALING_RULES, INSTANCE_SCALING_RULES, INVOCATIONS_SCALING_RULES, SCALING_RULES, TARGET_RULES, UTILIZATION_SCALING_RULES,
} from '../../../src/hosting/scaling/scaling-rules';
import { Rule } from '../../../src/validation/rule';
import { RuleCase } from '../../support/rules';

const SYNCHRONOUS = { Endpoint: { EndpointConfig: {} } };

function retaining(RetainAllVariantProperties?: boolean, ...excluded: string[]): object {
  const ExcludeRetainedVariantProperties = excluded.map((VariantPropertyType) => ({ VariantPropertyType }));
  return { Endpoint: { EndpointConfigName: 'churn', RetainAllVariantProperties, ExcludeRetainedVariantProperties } };
}

function serverless(MaxConcurrency: number, ProvisionedConcurrency?: number): object {
  return { MaxConcurrency, MemorySizeInMB: 1024, ProvisionedConcurrency };
}

/** The test cases of the rules for scaling. */
export const SCALING_EXAMPLES: readonly { readonly about: string; readonly rules: readonly Rule[]; readonly cases: readonly RuleCase[] }[] = [
  {
    about: 'capacity in instances',
    rules: INSTANCE_SCALING_RULES,
    cases: [
      ['ScalingOfBurstableInstances', 'the type is not burstable', { InstanceType: 'ml.m5.large' }, { InstanceType: 'ml.t2.medium' }],
      ['ScalingOfBurstableInstances', 'the type is not known', {}, { InstanceType: 'ml.t3.large' }],
      ['ScalingOfBurstableInstances', 'the type only looks burstable', { InstanceType: 'ml.trn1.2xlarge' }, { InstanceType: 'ml.t2.2xlarge' }],
      ['MaxCapacityBelowInitialInstanceCount', 'the initial instances fit', { MaxCapacity: 2, InitialInstanceCount: 2 }, { MaxCapacity: 1, InitialInstanceCount: 2 }],
      ['MinCapacityAboveInitialInstanceCount', 'the initial instances are enough', { MinCapacity: 2, InitialInstanceCount: 2 }, { MinCapacity: 3, InitialInstanceCount: 2 }],
      ['ScaleToZeroWithModel', 'an instance is left', { MinCapacity: 1, HostsModel: true, ...SYNCHRONOUS }, { MinCapacity: 0, HostsModel: true, ...SYNCHRONOUS }],
      ['ScaleToZeroWithModel', 'the endpoint is asynchronous', { MinCapacity: 0, HostsModel: true, Endpoint: { EndpointConfig: { AsyncInferenceConfig: {} } } },
        { MinCapacity: 0, HostsModel: true, ...SYNCHRONOUS }],
      ['ScaleToZeroWithModel', 'there is no model', { MinCapacity: 0, HostsModel: false, ...SYNCHRONOUS }, { MinCapacity: 0, HostsModel: true, ...SYNCHRONOUS }],
      ['InstanceCountNotRetained', 'an update leaves the instances alone', retaining(true), retaining(undefined)],
      ['InstanceCountNotRetained', 'an update sets only other properties', retaining(true, 'DesiredWeight'), retaining(true, 'DesiredInstanceCount')],
      ['InstanceCountNotRetained', 'updates are made elsewhere', { Endpoint: {} }, retaining(false)],
    ],
  },
  {
    about: 'capacity in provisioned concurrency',
    rules: CONCURRENCY_SCALING_RULES,
    cases: [
      ['MaxCapacityAboveMaxConcurrency', 'as much as may be at all', { MaxCapacity: 10, ...serverless(10, 1) }, { MaxCapacity: 11, ...serverless(10, 1) }],
      ['MaxCapacityAboveMaxConcurrency', 'the variant is not known', { MaxCapacity: 11 }, { MaxCapacity: 11, ...serverless(10, 1) }],
      ['ScalingWithoutProvisionedConcurrency', 'there is some from the start', { MaxCapacity: 5, ...serverless(10, 1) }, { MaxCapacity: 5, ...serverless(10) }],
      ['ScalingWithoutProvisionedConcurrency', 'what there is is not known', { MaxCapacity: 5 }, { MaxCapacity: 5, ...serverless(10) }],
    ],
  },
  {
    about: 'capacity of any kind',
    rules: SCALING_RULES,
    cases: [
      ['InvalidMaxCapacity', 'the most is a whole number', { MaxCapacity: 1 }, { MaxCapacity: 1.5 }],
      ['InvalidMaxCapacity', 'the most is not negative', { MaxCapacity: 0 }, { MaxCapacity: -1 }],
      ['InvalidMinCapacity', 'the least is a whole number', { MinCapacity: 0, MaxCapacity: 1 }, { MinCapacity: 0.5, MaxCapacity: 1 }],
      ['InvalidMinCapacity', 'the least is not negative', { MaxCapacity: 1 }, { MinCapacity: -1, MaxCapacity: 1 }],
      ['MissingMaxCapacity', 'there is a maximum', { MaxCapacity: 1 }, { MinCapacity: 1 }],
      ['MinCapacityAboveMaxCapacity', 'the least is at most the most', { MinCapacity: 2, MaxCapacity: 2 }, { MinCapacity: 3, MaxCapacity: 2 }],
      ['MinCapacityAboveMaxCapacity', 'the least is not given', { MaxCapacity: 2 }, { MinCapacity: 3, MaxCapacity: 2 }],
    ],
  },
  {
    about: 'target tracking on invocations',
    rules: INVOCATIONS_SCALING_RULES,
    cases: [
      ['InvalidSafetyFactor', 'all is used', { SafetyFactor: 1 }, { SafetyFactor: 1.01 }],
      ['InvalidSafetyFactor', 'little is used', { SafetyFactor: 0.01 }, { SafetyFactor: 0 }],
      ['InvalidMaxRequestsPerSecond', 'there are requests', { MaxRequestsPerSecond: 0.1 }, { MaxRequestsPerSecond: 0 }],
    ],
  },
  {
    about: 'target tracking on utilization',
    rules: UTILIZATION_SCALING_RULES,
    cases: [
      ['InvalidTargetUtilization', 'a target of 100 percent', { TargetUtilizationPercent: 100 }, { TargetUtilizationPercent: 101 }],
      ['InvalidTargetUtilization', 'a low target', { TargetUtilizationPercent: 0.1 }, { TargetUtilizationPercent: 0 }],
      ['TargetUtilizationBelowOnePercent', 'a target of 1 percent', { TargetUtilizationPercent: 1 }, { TargetUtilizationPercent: 0.7 }],
    ],
  },
  {
    about: 'target tracking on other metrics',
    rules: TARGET_RULES,
    cases: [
      ['InvalidTargetUtilizationPercent', 'something is used', { TargetUtilizationPercent: 0.1 }, { TargetUtilizationPercent: 0 }],
      ['TargetUtilizationBelowOnePercent', 'a target of 1 percent', { TargetUtilizationPercent: 1 }, { TargetUtilizationPercent: 0.7 }],
      ['InvalidTargetConcurrentRequests', 'there are requests', { TargetConcurrentRequests: 1 }, { TargetConcurrentRequests: 0 }],
      ['InvalidTargetBacklogPerInstance', 'requests may wait', { TargetBacklogPerInstance: 1 }, { TargetBacklogPerInstance: -1 }],
    ],
  },
];
