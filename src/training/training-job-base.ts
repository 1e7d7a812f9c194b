import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ResourceProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ITrainingJob, TrainingJobGrants } from './training-job-interface';
import { InstanceJobBase } from '../jobs/job-base';
import { TRAINING_JOB } from '../jobs/kinds';
import { CompressionType } from '../model/compression-type';

/**
 * The members that created and imported training jobs share.
 *
 * @internal
 */
export abstract class TrainingJobBase extends InstanceJobBase implements ITrainingJob {
  public abstract readonly trainingJobArn: string;
  public abstract readonly trainingJobName: string;
  public abstract readonly modelArtifactsUri: string;
  public abstract readonly modelArtifactsBucket: s3.IBucket;
  public abstract readonly modelArtifactsPrefix: string;
  public abstract readonly modelArtifactsEncryptionKey?: kms.IKeyRef;
  public abstract readonly modelArtifactsCompression: CompressionType;

  /** Grants permissions on the training job. */
  public readonly grants: TrainingJobGrants = TrainingJobGrants.fromTrainingJob(this);

  constructor(scope: Construct, id: string, props?: ResourceProps) {
    super(scope, id, TRAINING_JOB, props);
  }

  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._metric({ [TRAINING_JOB.nameMember]: this.trainingJobName }, metricName, props);
  }

  /** @internal */
  protected get _jobName(): string {
    return this.trainingJobName;
  }
}
