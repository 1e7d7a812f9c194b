import { IModelPackageRef } from 'aws-cdk-lib/aws-sagemaker';

/**
 * Which of the ways to run a model package is meant.
 */
export interface ModelPackageOptions {
  /**
   * The name of one of the inference specifications of the package's version: 1 to 63 letters, digits and hyphens.
   *
   * @default - the package's own one
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html
   */
  readonly inferenceSpecificationName?: string;
}

/**
 * A version of a model in the model registry or of AWS Marketplace, which knows its own image and artifacts.
 *
 * What the package refers to is not known when the app is synthesized: where its images or artifacts are yours, let the model read them,
 * for example with `bucket.grantRead(model)` and `repository.grantPull(model)`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
 */
export class ModelPackage {
  /**
   * A model package by its ARN, also one of another account or of AWS Marketplace.
   *
   * @param modelPackageArn the ARN of a version, at most 176 characters
   * @param options which way to run it
   */
  public static fromModelPackageArn(modelPackageArn: string, options: ModelPackageOptions = {}): ModelPackage {
    return new ModelPackage(modelPackageArn, options);
  }

  /**
   * A model package of the model's account and Region by its name.
   *
   * @param modelPackageName the name, 1 to 63 letters, digits and hyphens
   * @param options which way to run it
   */
  public static fromModelPackageName(modelPackageName: string, options: ModelPackageOptions = {}): ModelPackage {
    return new ModelPackage(modelPackageName, options);
  }

  /**
   * A model package that is a construct, such as a `CfnModelPackage`.
   *
   * @param modelPackage the construct
   * @param options which way to run it
   */
  public static fromModelPackage(modelPackage: IModelPackageRef, options: ModelPackageOptions = {}): ModelPackage {
    return new ModelPackage(modelPackage.modelPackageRef.modelPackageArn, options);
  }

  /** The name or ARN of the model package. */
  public readonly modelPackageName: string;

  /** The name of the inference specification; that of the package itself if there is none. */
  public readonly inferenceSpecificationName?: string;

  private constructor(modelPackageName: string, options: ModelPackageOptions) {
    this.modelPackageName = modelPackageName;
    this.inferenceSpecificationName = options.inferenceSpecificationName;
  }
}
