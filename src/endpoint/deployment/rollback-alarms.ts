import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { validationError } from '../../private/cdk-internals';
import { RolesPolicy } from '../../private/roles-policy';
import { referredConstruct } from '../../private/tokens';

/** The endpoint that alarms watch. */
export interface WatchedEndpoint {
  readonly construct: Construct;
  readonly resource: CfnEndpoint;
  /** The name that the user gave it: known before it is there. */
  readonly givenName?: string;
}

/** What the alarms that end a deployment of an endpoint need: to be there before it, and to be looked at by the roles of the containers. */
export class RollbackAlarms {
  /** For the roles. */
  public readonly policy: RolesPolicy;
  private readonly statement = new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'] });

  constructor(private readonly endpoint: WatchedEndpoint) {
    this.policy = new RolesPolicy(endpoint.construct, 'RollbackAlarmsPolicy', endpoint.resource);
  }

  public add(alarm: cloudwatch.IAlarm): void {
    nameEndpointIn(alarm, this.endpoint);
    if (this.statement.resources.length === 0) {
      this.policy.allow(this.statement);
    }
    this.statement.addResources(alarm.alarmArn);
  }
}

/**
 * The endpoint names its alarms, so it comes after them; but those that watch it name it in turn. The name that the user gave it breaks
 * the circle: it is the same as what the reference would become.
 */
function nameEndpointIn(alarm: cloudwatch.IAlarm, endpoint: WatchedEndpoint): void {
  const resource = alarm.node.defaultChild;
  if (!cloudwatch.CfnAlarm.isCfnAlarm(resource)) { return; }
  resource.dimensions = named(resource.dimensions, alarm, endpoint);
  if (!Array.isArray(resource.metrics)) { return; }
  resource.metrics = resource.metrics.map((query: any) => {
    const { metricStat } = query;
    if (!metricStat?.metric?.dimensions) { return query; }
    const metric = { ...metricStat.metric, dimensions: named(metricStat.metric.dimensions, alarm, endpoint) };
    return { ...query, metricStat: { ...metricStat, metric } };
  });
}

function named(dimensions: Dimensions, alarm: cloudwatch.IAlarm, endpoint: WatchedEndpoint): Dimensions {
  if (!Array.isArray(dimensions)) { return dimensions; }
  return dimensions.map((dimension) => {
    if (!('value' in dimension) || referredConstruct(dimension.value) !== endpoint.resource) { return dimension; }
    if (endpoint.givenName === undefined) {
      throw validationError(endpoint.construct, 'AlarmOnUnnamedEndpoint',
        `the alarm ${alarm.node.path} watches this endpoint and has to be there before it: give the endpoint an endpointName. If it is deployed`
        + ' without one, which another name would replace, make the alarm from Endpoint.fromEndpointName() with the name that it has');
    }
    return { ...dimension, value: endpoint.givenName };
  });
}

type Dimensions = cloudwatch.CfnAlarm['dimensions'];
