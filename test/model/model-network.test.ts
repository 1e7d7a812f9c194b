import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Model, ModelProps } from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const MODEL = 'AWS::SageMaker::Model';
const GROUP = 'AWS::EC2::SecurityGroup';

let stack: Stack;
let vpc: ec2.IVpc;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-00000001',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-0000000a', 'subnet-0000000b'],
    publicSubnetIds: ['subnet-0000000c', 'subnet-0000000d'],
  });
});

function model(props: Omit<ModelProps, 'containers'>): Model {
  return new Model(stack, 'Model', { containers: [{ image: IMAGE }], ...props });
}

function group(id: string): ec2.ISecurityGroup {
  return ec2.SecurityGroup.fromSecurityGroupId(stack, id, id);
}

function groups(count: number): ec2.ISecurityGroup[] {
  return Array.from({ length: count }, (_, index) => group(`sg-0000000${index}`));
}

function network(): { Subnets: string[]; SecurityGroupIds: unknown[] } {
  return Object.values(Template.fromStack(stack).findResources(MODEL))[0].Properties.VpcConfig;
}

test('a model without a vpc has neither a VPC configuration nor a security group', () => {
  model({});
  const template = Template.fromStack(stack);
  template.hasResourceProperties(MODEL, { VpcConfig: Match.absent() });
  template.resourceCountIs(GROUP, 0);
});

describe('subnets', () => {
  test('are the private ones by default', () => {
    model({ vpc });
    expect(network().Subnets).toEqual(['subnet-0000000a', 'subnet-0000000b']);
  });

  test('can be selected', () => {
    model({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
    expect(network().Subnets).toEqual(['subnet-0000000c', 'subnet-0000000d']);
  });

  test('can be in another stack than an existing role without a dependency cycle', () => {
    const roles = new Stack(stack.node.root as App, 'Roles', { env: stack });
    const role = new Role(roles, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    model({ vpc: new ec2.Vpc(stack, 'Own'), role });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'ec2:CreateNetworkInterface' })]) },
    });
    Template.fromStack(stack).hasResource(MODEL, { DependsOn: [Match.stringLikeRegexp('ModelNetworkPolicy')] });
  });

  test('can be a parameter', () => {
    const parameter = new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' });
    vpc = ec2.Vpc.fromVpcAttributes(stack, 'ByParameter', {
      vpcId: 'vpc-00000001', availabilityZones: Fn.getAzs(), privateSubnetIds: parameter.valueAsList,
    });
    model({ vpc });
    expect(network().Subnets).toEqual({ Ref: 'Subnets' });
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role'))).toContain(':*:subnet/*');
  });

  test('can be 16', () => {
    model({ vpc, vpcSubnets: { subnets: subnets(16) } });
    expect(network().Subnets).toHaveLength(16);
  });

  test('fails for 17', () => {
    expect(errorLines(() => model({ vpc, vpcSubnets: { subnets: subnets(17) } }))[1])
      .toMatch(/^- vpcSubnets must have between 1 and 16 elements, got 17 \(Subnets, see https:.*API_VpcConfig\.html\)$/);
  });

  test('cause a warning if there is only one', () => {
    model({ vpc, vpcSubnets: { subnets: subnets(1) } });
    expect(warnings(stack)).toContain('cdk-sagemaker:SingleSubnet');
  });

  test('in two Availability Zones cause no warning', () => {
    model({ vpc });
    expect(warnings(stack)).toEqual([]);
  });

  test('can be a list of tokens', () => {
    vpc = ec2.Vpc.fromVpcAttributes(stack, 'Shared', {
      vpcId: Fn.importValue('Vpc'),
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: Fn.split(',', Fn.importValue('Subnets'), 2),
    });
    model({ vpc });
    expect(network().Subnets).toHaveLength(2);
  });

  test('cause a warning without a vpc', () => {
    model({ vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:VpcSubnetsWithoutVpc']);
  });

  function subnets(count: number): ec2.ISubnet[] {
    return Array.from({ length: count }, (_, index) => ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
      subnetId: `subnet-${String(index).padStart(8, '0')}`, availabilityZone: 'eu-west-1a', routeTableId: 'rtb-00000001',
    }));
  }
});

describe('security groups', () => {
  test('a new one allows all outbound traffic by default', () => {
    model({ vpc });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(GROUP, { VpcId: 'vpc-00000001', SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }] });
    template.hasResourceProperties(MODEL, { VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['ModelSecurityGroup2A7C9E10', 'GroupId'] }] } });
  });

  test('a new one allows no outbound traffic if allowAllOutbound is false', () => {
    model({ vpc, allowAllOutbound: false });
    Template.fromStack(stack).hasResourceProperties(GROUP, { SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }] });
  });

  test('an empty list creates one', () => {
    model({ vpc, securityGroups: [] });
    Template.fromStack(stack).resourceCountIs(GROUP, 1);
  });

  test.each([1, 5])('%i can be specified', (count) => {
    model({ vpc, securityGroups: groups(count) });
    expect(network().SecurityGroupIds).toEqual(Array.from({ length: count }, (_, index) => `sg-0000000${index}`));
  });

  test('fails for 6', () => {
    expect(errorLines(() => model({ vpc, securityGroups: groups(6) }))[1]).toMatch(/^- securityGroups must have between 1 and 5 elements, got 6 \(VpcSecurityGroupIds, see/);
  });

  test('fails at synthesis after a sixth one is added', () => {
    model({ vpc, securityGroups: groups(5) }).connections.addSecurityGroup(group('sg-0000001a'));
    expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([expect.stringContaining('securityGroups must have between 1 and 5 elements, got 6')]));
  });

  test('fails for an invalid id', () => {
    expect(errorLines(() => model({ vpc, securityGroups: [group('sg_1')] }))[1]).toMatch(/^- securityGroups\[0\] must be an id of letters, digits and hyphens, got "sg_1"/);
  });

  test('can be parameters', () => {
    const id = new CfnParameter(stack, 'GroupId').valueAsString;
    model({ vpc, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Parameter', id)] });
    expect(network().SecurityGroupIds).toEqual([{ Ref: 'GroupId' }]);
  });

  test('fails without a vpc', () => {
    expect(errorLines(() => model({ securityGroups: groups(1) }))[0]).toBe('securityGroups requires vpc');
  });

  test.each([true, false])('fails for allowAllOutbound: %s without a vpc', (allowAllOutbound) => {
    expect(errorLines(() => model({ allowAllOutbound }))[0]).toBe('allowAllOutbound requires vpc');
  });

  test('reports securityGroups and allowAllOutbound without a vpc in one error', () => {
    expect(errorLines(() => model({ securityGroups: groups(1), allowAllOutbound: true }))[0]).toBe('securityGroups and allowAllOutbound require vpc');
  });

  test.each([true, false])('fails for allowAllOutbound: %s with securityGroups', (allowAllOutbound) => {
    expect(errorLines(() => model({ vpc, securityGroups: groups(1), allowAllOutbound }))[0])
      .toBe('allowAllOutbound must not be combined with securityGroups: set allowAllOutbound of each security group instead');
  });
});

describe('connections', () => {
  test('add rules to the new security group of the model', () => {
    model({ vpc, allowAllOutbound: false }).connections.allowTo(group('sg-0000001c'), ec2.Port.tcp(5432));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      GroupId: { 'Fn::GetAtt': ['ModelSecurityGroup2A7C9E10', 'GroupId'] }, DestinationSecurityGroupId: 'sg-0000001c', ToPort: 5432,
    });
  });

  test('add rules to all securityGroups', () => {
    model({ vpc, securityGroups: groups(2) }).connections.allowFromAnyIpv4(ec2.Port.tcp(443));
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
  });

  test('add security groups to the model', () => {
    model({ vpc, securityGroups: groups(1) }).connections.addSecurityGroup(group('sg-0000001b'));
    expect(network().SecurityGroupIds).toEqual(['sg-00000000', 'sg-0000001b']);
  });

  test('allow the role to use the added security groups', () => {
    model({ vpc, securityGroups: groups(1) }).connections.addSecurityGroup(group('sg-0000001b'), group('sg-0000001a'));
    const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    const creation = role.Properties.Policies[0].PolicyDocument.Statement.find(({ Action }: any) => Action === 'ec2:CreateNetworkInterface');
    expect(JSON.stringify(creation.Resource)).toContain(':security-group/sg-0000001b');
    expect(JSON.stringify(creation.Resource)).toContain(':security-group/sg-0000001a');
  });

  test('fail without a vpc', () => {
    expect(errorLines(() => model({}).connections)[0]).toContain('this model has no network connections: specify vpc');
  });
});

test('invalid network props and other invalid props are reported in one error', () => {
  expect(errorLines(() => model({ vpc, modelName: '-', securityGroups: groups(6) }))).toEqual([
    'Stack/Model has 2 invalid properties:', expect.stringContaining('- modelName must'), expect.stringContaining('- securityGroups must'),
  ]);
});
