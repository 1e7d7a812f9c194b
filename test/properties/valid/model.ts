import { copy, distinctTags } from './common';

const IMAGE = { Image: 'image:1' };
const FREQUENCIES = [10, 30, 60, 120, 180, 240, 300];

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validModel(request: any): any {
  const model = { ...request };
  if (model.PrimaryContainer && model.Containers) { delete model[model.Containers.length % 2 ? 'PrimaryContainer' : 'Containers']; }
  if (!model.PrimaryContainer && !(model.Containers?.length > 0)) { model.Containers = [IMAGE]; }
  if (model.PrimaryContainer) { model.PrimaryContainer = validContainer(model.PrimaryContainer, model); }
  if (model.Containers) { model.Containers = pipeline(model.Containers.map((container: any) => validContainer(container, model)), model); }
  const environments = [model.PrimaryContainer, ...model.Containers ?? []].filter((container) => container?.Environment);
  if (environments.length > 0) { // 32 KB in all
    for (const container of environments) { container.Environment = cut(container.Environment, 32 * 1024 / environments.length); }
  }
  return distinctTags(model);
}

function validContainer(original: any, model: any): any {
  const container = copy(original);
  const { ImageConfig, ModelDataSource, ContainerMetricsConfig } = container;
  if (ImageConfig?.RepositoryAccessMode === 'Vpc' && !model.VpcConfig) { ImageConfig.RepositoryAccessMode = 'Platform'; }
  if (ImageConfig?.RepositoryAccessMode === 'Platform') { delete ImageConfig.RepositoryAuthConfig; }
  if (ModelDataSource && container.Mode === 'MultiModel') { container.Mode = 'SingleModel'; }
  const data = ModelDataSource?.S3DataSource;
  if (data?.S3DataType === 'S3Prefix') {
    data.CompressionType = 'None';
    if (!data.S3Uri.endsWith('/')) { data.S3Uri = `${data.S3Uri.slice(0, 1023)}/`; }
  }
  if (container.ModelDataUrl !== undefined && container.Mode !== 'MultiModel') {
    container.ModelDataUrl = container.ModelDataUrl.slice(0, 1024 - '.tar.gz'.length).concat('.tar.gz');
  }
  for (const metrics of ContainerMetricsConfig?.MetricsEndpoints ?? []) {
    if (metrics.MetricPublishFrequencyInSeconds !== undefined) {
      metrics.MetricPublishFrequencyInSeconds = FREQUENCIES[Math.abs(metrics.MetricPublishFrequencyInSeconds) % FREQUENCIES.length];
    }
  }
  return container;
}

function pipeline(containers: any[], model: any): any[] {
  const all = containers.some(({ ContainerHostname }) => ContainerHostname !== undefined);
  if (!all && model.InferenceExecutionConfig) { model.InferenceExecutionConfig = { Mode: 'Serial' }; }
  return containers.map((container, index) => ({
    ...container,
    ContainerHostname: all ? `${index}${container.ContainerHostname ?? ''}`.slice(0, 62).replace(/-+$/, '') : undefined,
    Mode: container.Mode === 'MultiModel' && containers.findIndex(({ Mode }) => Mode === 'MultiModel') !== index ? undefined : container.Mode,
    // a prefix is only for multi-model containers
    ModelDataUrl: container.ModelDataUrl?.slice(0, 1024 - '.tar.gz'.length).concat('.tar.gz'),
  }));
}

/** Returns the entries that fit into a number of bytes, each with names and values of at most 1024 bytes. */
function cut(environment: any, bytes: number): any {
  let left = bytes;
  return Object.fromEntries(Object.entries<string>(environment).filter(([name, value]) => {
    const [n, v] = [Buffer.byteLength(name), Buffer.byteLength(value)];
    if (n > 1024 || v > 1024 || n + v > left) { return false; }
    left -= n + v;
    return true;
  }));
}
