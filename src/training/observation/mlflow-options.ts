/**
 * Options for tracking a training job with MLflow. Grant the role of the job the permissions that the training code needs on the tracking server
 * or the app.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MlflowConfig.html
 */
export interface MlflowOptions {
  /**
   * The ARN of the MLflow tracking server or the MLflow app. At most 2048 characters.
   */
  readonly mlflowResourceArn: string;

  /**
   * The name of the MLflow experiment: 1 to 256 characters.
   *
   * @default - the service default
   */
  readonly experimentName?: string;

  /**
   * The name of the MLflow run: 1 to 256 characters.
   *
   * @default - the service default
   */
  readonly runName?: string;
}
