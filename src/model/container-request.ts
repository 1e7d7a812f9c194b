import { Construct } from 'constructs';
import { ContainerImageConfig } from './container-image';
import type { ContainerDefinition, Model } from './model';
import { ModelDataConfig, ModelDataForm } from './model-data';

/** The request for a container, and what the rules may know about it besides. */
export interface BoundContainerRequest {
  readonly request: object;
  readonly context: { readonly ImageRegion?: string; readonly ModelDataRegion?: string; readonly ModelDataKey?: string };
}

/** Binds a container to a model: grants the model what the container needs, and returns the `ContainerDefinition` of the request. */
export function containerRequest(scope: Construct, model: Model, props: ContainerDefinition): BoundContainerRequest {
  const image = props.image?.bind(scope, model);
  const data = props.modelData?.bind(scope, model);
  return {
    request: {
      ...imageRequest(image),
      ContainerHostname: props.containerHostname,
      Environment: props.environment,
      ...dataRequest(data),
      ModelPackageName: props.modelPackage?.modelPackageName,
      InferenceSpecificationName: props.modelPackage?.inferenceSpecificationName,
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
  switch (config?.form) {
    case undefined:
      return config?.acceptEula === undefined && config?.hubContentArn === undefined
        ? { ModelDataUrl: config?.uri }
        : source(config, 'S3Object', 'Gzip');
    case ModelDataForm.ARCHIVE:
      return source(config, 'S3Object', 'Gzip');
    case ModelDataForm.OBJECT:
      return source(config, 'S3Object', 'None');
    case ModelDataForm.PREFIX:
      return source(config, 'S3Prefix', 'None');
    case ModelDataForm.MODELS:
      return {
        Mode: 'MultiModel',
        ModelDataUrl: config.uri,
        MultiModelConfig: config.modelCaching === undefined ? undefined : { ModelCacheSetting: config.modelCaching ? 'Enabled' : 'Disabled' },
      };
  }
}

function source({ uri, acceptEula, hubContentArn }: ModelDataConfig, dataType: string, compressionType: string): object {
  return {
    ModelDataSource: {
      S3DataSource: {
        S3Uri: uri,
        S3DataType: dataType,
        CompressionType: compressionType,
        ModelAccessConfig: acceptEula === undefined ? undefined : { AcceptEula: acceptEula },
        HubAccessConfig: hubContentArn === undefined ? undefined : { HubContentArn: hubContentArn },
      },
    },
  };
}
