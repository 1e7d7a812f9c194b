import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** A stack of a known account and Region, in an app of its own. */
export function knownStack(): Stack {
  return new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
}

/** The warnings of a stack that name a rule; nothing is synthesized for them, since the newest CDK may refuse what is only doubtful here. */
export function warnings(stack: Stack, rule: string): string[] {
  return stack.node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data))
    .filter((text) => text.includes(`cdk-sagemaker:${rule}`));
}

/** The properties of the only resource of a type. */
export function only(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** All statements of the policies that a role has, its own and those attached to it. */
export function statements(stack: Stack): any[] {
  const template = Template.fromStack(stack);
  const own = Object.values(template.findResources('AWS::IAM::Role')).flatMap(({ Properties }) => Properties.Policies ?? []);
  const attached = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  return [...own, ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** The actions that a role has, and nothing about where. */
export function actions(stack: Stack): string[] {
  return statements(stack).flatMap(({ Action }) => Action).sort();
}

/** A VPC whose subnets are of one kind. */
export function vpcOf(stack: Stack, subnetType: SubnetType, id: string = 'Vpc'): IVpc {
  const subnets = [{ name: 'subnet', subnetType }];
  return new Vpc(stack, id, {
    maxAzs: 2,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: subnetType === SubnetType.PRIVATE_WITH_EGRESS ? [...subnets, { name: 'public', subnetType: SubnetType.PUBLIC }] : subnets,
  });
}
