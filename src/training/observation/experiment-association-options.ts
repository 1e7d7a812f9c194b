/**
 * Options for the association of a training job with an experiment.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ExperimentConfig.html
 */
export interface ExperimentAssociationOptions {
  /**
   * The name of an existing experiment: 1 to 120 letters, digits and hyphens.
   *
   * @default - no experiment
   */
  readonly experimentName?: string;

  /**
   * The name of an existing trial, to which the job is added as a trial component: 1 to 120 letters, digits and hyphens.
   *
   * @default - no trial
   */
  readonly trialName?: string;

  /**
   * The display name of the trial component: 1 to 120 letters, digits and hyphens.
   *
   * @default - the name of the trial component
   */
  readonly trialComponentDisplayName?: string;

  /**
   * The name of the experiment run: 1 to 120 letters, digits and hyphens.
   *
   * @default - no experiment run
   */
  readonly runName?: string;
}
