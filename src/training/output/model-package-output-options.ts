/**
 * Where the service registers what it has trained, as a version of a model package.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageConfig.html
 */
export interface ModelRegistrationOptions {
  /**
   * The ARN of the model package group, at most 2048 characters.
   */
  readonly modelPackageGroupArn: string;

  /**
   * The ARN of the version that the training goes on from, at most 2048 characters.
   *
   * @default - none
   */
  readonly sourceModelPackageArn?: string;
}
