import { IModelPackageRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A version of a model in the model registry, or a model package of AWS Marketplace.
 */
export interface IModelPackage extends IResource, IModelPackageRef {
  /**
   * The ARN of the model package.
   *
   * @attribute
   */
  readonly modelPackageArn: string;
}
