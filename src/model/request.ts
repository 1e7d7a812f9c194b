import * as iam from 'aws-cdk-lib/aws-iam';
import { CompressionType } from './compression-type';
import { ContainerDefinition } from './container-definition';
import { ContainerImage, ContainerImageConfig } from './container-image';
import { ModelDataConfig } from './model-data';
import { ModelProps } from './model-props';
import { MODEL_PROP_PATHS } from './prop-paths';
import { MODEL_RULES } from './rules';
import { S3ModelDataType } from './s3-model-data-type';
import { addChecked } from '../private/add-checked';
import { l1Props } from '../private/l1-props';
import { memoized } from '../private/memoized';
import { Network, vpcConfigOf } from '../private/network';
import { UNKNOWN } from '../private/tokens';
import { Context } from '../validation/context';
import { Subject, validate } from '../validation/validate';

/** The `Model` that `bind()` of an image takes. An import of `model.ts` would close an import cycle. */
type Model = Parameters<ContainerImage['bind']>[1];

/** The request that creates a model, with its containers. */
export class ModelRequest {
  private readonly containers: BoundContainerRequest[];
  private readonly request = memoized(() => [...this.containers, ...this.network?.connections.securityGroups ?? []], () => this.buildRequest());

  /** Binds and validates the containers of the props. The role of the model is allowed to use their images and model data. */
  constructor(
    private readonly model: Model,
    private readonly role: iam.IRole,
    private readonly network: Network | undefined,
    private readonly props: ModelProps,
  ) {
    this.containers = (props.containers ?? []).map((container) => containerRequest(model, container));
    validate(model, this.subject());
  }

  public addContainer(container: ContainerDefinition): void {
    addChecked(this.containers, containerRequest(this.model, container), () => validate(this.model, this.subject()));
  }

  /** @param final Whether the request is final: no container can be added any more. */
  public build(final: boolean = false): object {
    return final && this.containers.length === 0 ? { ...this.request(), Containers: [] } : this.request();
  }

  public subject(final: boolean = false): Subject {
    return { operation: 'CreateModel', request: this.build(final), context: this.context(), rules: MODEL_RULES, propPaths: MODEL_PROP_PATHS };
  }

  /** The properties of the L1 construct. */
  public render(): any {
    return l1Props(this.build(true), 'CreateModel');
  }

  private buildRequest(): object {
    const [container, ...others] = this.containers.map(({ request }) => request);
    const single = container && others.length === 0;
    return {
      ModelName: this.props.modelName,
      ExecutionRoleArn: this.role.roleArn,
      PrimaryContainer: single ? container : undefined,
      Containers: single ? undefined : (container ? [container, ...others] : UNKNOWN),
      VpcConfig: vpcConfigOf(this.network),
      EnableNetworkIsolation: this.props.networkIsolation,
      InferenceExecutionConfig: this.props.inferenceExecutionMode && { Mode: this.props.inferenceExecutionMode },
    };
  }

  private context(): Context {
    const pathOf = (index: number) => this.containers.length === 1 ? 'PrimaryContainer' : `Containers[${index}]`;
    return {
      '': { Region: this.model.env.region },
      ...Object.fromEntries(this.containers.map(({ context }, index) => [pathOf(index), context])),
    };
  }
}

/** The request for a container, and its context for the rules. */
interface BoundContainerRequest {
  readonly request: object;
  readonly context: { readonly ImageRegion?: string; readonly ModelDataRegion?: string; readonly ModelDataKey?: string };
}

/** Binds the image and the model data of a container to a model, which adds the permissions. Returns the `ContainerDefinition` of the request. */
function containerRequest(model: Model, props: ContainerDefinition): BoundContainerRequest {
  const image = props.image?.bind(model, model);
  const data = props.modelData?.bind(model, model);
  return {
    request: {
      ...imageRequest(image),
      ContainerHostname: props.containerHostname,
      Environment: props.environment,
      ...dataRequest(data),
      ModelPackageName: props.modelPackage?.modelPackageRef.modelPackageArn,
      InferenceSpecificationName: props.inferenceSpecificationName,
    },
    context: { ImageRegion: image?.region, ModelDataRegion: data?.region, ModelDataKey: data?.objectKey },
  };
}

function imageRequest({ imageName, privateRegistry, credentialsProviderArn }: Partial<ContainerImageConfig> = {}): object {
  return {
    Image: imageName,
    ImageConfig: privateRegistry || credentialsProviderArn ? {
      RepositoryAccessMode: privateRegistry ? 'Vpc' : 'Platform',
      RepositoryAuthConfig: credentialsProviderArn && { RepositoryCredentialsProviderArn: credentialsProviderArn },
    } : undefined,
  };
}

function dataRequest(config: ModelDataConfig | undefined): object {
  if (config?.multiModel) {
    return {
      Mode: 'MultiModel',
      ModelDataUrl: config.uri,
      MultiModelConfig: config.modelCaching === undefined ? undefined : { ModelCacheSetting: config.modelCaching ? 'Enabled' : 'Disabled' },
    };
  }
  const { compression, s3DataType, acceptEula, hubContentArn } = config ?? {};
  const isPlainArchive = [compression, s3DataType, acceptEula, hubContentArn].every((value) => value === undefined);
  return isPlainArchive || !config ? { ModelDataUrl: config?.uri } : { ModelDataSource: { S3DataSource: sourceRequest(config) } };
}

function sourceRequest({ uri, compression, s3DataType = S3ModelDataType.S3_OBJECT, acceptEula, hubContentArn }: ModelDataConfig): object {
  return {
    S3Uri: uri,
    S3DataType: s3DataType,
    CompressionType: compression ?? (s3DataType === S3ModelDataType.S3_PREFIX ? CompressionType.NONE : CompressionType.GZIP),
    ModelAccessConfig: acceptEula === undefined ? undefined : { AcceptEula: acceptEula },
    HubAccessConfig: hubContentArn === undefined ? undefined : { HubContentArn: hubContentArn },
  };
}
