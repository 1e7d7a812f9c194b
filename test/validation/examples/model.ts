import { Lazy } from 'aws-cdk-lib';
import { changed, Example, Examples } from './example';
import { MODEL_RULES } from '../../../src/model/rules';

const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1';
const CONTAINER = { Image: IMAGE };
export const MODEL = { PrimaryContainer: CONTAINER, ExecutionRoleArn: 'arn:aws:iam::123456789012:role/model' };
/** Where the bucket is made by the same app. */
const URL = Lazy.string({ produce: () => 's3://bucket/model' });
const VPC = { VpcConfig: { SecurityGroupIds: ['sg-0123456789abcdef0'], Subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] } };

export const MODEL_EXAMPLES: Examples = {
  operation: 'CreateModel',
  rules: MODEL_RULES,
  examples: [
    ['ModelWithoutContainers', 'Containers', MODEL, changed(MODEL, { PrimaryContainer: undefined })],
    ['ModelWithoutContainers', 'Containers', pipeline({}), changed(MODEL, { PrimaryContainer: undefined, Containers: [] })],
    ['PrimaryContainerWithContainers', 'Containers', changed(MODEL, { Containers: [] }), changed(MODEL, { Containers: [CONTAINER] })],
    ['SomeContainersWithoutHostname', 'Containers', pipeline(named('a'), named('b')), pipeline(named('a'), {})],
    ['SomeContainersWithoutHostname', 'Containers', pipeline({}, {}), pipeline({}, named('b'))],
    ['DuplicateContainerHostname', 'Containers', pipeline(named('a'), named('A')), pipeline(named('a'), named('a'))],
    ['DirectInvocationWithoutHostname', 'InferenceExecutionConfig.Mode', executed('Direct', named('a'), named('b')), executed('Direct', {}, {})],
    ['SomeContainersWithoutHostname', 'Containers', pipeline({}, {}, {}), pipeline({}, named('b'), {})],
    ['DirectInvocationWithoutHostname', 'InferenceExecutionConfig.Mode', executed('Direct', named('a')), executed('Direct', named('a'), {})],
    ['DirectInvocationWithoutHostname', 'InferenceExecutionConfig.Mode', executed('Serial', {}, {}), executed('Direct', {}, {})],
    ...inContainers('RegistryCredentialsWithoutVpcAccess', 'ImageConfig.RepositoryAuthConfig',
      { ImageConfig: { RepositoryAccessMode: 'Vpc', RepositoryAuthConfig: { RepositoryCredentialsProviderArn: 'arn' } } },
      { ImageConfig: { RepositoryAccessMode: 'Platform', RepositoryAuthConfig: { RepositoryCredentialsProviderArn: 'arn' } } }, VPC),
    ...inContainers('PrivateRegistryWithoutVpc', 'Image',
      { ImageConfig: { RepositoryAccessMode: 'Platform' } }, { ImageConfig: { RepositoryAccessMode: 'Vpc' } }),
    ...inContainers('ModelDataPrefixWithoutSlash', 'ModelDataSource.S3DataSource.S3Uri', prefix('s3://bucket/models/'), prefix('s3://bucket/models')),
    ...inContainers('ModelDataPrefixWithoutSlash', 'ModelDataSource.S3DataSource.S3Uri', data({ S3DataType: 'S3Object', S3Uri: 's3://bucket/model' }), prefix('s3://bucket/model')),
    ...inContainers('CompressedModelDataPrefix', 'ModelDataSource.S3DataSource.CompressionType',
      data({ S3DataType: 'S3Object', CompressionType: 'Gzip' }), data({ S3DataType: 'S3Prefix', CompressionType: 'Gzip' })),
    ...inContainers('MultiModelDataSource', 'ModelDataSource', data({ S3DataType: 'S3Object' }), { Mode: 'MultiModel', ...data({ S3DataType: 'S3Object' }) }),
    ...inContainers('EnvironmentVariableTooLarge', 'Environment', { Environment: { K: 'e'.repeat(1024) } }, { Environment: { K: 'é'.repeat(513) } }),
    ['TotalEnvironmentTooLarge', 'Containers', environments(32 * 1024), environments(32 * 1024 + 1)],
    ['TotalEnvironmentTooLarge', 'Containers', environments(32 * 1024, 'x'), environments(32 * 1024, 'é')],
    ['SeveralMultiModelContainers', 'Containers', pipeline({ Mode: 'MultiModel' }, { Mode: 'SingleModel' }, {}), pipeline({ Mode: 'MultiModel' }, {}, { Mode: 'MultiModel' })],
    ['SeveralMultiModelContainers', 'Containers', pipeline({ Mode: 'MultiModel' }, {}), pipeline({ Mode: 'MultiModel' }, { Mode: 'MultiModel' })],
    ...inContainers('ModelDataNotTarGz', 'ModelDataUrl', { ModelDataUrl: 's3://bucket/model.tar.gz' }, { ModelDataUrl: 's3://bucket/model.zip' }),
    ...inContainers('ModelDataNotTarGz', 'ModelDataUrl', { Mode: 'MultiModel', ModelDataUrl: 's3://bucket/models/' }, { ModelDataUrl: 's3://bucket/models/' }),
    ...inContainers('ModelDataNotTarGz', 'ModelDataUrl', { ModelDataUrl: URL, ModelDataKey: 'model.tar.gz' }, { ModelDataUrl: URL, ModelDataKey: 'model.zip' }),
    ...inContainers('ModelDataNotTarGz', 'ModelDataUrl', { ModelDataUrl: 'https://s3.eu-west-1.amazonaws.com/b/MODEL.TAR.GZ?versionId=1' }, { ModelDataUrl: 's3://b/tar.gz' }),
    ...inContainers('ImageInOtherRegion', 'Image', { ImageRegion: 'eu-west-1' }, { ImageRegion: 'us-east-1' }, { Region: 'eu-west-1' }),
    ...inContainers('ImageInOtherRegion', 'Image', {}, { Image: IMAGE.replace('eu-west-1', 'us-east-1') }, { Region: 'eu-west-1' }),
    ...inContainers('ModelDataInOtherRegion', 'ModelDataUrl', inBucket('eu-west-1'), inBucket('us-east-1'), { Region: 'eu-west-1' }),
    ['ImageInOtherRegion', 'PrimaryContainer.Image', changed(MODEL, { PrimaryContainer: { ImageRegion: 'us-east-1' } }),
      changed(MODEL, { PrimaryContainer: { ImageRegion: 'us-east-1' }, Region: 'eu-west-1' })],
    ['SingleSubnet', 'VpcConfig.Subnets', changed(MODEL, VPC), changed(changed(MODEL, VPC), { VpcConfig: { Subnets: ['subnet-0123456789abcdef0'] } })],
    ['HostnameOfSingleContainer', 'PrimaryContainer.ContainerHostname', MODEL, changed(MODEL, { PrimaryContainer: named('a') })],
    ...inContainers('InvalidContainerMetricsFrequency', 'ContainerMetricsConfig.MetricsEndpoints[0].MetricPublishFrequencyInSeconds', metrics(60), metrics(45)),
    ...inContainers('InvalidContainerMetricsFrequency', 'ContainerMetricsConfig.MetricsEndpoints[0].MetricPublishFrequencyInSeconds', metrics(300), metrics(301)),
    ...inContainers('InvalidContainerMetricsFrequency', 'ContainerMetricsConfig.MetricsEndpoints[0].MetricPublishFrequencyInSeconds', metrics(undefined), metrics(0)),
    ...inContainers('ContainerWithoutImage', 'Image', {}, { Image: undefined }),
    ...inContainers('ContainerWithoutImage', 'Image', { ModelPackageName: 'churn' }, { Image: undefined }),
    ['FixedModelName', 'ModelName', MODEL, changed(MODEL, { ModelName: 'churn' })],
    ['DuplicateTagKey', 'Tags', tagged(MODEL, 'a', 'A'), tagged(MODEL, 'a', 'b', 'a')],
    ['DuplicateTagKey', 'Tags', tagged(MODEL, 'a', 'b'), tagged(MODEL, 'a', 'a')],
  ],
};

export function tagged(request: object, ...keys: string[]): object {
  return changed(request, { Tags: keys.map((Key) => ({ Key, Value: '' })) });
}

export function pipeline(...containers: object[]): object {
  return changed(MODEL, { PrimaryContainer: undefined, Containers: containers.map((container) => changed(CONTAINER, container)) });
}

/** What holds for a container holds for the single one and for each of several. */
function inContainers(id: string, path: string, accepted: object, rejected: object, more: object = {}): Example[] {
  const single = (container: object) => changed(changed(MODEL, { PrimaryContainer: container }), more);
  const second = (container: object) => changed(pipeline({}, container), more);
  return [
    [id, `PrimaryContainer.${path}`, single(accepted), single(rejected)],
    [id, `Containers[1].${path}`, second(accepted), second(rejected)],
  ];
}

function executed(Mode: string, ...containers: object[]): object {
  return changed(pipeline(...containers), { InferenceExecutionConfig: { Mode } });
}

function named(ContainerHostname: string): object {
  return { ContainerHostname };
}

function data(S3DataSource: object): object {
  return { ModelDataSource: { S3DataSource: { S3Uri: 's3://bucket/model/', CompressionType: 'None', ...S3DataSource } } };
}

function inBucket(ModelDataRegion: string): object {
  return { ModelDataUrl: 's3://bucket/model.tar.gz', ModelDataRegion };
}

function prefix(S3Uri: string): object {
  return data({ S3Uri, S3DataType: 'S3Prefix' });
}

function metrics(MetricPublishFrequencyInSeconds?: number): object {
  return { ContainerMetricsConfig: { MetricsEndpoints: [{ MetricsEndpointPath: '/metrics', MetricPublishFrequencyInSeconds }] } };
}

/** Environments of so many bytes in all, over two containers, if the last letter is one byte. */
function environments(bytes: number, last: string = 'x'): object {
  const full = (name: string, size: number) => [name, 'x'.repeat(size - name.length)];
  const half = Object.fromEntries(Array.from({ length: 16 }, (_, index) => full(`K${index + 10}`, 1024)));
  const others = Object.fromEntries(Array.from({ length: 15 }, (_, index) => full(`K${index + 10}`, 1024)));
  const rest = bytes - 31 * 1024;
  return pipeline({ Environment: half }, { Environment: { ...others, A: 'x'.repeat(500), B: 'x'.repeat(rest - 503) + last } });
}
