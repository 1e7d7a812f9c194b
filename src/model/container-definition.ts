import { IModelPackageRef } from 'aws-cdk-lib/aws-sagemaker';
import { ContainerImage } from './container-image';
import { ModelData } from './model-data';

/**
 * A container of a model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
 */
export interface ContainerDefinition {
  /**
   * The image of the container. Required unless there is a `modelPackage`.
   *
   * @default - the image of the model package
   */
  readonly image?: ContainerImage;

  /**
   * The environment variables of the container. At most 100 entries. Keys and values have at most 1024 characters, and at most 32 KB in all
   * containers of the model together. Keys consist of letters, digits and underscores, and do not start with a digit.
   *
   * Do not put secrets here: everyone who can call `DescribeModel` can read the values.
   *
   * @default - no environment variables
   */
  readonly environment?: { [key: string]: string };

  /**
   * The host name of the container in an inference pipeline. At most 63 letters, digits and hyphens, and unique in the model.
   *
   * Specify a host name for every container of a pipeline or for none. SageMaker ignores the host name of a single container.
   *
   * @default - a name from the position of the container
   */
  readonly containerHostname?: string;

  /**
   * The model data: an archive, uncompressed objects, or the models of a multi-model container. The container reads them from
   * `/opt/ml/model`.
   *
   * @default - the model data of the model package, or no model data
   */
  readonly modelData?: ModelData;

  /**
   * The model package that specifies the image and the model artifacts. For example, a `ModelPackage` or a `CfnModelPackage`. It is a
   * version of a model in the model registry, or a model package of AWS Marketplace.
   *
   * The library does not read the model package at synthesis. If its images or artifacts are in your account, allow the model to read them,
   * for example with `bucket.grantRead(model)` and `repository.grantPull(model)`.
   *
   * @default - no model package
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
   */
  readonly modelPackage?: IModelPackageRef;

  /**
   * The name of the inference specification of the model package. 1 to 63 letters, digits and hyphens. Only with a `modelPackage`.
   *
   * @default - the default inference specification of the model package
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html
   */
  readonly inferenceSpecificationName?: string;
}
