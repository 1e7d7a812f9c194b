import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { DeploymentConfigOptions } from './deployment-config-options';
import { PARTS_OF_TIME } from '../private/request-values';

/**
 * The deployment policies of an endpoint or an inference component, with the alarms that roll back a deployment.
 *
 * @internal
 */
export abstract class DeploymentPolicies {
  /** @internal */
  public readonly _autoRollbackAlarms: readonly cloudwatch.IAlarmRef[];

  protected constructor(
    /** @internal */
    public readonly _policies: object,
    { autoRollbackAlarms = [] }: DeploymentConfigOptions,
  ) {
    this._autoRollbackAlarms = autoRollbackAlarms;
  }
}

/** The options of a rolling update of instances or copies. */
interface RollingOptions extends DeploymentConfigOptions {
  readonly maxBatchSize: { readonly _request: object };
  readonly waitInterval: Duration;
  readonly rollbackMaxBatchSize?: { readonly _request: object };
}

/** The `RollingUpdatePolicy` of the request. */
export function rollingUpdateRequest(options: RollingOptions): object {
  return {
    MaximumBatchSize: options.maxBatchSize._request,
    WaitIntervalInSeconds: options.waitInterval.toSeconds(PARTS_OF_TIME),
    MaximumExecutionTimeoutInSeconds: options.maxExecutionTimeout?.toSeconds(PARTS_OF_TIME),
    RollbackMaximumBatchSize: options.rollbackMaxBatchSize?._request,
  };
}
