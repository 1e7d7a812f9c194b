import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { App, Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { InstanceType, NotebookInstance } from 'cdk-sagemaker';
import { vpcOf } from './stacks';

// Other people's rules: with a VPC, a key and nothing else, none about SageMaker finds anything.

const PACKS: [name: string, pack: () => NagPack][] = [
  ['AWS Solutions', () => new AwsSolutionsChecks()],
  ['HIPAA', () => new HIPAASecurityChecks()],
  ['NIST 800-53 revision 4', () => new NIST80053R4Checks()],
  ['NIST 800-53 revision 5', () => new NIST80053R5Checks()],
  ['PCI DSS 3.2.1', () => new PCIDSS321Checks()],
  ['Serverless', () => new ServerlessChecks()],
];

function careful(): Stack {
  const stack = new Stack(new App(), 'Careful');
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, vpc: vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS), encryptionKey });
  return stack;
}

function careless(): Stack {
  const stack = new Stack(new App({ context: { 'cdk-sagemaker:unrecorded': true } }), 'Careless');
  new CfnNotebookInstance(stack, 'Notebook', { instanceType: 'ml.t3.medium', roleArn: 'arn:aws:iam::123456789012:role/notebook' });
  return stack;
}

/** What a pack says about SageMaker, by the names of the rules. */
function nagged(stack: Stack, pack: NagPack): string[] {
  return pack.validateScope(stack.node.root).violations.map(({ ruleName }) => ruleName).filter((rule) => /SM\d|SageMaker/.test(rule));
}

/** What the rules of AWS Control Tower say about SageMaker, by their names. */
function controlled(stack: Stack): string[] {
  const { templateFullPath } = (stack.node.root as App).synth().getStackArtifact(stack.artifactId);
  const validator = new CfnGuardValidator({ controlTowerRulesEnabled: true });
  const { violations } = validator.validate({ templatePaths: [templateFullPath], appConstruct: stack.node.root });
  return violations.map(({ ruleName }) => ruleName).filter((rule) => /sagemaker/i.test(rule)).sort();
}

test.each(PACKS)('the pack of cdk-nag for %s finds nothing', (_name, pack) => {
  expect(nagged(careful(), pack())).toEqual([]);
});

test('the packs of cdk-nag do find something at a careless notebook instance', () => {
  const findings = new Set(PACKS.flatMap(([, pack]) => nagged(careless(), pack())));
  expect([...findings].sort()).toEqual(expect.arrayContaining(['AwsSolutions-SM1', 'AwsSolutions-SM2', 'AwsSolutions-SM3']));
});

test('CT.SAGEMAKER.PR.1, 2 and 3 of AWS Control Tower find nothing', () => {
  expect(controlled(careful())).toEqual([]);
}, 60_000);

test('CT.SAGEMAKER.PR.1, 2 and 3 do find something at a careless notebook instance', () => {
  expect(controlled(careless())).toEqual([
    'sagemaker_notebook_instance_inside_vpc_check', // PR.2
    'sagemaker_notebook_instance_root_access_check', // PR.3
    'sagemaker_notebook_no_direct_internet_access_check', // PR.1
  ]);
}, 60_000);
