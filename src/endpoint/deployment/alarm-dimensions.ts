import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEndpoint } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { validationError } from '../../private/cdk-internals';
import { referredConstruct } from '../../private/tokens';

/** The endpoint with rollback alarms. */
export interface AlarmedEndpoint {
  readonly construct: Construct;
  readonly resource: CfnEndpoint;
  /** The `endpointName` of the props, which is known before the endpoint is created. */
  readonly endpointName?: string;
}

/**
 * Replaces references to the endpoint in the dimensions of an alarm with the `endpointName` of the props, which is the value of the reference.
 *
 * The endpoint refers to its rollback alarms. An alarm on the endpoint would refer to the endpoint, and CloudFormation rejects such a circular
 * dependency.
 */
export function replaceEndpointReferences(alarm: cloudwatch.IAlarmRef, endpoint: AlarmedEndpoint): void {
  const resource = cloudwatch.CfnAlarm.isCfnAlarm(alarm) ? alarm : alarm.node.defaultChild;
  if (!cloudwatch.CfnAlarm.isCfnAlarm(resource)) { return; }
  resource.dimensions = replaceIn(resource.dimensions, alarm, endpoint);
  if (!Array.isArray(resource.metrics)) { return; }
  resource.metrics = resource.metrics.map((query: any) => {
    const { metricStat } = query;
    if (!metricStat?.metric?.dimensions) { return query; }
    const metric = { ...metricStat.metric, dimensions: replaceIn(metricStat.metric.dimensions, alarm, endpoint) };
    return { ...query, metricStat: { ...metricStat, metric } };
  });
}

function replaceIn(dimensions: Dimensions, alarm: cloudwatch.IAlarmRef, endpoint: AlarmedEndpoint): Dimensions {
  if (!Array.isArray(dimensions)) { return dimensions; }
  return dimensions.map((dimension) => {
    if (!('value' in dimension) || referredConstruct(dimension.value) !== endpoint.resource) { return dimension; }
    if (endpoint.endpointName === undefined) {
      throw validationError(endpoint.construct, 'AlarmOnUnnamedEndpoint',
        `the alarm ${alarm.node.path} is on this endpoint, and CloudFormation must create it before the endpoint: specify endpointName.`
        + ' A new name replaces a deployed endpoint; to keep it, create the alarm from Endpoint.fromEndpointName() with the current name');
    }
    return { ...dimension, value: endpoint.endpointName };
  });
}

type Dimensions = cloudwatch.CfnAlarm['dimensions'];
