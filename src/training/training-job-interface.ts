import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { grantOnJob } from '../jobs/job-grants';
import { IInstanceJob } from '../jobs/job-interface';
import { TRAINING_JOB } from '../jobs/kinds';
import { jobActions } from '../jobs/protocol';
import { IModelArtifacts } from '../model/model-artifacts';
import { grantDecrypt, grantReadKeys } from '../private/object-access';
import { inPolicies } from '../private/s3-folder';

/**
 * A training job, created or imported.
 *
 * If the model artifacts of an imported training job are unknown, its properties of model artifacts throw an error.
 */
export interface ITrainingJob extends IInstanceJob, IModelArtifacts {
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
   * Grants permissions on the training job.
   */
  readonly grants: TrainingJobGrants;

  /**
   * A metric that SageMaker reads from the logs of the training algorithm.
   *
   * @param metricName The name in the metric definition, such as `validation:auc`.
   * @param props Options for the metric. The default is the average over 5 minutes.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/training-metrics.html
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

// The interface and the grants refer to each other, so they share a file. CloudFormation has no training job resource, so aws-cdk-lib has no
// ITrainingJobRef.

/**
 * Grants permissions on a training job, one permission at a time.
 *
 * For a training job that this app creates, the permissions apply to all its runs.
 *
 * @example
 * declare const job: ITrainingJob;
 * declare const scientists: iam.Group;
 *
 * job.grants.describe(scientists);
 * job.grants.stop(scientists);
 */
export class TrainingJobGrants {
  /**
   * Creates the grants of a training job.
   *
   * @param trainingJob The training job.
   */
  public static fromTrainingJob(trainingJob: ITrainingJob): TrainingJobGrants {
    return new TrainingJobGrants(trainingJob);
  }

  private constructor(private readonly trainingJob: ITrainingJob) {}

  /**
   * Allows a principal to read the request, the status and the results of the training job.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, jobActions(TRAINING_JOB).describe);
  }

  /**
   * Allows a principal to stop the training job.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html
   */
  public stop(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, jobActions(TRAINING_JOB).stop);
  }

  /**
   * Allows a principal to read the model artifacts of all runs of the training job, and to decrypt them.
   *
   * Throws for an imported training job whose model artifacts are unknown.
   *
   * @param grantee The principal to grant the permission to.
   */
  public readModelArtifacts(grantee: iam.IGrantable): iam.Grant {
    const { modelArtifactsBucket, modelArtifactsPrefix, modelArtifactsEncryptionKey } = this.trainingJob;
    const grant = grantReadKeys(modelArtifactsBucket, `${inPolicies(modelArtifactsPrefix)}*`, grantee);
    if (modelArtifactsEncryptionKey) { grantDecrypt(modelArtifactsEncryptionKey, grantee); }
    return grant;
  }

  private allow(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    const { trainingJobName: name, trainingJobArn: arn } = this.trainingJob;
    return grantOnJob(TRAINING_JOB, { job: this.trainingJob, name, arn }, grantee, actions);
  }
}
