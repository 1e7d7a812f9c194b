import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/**
 * Options for every kind of deployment.
 */
export interface DeploymentConfigOptions {
  /**
   * The alarms that roll back a deployment. 1 to 10 alarms in the account and Region of the endpoint.
   *
   * If an alarm goes off during a deployment, all traffic returns to the old instances or the old copies of an inference component. SageMaker
   * requires that the roles of the hosted models can describe the alarms. The library grants this permission.
   *
   * CloudFormation creates the alarms before the endpoint, so an alarm on the endpoint itself requires an `endpointName`. Create the alarm
   * after the endpoint and add it with `addAutoRollbackAlarm()`, or call `addDeploymentAlarms()`. An inference component always has a name.
   *
   * @default - no alarms; a deployment is not rolled back because of errors of the model
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
   */
  readonly autoRollbackAlarms?: cloudwatch.IAlarmRef[];

  /**
   * The maximum duration of the deployment. Must be between 10 minutes and 8 hours, and longer than the sum of all wait intervals.
   *
   * @default - the service default
   */
  readonly maxExecutionTimeout?: Duration;
}
