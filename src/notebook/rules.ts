import { hasLocalStorage } from '../validation/predicates';
import { Rule } from '../validation/rule';
import { TAG_RULES } from '../validation/tag-rules';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-notebookinstance.html';

/**
 * Rules for the request that creates a notebook instance. The context has the known facts about its network, role and key: `SubnetHasEgress`,
 * `GroupsAllowNoEgress`, `GroupsOfOtherVpcs`, `RoleTrustsSageMaker`, `HasKey`.
 */
export const NOTEBOOK_INSTANCE_RULES: readonly Rule[] = [
  {
    id: 'NoInternetAccessWithoutSubnet',
    row: 'NB-X1',
    member: 'DirectInternetAccess',
    holds: (notebook) => notebook.DirectInternetAccess !== 'Disabled' || notebook.SubnetId !== undefined,
    message: 'requires a subnet if it is disabled',
    hint: 'specify vpc',
    source: `${API}CreateNotebookInstance.html`,
  },
  {
    id: 'SecurityGroupsWithoutSubnet',
    row: 'NB-X2',
    member: 'SecurityGroupIds',
    severity: 'warning', // the documentation does not describe the response of the service
    holds: (notebook) => !(notebook.SecurityGroupIds?.length > 0) || notebook.SubnetId !== undefined,
    message: 'require a subnet',
    hint: 'specify vpc',
    source: `${API}CreateNotebookInstance.html`,
  },
  {
    id: 'SecurityGroupsOfOtherVpc',
    member: 'SecurityGroupIds',
    holds: (_notebook, _request, context) => !context.GroupsOfOtherVpcs,
    message: 'must be in the VPC of the subnet',
    source: `${API}CreateNotebookInstance.html`,
  },
  {
    id: 'SubnetWithoutEgress',
    row: 'NB-X3',
    member: 'SubnetId',
    severity: 'warning',
    onlyWhenFinal: true, // routes may still be added
    holds: (notebook, _notebook, context) => notebook.DirectInternetAccess !== 'Disabled' || context.SubnetHasEgress !== false,
    message: 'has no route to the internet, and {DirectInternetAccess} is disabled: pip, conda and git reach nothing, and training and hosting only work '
      + 'with interface endpoints in the VPC. Choose subnets behind a NAT gateway, or install packages in a lifecycle script, which runs as root even if {RootAccess} is disabled',
    source: `${GUIDE}appendix-notebook-and-internet-access.html`,
  },
  {
    id: 'SecurityGroupsWithoutEgress',
    row: 'NB-X3',
    member: 'SecurityGroupIds',
    severity: 'warning',
    onlyWhenFinal: true, // rules may still be added
    holds: (notebook, _notebook, context) => notebook.DirectInternetAccess !== 'Disabled' || !context.GroupsAllowNoEgress,
    message: 'allow no outbound traffic, and {DirectInternetAccess} is disabled: the notebook instance reaches nothing',
    hint: 'allow traffic through its connections',
    source: `${GUIDE}appendix-notebook-and-internet-access.html`,
  },
  {
    id: 'RetiredNotebookAccelerator',
    row: 'NB-X6',
    member: 'AcceleratorTypes',
    severity: 'warning', // the service may ignore them
    holds: (notebook) => notebook.AcceleratorTypes === undefined,
    message: 'belong to Elastic Inference, which AWS has retired: choose an accelerated {InstanceType}',
    source: `${API}CreateNotebookInstance.html`,
  },
  {
    id: 'RetiredPlatform',
    row: 'NB-X8',
    member: 'PlatformIdentifier',
    severity: 'warning',
    holds: (notebook) => !notebook.PlatformIdentifier?.startsWith('notebook-al1-'),
    message: 'is Amazon Linux 1, which AWS no longer supports',
    source: `${GUIDE}nbi-al2.html`,
  },
  {
    id: 'InstanceTypeUnsupportedByPlatform',
    row: 'NB-X8',
    member: 'InstanceType',
    severity: 'warning',
    holds: (notebook) => !notebook.InstanceType?.startsWith('ml.p2.') || !notebook.PlatformIdentifier?.startsWith('notebook-al2'),
    message: 'is not supported on Amazon Linux 2: choose another {PlatformIdentifier}',
    source: `${GUIDE}nbi-al2.html`,
  },
  {
    id: 'NotebookKeyWithLocalStorage',
    row: 'NB-X9',
    member: 'KmsKeyId',
    severity: 'warning', // stated in the guide of 2023
    holds: (notebook, _notebook, context) => !(context.HasKey ?? notebook.KmsKeyId !== undefined) || !hasLocalStorage(notebook.InstanceType ?? ''),
    message: 'does not encrypt the local storage of {type}, which has a key of its own',
    values: (notebook) => ({ type: notebook.InstanceType }),
    source: `${GUIDE}encryption-at-rest-nbi.html`,
  },
  {
    id: 'RoleNotTrustingSageMaker',
    row: 'NB-X12',
    member: 'RoleArn',
    severity: 'warning', // its trust policy may still be extended
    holds: (_notebook, _request, context) => context.RoleTrustsSageMaker !== false,
    message: 'does not trust sagemaker.amazonaws.com: the service cannot assume it',
    source: `${GUIDE}sagemaker-roles.html`,
  },
  {
    id: 'ImdsVersion1',
    row: 'NB-X14',
    at: 'InstanceMetadataServiceConfiguration',
    member: 'MinimumInstanceMetadataServiceVersion',
    severity: 'warning',
    holds: (metadata) => `${metadata.MinimumInstanceMetadataServiceVersion}` !== '1',
    message: 'does not require version 2 of the instance metadata service: version 1 lets requests without a token read the credentials of the role',
    source: `${GUIDE}nbi-imds.html`,
  },
  {
    id: 'FixedNotebookInstanceName',
    row: 'NB-X15',
    member: 'NotebookInstanceName',
    severity: 'warning',
    holds: (notebook) => notebook.NotebookInstanceName === undefined,
    message: 'is fixed: a change of the network, encryption key, platform or internet access replaces the notebook instance and its volume, '
      + 'and CloudFormation cannot replace a resource with a fixed name',
    source: CLOUDFORMATION,
  },
  withoutCredentials('CredentialsInUrl', ['DefaultCodeRepository', 'AdditionalCodeRepositories[]']),
  ...TAG_RULES,
];

/** Rules for the request that creates a lifecycle configuration. */
export const LIFECYCLE_CONFIG_RULES: readonly Rule[] = [...TAG_RULES, {
  id: 'ScriptNotBase64',
  row: 'LC-X1',
  at: ['OnCreate[]', 'OnStart[]'],
  holds: (hook) => isBase64(hook.Content ?? ''),
  message: 'must have base64-encoded content',
  source: `${API}NotebookInstanceLifecycleHook.html`,
}];

/** Rules for the request that creates a code repository. */
export const CODE_REPOSITORY_RULES: readonly Rule[] = [...TAG_RULES, withoutCredentials('CredentialsInRepositoryUrl', ['GitConfig.RepositoryUrl'])];

/** Whether a text is valid base64. Padding is optional. Other rules report a text that is empty or too long. */
function isBase64(text: string): boolean {
  const [, digits, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text.replace(/[\r\n]/g, '')) ?? [];
  return digits !== undefined && digits.length % 4 !== 1 && (padding === '' || (digits.length + padding.length) % 4 === 0);
}

/** The value may be a secret. Messages print the value of a `member`, so this rule has only `at`. */
function withoutCredentials(id: string, at: readonly string[]): Rule {
  return {
    id,
    at,
    severity: 'warning',
    holds: (url) => !/^https:\/\/[^/]*@/.test(url),
    message: 'contains a user name, which anyone who can read the template sees: use a code repository with a secret',
    source: `${GUIDE}nbi-git-resource.html`,
  };
}
