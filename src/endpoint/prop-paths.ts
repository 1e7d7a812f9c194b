import { AUTO_ROLLBACK_PROP_PATHS, CAPACITY_SIZE_PROP_PATHS } from '../hosting/prop-paths';
import { PropPaths, under } from '../validation/prop-paths';

const BLUE_GREEN = 'DeploymentConfig.BlueGreenUpdatePolicy';
const TRAFFIC_ROUTING = `${BLUE_GREEN}.TrafficRoutingConfiguration`;
const ROLLING = 'DeploymentConfig.RollingUpdatePolicy';

/** The props of an endpoint. */
export const ENDPOINT_PROP_PATHS: PropPaths = {
  'EndpointConfigName': 'endpointConfig',
  'ExcludeRetainedVariantProperties[].VariantPropertyType': 'excludeRetainedVariantProperties[]',
  ...under('DeploymentConfig', 'deploymentConfig', AUTO_ROLLBACK_PROP_PATHS),
  [BLUE_GREEN]: 'deploymentConfig',
  [TRAFFIC_ROUTING]: 'deploymentConfig',
  [`${TRAFFIC_ROUTING}.Type`]: 'deploymentConfig',
  ...under(`${TRAFFIC_ROUTING}.CanarySize`, 'deploymentConfig.canarySize', CAPACITY_SIZE_PROP_PATHS),
  ...under(`${TRAFFIC_ROUTING}.LinearStepSize`, 'deploymentConfig.linearStepSize', CAPACITY_SIZE_PROP_PATHS),
  [ROLLING]: 'deploymentConfig.rolling',
  [`${ROLLING}.WaitIntervalInSeconds`]: 'deploymentConfig.waitInterval',
  [`${ROLLING}.MaximumExecutionTimeoutInSeconds`]: 'deploymentConfig.maximumExecutionTimeout',
  [`${ROLLING}.MaximumBatchSize`]: 'deploymentConfig.maximumBatchSize',
  [`${ROLLING}.RollbackMaximumBatchSize`]: 'deploymentConfig.rollbackMaximumBatchSize',
  ...under(`${ROLLING}.MaximumBatchSize`, 'deploymentConfig.maximumBatchSize', CAPACITY_SIZE_PROP_PATHS),
  ...under(`${ROLLING}.RollbackMaximumBatchSize`, 'deploymentConfig.rollbackMaximumBatchSize', CAPACITY_SIZE_PROP_PATHS),
};
