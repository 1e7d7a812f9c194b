import { PropPaths } from '../validation/prop-paths';

/** The props of a notebook instance. */
export const NOTEBOOK_INSTANCE_PROP_PATHS: PropPaths = {
  'SubnetId': 'vpcSubnets',
  'SecurityGroupIds': 'securityGroups',
  'RoleArn': 'role',
  'KmsKeyId': 'encryptionKey',
  'LifecycleConfigName': 'lifecycleConfig',
  'InstanceMetadataServiceConfiguration': 'requireImdsv2',
  'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion': 'requireImdsv2',
};

/** The props of a lifecycle configuration. The request has one script for all scripts of an event. */
export const LIFECYCLE_CONFIG_PROP_PATHS: PropPaths = {
  'OnCreate[]': 'onCreate',
  'OnCreate[].Content': 'onCreate',
  'OnStart[]': 'onStart',
  'OnStart[].Content': 'onStart',
};

/** The props of a code repository. */
export const CODE_REPOSITORY_PROP_PATHS: PropPaths = {
  'GitConfig': 'repositoryUrl',
  'GitConfig.RepositoryUrl': 'repositoryUrl',
  'GitConfig.Branch': 'branch',
  'GitConfig.SecretArn': 'secret',
};
