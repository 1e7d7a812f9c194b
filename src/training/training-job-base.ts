import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Resource } from 'aws-cdk-lib/core';
import { TrainingJobGrants } from './training-job-grants';
import { ITrainingJob, TrainingInstanceMetricOptions } from './training-job-interface';
import { TrainingJobReference } from './training-job-ref';

/** Of the logs and of the metrics of all training jobs. */
const TRAINING_JOBS = '/aws/sagemaker/TrainingJobs';

/**
 * What every training job has, whoever made it.
 *
 * @internal
 */
export abstract class TrainingJobBase extends Resource implements ITrainingJob {
  public abstract readonly trainingJobArn: string;
  public abstract readonly trainingJobName: string;

  /** What may be granted on the training job. */
  public readonly grants: TrainingJobGrants = TrainingJobGrants.fromTrainingJob(this);

  public readonly logGroup: logs.ILogGroup = logs.LogGroup.fromLogGroupName(this, 'LogGroup', TRAINING_JOBS);

  /**
   * What the names of the runs begin with, where one job has several.
   *
   * @internal
   */
  public readonly _namePrefix?: string;

  /** The reference, accepted wherever a training job is expected. */
  public get trainingJobRef(): TrainingJobReference {
    return { trainingJobName: this.trainingJobName, trainingJobArn: this.trainingJobArn };
  }

  public get logStreamPrefix(): string {
    return `${this.trainingJobName}/`;
  }

  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metricWith({ TrainingJobName: this.trainingJobName }, metricName, props);
  }

  public metricCpuUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('CPUUtilization', props);
  }

  public metricMemoryUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('MemoryUtilization', props);
  }

  public metricGpuUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('GPUUtilization', props);
  }

  public metricGpuMemoryUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('GPUMemoryUtilization', props);
  }

  public metricDiskUtilization(props?: TrainingInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('DiskUtilization', props);
  }

  public onStateChange(id: string, options: events.OnEventOptions = {}): events.Rule {
    return this.onEvent(id, {}, options);
  }

  public onFailed(id: string, options: events.OnEventOptions = {}): events.Rule {
    return this.onEvent(id, { TrainingJobStatus: ['Failed'] }, options);
  }

  private onEvent(id: string, detail: { [member: string]: string[] }, options: events.OnEventOptions): events.Rule {
    const rule = new events.Rule(options.crossStackScope ?? this, id, options);
    // by the beginning of the name, so that the rule is there before the job is
    const name = this._namePrefix === undefined ? [this.trainingJobName] : events.Match.prefix(`${this._namePrefix}-`);
    rule.addEventPattern({ source: ['aws.sagemaker'], detailType: ['SageMaker Training Job State Change'], detail: { TrainingJobName: name, ...detail } });
    rule.addTarget(options.target);
    return rule;
  }

  private instanceMetric(metricName: string, { instance = 1, ...props }: TrainingInstanceMetricOptions = {}): cloudwatch.Metric {
    return this.metricWith({ Host: `${this.trainingJobName}/algo-${instance}` }, metricName, props);
  }

  private metricWith(dimensionsMap: { [name: string]: string }, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({ namespace: TRAINING_JOBS, metricName, dimensionsMap, ...props }).attachTo(this);
  }
}
