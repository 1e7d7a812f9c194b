import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Validations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { validationError } from './cdk-internals';

/** The props by which a construct is placed into a VPC. */
export interface NetworkProps {
  readonly vpc?: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly allowAllOutbound?: boolean;
}

/** The subnets and security groups of the network interfaces of a construct. */
export interface Network {
  readonly connections: GroupConnections;
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  /** The resources that connect the subnets to the internet. */
  readonly internetConnectivityEstablished: IDependable;
}

/** The `VpcConfig` of the request. Security groups can still be added to the connections, so build it again at synthesis. */
export function vpcConfigOf(network: Network | undefined) {
  return network && {
    Subnets: network.subnetIds,
    SecurityGroupIds: network.connections.securityGroups.map((group) => group.securityGroupId),
  };
}

/** Returns the network that the props describe. Creates a security group if the props specify none. */
export function networkOf(scope: Construct, props: NetworkProps): Network | undefined {
  if (!props.vpc) {
    const unsupported = (['securityGroups', 'allowAllOutbound'] as const).filter((name) => props[name] !== undefined);
    if (unsupported.length > 0) {
      throw validationError(scope, 'NetworkPropsWithoutVpc', `${unsupported.join(' and ')} ${unsupported.length === 1 ? 'requires' : 'require'} vpc`);
    }
    if (props.vpcSubnets) {
      Validations.of(scope).addWarning('cdk-sagemaker:VpcSubnetsWithoutVpc', 'vpcSubnets has no effect without vpc: the service then uses its own network');
    }
    return undefined;
  }
  if (props.securityGroups?.length && props.allowAllOutbound !== undefined) {
    throw validationError(scope, 'AllowAllOutboundWithSecurityGroups', 'allowAllOutbound must not be combined with securityGroups: set allowAllOutbound of each security group instead');
  }
  const { subnets, subnetIds, internetConnectivityEstablished } = props.vpc.selectSubnets(props.vpcSubnets);
  if (subnetIds.length === 0) {
    throw validationError(scope, 'NoSubnets', 'vpcSubnets must select at least one subnet of vpc');
  }
  const securityGroups = props.securityGroups?.length
    ? props.securityGroups
    : [new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc: props.vpc, allowAllOutbound: props.allowAllOutbound })];
  return { connections: new GroupConnections({ securityGroups }), subnets, subnetIds, internetConnectivityEstablished };
}

/** Connections that pass every security group to a callback, including security groups that are added later. */
export class GroupConnections extends ec2.Connections {
  private readonly visitors: ((group: ec2.ISecurityGroup) => void)[] = [];

  public forEachSecurityGroup(visit: (group: ec2.ISecurityGroup) => void): void {
    this.securityGroups.forEach(visit);
    this.visitors.push(visit);
  }

  public addSecurityGroup(...groups: ec2.ISecurityGroup[]): void {
    super.addSecurityGroup(...groups);
    groups.forEach((group) => this.visitors.forEach((visit) => visit(group)));
  }
}
