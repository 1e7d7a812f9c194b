import { copy, distinctTags, oneOf } from './common';

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validEndpoint(request: any): any {
  const endpoint = copy(request);
  const deployment = endpoint.DeploymentConfig;
  if (deployment?.BlueGreenUpdatePolicy) {
    delete deployment.RollingUpdatePolicy;
    makeValid(deployment.BlueGreenUpdatePolicy);
  }
  const rolling = deployment?.RollingUpdatePolicy;
  if (rolling) {
    rolling.MaximumBatchSize = size(rolling.MaximumBatchSize, 5, 50);
    if (rolling.RollbackMaximumBatchSize) { rolling.RollbackMaximumBatchSize = size(rolling.RollbackMaximumBatchSize, 1, 100); }
  }
  const counts = /INSTANCE_COUNT/.test(JSON.stringify(deployment?.BlueGreenUpdatePolicy ?? rolling ?? {}));
  if (!counts || endpoint.RetainAllVariantProperties) { endpoint.EndpointConfig = configOf(endpoint, rolling !== undefined); }
  return distinctTags(endpoint);
}

/** What is known of the configuration: nothing, or its variants. */
function configOf({ EndpointConfigName: name }: any, single: boolean): any {
  const instances = { VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 };
  const several = [instances, { ...instances, VariantName: 'b', InitialInstanceCount: undefined }];
  const serverless = [{ VariantName: 'a', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }];
  const others = single ? [] : [several, serverless];
  return oneOf([undefined, ...[[instances], ...others].map((ProductionVariants) => ({ ProductionVariants }))], name.length);
}

function makeValid(policy: any): void {
  const routing = policy.TrafficRoutingConfiguration;
  if (routing.CanarySize || routing.Type === 'CANARY') { routing.CanarySize = size(routing.CanarySize, 1, 50); }
  if (routing.LinearStepSize || routing.Type === 'LINEAR') { routing.LinearStepSize = size(routing.LinearStepSize, 10, 50); }
  if (policy.MaximumExecutionTimeoutInSeconds !== undefined) {
    const steps = routing.Type === 'LINEAR' && routing.LinearStepSize.Type === 'CAPACITY_PERCENT' ? Math.ceil(100 / routing.LinearStepSize.Value) : 1;
    const waits = (policy.TerminationWaitInSeconds ?? 0) + steps * routing.WaitIntervalInSeconds;
    if (waits >= 28_800) { delete policy.MaximumExecutionTimeoutInSeconds; }
    if (policy.MaximumExecutionTimeoutInSeconds <= waits) { policy.MaximumExecutionTimeoutInSeconds = waits + 1; }
  }
}

/** Returns a size within its bounds if it is a percentage. */
export function size(given: any, least: number, most: number): object {
  const { Type, Value } = given ?? { Type: 'CAPACITY_PERCENT', Value: most };
  return { Type, Value: Type === 'CAPACITY_PERCENT' ? oneOf([least, most, Math.min(most, Math.max(least, Value))], Value) : Value };
}
