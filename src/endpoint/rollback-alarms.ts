import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { validationError } from '../private/cdk-internals';
import { referredConstruct } from '../private/tokens';

/** The endpoint that alarms watch. */
export interface WatchedEndpoint {
  readonly construct: Construct;
  readonly resource: CfnEndpoint;
  /** The name that the user gave it: known before it is there. */
  readonly givenName?: string;
}

/** What the alarms that end a deployment of an endpoint need. */
export class RollbackAlarms {
  private readonly statement = new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'] });
  private readonly roles = new Set<iam.IRole>();
  private policy?: iam.Policy;

  constructor(private readonly endpoint: WatchedEndpoint) {}

  /** Adds an alarm: the endpoint is made or updated after it, and the roles may look at it. */
  public add(alarm: cloudwatch.IAlarm): void {
    nameEndpointIn(alarm, this.endpoint);
    this.statement.addResources(alarm.alarmArn);
    if (!this.policy) {
      this.policy = new iam.Policy(this.endpoint.construct, 'RollbackAlarmsPolicy', { statements: [this.statement] });
      this.roles.forEach((role) => role.attachInlinePolicy(this.policy!));
      this.endpoint.resource.node.addDependency(this.policy);
    }
  }

  /**
   * Lets a role look at all alarms, those included that are added later.
   *
   * The policy belongs to the endpoint: the alarms may be of another stack than the role, which would close a circle if it named them.
   */
  public showTo(role: iam.IRole): void {
    if (this.roles.has(role)) { return; }
    this.roles.add(role);
    // through the role, so that one which was imported as immutable is left alone
    if (this.policy) { role.attachInlinePolicy(this.policy); }
  }
}

/**
 * The endpoint names its alarms, so it comes after them; but those that watch it name it in turn. The name that the user gave it breaks
 * the circle: it is the same as what the reference would become.
 */
function nameEndpointIn(alarm: cloudwatch.IAlarm, endpoint: WatchedEndpoint): void {
  const resource = alarm.node.defaultChild;
  if (!cloudwatch.CfnAlarm.isCfnAlarm(resource)) { return; }
  const named = (dimensions: Dimensions): Dimensions => {
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
  };
  resource.dimensions = named(resource.dimensions);
  if (Array.isArray(resource.metrics)) {
    resource.metrics = resource.metrics.map((query) => 'metricStat' in query && query.metricStat && 'metric' in query.metricStat && 'dimensions' in query.metricStat.metric
      ? { ...query, metricStat: { ...query.metricStat, metric: { ...query.metricStat.metric, dimensions: named(query.metricStat.metric.dimensions) } } }
      : query);
  }
}

type Dimensions = cloudwatch.CfnAlarm['dimensions'];
