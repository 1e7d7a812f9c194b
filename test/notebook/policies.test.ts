import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { App, Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { vpcOf } from './stacks';
import { InstanceType, NotebookInstance } from 'cdk-sagemaker';

// Rules of other projects: a notebook instance with a VPC, a key and no other settings has no findings about SageMaker.

const PACKS: [name: string, pack: () => NagPack][] = [
  ['AWS Solutions', () => new AwsSolutionsChecks()],
  ['HIPAA', () => new HIPAASecurityChecks()],
  ['NIST 800-53 revision 4', () => new NIST80053R4Checks()],
  ['NIST 800-53 revision 5', () => new NIST80053R5Checks()],
  ['PCI DSS 3.2.1', () => new PCIDSS321Checks()],
  ['Serverless', () => new ServerlessChecks()],
];

function compliantStack(): Stack {
  const stack = new Stack(new App(), 'Compliant');
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, vpc: vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS), encryptionKey });
  return stack;
}

function violatingStack(): Stack {
  const stack = new Stack(new App({ context: { 'cdk-sagemaker:unrecorded': true } }), 'Violating');
  new CfnNotebookInstance(stack, 'Notebook', { instanceType: 'ml.t3.medium', roleArn: 'arn:aws:iam::123456789012:role/notebook' });
  return stack;
}

/** Returns the rules about SageMaker of a cdk-nag pack that are violated. */
function nagViolations(stack: Stack, pack: NagPack): string[] {
  return pack.validateScope(stack.node.root).violations.map(({ ruleName }) => ruleName).filter((rule) => /SM\d|SageMaker/.test(rule));
}

/** Returns the rules about SageMaker of AWS Control Tower that are violated. */
function controlTowerViolations(stack: Stack): string[] {
  const { templateFullPath } = (stack.node.root as App).synth().getStackArtifact(stack.artifactId);
  const validator = new CfnGuardValidator({ controlTowerRulesEnabled: true });
  const { violations } = validator.validate({ templatePaths: [templateFullPath], appConstruct: stack.node.root });
  return violations.map(({ ruleName }) => ruleName).filter((rule) => /sagemaker/i.test(rule)).sort();
}

test.each(PACKS)('the cdk-nag pack for %s has no findings', (_name, pack) => {
  expect(nagViolations(compliantStack(), pack())).toEqual([]);
});

test('the cdk-nag packs have findings for a violating notebook instance', () => {
  const findings = new Set(PACKS.flatMap(([, pack]) => nagViolations(violatingStack(), pack())));
  expect([...findings].sort()).toEqual(expect.arrayContaining(['AwsSolutions-SM1', 'AwsSolutions-SM2', 'AwsSolutions-SM3']));
});

test('CT.SAGEMAKER.PR.1, 2 and 3 of AWS Control Tower have no findings', () => {
  expect(controlTowerViolations(compliantStack())).toEqual([]);
}, 60_000);

test('CT.SAGEMAKER.PR.1, 2 and 3 have findings for a violating notebook instance', () => {
  expect(controlTowerViolations(violatingStack())).toEqual([
    'sagemaker_notebook_instance_inside_vpc_check', // PR.2
    'sagemaker_notebook_instance_root_access_check', // PR.3
    'sagemaker_notebook_no_direct_internet_access_check', // PR.1
  ]);
}, 60_000);
