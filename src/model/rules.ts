import { each, isGiven, repeated, within } from '../validation/predicates';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-model.html';

const MAX_ENVIRONMENT_BYTES = 32 * 1024;
const MAX_VARIABLE_BYTES = 1024;

/** The paths of the containers in the request. */
const CONTAINERS = ['PrimaryContainer', 'Containers[]'];

const PUBLISH_FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];

/**
 * The rules for the request that creates a model. The context has the `Region` of the model. The context of a container has `ImageRegion`,
 * `ModelDataRegion` and `ModelDataKey` (the object key in `ModelDataUrl`), if they are known.
 */
export const MODEL_RULES: readonly Rule[] = [
  {
    id: 'ModelWithoutContainers',
    row: 'MD-X1',
    member: 'Containers',
    holds: (model) => model.PrimaryContainer !== undefined || model.Containers?.length > 0,
    message: 'must have at least one container',
    hint: 'pass one, or call addContainer()',
    source: `${GUIDE}inference-pipelines.html`,
  },
  {
    id: 'PrimaryContainerWithContainers',
    row: 'MD-X2',
    member: 'Containers',
    severity: 'warning', // not documented, but reported by a user of the API
    holds: (model) => model.PrimaryContainer === undefined || !(model.Containers?.length > 0),
    message: 'must not be combined with {PrimaryContainer}',
    source: `${API}CreateModel.html`,
  },
  {
    id: 'SomeContainersWithoutHostname',
    row: 'MD-X3',
    at: 'Containers',
    holds: (containers) => new Set(each(containers, 'ContainerHostname').map((name) => name === undefined)).size < 2,
    message: 'must have a {[].ContainerHostname} for all containers or for none',
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'DuplicateContainerHostname',
    row: 'MD-X4',
    at: 'Containers',
    holds: (containers) => repeated(each(containers, 'ContainerHostname')).length === 0,
    message: 'must not have the same {[].ContainerHostname} twice: {duplicates}',
    values: (containers) => ({ duplicates: repeated(each(containers, 'ContainerHostname')) }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'DirectInvocationWithoutHostname',
    row: 'MD-X5',
    at: 'InferenceExecutionConfig',
    member: 'Mode',
    holds: (execution, model) => execution.Mode !== 'Direct' || !each(model.Containers, 'ContainerHostname').includes(undefined),
    message: 'requires {/Containers[].ContainerHostname} for every container if it is direct: callers choose the container by its host name',
    source: `${GUIDE}multi-container-direct.html`,
  },
  {
    id: 'ContainerWithoutImage',
    at: CONTAINERS,
    member: 'Image',
    severity: 'warning', // no page requires one of them
    holds: (container) => container.Image !== undefined || container.ModelPackageName !== undefined,
    message: 'is required unless a model package is specified',
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'RegistryCredentialsWithoutVpcAccess',
    row: 'MD-X6',
    at: within(CONTAINERS, 'ImageConfig'),
    member: 'RepositoryAuthConfig',
    holds: (image) => image.RepositoryAuthConfig === undefined || image.RepositoryAccessMode === 'Vpc',
    message: 'must only be specified for an image in a private registry',
    source: `${API}ImageConfig.html`,
  },
  {
    id: 'PrivateRegistryWithoutVpc',
    row: 'MD-X7',
    at: CONTAINERS,
    member: 'Image',
    holds: (container, model) => container.ImageConfig?.RepositoryAccessMode !== 'Vpc' || model.VpcConfig !== undefined,
    message: 'is in a private registry, which can only be reached through a VPC: specify {/VpcConfig}',
    source: `${GUIDE}your-algorithms-containers-inference-private.html`,
  },
  {
    id: 'ModelDataPrefixWithoutSlash',
    row: 'MD-X8',
    at: within(CONTAINERS, 'ModelDataSource.S3DataSource'),
    member: 'S3Uri',
    holds: (data) => data.S3DataType !== 'S3Prefix' || data.S3Uri.endsWith('/'),
    message: 'must end with "/": it is the prefix of several objects',
    source: `${API}S3ModelDataSource.html`,
  },
  {
    id: 'CompressedModelDataPrefix',
    row: 'MD-X9',
    at: within(CONTAINERS, 'ModelDataSource.S3DataSource'),
    member: 'CompressionType',
    severity: 'warning', // the documentation neither describes nor forbids this combination
    holds: (data) => data.CompressionType !== 'Gzip' || data.S3DataType !== 'S3Prefix',
    message: 'must be "None" for a prefix: only single objects can be compressed',
    source: `${API}S3ModelDataSource.html`,
  },
  {
    id: 'MultiModelDataSource',
    row: 'MD-X10',
    at: CONTAINERS,
    member: 'ModelDataSource',
    holds: (container) => container.ModelDataSource === undefined || container.Mode !== 'MultiModel',
    message: 'must not be specified for a multi-model container',
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'EnvironmentVariableTooLarge',
    row: 'MD-X11',
    at: CONTAINERS,
    member: 'Environment',
    holds: (container) => longVariables(container).length === 0,
    message: `must have names and values of at most ${MAX_VARIABLE_BYTES} bytes each: {names} is longer in UTF-8`,
    values: (container) => ({ names: longVariables(container) }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'ImageInOtherRegion',
    row: 'MD-X14',
    at: CONTAINERS,
    member: 'Image',
    holds: (container, _model, context) => isInRegion(imageRegion(container, context), context),
    message: 'must be in {region}, the Region of the model: it is in {other}',
    values: (container, _model, context) => ({ region: context.Region, other: imageRegion(container, context) }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'ModelDataInOtherRegion',
    row: 'MD-X14',
    at: CONTAINERS,
    member: 'ModelDataUrl',
    holds: (_container, _model, context) => isInRegion(context.ModelDataRegion, context),
    message: 'must be in {region}, the Region of the model: it is in {other}',
    values: (_container, _model, context) => ({ region: context.Region, other: context.ModelDataRegion }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'InvalidContainerMetricsFrequency',
    row: 'MD-X20',
    at: within(CONTAINERS, 'ContainerMetricsConfig.MetricsEndpoints[]'),
    member: 'MetricPublishFrequencyInSeconds',
    holds: ({ MetricPublishFrequencyInSeconds: frequency }) => frequency === undefined || PUBLISH_FREQUENCIES.includes(frequency),
    message: `must be one of ${PUBLISH_FREQUENCIES.map((seconds) => `{=${seconds}}`).join(', ')}`,
    source: `${API}MetricsEndpoint.html`,
  },
  {
    id: 'ModelDataNotTarGz',
    row: 'MD-X13',
    at: CONTAINERS,
    member: 'ModelDataUrl',
    holds: (container, _model, context) => container.Mode === 'MultiModel' || !isGiven(container, 'ModelDataUrl')
      || isArchive(context.ModelDataKey ?? container.ModelDataUrl),
    message: 'is not a gzip-compressed tar archive: {key} does not end with ".tar.gz"',
    values: (container, _model, context) => ({ key: context.ModelDataKey ?? container.ModelDataUrl }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'TotalEnvironmentTooLarge',
    row: 'MD-X11',
    member: 'Containers',
    holds: (model) => environmentBytes(model) <= MAX_ENVIRONMENT_BYTES,
    message: `must have at most ${MAX_ENVIRONMENT_BYTES} bytes of environment variables in all, names and values, not {bytes}`,
    values: (model) => ({ bytes: environmentBytes(model) }),
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'SeveralMultiModelContainers',
    row: 'MD-X12',
    at: 'Containers',
    holds: (containers) => each(containers, 'Mode').filter((mode) => mode === 'MultiModel').length < 2,
    message: 'must not have more than one multi-model container',
    source: `${GUIDE}multi-model-endpoints.html`,
  },
  {
    id: 'SingleSubnet',
    row: 'MD-X17',
    at: 'VpcConfig',
    member: 'Subnets',
    severity: 'warning',
    holds: (network) => network.Subnets?.length !== 1,
    message: 'has only one subnet: with subnets in two Availability Zones, endpoints survive the loss of a zone',
    source: `${GUIDE}host-vpc.html`,
  },
  {
    id: 'HostnameOfSingleContainer',
    row: 'MD-X18',
    at: 'PrimaryContainer',
    member: 'ContainerHostname',
    severity: 'warning',
    onlyWhenFinal: true, // a second container makes it a pipeline
    holds: (container) => container.ContainerHostname === undefined,
    message: 'is ignored for a single container',
    source: `${API}ContainerDefinition.html`,
  },
  {
    id: 'FixedModelName',
    member: 'ModelName',
    severity: 'warning',
    holds: (model) => model.ModelName === undefined,
    message: 'is fixed: every change of a model except its tags replaces it, and CloudFormation cannot replace a resource with a fixed name',
    source: CLOUDFORMATION,
  },
  ...TAG_RULES,
];

function isInRegion(region: string | undefined, context: any): boolean {
  return region === undefined || context.Region === undefined || region === context.Region;
}

function isArchive(url: string | undefined): boolean {
  return url === undefined || /\.tar\.gz(\?.*)?$/i.test(url);
}

/** The Region of an image in Amazon ECR. */
function imageRegion(container: any, context: any): string | undefined {
  return context.ImageRegion ?? /\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(container.Image ?? '')?.[1];
}

function environmentBytes(model: any): number {
  return [model.PrimaryContainer, ...model.Containers ?? []]
    .flatMap((container) => variables(container))
    .reduce((bytes, [name, value]) => bytes + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
}

/** The names of variables whose name or value is short enough in characters but not in bytes: letters outside ASCII have several bytes. */
function longVariables(container: any): string[] {
  const tooLong = (text: string) => text.length <= MAX_VARIABLE_BYTES && Buffer.byteLength(text) > MAX_VARIABLE_BYTES;
  return variables(container).filter((texts) => texts.some(tooLong)).map(([name]) => name);
}

function variables(container: any): [name: string, value: string][] {
  const environment = container?.Environment ?? {};
  return Object.keys(environment).map((name) => [name, String(environment[name])]);
}
