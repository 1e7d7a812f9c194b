import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as logs from 'aws-cdk-lib/aws-logs';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A SageMaker job of any kind, created or imported.
 */
export interface IJob extends IResource {
  /**
   * The log group of all jobs of this kind in the account and Region. The log streams of this job begin with `logStreamPrefix`.
   */
  readonly logGroup: logs.ILogGroup;

  /**
   * The prefix of the names of the log streams of this job.
   */
  readonly logStreamPrefix: string;

  /**
   * Creates an EventBridge rule for changes of the job status.
   *
   * For a job that this app creates, the rule matches every run. SageMaker may send several events for one change.
   *
   * @param id The construct id of the rule.
   * @param options The target and other options of the rule.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;

  /**
   * Creates an EventBridge rule for the completion of the job.
   *
   * For a job that this app creates, the rule matches every run.
   *
   * @param id The construct id of the rule.
   * @param options The target and other options of the rule.
   */
  onCompleted(id: string, options?: events.OnEventOptions): events.Rule;

  /**
   * Creates an EventBridge rule for the failure of the job. The event detail contains the reason as `FailureReason`.
   *
   * For a job that this app creates, the rule matches every run.
   *
   * @param id The construct id of the rule.
   * @param options The target and other options of the rule.
   */
  onFailed(id: string, options?: events.OnEventOptions): events.Rule;
}

/**
 * Options for a metric of one instance of a job.
 */
export interface JobInstanceMetricOptions extends cloudwatch.MetricOptions {
  /**
   * The number of the instance, counted from 1.
   *
   * @default 1
   */
  readonly instance?: number;
}

/**
 * A SageMaker job that runs on numbered instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html#cloudwatch-metrics-jobs
 */
export interface IInstanceJob extends IJob {
  /**
   * The CPU utilization of an instance, in percent of one CPU: up to 400 for an instance with 4 CPUs.
   *
   * @param props The instance, and options for the metric. The default is the average over 5 minutes.
   */
  metricCpuUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The memory utilization of an instance, in percent.
   *
   * @param props The instance, and options for the metric. The default is the average over 5 minutes.
   */
  metricMemoryUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The GPU utilization of an instance, in percent of one GPU: up to 400 for an instance with 4 GPUs.
   *
   * @param props The instance, and options for the metric. The default is the average over 5 minutes.
   */
  metricGpuUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The GPU memory utilization of an instance, in percent of one GPU: up to 400 for an instance with 4 GPUs.
   *
   * @param props The instance, and options for the metric. The default is the average over 5 minutes.
   */
  metricGpuMemoryUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The disk utilization of an instance, in percent.
   *
   * @param props The instance, and options for the metric. The default is the average over 5 minutes.
   */
  metricDiskUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric;
}
