import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { differs, referredConstruct } from '../private/tokens';

// What the rules want to know of things that are not part of the request. Each answer is undefined where this app cannot tell.

/** Whether network interfaces without a public address reach the internet from a subnet: those of a notebook instance have none. */
export function hasEgress(vpc: ec2.IVpc, subnet: ec2.ISubnet): boolean | undefined {
  if (vpc.privateSubnets.includes(subnet)) { return true; }
  if ([...vpc.isolatedSubnets, ...vpc.publicSubnets].includes(subnet)) { return false; }
  return undefined;
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
