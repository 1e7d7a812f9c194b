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
    ['NB-X1', 'DirectInternetAccess', changed(NOTEBOOK, { DirectInternetAccess: 'Disabled' }), { ...OUTSIDE, DirectInternetAccess: 'Disabled' }],
    ['NB-X2', 'SecurityGroupIds', changed(NOTEBOOK, { SecurityGroupIds: ['sg-0123456789abcdef0'] }), { ...OUTSIDE, SecurityGroupIds: ['sg-0123456789abcdef0'] }],
    ['SecurityGroupVpc', 'SecurityGroupIds', changed(NOTEBOOK, { GroupsOfOtherVpcs: false }), changed(NOTEBOOK, { GroupsOfOtherVpcs: true })],
    ['NB-X3', 'SubnetId', isolated('Enabled'), isolated('Disabled')],
    ['NB-X3', 'SecurityGroupIds', changed(NOTEBOOK, { DirectInternetAccess: 'Disabled', GroupsLetNothingOut: false }),
      changed(NOTEBOOK, { DirectInternetAccess: 'Disabled', GroupsLetNothingOut: true })],
    ['NB-X6', 'AcceleratorTypes', NOTEBOOK, changed(NOTEBOOK, { AcceleratorTypes: ['ml.eia2.large'] })],
    ['NB-X8', 'PlatformIdentifier', changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3' }), changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al1-v1' })],
    ['NB-X8', 'InstanceType', changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3' }),
      changed(NOTEBOOK, { PlatformIdentifier: 'notebook-al2-v3', InstanceType: 'ml.p2.xlarge' })],
    ['NB-X9', 'KmsKeyId', changed(NOTEBOOK, { KmsKeyId: 'alias/key' }), changed(NOTEBOOK, { KmsKeyId: 'alias/key', InstanceType: 'ml.c5d.xlarge' })],
    ['NB-X12', 'RoleArn', changed(NOTEBOOK, { RoleTrustsService: true }), changed(NOTEBOOK, { RoleTrustsService: false })],
    ['NB-X14', 'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion', changed(NOTEBOOK, version('2')), changed(NOTEBOOK, version('1'))],
    ['NB-X15', 'NotebookInstanceName', named(), named('churn')],
    ['CredentialsInUrl', 'DefaultCodeRepository', changed(NOTEBOOK, { DefaultCodeRepository: WITHOUT_CREDENTIALS }),
      changed(NOTEBOOK, { DefaultCodeRepository: WITH_CREDENTIALS })],
    ['CredentialsInUrl', 'AdditionalCodeRepositories[0]', changed(NOTEBOOK, { AdditionalCodeRepositories: [WITHOUT_CREDENTIALS] }),
      changed(NOTEBOOK, { AdditionalCodeRepositories: [WITH_CREDENTIALS] })],
    ['EP-X24', 'Tags', tagged(NOTEBOOK, 'a', 'b'), tagged(NOTEBOOK, 'b', 'b')],
  ],
};

export const LIFECYCLE_CONFIG_EXAMPLES: Examples = {
  operation: 'CreateNotebookInstanceLifecycleConfig',
  rules: LIFECYCLE_CONFIG_RULES,
  examples: [
    ['LC-X1', 'OnCreate[0]', { OnCreate: [{ Content: 'IyEvYmluL2Jhc2g=' }] }, { OnCreate: [{ Content: '#!/bin/bash' }] }],
    ['LC-X1', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmlu\nL2Jhc2g=\n' }] }, { OnStart: [{ Content: 'echo hello' }] }],
    ['LC-X1', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmluL2Jhc2g' }] }, { OnStart: [{ Content: 'IyEvYmluL2Jhc' }] }],
    ['LC-X1', 'OnStart[0]', { OnStart: [{ Content: 'IyEvYmluL2Jhcw==' }] }, { OnStart: [{ Content: 'IyEvYmluL2Jhc2g==' }] }],
    ['EP-X24', 'Tags', tagged({}, 'a', 'b'), tagged({}, 'b', 'b')],
  ],
};

export const CODE_REPOSITORY_EXAMPLES: Examples = {
  operation: 'CreateCodeRepository',
  rules: CODE_REPOSITORY_RULES,
  examples: [
    ['CredentialsInUrl', 'GitConfig.RepositoryUrl', { GitConfig: { RepositoryUrl: WITHOUT_CREDENTIALS } }, { GitConfig: { RepositoryUrl: WITH_CREDENTIALS } }],
    ['EP-X24', 'Tags', tagged(CODE, 'a', 'b'), tagged(CODE, 'b', 'b')],
  ],
};
