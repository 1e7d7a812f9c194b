import { Construct } from 'constructs';
import { ContainerImage } from './container-image';
import type { ContainerDefinition, Model } from './model';
import { ModelData, ModelDataConfig, ModelDataForm } from './model-data';

/** A container, as the service is told; the model gets the rights to what the container needs. */
export function containerRequest(scope: Construct, model: Model, props: ContainerDefinition): object {
  return {
    ...imageRequest(scope, model, props.image),
    ContainerHostname: props.containerHostname,
    Environment: props.environment,
    ...dataRequest(scope, model, props.modelData),
    ModelPackageName: props.modelPackage?.modelPackageName,
    InferenceSpecificationName: props.modelPackage?.inferenceSpecificationName,
  };
}

function imageRequest(scope: Construct, model: Model, image: ContainerImage | undefined): object {
  const { imageName, region, privateRegistry, credentialsProviderArn } = image?.bind(scope, model) ?? {};
  return {
    Image: imageName,
    ImageRegion: region, // for the rules
    ImageConfig: privateRegistry || credentialsProviderArn ? {
      RepositoryAccessMode: privateRegistry ? 'Vpc' : 'Platform',
      RepositoryAuthConfig: credentialsProviderArn && { RepositoryCredentialsProviderArn: credentialsProviderArn },
    } : undefined,
  };
}

function dataRequest(scope: Construct, model: Model, data: ModelData | undefined): object {
  const config = data?.bind(scope, model);
  return { ...addressRequest(config), ModelDataRegion: config?.region }; // for the rules
}

function addressRequest(config: ModelDataConfig | undefined): object {
  switch (config?.form) {
    case undefined:
      return config?.acceptEula === undefined && config?.hubContentArn === undefined
        ? { ModelDataUrl: config?.uri, ModelDataKey: config?.objectKey } // the latter for the rules
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
