/**
 * Options for the access to models that have a license agreement or belong to a private hub.
 */
export interface ModelAccessOptions {
  /**
   * Whether you accept the end-user license agreement (EULA) of the model. Some models of Amazon SageMaker JumpStart require the acceptance.
   * You are responsible for reading the agreement.
   *
   * @default - not set, for models without an agreement
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelAccessConfig.html
   */
  readonly acceptEula?: boolean;

  /**
   * The ARN of the content of a private hub that gives access to the model. At most 255 characters.
   *
   * @default - no private hub
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceHubAccessConfig.html
   */
  readonly hubContentArn?: string;
}
