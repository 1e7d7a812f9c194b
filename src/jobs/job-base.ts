import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Resource, ResourceProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IInstanceJob, IJob, JobInstanceMetricOptions } from './job-interface';
import { JobKind } from './kinds';
import { warnCrossEnvironmentEvents } from '../private/foreign-environment';

/**
 * The logs and events of jobs of all kinds, created or imported.
 *
 * @internal
 */
export abstract class JobBase extends Resource implements IJob {
  public readonly logGroup: logs.ILogGroup;

  /** @internal */
  protected abstract readonly _jobName: string;
  /**
   * The prefix of the names of all runs; undefined for an imported job, which is one run.
   *
   * @internal
   */
  public abstract readonly _namePrefix?: string;

  constructor(scope: Construct, id: string, private readonly kind: JobKind, props?: ResourceProps) {
    super(scope, id, props);
    this.logGroup = logs.LogGroup.fromLogGroupName(this, 'LogGroup', kind.logGroup);
  }

  public get logStreamPrefix(): string {
    return `${this._jobName}/`;
  }

  public onStateChange(id: string, options?: events.OnEventOptions): events.Rule {
    return this.onEvent(id, {}, options);
  }

  public onCompleted(id: string, options?: events.OnEventOptions): events.Rule {
    return this.onEvent(id, { [this.kind.event.statusField]: ['Completed'] }, options);
  }

  public onFailed(id: string, options?: events.OnEventOptions): events.Rule {
    return this.onEvent(id, { [this.kind.event.statusField]: ['Failed'] }, options);
  }

  /** @internal */
  protected _metric(dimensionsMap: { [name: string]: string }, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({ namespace: this.kind.logGroup, metricName, dimensionsMap, ...props }).attachTo(this);
  }

  private onEvent(id: string, detail: { [member: string]: string[] }, options: events.OnEventOptions = {}): events.Rule {
    warnCrossEnvironmentEvents(this);
    const { detailType, nameField } = this.kind.event;
    const rule = new events.Rule(options.crossStackScope ?? this, id, options);
    // A pattern with the prefix does not refer to the job, so that the rule exists before the job starts.
    const name = this._namePrefix === undefined ? [this._jobName] : events.Match.prefix(`${this._namePrefix}-`);
    rule.addEventPattern({ source: ['aws.sagemaker'], detailType: [detailType], detail: { [nameField]: name, ...detail } });
    rule.addTarget(options.target);
    return rule;
  }
}

/**
 * The metrics of jobs with numbered instances.
 *
 * @internal
 */
export abstract class InstanceJobBase extends JobBase implements IInstanceJob {
  public metricCpuUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('CPUUtilization', props);
  }

  public metricMemoryUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('MemoryUtilization', props);
  }

  public metricGpuUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('GPUUtilization', props);
  }

  public metricGpuMemoryUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('GPUMemoryUtilization', props);
  }

  public metricDiskUtilization(props?: JobInstanceMetricOptions): cloudwatch.Metric {
    return this.instanceMetric('DiskUtilization', props);
  }

  private instanceMetric(metricName: string, { instance = 1, ...props }: JobInstanceMetricOptions = {}): cloudwatch.Metric {
    return this._metric({ Host: `${this._jobName}/algo-${instance}` }, metricName, props);
  }
}
