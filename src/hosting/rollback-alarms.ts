import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { RolesPolicy } from '../private/roles-policy';
import { environmentFindings } from '../validation/environment';
import { Finding } from '../validation/finding';

interface Environment { readonly account: string; readonly region: string }

/** The permission to describe the alarms that roll back a deployment. The roles of the containers require it. */
export class RollbackAlarms {
  /** The policy of these roles. */
  public readonly policy: RolesPolicy;
  private readonly statement = new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'] });

  /** @param resource The endpoint or inference component. CloudFormation creates it after the policy. */
  constructor(scope: Construct, resource: CfnResource) {
    this.policy = new RolesPolicy(scope, 'RollbackAlarmsPolicy', resource);
  }

  public add({ alarmRef }: cloudwatch.IAlarmRef): void {
    if (this.statement.resources.length === 0) {
      this.policy.allow(this.statement);
    }
    this.statement.addResources(alarmRef.alarmArn);
  }
}

/** The `AutoRollbackConfiguration` of the request. */
export function autoRollbackRequest(alarms: readonly cloudwatch.IAlarmRef[]): object {
  return { Alarms: alarms.map(({ alarmRef }) => ({ AlarmName: alarmRef.alarmName })) };
}

/** Checks that the alarms are in the account and Region of the deployed resource. */
export function* alarmFindings(alarms: readonly cloudwatch.IAlarmRef[], env: Environment): Generator<Finding> {
  for (const [index, alarm] of alarms.entries()) {
    yield* environmentFindings(`DeploymentConfig.AutoRollbackConfiguration.Alarms[${index}]`, alarm.env, env);
  }
}
