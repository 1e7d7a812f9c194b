import { Duration } from 'aws-cdk-lib/core';
import { ContainerImage } from '../model/container-image';
import { ModelData } from '../model/model-data';

/**
 * Where a container tells its own metrics in the format of Prometheus. The service publishes them if the endpoint configuration has
 * `detailedObservability`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsEndpoint.html
 */
export interface ContainerMetricsOptions {
  /**
   * The path, which begins with a slash: at most 256 letters, digits, slashes, dots, hyphens and underscores.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * How often the metrics are published: every 10, 30, 60, 120, 180, 240 or 300 seconds.
   *
   * @default - the service's, 60 seconds
   */
  readonly publishFrequency?: Duration;
}

/**
 * The container of an inference component that has no model of its own.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentContainerSpecification.html
 */
export interface InferenceComponentContainer {
  /**
   * The image of Amazon ECR. One of a private registry needs a `Model`.
   */
  readonly image: ContainerImage;

  /**
   * The artifacts: a single archive (`.tar.gz`). Other forms need a `Model`.
   *
   * @default - none: the image has all that it needs
   */
  readonly modelData?: ModelData;

  /**
   * Environment variables: at most 16, with keys of letters, digits and underscores and values of at most 1024 characters.
   *
   * @default - none
   */
  readonly environment?: { [key: string]: string };

  /**
   * Where the container tells its own metrics.
   *
   * @default - the service looks for them where the images of AWS have them, or else at `/metrics`
   */
  readonly metrics?: ContainerMetricsOptions;
}
