import { IModelPackageGroupRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A model package group: the versions of a model in the model registry.
 */
export interface IModelPackageGroup extends IResource, IModelPackageGroupRef {
  /**
   * The ARN of the model package group.
   *
   * @attribute
   */
  readonly modelPackageGroupArn: string;

  /**
   * The name of the model package group.
   *
   * @attribute
   */
  readonly modelPackageGroupName: string;
}
