import { Rule } from '../validation/rule';

const SCALING = 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-prerequisites.html';

/** Relations between the capacity of a variant and its scaling. */
export const INSTANCE_SCALING_RULES: readonly Rule[] = [
  {
    id: 'BurstableScaling',
    member: 'InstanceType',
    holds: ({ InstanceType: type }) => type === undefined || !/^ml\.t\d/.test(type),
    message: 'must not be burstable: automatic scaling does not support such instances',
    source: SCALING,
  },
  {
    id: 'MaxCapacity',
    member: 'MaxCapacity',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MaxCapacity >= scaling.InitialInstanceCount,
    message: (scaling) => `must be at least initialInstanceCount, which is ${scaling.InitialInstanceCount}`,
    source: SCALING,
  },
  {
    id: 'MinCapacity',
    member: 'MinCapacity',
    severity: 'warning',
    holds: (scaling) => scaling.InitialInstanceCount === undefined || scaling.MinCapacity === undefined
      || scaling.MinCapacity <= scaling.InitialInstanceCount,
    message: (scaling) => `is more than initialInstanceCount, which is ${scaling.InitialInstanceCount}: every update of the endpoint starts below it`,
    source: SCALING,
  },
];

/** Relations of everything that scales: Application Auto Scaling itself checks them. */
export const SCALING_RULES: readonly Rule[] = [
  {
    id: 'CapacityRange',
    member: 'MinCapacity',
    holds: (scaling) => scaling.MinCapacity === undefined || scaling.MinCapacity <= scaling.MaxCapacity,
    message: (scaling) => `must be at most maxCapacity, which is ${scaling.MaxCapacity}`,
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
  },
];

/** What target tracking on invocations asks. */
export const INVOCATIONS_SCALING_RULES: readonly Rule[] = [
  {
    id: 'SafetyFactor',
    member: 'SafetyFactor',
    holds: ({ SafetyFactor: factor }) => factor > 0 && factor <= 1,
    message: 'must be more than 0 and at most 1',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
  {
    id: 'MaxRequestsPerSecond',
    member: 'MaxRequestsPerSecond',
    holds: ({ MaxRequestsPerSecond: rate }) => rate > 0,
    message: 'must be more than 0',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-loadtest.html',
  },
];

/** What target tracking on the use of provisioned concurrency asks. */
export const UTILIZATION_SCALING_RULES: readonly Rule[] = [
  {
    id: 'TargetUtilization',
    member: 'TargetUtilization',
    holds: ({ TargetUtilization: utilization }) => utilization > 0 && utilization <= 1,
    message: 'must be more than 0 and at most 1',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-autoscale.html',
  },
];
