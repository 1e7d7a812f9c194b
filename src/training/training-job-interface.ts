import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as logs from 'aws-cdk-lib/aws-logs';
import { IResource } from 'aws-cdk-lib/core';
import { TrainingJobGrants } from './training-job-grants';
import { ITrainingJobRef } from './training-job-ref';

/**
 * How the metrics of one instance of a training job are read.
 */
export interface TrainingInstanceMetricOptions extends cloudwatch.MetricOptions {
  /**
   * Which of the instances of the job, counted from 1.
   *
   * @default 1
   */
  readonly instance?: number;
}

/**
 * A training job: this library's, or one made elsewhere.
 */
export interface ITrainingJob extends IResource, ITrainingJobRef {
  /**
   * The ARN of the training job.
   *
   * @attribute
   */
  readonly trainingJobArn: string;

  /**
   * The name of the training job.
   *
   * @attribute
   */
  readonly trainingJobName: string;

  /**
   * Rights on the training job: to describe it, to stop it.
   */
  readonly grants: TrainingJobGrants;

  /**
   * The log group of all training jobs of the account and Region. Those of this one are in the streams that begin with `logStreamPrefix`.
   */
  readonly logGroup: logs.ILogGroup;

  /**
   * What the names of the job's log streams begin with.
   */
  readonly logStreamPrefix: string;

  /**
   * A metric that the algorithm writes to its logs, by the name that its definition has.
   *
   * @param metricName the name, such as `validation:auc`
   * @param props how to read it; the average over five minutes unless you say otherwise
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/training-metrics.html
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The use of the CPUs of an instance: 100 percent for each CPU, so up to 400 for 4 of them.
   *
   * @param props which instance, and how to read it; the average over five minutes unless you say otherwise
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html#cloudwatch-metrics-jobs
   */
  metricCpuUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The use of the memory of an instance, in percent.
   *
   * @param props which instance, and how to read it; the average over five minutes unless you say otherwise
   */
  metricMemoryUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The use of the GPUs of an instance: 100 percent for each GPU.
   *
   * @param props which instance, and how to read it; the average over five minutes unless you say otherwise
   */
  metricGpuUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The use of the memory of the GPUs of an instance: 100 percent for each GPU.
   *
   * @param props which instance, and how to read it; the average over five minutes unless you say otherwise
   */
  metricGpuMemoryUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric;

  /**
   * The use of the disk of an instance, in percent.
   *
   * @param props which instance, and how to read it; the average over five minutes unless you say otherwise
   */
  metricDiskUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric;

  /**
   * A rule for the changes of the job's status, `TrainingJobStatus` of the event's detail: `InProgress`, `Completed`, `Failed`, `Stopping`,
   * `Stopped`. For a job that is made here it meets every run. The service may send several events for one change.
   *
   * @param id the id of the rule
   * @param options the target, and what else rules take
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;

  /**
   * A rule for the failure of the job; `FailureReason` of the event's detail tells why.
   *
   * @param id the id of the rule
   * @param options the target, and what else rules take
   */
  onFailed(id: string, options?: events.OnEventOptions): events.Rule;
}
