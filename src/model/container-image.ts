import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as assets from 'aws-cdk-lib/aws-ecr-assets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { FactName } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import type { Model } from './model';
import { ModelAdapter } from './model-adapter';
import { AssetPerStack } from '../private/asset-per-stack';
import { md5hash } from '../private/cdk-internals';
import { ExecutionRole } from '../private/execution-role';
import { freeId } from '../private/names';

/**
 * The configuration that a container image returns when it is bound.
 */
export interface ContainerImageConfig {
  /**
   * The full name of the image: `registry/repository:tag` or `registry/repository@digest`. At most 255 characters.
   *
   * For example `012345678910.dkr.ecr.eu-west-1.amazonaws.com/my-model:1.4`.
   */
  readonly imageName: string;

  /**
   * The Region of the Amazon ECR repository. It must be the Region of the model.
   *
   * @default - the Region in the name of the image, if it is not a token
   */
  readonly region?: string;

  /**
   * Whether the image is in a private registry instead of Amazon ECR. SageMaker reaches the registry through the VPC of the model.
   *
   * @default false
   */
  readonly privateRegistry?: boolean;

  /**
   * The ARN of the function that returns the credentials for the registry. Only for a private registry.
   *
   * @default - no authentication
   */
  readonly credentialsProviderArn?: string;
}

/**
 * Options for an image in a private registry.
 */
export interface PrivateRegistryOptions {
  /**
   * The function that returns the credentials for the registry: `{ "Credentials": { "Username": "...", "Password": "..." } }`. The function
   * must be in the Region of the model. The role of the model is allowed to invoke the function.
   *
   * @default - no authentication
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html
   */
  readonly credentialsProvider?: lambda.IFunction;
}

/**
 * The Docker image of a container. The role that runs the container is allowed to pull the image.
 *
 * Extend this class to use other images.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-main.html
 */
export abstract class ContainerImage {
  /**
   * Uses an image in an Amazon ECR repository.
   *
   * The repository must be in the Region of the model. For a repository of another account, the CDK also adds the
   * permission to the repository policy if this app creates the repository.
   *
   * @param repository The repository that contains the image.
   * @param tag The tag of the image, or a digest (`sha256:...`), which always identifies the same image. The default is `latest`.
   */
  public static fromEcrRepository(repository: ecr.IRepository, tag: string = 'latest'): ContainerImage {
    return new EcrImage(repository, tag);
  }

  /**
   * Builds an image from a directory with a Dockerfile when the app is deployed, and pushes it to the asset repository.
   *
   * @param directory The path of the directory.
   * @param options Options for the build, for example `platform`.
   */
  public static fromAsset(directory: string, options: assets.DockerImageAssetOptions = {}): ContainerImage {
    return new AssetImage(directory, options);
  }

  /**
   * Uses an AWS Deep Learning Container.
   *
   * @param repositoryName The name of the repository, for example `huggingface-pytorch-inference`.
   * @param tag The tag of the image, or a digest.
   * @param accountId The account that owns the repository in the Region of the stack. The default is the account that publishes
   * the images in that Region.
   * @see https://aws.github.io/deep-learning-containers/reference/available_images/
   */
  public static fromDlc(repositoryName: string, tag: string, accountId?: string): ContainerImage {
    return new DlcEcrImage(repositoryName, tag, accountId);
  }

  /**
   * Uses an image in a private Docker registry. The model requires a VPC that reaches the registry.
   *
   * The registry must support version 2 of the Docker Registry HTTP API and have a certificate from a public certificate authority. It must
   * allow traffic from the security groups of the model. Serverless variants do not support private registries.
   *
   * @param imageName The full name of the image: `registry.example.com/repository:tag`. At most 255 characters.
   * @param options Options for authentication.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html
   */
  public static fromPrivateRegistry(imageName: string, options: PrivateRegistryOptions = {}): ContainerImage {
    return new PrivateRegistryImage(imageName, options);
  }

  /**
   * Called when a model uses the image.
   *
   * @param scope The parent construct of the constructs that the image creates.
   * @param model The model. It must be allowed to pull the image.
   */
  public abstract bind(scope: Construct, model: Model): ContainerImageConfig;

  /**
   * Called when a construct other than a model uses the image, such as a training job or an inference component.
   *
   * By default, calls `bind()` with a model that has the role and the grant principal of the construct. The model has no ARN, no name and no
   * network connections.
   *
   * @param scope The parent construct of the constructs that the image creates.
   * @param consumer The construct that uses the image. It must be allowed to pull the image.
   */
  public bindTo(scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    return this.bind(scope, new ModelAdapter(scope, consumer));
  }
}

/** The base class of the images of this library, which require only a grant principal. */
abstract class LibraryImage extends ContainerImage {
  public bind(scope: Construct, model: Model): ContainerImageConfig {
    return this.bindTo(scope, model);
  }

  public abstract override bindTo(scope: Construct, consumer: iam.IGrantable): ContainerImageConfig;
}

class EcrImage extends LibraryImage {
  constructor(private readonly repository: ecr.IRepository, private readonly tag: string) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    this.repository.grantPull(ExecutionRole.principalOf(consumer, this.repository));
    return { imageName: this.repository.repositoryUriForTagOrDigest(this.tag), region: this.repository.env.region };
  }
}

class AssetImage extends LibraryImage {
  private readonly asset: AssetPerStack<assets.DockerImageAsset>;

  constructor(directory: string, options: assets.DockerImageAssetOptions) {
    super();
    this.asset = new AssetPerStack(`ModelImage${md5hash(directory)}`, (scope, id) => new assets.DockerImageAsset(scope, id, { directory, ...options }));
  }

  public bindTo(scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    const asset = this.asset.in(scope);
    asset.repository.grantPull(ExecutionRole.principalOf(consumer));
    return { imageName: asset.imageUri };
  }
}

class DlcEcrImage extends LibraryImage {
  constructor(private readonly repositoryName: string, private readonly tag: string, private readonly accountId?: string) {
    super();
  }

  public bindTo(scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    const accountId = this.accountId ?? Stack.of(scope).regionalFact(FactName.DLC_REPOSITORY_ACCOUNT);
    const repository = ecr.Repository.fromRepositoryAttributes(scope, freeId(scope, 'DlcRepository'), {
      repositoryName: this.repositoryName,
      repositoryArn: ecr.Repository.arnForLocalRepository(this.repositoryName, scope, accountId),
    });
    repository.grantPull(ExecutionRole.principalOf(consumer));
    return { imageName: repository.repositoryUriForTagOrDigest(this.tag) };
  }
}

class PrivateRegistryImage extends LibraryImage {
  constructor(private readonly imageName: string, private readonly options: PrivateRegistryOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    const credentialsProviderArn = this.options.credentialsProvider?.functionArn;
    if (credentialsProviderArn) {
      // Not grantInvoke() of the function: it treats the roles of two models as one if the permissions are in their inline policies.
      iam.Grant.addToPrincipal({ grantee: ExecutionRole.principalOf(consumer), actions: ['lambda:InvokeFunction'], resourceArns: [credentialsProviderArn] });
    }
    return { imageName: this.imageName, privateRegistry: true, credentialsProviderArn };
  }
}
