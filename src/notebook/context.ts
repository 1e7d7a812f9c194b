import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { differs, isUnresolved, referredConstruct } from '../private/tokens';

// Facts about other resources of the app, for rules. The request does not contain them. A result is undefined if the fact is unknown.

/**
 * Whether a subnet gives network interfaces without a public IP address access to the internet. The network interfaces of notebook instances have
 * no public IP address.
 */
export function hasEgress(vpc: ec2.IVpc, subnet: ec2.ISubnet): boolean | undefined {
  if (vpc.publicSubnets.includes(subnet)) { return false; }
  const [isPrivate, isIsolated] = [vpc.privateSubnets, vpc.isolatedSubnets].map((subnets) => subnets.includes(subnet));
  if (!isPrivate && !isIsolated) { return undefined; }
  // For a subnet of this app its routes decide, including added ones: a private subnet may have no NAT gateway.
  return ec2.CfnSubnet.isCfnSubnet(subnet.node.defaultChild) ? hasDefaultRoute(subnet) : isPrivate;
}

function hasDefaultRoute(subnet: ec2.ISubnet): boolean {
  const routeTable = referredConstruct(subnet.routeTable.routeTableId);
  const isDefaultRoute = (construct: IConstruct) => {
    if (!ec2.CfnRoute.isCfnRoute(construct) || referredConstruct(construct.routeTableId) !== routeTable) { return false; }
    const destination = construct.destinationCidrBlock ?? construct.destinationIpv6CidrBlock;
    return destination === undefined || isUnresolved(destination) || destination.endsWith('/0');
  };
  return subnet.node.children.some(isDefaultRoute) || subnet.node.root.node.findAll().some(isDefaultRoute);
}

/** Whether security groups are known to allow no outbound traffic. */
export function allowNoEgress(groups: ec2.ISecurityGroup[]): boolean {
  return groups.length > 0 && groups.every(allowsNoEgress);
}

function allowsNoEgress(group: ec2.ISecurityGroup): boolean {
  const resource = group.node.defaultChild;
  if (!ec2.CfnSecurityGroup.isCfnSecurityGroup(resource)) { return false; }
  const rules: { readonly CidrIp?: unknown; readonly cidrIp?: unknown }[] | undefined = Stack.of(group).resolve(resource.securityGroupEgress);
  // EC2 adds a rule for all traffic to a group without rules. The CDK prevents that by a rule for an address that does not exist.
  const hasOnlyDummyRule = Array.isArray(rules) && rules.length > 0 && rules.every((rule) => (rule.cidrIp ?? rule.CidrIp) === '255.255.255.255/32');
  return hasOnlyDummyRule && !group.node.root.node.findAll().some((construct) =>
    ec2.CfnSecurityGroupEgress.isCfnSecurityGroupEgress(construct) && referredConstruct(construct.groupId) === resource);
}

/** Whether a security group is known to belong to another VPC. */
export function isOfOtherVpc(group: ec2.ISecurityGroup, vpc: ec2.IVpc): boolean {
  const resource = group.node.defaultChild;
  const vpcId = ec2.CfnSecurityGroup.isCfnSecurityGroup(resource) ? resource.vpcId : undefined;
  if (vpcId === undefined) { return false; }
  const [one, other] = [referredConstruct(vpcId), referredConstruct(vpc.vpcId)];
  const areVpcs = ec2.CfnVPC.isCfnVPC(one) && ec2.CfnVPC.isCfnVPC(other);
  return areVpcs ? one !== other : differs(vpcId, vpc.vpcId);
}

/** Whether the trust policy of a role allows SageMaker to assume it. */
export function trustsSageMaker(role: iam.IRole): boolean | undefined {
  const { assumeRolePolicy } = role as Partial<iam.Role>;
  if (!assumeRolePolicy) { return undefined; }
  const principals: any[] = Stack.of(role).resolve(assumeRolePolicy).Statement?.map(({ Principal }: any) => Principal) ?? [];
  const services: unknown[] = principals.flatMap((principal) => principal?.Service ?? []);
  if (services.some((service: unknown) => typeof service !== 'string')) { return undefined; }
  return services.includes('sagemaker.amazonaws.com') || principals.some((principal) => principal === '*' || principal?.AWS === '*');
}
