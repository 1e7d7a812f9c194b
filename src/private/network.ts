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

/** Where a construct's network interfaces are, and who they may talk to. */
export interface Network {
  readonly connections: GroupConnections;
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  /** What traffic from the subnets to the outside needs. */
  readonly internetConnectivityEstablished: IDependable;
}

/** The network in the words of the service; its groups are read late, since some may be added to the connections. */
export function vpcConfigOf(network: Network | undefined) {
  return network && {
    Subnets: network.subnetIds,
    SecurityGroupIds: network.connections.securityGroups.map((group) => group.securityGroupId),
  };
}

/** The network that the props describe; a security group of the construct's own when they name none. */
export function networkOf(scope: Construct, props: NetworkProps): Network | undefined {
  if (!props.vpc) {
    const useless = (['securityGroups', 'allowAllOutbound'] as const).filter((name) => props[name] !== undefined);
    if (useless.length > 0) {
      throw validationError(scope, 'NetworkPropsWithoutVpc', `${useless.join(', ')}: only with a vpc`);
    }
    if (props.vpcSubnets) {
      Validations.of(scope).addWarning('cdk-sagemaker:VpcSubnetsWithoutVpc', 'vpcSubnets is ignored without a vpc: the service uses a network of its own');
    }
    return undefined;
  }
  if (props.securityGroups?.length && props.allowAllOutbound !== undefined) {
    throw validationError(scope, 'AllowAllOutboundOfGivenGroups', 'allowAllOutbound: configure it on the given securityGroups themselves');
  }
  const { subnets, subnetIds, internetConnectivityEstablished } = props.vpc.selectSubnets(props.vpcSubnets);
  if (subnetIds.length === 0) {
    throw validationError(scope, 'NoSubnets', 'vpcSubnets: selects no subnet of the vpc');
  }
  const securityGroups = props.securityGroups?.length
    ? props.securityGroups
    : [new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc: props.vpc, allowAllOutbound: props.allowAllOutbound })];
  return { connections: new GroupConnections({ securityGroups }), subnets, subnetIds, internetConnectivityEstablished };
}

/** Connections that tell of every security group, those included that are added later. */
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
