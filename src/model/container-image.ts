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
 * What a container image is to the service, once it is used.
 */
export interface ContainerImageConfig {
  /**
   * The full name of the image, at most 255 characters: `registry/repository:tag` or `registry/repository@digest`.
   *
   * For example `012345678910.dkr.ecr.eu-west-1.amazonaws.com/my-model:1.4`.
   */
  readonly imageName: string;

  /**
   * The Region of the Amazon ECR repository that the image is in. It has to be the model's.
   *
   * @default - the one in the name of the image, if it is written out
   */
  readonly region?: string;

  /**
   * Whether the image is pulled from a private registry through the VPC of the model, not from Amazon ECR.
   *
   * @default false
   */
  readonly privateRegistry?: boolean;

  /**
   * The ARN of the function that tells the service how to authenticate to the registry. Only for a private registry.
   *
   * @default - none: whoever is in the VPC may pull
   */
  readonly credentialsProviderArn?: string;
}

/**
 * How to reach a private registry.
 */
export interface PrivateRegistryOptions {
  /**
   * A function of the model's Region that returns the credentials of the registry:
   * `{ "Credentials": { "Username": "...", "Password": "..." } }`. The role of the model may call it.
   *
   * @default - none: whoever is in the VPC may pull
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html
   */
  readonly credentialsProvider?: lambda.IFunction;
}

/**
 * The Docker image of a container, with the right to pull it given to whoever runs it.
 *
 * A subclass of your own may name any other image.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-main.html
 */
export abstract class ContainerImage {
  /**
   * Uses an image in an Amazon ECR repository.
   *
   * The repository must be in the Region of the model. For a repository of another account, the CDK also extends the repository policy
   * where it can.
   *
   * @param repository The repository that contains the image.
   * @param tag The tag of the image, or a digest (`sha256:...`), which always identifies the same image. The default is `latest`.
   */
  public static fromEcrRepository(repository: ecr.IRepository, tag: string = 'latest'): ContainerImage {
    return new EcrImage(repository, tag);
  }

  /**
   * An image that is built from a folder with a Dockerfile when the app is deployed, and pushed to the asset repository.
   *
   * @param directory the folder
   * @param options how to build it, for example `platform`
   */
  public static fromAsset(directory: string, options: assets.DockerImageAssetOptions = {}): ContainerImage {
    return new AssetImage(directory, options);
  }

  /**
   * An AWS Deep Learning Container.
   *
   * @param repositoryName such as `huggingface-pytorch-inference`
   * @param tag a tag or a digest of that repository
   * @param accountId the account that publishes it in the stack's Region; known to the CDK for every Region that has these images
   * @see https://aws.github.io/deep-learning-containers/reference/available_images/
   */
  public static fromDlc(repositoryName: string, tag: string, accountId?: string): ContainerImage {
    return new DlcEcrImage(repositoryName, tag, accountId);
  }

  /**
   * An image of a Docker registry that the model reaches through its VPC: the model has to have one.
   *
   * The registry speaks version 2 of the Docker Registry HTTP API, has a certificate of a public authority, and lets the security groups
   * of the model in. Serverless variants cannot use such an image.
   *
   * @param imageName the full name of the image, at most 255 characters: `registry.example.com/repository:tag`
   * @param options how to authenticate
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html
   */
  public static fromPrivateRegistry(imageName: string, options: PrivateRegistryOptions = {}): ContainerImage {
    return new PrivateRegistryImage(imageName, options);
  }

  /**
   * Called when a model uses the image.
   *
   * @param scope The construct in which the image creates what it needs.
   * @param model The model. It must be allowed to pull the image.
   */
  public abstract bind(scope: Construct, model: Model): ContainerImageConfig;

  /**
   * Called when a construct other than a model uses the image, such as a training job or an inference component.
   *
   * By default, calls `bind()` with a model that has the role and the grant principal of the construct, but neither an ARN nor a name nor
   * network connections.
   *
   * @param scope The construct in which the image creates what it needs.
   * @param consumer The construct that uses the image. It must be allowed to pull the image.
   */
  public bindTo(scope: Construct, consumer: iam.IGrantable): ContainerImageConfig {
    return this.bind(scope, new ModelAdapter(scope, consumer));
  }
}

/** The images of this library need nothing but a principal to grant to. */
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
      // grantInvoke() of the function treats the roles of two models as one if the permissions are in their inline policies.
      iam.Grant.addToPrincipal({ grantee: ExecutionRole.principalOf(consumer), actions: ['lambda:InvokeFunction'], resourceArns: [credentialsProviderArn] });
    }
    return { imageName: this.imageName, privateRegistry: true, credentialsProviderArn };
  }
}
