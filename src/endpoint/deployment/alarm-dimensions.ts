import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEndpoint } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { validationError } from '../../private/cdk-internals';
import { referredConstruct } from '../../private/tokens';

/** The endpoint whose deployments alarms roll back. */
export interface AlarmedEndpoint {
  readonly construct: Construct;
  readonly resource: CfnEndpoint;
  /** The `endpointName` of the props, which is known before the endpoint is created. */
  readonly givenName?: string;
}

/**
 * Replaces references to the endpoint in the dimensions of an alarm with the given name of the endpoint.
 *
 * The endpoint refers to its rollback alarms. An alarm on the endpoint refers to the endpoint in turn, and CloudFormation deploys no such
 * cycle. The given name is the value that the reference would have.
 */
export function nameEndpointIn(alarm: cloudwatch.IAlarmRef, endpoint: AlarmedEndpoint): void {
  const resource = cloudwatch.CfnAlarm.isCfnAlarm(alarm) ? alarm : alarm.node.defaultChild;
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

function named(dimensions: Dimensions, alarm: cloudwatch.IAlarmRef, endpoint: AlarmedEndpoint): Dimensions {
  if (!Array.isArray(dimensions)) { return dimensions; }
  return dimensions.map((dimension) => {
    if (!('value' in dimension) || referredConstruct(dimension.value) !== endpoint.resource) { return dimension; }
    if (endpoint.givenName === undefined) {
      throw validationError(endpoint.construct, 'AlarmOnUnnamedEndpoint',
        `the alarm ${alarm.node.path} is on this endpoint, and CloudFormation must create it before the endpoint: specify endpointName. If the endpoint`
        + ' is deployed without one, a new name replaces it; create the alarm from Endpoint.fromEndpointName() with the current name instead');
    }
    return { ...dimension, value: endpoint.givenName };
  });
}

type Dimensions = cloudwatch.CfnAlarm['dimensions'];
