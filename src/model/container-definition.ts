import { ContainerImage } from './container-image';
import { ModelData } from './model-data';
import { ModelPackage } from './model-package';

/**
 * A container of a model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
 */
export interface ContainerDefinition {
  /**
   * The image that the container runs. Needed unless there is a `modelPackage`.
   *
   * @default - that of the model package
   */
  readonly image?: ContainerImage;

  /**
   * Environment variables of the container: at most 100, names of letters, digits and underscores that do not start with a digit,
   * names and values of at most 1024 characters each.
   *
   * @default - none
   */
  readonly environment?: { [key: string]: string };

  /**
   * The host name of the container in an inference pipeline: at most 63 letters, digits and hyphens, unique in the model.
   * Name every container of a pipeline or none; ignored for a single container.
   *
   * @default - the service names containers by their position
   */
  readonly containerHostname?: string;

  /**
   * The model artifacts, which the container finds under `/opt/ml/model`: an archive, uncompressed objects, or the many models of a
   * multi-model container.
   *
   * @default - none: the image holds all that it needs, or the model package says where they are
   */
  readonly modelData?: ModelData;

  /**
   * A version of a model in the model registry or of AWS Marketplace, which knows its image and its artifacts.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
   */
  readonly modelPackage?: ModelPackage;
}
