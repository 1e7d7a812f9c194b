import { PropPaths } from '../validation/prop-paths';

/** The rows of the rollback alarms of a deployment. */
export const AUTO_ROLLBACK_PROP_PATHS: PropPaths = {
  'AutoRollbackConfiguration': 'autoRollbackAlarms',
  'AutoRollbackConfiguration.Alarms': 'autoRollbackAlarms',
  'AutoRollbackConfiguration.Alarms[].AlarmName': 'autoRollbackAlarms[]',
};

/** The rows of a capacity size: one value of the props. */
export const CAPACITY_SIZE_PROP_PATHS: PropPaths = { Type: '', Value: '' };
