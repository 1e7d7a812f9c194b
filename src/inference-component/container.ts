import { Duration } from 'aws-cdk-lib/core';
import { ContainerImage } from '../model/container-image';
import { ModelData } from '../model/model-data';

/**
 * Options for the metrics that a container publishes in the Prometheus format. SageMaker collects them if the endpoint configuration has
 * `detailedObservability`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsEndpoint.html
 */
export interface ContainerMetricsOptions {
  /**
   * The path of the metrics endpoint. Starts with a slash. At most 256 letters, digits, slashes, dots, hyphens and underscores.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * The interval at which SageMaker publishes the metrics: 10, 30, 60, 120, 180, 240 or 300 seconds.
   *
   * @default - the service default, 60 seconds
   */
  readonly publishFrequency?: Duration;
}

/**
 * The container of an inference component without a model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentContainerSpecification.html
 */
export interface InferenceComponentContainer {
  /**
   * The image. It must be in Amazon ECR. An image in a private registry requires a `Model`.
   */
  readonly image: ContainerImage;

  /**
   * The model data: one archive (`.tar.gz`). Other model data require a `Model`.
   *
   * @default - no model data
   */
  readonly modelData?: ModelData;

  /**
   * The environment variables of the container. At most 16 entries. Keys consist of letters, digits and underscores. Values have at most 1024
   * characters.
   *
   * Do not put secrets here: everyone who can call `DescribeInferenceComponent` can read the values.
   *
   * @default - no environment variables
   */
  readonly environment?: { [key: string]: string };

  /**
   * The metrics endpoint of the container.
   *
   * @default - the metrics endpoint of the image for images of AWS, otherwise `/metrics`
   */
  readonly metrics?: ContainerMetricsOptions;
}
