import { PropPaths, under, VPC_PROP_PATHS } from '../validation/prop-paths';

/** The members of a container whose props have other names. */
const CONTAINER: PropPaths = {
  'ImageConfig': 'image',
  'ImageConfig.RepositoryAccessMode': 'image',
  'ImageConfig.RepositoryAuthConfig': 'image.credentialsProvider',
  'ImageConfig.RepositoryAuthConfig.RepositoryCredentialsProviderArn': 'image.credentialsProvider',
  'Mode': 'modelData',
  'ModelDataUrl': 'modelData',
  'ModelDataSource': 'modelData',
  'ModelDataSource.S3DataSource': 'modelData',
  'ModelDataSource.S3DataSource.S3Uri': 'modelData',
  'ModelDataSource.S3DataSource.S3DataType': 'modelData',
  'ModelDataSource.S3DataSource.CompressionType': 'modelData.compression',
  'ModelDataSource.S3DataSource.ModelAccessConfig': 'modelData',
  'ModelDataSource.S3DataSource.HubAccessConfig': 'modelData',
  'MultiModelConfig': 'modelData',
  'MultiModelConfig.ModelCacheSetting': 'modelData.modelCaching',
  'ModelPackageName': 'modelPackage',
};

/** The props of a model. */
export const MODEL_PROP_PATHS: PropPaths = {
  'PrimaryContainer': 'containers[0]',
  ...under('PrimaryContainer', 'containers[0]', CONTAINER),
  ...under('Containers[]', 'containers[]', CONTAINER),
  'InferenceExecutionConfig': 'inferenceExecutionMode',
  'InferenceExecutionConfig.Mode': 'inferenceExecutionMode',
  'ExecutionRoleArn': 'role',
  ...VPC_PROP_PATHS,
  'EnableNetworkIsolation': 'networkIsolation',
};
