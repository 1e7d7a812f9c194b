import { ModelPackageGroupReference } from 'aws-cdk-lib/aws-sagemaker';
import { Resource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IModelPackageGroup } from './model-package-group-interface';
import { nameFromArn, requireName, sageMakerArn } from '../private/names';

/**
 * A model package group: the versions of a model in the model registry. This class only imports existing model package groups, with its
 * static methods.
 *
 * @resource AWS::SageMaker::ModelPackageGroup
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-models.html
 */
export class ModelPackageGroup extends Resource implements IModelPackageGroup {
  /**
   * Imports an existing model package group by its ARN.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelPackageGroupArn The ARN of the model package group.
   */
  public static fromModelPackageGroupArn(scope: Construct, id: string, modelPackageGroupArn: string): IModelPackageGroup {
    return new ModelPackageGroup(scope, id, modelPackageGroupArn);
  }

  /**
   * Imports an existing model package group of the account and Region of the stack by its name.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelPackageGroupName The name of the model package group. 1 to 63 letters, digits and hyphens. Throws if the name
   * is invalid.
   */
  public static fromModelPackageGroupName(scope: Construct, id: string, modelPackageGroupName: string): IModelPackageGroup {
    requireName(scope, 'modelPackageGroupName', modelPackageGroupName);
    return new ModelPackageGroup(scope, id, sageMakerArn(scope, 'model-package-group', modelPackageGroupName));
  }

  /** The ARN of the model package group. */
  public readonly modelPackageGroupArn: string;
  /** The name of the model package group. */
  public readonly modelPackageGroupName: string;

  private constructor(scope: Construct, id: string, modelPackageGroupArn: string) {
    super(scope, id, { environmentFromArn: modelPackageGroupArn });
    this.modelPackageGroupArn = modelPackageGroupArn;
    this.modelPackageGroupName = nameFromArn(scope, modelPackageGroupArn);
  }

  /** A reference to the model package group. */
  public get modelPackageGroupRef(): ModelPackageGroupReference {
    return { modelPackageGroupArn: this.modelPackageGroupArn };
  }
}
