import { ModelPackageReference } from 'aws-cdk-lib/aws-sagemaker';
import { Resource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IModelPackage } from './model-package-interface';
import { requireName, sageMakerArn } from '../private/names';

/**
 * A version of a model in the model registry, or a model package of AWS Marketplace. This class only imports existing model packages, with
 * its static methods.
 *
 * @resource AWS::SageMaker::ModelPackage
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
 * @example
 * const modelPackage = ModelPackage.fromModelPackageArn(this, 'Package', 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/7');
 *
 * new Model(this, 'Model', { containers: [{ modelPackage }] });
 */
export class ModelPackage extends Resource implements IModelPackage {
  /**
   * Imports an existing model package by its ARN. It may belong to another account or to AWS Marketplace.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelPackageArn The ARN of the model package, with its version if it belongs to a model package group. At most 176 characters.
   */
  public static fromModelPackageArn(scope: Construct, id: string, modelPackageArn: string): IModelPackage {
    return new ModelPackage(scope, id, modelPackageArn);
  }

  /**
   * Imports an existing model package of the account and Region of the stack by its name.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelPackageName The name of the model package. 1 to 63 letters, digits and hyphens. Append `/<version>` for a version in a model
   * package group. Throws if the name is invalid.
   */
  public static fromModelPackageName(scope: Construct, id: string, modelPackageName: string): IModelPackage {
    requireName(scope, 'modelPackageName', modelPackageName.replace(/\/\d{1,5}$/, ''));
    return new ModelPackage(scope, id, sageMakerArn(scope, 'model-package', modelPackageName));
  }

  /** The ARN of the model package. */
  public readonly modelPackageArn: string;

  private constructor(scope: Construct, id: string, modelPackageArn: string) {
    super(scope, id, { environmentFromArn: modelPackageArn });
    this.modelPackageArn = modelPackageArn;
  }

  /** A reference to the model package. */
  public get modelPackageRef(): ModelPackageReference {
    return { modelPackageArn: this.modelPackageArn };
  }
}
