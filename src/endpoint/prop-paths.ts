import { AUTO_ROLLBACK_PROP_PATHS, CAPACITY_SIZE_PROP_PATHS, ROLLING_UPDATE_PROP_PATHS } from '../hosting/prop-paths';
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
  [`${BLUE_GREEN}.MaximumExecutionTimeoutInSeconds`]: 'deploymentConfig.maxExecutionTimeout',
  [TRAFFIC_ROUTING]: 'deploymentConfig',
  [`${TRAFFIC_ROUTING}.Type`]: 'deploymentConfig',
  ...under(`${TRAFFIC_ROUTING}.CanarySize`, 'deploymentConfig.canarySize', CAPACITY_SIZE_PROP_PATHS),
  ...under(`${TRAFFIC_ROUTING}.LinearStepSize`, 'deploymentConfig.linearStepSize', CAPACITY_SIZE_PROP_PATHS),
  [ROLLING]: 'deploymentConfig.rolling',
  [`${ROLLING}.WaitIntervalInSeconds`]: 'deploymentConfig.waitInterval',
  ...under(ROLLING, 'deploymentConfig', ROLLING_UPDATE_PROP_PATHS),
};
