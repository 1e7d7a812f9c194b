import { templateFindings } from '../../src/template-validation/template';

// The rules also apply to templates, whatever tool created their resources.

const ROLE = 'arn:aws:iam::123456789012:role/science';

function findings(type: string, properties: object): string[] {
  const template = { Resources: { Resource: { Type: `AWS::SageMaker::${type}`, Properties: properties } } };
  return [...templateFindings(template)].map(([, { rule, severity }]) => `${rule} ${severity}`);
}

test.each<[rule: string, type: string, rejected: object, accepted: object]>([
  ['NoInternetAccessWithoutSubnet error', 'NotebookInstance', { DirectInternetAccess: 'Disabled' }, { DirectInternetAccess: 'Disabled', SubnetId: 'subnet-1' }],
  ['SecurityGroupsWithoutSubnet warning', 'NotebookInstance', { SecurityGroupIds: ['sg-1'] }, { SecurityGroupIds: ['sg-1'], SubnetId: 'subnet-1' }],
  ['RetiredNotebookAccelerator warning', 'NotebookInstance', { AcceleratorTypes: ['ml.eia2.large'] }, {}],
  ['NotebookKeyWithLocalStorage warning', 'NotebookInstance', { KmsKeyId: 'key', InstanceType: 'ml.c5d.xlarge' }, { KmsKeyId: 'key' }],
  ['ImdsVersion1 warning', 'NotebookInstance', { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' } },
    { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2 } }],
  ['ScriptNotBase64 error', 'NotebookInstanceLifecycleConfig', { OnStart: [{ Content: '#!/bin/bash' }] }, { OnStart: [{ Content: 'IyEvYmluL2Jhc2g=' }] }],
  ['ScriptNotBase64 error', 'NotebookInstanceLifecycleConfig', { OnCreate: [{ Content: 'echo hello' }] }, { OnCreate: [{ Content: { 'Fn::Base64': 'echo hello' } }] }],
  ['CredentialsInRepositoryUrl warning', 'CodeRepository', { GitConfig: { RepositoryUrl: 'https://me:token@git.example.com/churn' } },
    { GitConfig: { RepositoryUrl: 'https://git.example.com/churn' } }],
])('%s is reported for a template', (rule, type, rejected, accepted) => {
  const base = type === 'NotebookInstance' ? { InstanceType: 'ml.t3.medium', RoleArn: ROLE } : {};
  expect(findings(type, { ...base, ...rejected })).toContain(rule);
  expect(findings(type, { ...base, ...accepted })).not.toContain(rule);
});
