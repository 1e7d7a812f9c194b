import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { EndpointGrants } from './endpoint-grants';
import { EndpointDashboardOptions } from './variants/dashboard-options';
import { IEndpointInstanceProductionVariant, IEndpointServerlessProductionVariant } from './variants/variant-interface';

/**
 * An endpoint: this library's, or one made elsewhere. Accepted by `aws-cdk-lib` wherever that takes an endpoint.
 */
export interface IEndpoint extends sagemaker.IEndpoint {
  /**
   * What may be granted on the endpoint.
   */
  readonly grants: EndpointGrants;

  /**
   * The variant of this name that runs on instances, for its metrics and scaling: a production variant, or its shadow.
   *
   * Throws if the endpoint's configuration is of this app and has no such variant; of an imported one the name is taken on trust.
   *
   * @param name the name of the variant
   */
  findInstanceProductionVariant(name: string): IEndpointInstanceProductionVariant;

  /**
   * The serverless variant of this name, for its metrics and scaling.
   *
   * Throws if the endpoint's configuration is of this app and has no such variant; of an imported one the name is taken on trust.
   *
   * @param name the name of the variant
   */
  findServerlessProductionVariant(name: string): IEndpointServerlessProductionVariant;

  /**
   * Any metric of the endpoint as a whole. Most metrics belong to its variants.
   *
   * @param namespace such as `AWS/SageMaker`
   * @param metricName the name of the metric
   * @param props how to read it; by default the sum over 5 minutes
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests to an asynchronous endpoint are queued or being processed.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateBacklogSize(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The same for each instance. Not published while there are none.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateBacklogSizePerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The age of the oldest request that is queued by an asynchronous endpoint, in seconds.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateAgeOfOldestRequest(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Whether requests are queued by an asynchronous endpoint that has no instances: 1, or else 0.
   *
   * @param props how to read it; by default the average over 5 minutes
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricHasBacklogWithoutCapacity(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The graphs that an operator wants of each variant: requests and errors, latencies, use of the instances and how many there are; what
   * waits, of an asynchronous endpoint; cold starts and concurrency, of a serverless one.
   *
   * @param options which variants, where the configuration of the endpoint is not of this app
   */
  dashboardWidgets(options?: EndpointDashboardOptions): cloudwatch.IWidget[];

  /**
   * A rule for the changes of the endpoint's state. The state is `EndpointStatus` of the event's detail, in capital letters and with
   * underscores, such as `IN_SERVICE`, `UPDATING`, `ROLLING_BACK`, `FAILED`: add to the pattern for one of them. The service may send
   * several events for one change.
   *
   * @param id the id of the rule
   * @param options the target, and what else rules take
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;

  /**
   * A rule for the steps of the deployments of the endpoint, which a `deploymentConfig` describes.
   *
   * @param id the id of the rule
   * @param options the target, and what else rules take
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onDeploymentStateChange(id: string, options?: events.OnEventOptions): events.Rule;
}
