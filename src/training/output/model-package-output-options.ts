import { IModelPackageGroupRef, IModelPackageRef } from 'aws-cdk-lib/aws-sagemaker';

/**
 * Options for the model package that SageMaker creates from the trained model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageConfig.html
 */
export interface ModelPackageOutputOptions {
  /**
   * The model package group of the new model package: a `ModelPackageGroup`, or an L1 construct such as `CfnModelPackageGroup`.
   */
  readonly modelPackageGroup: IModelPackageGroupRef;

  /**
   * The model package that the training starts from: a `ModelPackage`, or an L1 construct such as `CfnModelPackage`.
   *
   * @default - no source model package
   */
  readonly sourceModelPackage?: IModelPackageRef;
}
