import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { EndpointGrants } from './endpoint-grants';
import { EndpointDashboardOptions } from './variants/dashboard-options';
import { IEndpointInstanceProductionVariant, IEndpointServerlessProductionVariant } from './variants/variant-interface';
import { HostingMetricOptions } from '../hosting/hosting-metric-options';

/**
 * An endpoint that this app creates or imports. All constructs of `aws-cdk-lib` that take an endpoint accept it.
 */
export interface IEndpoint extends sagemaker.IEndpoint {
  /**
   * Grants permissions on the endpoint.
   */
  readonly grants: EndpointGrants;

  /**
   * Returns the production variant or shadow variant with the given name, which runs on instances.
   *
   * Throws if this app creates the endpoint configuration and the variant does not exist. For other endpoint configurations, the name is
   * not checked.
   *
   * @param name The name of the variant.
   */
  findInstanceProductionVariant(name: string): IEndpointInstanceProductionVariant;

  /**
   * Returns the serverless variant with the given name.
   *
   * Throws if this app creates the endpoint configuration and the variant does not exist. For other endpoint configurations, the name is
   * not checked.
   *
   * @param name The name of the variant.
   */
  findServerlessProductionVariant(name: string): IEndpointServerlessProductionVariant;

  /**
   * Returns a metric of the endpoint as a whole. Most metrics belong to the variants.
   *
   * @param metricName The name of the metric.
   * @param props The options for the metric. By default, the sum over 5 minutes in the namespace `AWS/SageMaker`.
   */
  metric(metricName: string, props?: HostingMetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that are queued or processed. Asynchronous endpoints only.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateBacklogSize(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of requests that are queued or processed, divided by the number of instances. Asynchronous endpoints only. SageMaker does
   * not publish it while there are no instances.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateBacklogSizePerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The age of the oldest request in the queue of an asynchronous endpoint, in seconds.
   *
   * @param props The options for the metric. By default, the maximum over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricApproximateAgeOfOldestRequest(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Whether an asynchronous endpoint without instances has queued requests: 1 if it has, otherwise 0.
   *
   * @param props The options for the metric. By default, the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html
   */
  metricHasBacklogWithoutCapacity(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Creates dashboard widgets for each variant: requests and errors, latencies, utilization, and the number of instances. For an
   * asynchronous endpoint also the queue, and for a serverless variant also cold starts and concurrency.
   *
   * @param options The variants. Required if this app does not create the endpoint configuration.
   */
  dashboardWidgets(options?: EndpointDashboardOptions): cloudwatch.IWidget[];

  /**
   * Creates an event rule for changes of the status of the endpoint. SageMaker can send several events for one change.
   *
   * The status is in `detail.EndpointStatus` of the event, in upper case with underscores, such as `IN_SERVICE`, `UPDATING`, `ROLLING_BACK`
   * or `FAILED`. To match a specific status, add it to the event pattern.
   *
   * @param id The id of the rule.
   * @param options The target and other options of the rule.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;

  /**
   * Creates an event rule for the steps of deployments with a `deploymentConfig`.
   *
   * @param id The id of the rule.
   * @param options The target and other options of the rule.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onDeploymentStateChange(id: string, options?: events.OnEventOptions): events.Rule;
}
