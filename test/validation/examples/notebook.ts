import { changed, Examples } from './example';
import { tagged } from './model';
import { CODE_REPOSITORY_RULES, LIFECYCLE_CONFIG_RULES, NOTEBOOK_INSTANCE_RULES } from '../../../src/notebook/rules';

const NOTEBOOK = { InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::123456789012:role/science', SubnetId: 'subnet-0123456789abcdef0' };
const OUTSIDE = { ...NOTEBOOK, SubnetId: undefined };
const WITH_CREDENTIALS = 'https://me:token@git.example.com/churn';
const WITHOUT_CREDENTIALS = 'https://git.example.com/team@home/churn';

const CODE = { GitConfig: { RepositoryUrl: WITHOUT_CREDENTIALS } };

const version = (MinimumInstanceMetadataServiceVersion: string) => ({
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion },
});
const isolated = (DirectInternetAccess: string) => changed(NOTEBOOK, { DirectInternetAccess, SubnetHasEgress: false, RootAccess: 'Disabled' });
const named = (NotebookInstanceName?: string) => changed(NOTEBOOK, { NotebookInstanceName });

export const NOTEBOOK_INSTANCE_EXAMPLES: Examples = {
  operation: 'CreateNotebookInstance',
  rules: NOTEBOOK_INSTANCE_RULES,
  examples: [
    ['NoInternetAccessWithoutSubnet', 'DirectInternetAccess', changed(NOTEBOOK, { DirectInternetAccess: 'Disabled' }), { ...OUTSIDE, DirectInternetAccess: 'Disabled' }],
    ['SecurityGroupsWithoutSubnet', 'SecurityGroupIds', changed(NOTEBOOK, { SecurityGroupIds: ['sg-0123456789abcdef0'] }), { ...OUTSIDE, SecurityGroupIds: ['sg-0123456789abcdef0'] }],
    ['SecurityGroupsOfOtherVpc', 'SecurityGroupIds', changed(NOTEBOOK, { GroupsOfOtherVpcs: false }), changed(NOTEBOOK, { GroupsOfOtherVpcs: true })],
    ['SubnetWithoutEgress', 'SubnetId', isolated('Enabled'), isolated('Disabled')],
    ['SecurityGroupsWithoutEgress', 'SecurityGroupIds', changed(NOTEBOOK, { DirectInternetAccess: 'Disabled', GroupsAllowNoEgress: false }),
      changed(NOTEBOOK, { DirectInternetAccess: 'Disabled', GroupsAllowNoEgress: true })],
    ['RetiredNotebookAccelerator', 'AcceleratorTypes', NOTEBOOK, changed(NOTEBOOK, { AcceleratorTypes: ['ml.eia2.large'] })],
    ['RetiredPlatform', 'PlatformIdentifier', changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3' }), changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al1-v1' })],
    ['InstanceTypeUnsupportedByPlatform', 'InstanceType', changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3' }),
      changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3', InstanceType: 'ml.p2.xlarge' })],
    ['NotebookKeyWithLocalStorage', 'KmsKeyId', changed(NOTEBOOK, { KmsKeyId: 'alias/key' }), changed(NOTEBOOK, { KmsKeyId: 'alias/key', InstanceType: 'ml.c5d.xlarge' })],
    ['RoleNotTrustingSageMaker', 'RoleArn', changed(NOTEBOOK, { RoleTrustsSageMaker: true }), changed(NOTEBOOK, { RoleTrustsSageMaker: false })],
    ['ImdsVersion1', 'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion', changed(NOTEBOOK, version('2')), changed(NOTEBOOK, version('1'))],
    ['FixedNotebookInstanceName', 'NotebookInstanceName', named(), named('churn')],
    ['CredentialsInUrl', 'DefaultCodeRepository', changed(NOTEBOOK, { DefaultCodeRepository: WITHOUT_CREDENTIALS }),
      changed(NOTEBOOK, { DefaultCodeRepository: WITH_CREDENTIALS })],
    ['CredentialsInUrl', 'AdditionalCodeRepositories[0]', changed(NOTEBOOK, { AdditionalCodeRepositories: [WITHOUT_CREDENTIALS] }),
      changed(NOTEBOOK, { AdditionalCodeRepositories: [WITH_CREDENTIALS] })],
    ['DuplicateTagKey', 'Tags', tagged(NOTEBOOK, 'a', 'b'), tagged(NOTEBOOK, 'b', 'b')],
  ],
};

export const LIFECYCLE_CONFIG_EXAMPLES: Examples = {
  operation: 'CreateNotebookInstanceLifecycleConfig',
  rules: LIFECYCLE_CONFIG_RULES,
  examples: [
    ['ScriptNotBase64', 'OnCreate[0]', { OnCreate: [{ Content: 'IyEvYmluL2Jhc2g=' }] }, { OnCreate: [{ Content: '#!/bin/bash' }] }],
    ['ScriptNotBase64', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmlu\nL2Jhc2g=\n' }] }, { OnStart: [{ Content: 'echo hello' }] }],
    ['ScriptNotBase64', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmluL2Jhc2g' }] }, { OnStart: [{ Content: 'IyEvYmluL2Jhc' }] }],
    ['ScriptNotBase64', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmluL2Jhcw==' }] }, { OnStart: [{ Content: 'IyEvYmluL2Jhc2g==' }] }],
    ['DuplicateTagKey', 'Tags', tagged({}, 'a', 'b'), tagged({}, 'b', 'b')],
  ],
};

export const CODE_REPOSITORY_EXAMPLES: Examples = {
  operation: 'CreateCodeRepository',
  rules: CODE_REPOSITORY_RULES,
  examples: [
    ['CredentialsInRepositoryUrl', 'GitConfig.RepositoryUrl', { GitConfig: { RepositoryUrl: WITHOUT_CREDENTIALS } }, { GitConfig: { RepositoryUrl: WITH_CREDENTIALS } }],
    ['DuplicateTagKey', 'Tags', tagged(CODE, 'a', 'b'), tagged(CODE, 'b', 'b')],
  ],
};
