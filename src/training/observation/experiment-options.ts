/**
 * The experiment that a training belongs to.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ExperimentConfig.html
 */
export interface ExperimentAssociationOptions {
  /**
   * The name of the experiment: 1 to 120 letters, digits and hyphens. It has to exist.
   *
   * @default - none
   */
  readonly experimentName?: string;

  /**
   * The name of the trial that the job is a component of: 1 to 120 letters, digits and hyphens. It has to exist.
   *
   * @default - none
   */
  readonly trialName?: string;

  /**
   * How the job is shown: 1 to 120 letters, digits and hyphens.
   *
   * @default - by its name
   */
  readonly trialComponentDisplayName?: string;

  /**
   * The name of the experiment run: 1 to 120 letters, digits and hyphens.
   *
   * @default - none
   */
  readonly runName?: string;
}

/**
 * The MLflow server that tracks a training. The role of the job needs rights on it that depend on what its code calls.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MlflowConfig.html
 */
export interface MlflowOptions {
  /**
   * The ARN of the MLflow tracking server or app, at most 2048 characters.
   */
  readonly mlflowResourceArn: string;

  /**
   * The name of the MLflow experiment, 1 to 256 characters.
   *
   * @default - the service's
   */
  readonly experimentName?: string;

  /**
   * The name of the MLflow run, 1 to 256 characters.
   *
   * @default - the service's
   */
  readonly runName?: string;
}
