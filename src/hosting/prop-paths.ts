import { PropPaths, under } from '../validation/prop-paths';

/** The rows of the rollback alarms of a deployment. */
export const AUTO_ROLLBACK_PROP_PATHS: PropPaths = {
  'AutoRollbackConfiguration': 'autoRollbackAlarms',
  'AutoRollbackConfiguration.Alarms': 'autoRollbackAlarms',
  'AutoRollbackConfiguration.Alarms[].AlarmName': 'autoRollbackAlarms[]',
};

/** The rows of a capacity size, which is a single prop value. */
export const CAPACITY_SIZE_PROP_PATHS: PropPaths = { Type: '', Value: '' };

/** The rows of a rolling update. */
export const ROLLING_UPDATE_PROP_PATHS: PropPaths = {
  MaximumExecutionTimeoutInSeconds: 'maxExecutionTimeout',
  MaximumBatchSize: 'maxBatchSize',
  ...under('MaximumBatchSize', 'maxBatchSize', CAPACITY_SIZE_PROP_PATHS),
  RollbackMaximumBatchSize: 'rollbackMaxBatchSize',
  ...under('RollbackMaximumBatchSize', 'rollbackMaxBatchSize', CAPACITY_SIZE_PROP_PATHS),
};
