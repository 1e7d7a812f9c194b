import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { differs, isUnresolved, referredConstruct } from '../private/tokens';

// What the rules want to know of things that are not part of the request. Each answer is undefined where this app cannot tell.

/** Whether network interfaces without a public address reach the internet from a subnet: those of a notebook instance have none. */
export function hasEgress(vpc: ec2.IVpc, subnet: ec2.ISubnet): boolean | undefined {
  if (vpc.publicSubnets.includes(subnet)) { return false; }
  const [isPrivate, isIsolated] = [vpc.privateSubnets, vpc.isolatedSubnets].map((subnets) => subnets.includes(subnet));
  if (!isPrivate && !isIsolated) { return undefined; }
  // of a subnet of this app its routes tell, those included that were added by hand: private ones may have been made without a NAT gateway
  return ec2.CfnSubnet.isCfnSubnet(subnet.node.defaultChild) ? hasDefaultRoute(subnet) : isPrivate;
}

function hasDefaultRoute(subnet: ec2.ISubnet): boolean {
  const routeTable = referredConstruct(subnet.routeTable.routeTableId);
  const leadsOut = (route: ec2.CfnRoute) => {
    const destination = route.destinationCidrBlock ?? route.destinationIpv6CidrBlock;
    return referredConstruct(route.routeTableId) === routeTable && (destination === undefined || isUnresolved(destination) || destination.endsWith('/0'));
  };
  const isWayOut = (construct: IConstruct) => ec2.CfnRoute.isCfnRoute(construct) && leadsOut(construct);
  return subnet.node.children.some(isWayOut) || subnet.node.root.node.findAll().some(isWayOut);
}

/** Whether security groups certainly let nothing out. */
export function letNothingOut(groups: ec2.ISecurityGroup[]): boolean {
  return groups.length > 0 && groups.every(letsNothingOut);
}

function letsNothingOut(group: ec2.ISecurityGroup): boolean {
  const resource = group.node.defaultChild;
  if (!ec2.CfnSecurityGroup.isCfnSecurityGroup(resource)) { return false; }
  const rules: { readonly CidrIp?: unknown; readonly cidrIp?: unknown }[] | undefined = Stack.of(group).resolve(resource.securityGroupEgress);
  // without any rule EC2 adds one that lets everything out, so the CDK has one for an address that nobody has
  const inlineOnes = Array.isArray(rules) && rules.length > 0 && rules.every((rule) => (rule.cidrIp ?? rule.CidrIp) === '255.255.255.255/32');
  return inlineOnes && !group.node.root.node.findAll().some((construct) =>
    ec2.CfnSecurityGroupEgress.isCfnSecurityGroupEgress(construct) && referredConstruct(construct.groupId) === resource);
}

/** Whether a security group is certainly not of a VPC. */
export function isOfOtherVpc(group: ec2.ISecurityGroup, vpc: ec2.IVpc): boolean {
  const resource = group.node.defaultChild;
  const vpcId = ec2.CfnSecurityGroup.isCfnSecurityGroup(resource) ? resource.vpcId : undefined;
  if (vpcId === undefined) { return false; }
  const [one, other] = [referredConstruct(vpcId), referredConstruct(vpc.vpcId)];
  const areVpcs = ec2.CfnVPC.isCfnVPC(one) && ec2.CfnVPC.isCfnVPC(other);
  return areVpcs ? one !== other : differs(vpcId, vpc.vpcId);
}

/** Whether the service may assume a role. */
export function trustsService(role: iam.IRole): boolean | undefined {
  const { assumeRolePolicy } = role as Partial<iam.Role>;
  if (!assumeRolePolicy) { return undefined; }
  const principals: any[] = Stack.of(role).resolve(assumeRolePolicy).Statement?.map(({ Principal }: any) => Principal) ?? [];
  const services: unknown[] = principals.flatMap((principal) => principal?.Service ?? []);
  if (services.some((service: unknown) => typeof service !== 'string')) { return undefined; }
  return services.includes('sagemaker.amazonaws.com') || principals.some((principal) => principal === '*' || principal?.AWS === '*');
}
