import * as iam from 'aws-cdk-lib/aws-iam';
import { arnForTrainingJob, ITrainingJobRef, TrainingJobReference } from './training-job-ref';
import { ITrainedModel } from '../model/model-artifacts';
import { validationError } from '../private/cdk-internals';
import { policyArns } from '../private/names';
import { grantDecrypt, grantReadKeys } from '../private/object-access';
import { inPolicies } from '../private/s3-folder';

/**
 * What may be granted on a training job, each right on its own.
 *
 * For a job that is made here the rights are those on each of its runs.
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
   * The grants of whatever refers to a training job.
   *
   * @param trainingJob the training job
   */
  public static fromTrainingJob(trainingJob: ITrainingJobRef): TrainingJobGrants {
    return new TrainingJobGrants(trainingJob);
  }

  private constructor(private readonly trainingJob: ITrainingJobRef) {}

  /**
   * Lets a principal read how the job was started, its status, and what came of it.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, 'sagemaker:DescribeTrainingJob');
  }

  /**
   * Lets a principal stop the job.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html
   */
  public stop(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, 'sagemaker:StopTrainingJob');
  }

  /**
   * Lets a principal read the artifacts of every run of a job that is made here, and of no other; throws for one that was made elsewhere,
   * whose artifacts are not known.
   *
   * @param grantee who
   */
  public readArtifacts(grantee: iam.IGrantable): iam.Grant {
    const { artifactsBucket, artifactsKeyPrefix = '', artifactsKey } = this.trainingJob as Partial<ITrainedModel>;
    if (!artifactsBucket) {
      throw validationError(this.trainingJob, 'UnknownArtifacts', 'where a training job that was made elsewhere writes its artifacts is not known: grant access to the bucket');
    }
    const reading = grantReadKeys(artifactsBucket, `${inPolicies(artifactsKeyPrefix)}*`, grantee);
    if (artifactsKey) { grantDecrypt(artifactsKey, grantee); }
    return reading;
  }

  private allow(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: this.arns });
  }

  /** A policy that named the run would have to wait for it, and the role of another job may need the policy first. */
  private get arns(): string[] {
    const { _namePrefix } = this.trainingJob as { _namePrefix?: string };
    if (_namePrefix !== undefined) { return [arnForTrainingJob(this.trainingJob, `${_namePrefix}-*`)]; }
    const { trainingJobArn, trainingJobName }: TrainingJobReference = this.trainingJob.trainingJobRef;
    return policyArns(trainingJobArn, trainingJobName);
  }
}
