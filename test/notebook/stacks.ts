import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** Creates a stack with a known account and Region in a new app. */
export function knownStack(): Stack {
  return new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
}

/** Returns the warnings of a rule, without synthesis: the newest CDK may reject what is only a warning here. */
export function warnings(stack: Stack, rule: string): string[] {
  return stack.node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data))
    .filter((text) => text.includes(`cdk-sagemaker:${rule}`));
}

/** Returns the properties of the only resource of a type. */
export function only(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** Returns the statements of all inline and attached policies. */
export function statements(stack: Stack): any[] {
  const template = Template.fromStack(stack);
  const inline = Object.values(template.findResources('AWS::IAM::Role')).flatMap(({ Properties }) => Properties.Policies ?? []);
  const attached = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  return [...inline, ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** Returns the actions of all statements. */
export function actions(stack: Stack): string[] {
  return statements(stack).flatMap(({ Action }) => Action).sort();
}

/** Creates a VPC with subnets of one type, and public ones if a NAT gateway needs them. */
export function vpcOf(stack: Stack, subnetType: SubnetType, id: string = 'Vpc'): IVpc {
  const subnets = [{ name: 'subnet', subnetType }];
  return new Vpc(stack, id, {
    maxAzs: 2,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: subnetType === SubnetType.PRIVATE_WITH_EGRESS ? [...subnets, { name: 'public', subnetType: SubnetType.PUBLIC }] : subnets,
  });
}
