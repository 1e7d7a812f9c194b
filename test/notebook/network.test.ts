import { Fn, Stack } from 'aws-cdk-lib';
import { IVpc, Peer, Port, SecurityGroup, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { actions, knownStack, only, vpcOf, warnings } from './stacks';
import { InstanceType, NotebookInstance, NotebookInstanceProps } from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::NotebookInstance';

function notebook(stack: Stack, props: Partial<NotebookInstanceProps>): NotebookInstance {
  return new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, ...props });
}

describe('with a VPC', () => {
  const stack = knownStack();
  const vpc = vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS);
  const connected = notebook(stack, { vpc });

  test('the notebook instance is in the first of the selected subnets, has a security group of its own, and reaches the internet through the VPC', () => {
    expect(only(stack, TYPE)).toMatchObject({
      SubnetId: stack.resolve(vpc.privateSubnets[0].subnetId),
      SecurityGroupIds: [stack.resolve(connected.connections.securityGroups[0].securityGroupId)],
      DirectInternetAccess: 'Disabled',
    });
  });

  test('the role needs no more than without one: whoever makes the notebook instance places its network interface', () => {
    expect(actions(stack).filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });

  test('nothing is doubtful', () => {
    expect(warnings(stack, 'NB-X')).toEqual([]);
  });
});

test('direct internet access can be asked for', () => {
  const stack = knownStack();
  notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), directInternetAccess: true });
  expect(only(stack, TYPE).DirectInternetAccess).toBe('Enabled');
  expect(warnings(stack, 'NB-X3')).toEqual([]);
});

describe('a subnet without a way out', () => {
  test.each([
    ['is isolated', SubnetType.PRIVATE_ISOLATED],
    ['is public, since the network interface has no public address', SubnetType.PUBLIC],
  ])('brings a warning if it %s', (_name, subnetType) => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, subnetType), vpcSubnets: { subnetType } });
    const [warning, ...others] = warnings(stack, 'NB-X3');
    expect(others).toEqual([]);
    expect(warning).toMatch(/pip, conda and git reach nothing.*sudo does not work with rootAccess off/);
  });

  test('brings a warning that does not mention sudo if it works', () => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), rootAccess: true });
    expect(warnings(stack, 'NB-X3')[0]).not.toMatch(/sudo/);
  });

  test('is unknown of a subnet that stands by itself', () => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), vpcSubnets: { subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdef0')] } });
    expect(only(stack, TYPE).SubnetId).toBe('subnet-0123456789abcdef0');
    expect(warnings(stack, 'NB-X3')).toEqual([]);
  });
});

test('the subnets may be a list that is known at deployment only', () => {
  const stack = knownStack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: Fn.importValue('Vpc'), availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: Fn.split(',', Fn.importValue('Subnets'), 2),
  });
  notebook(stack, { vpc });
  expect(only(stack, TYPE).SubnetId).toEqual({ 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] }] });

  const open = knownStack();
  const openVpc = Vpc.fromVpcAttributes(open, 'Vpc', {
    vpcId: Fn.importValue('Vpc'), availabilityZones: Fn.getAzs(), privateSubnetIds: Fn.split(',', Fn.importValue('Subnets')),
  });
  notebook(open, { vpc: openVpc });
  expect(only(open, TYPE).SubnetId).toEqual({ 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] }] });
});

describe('security groups', () => {
  const groups = (stack: Stack, vpc: IVpc, count: number) => Array.from({ length: count }, (_, index) => new SecurityGroup(stack, `Group${index}`, { vpc }));

  test('are at most 5', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc, securityGroups: groups(stack, vpc, 5) });
    expect(only(stack, TYPE).SecurityGroupIds).toHaveLength(5);
  });

  test('fails with 6', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    expect(() => notebook(stack, { vpc, securityGroups: groups(stack, vpc, 6) })).toThrow(/securityGroups must have at most 5 elements, not 6/);
  });

  test('may be added later, up to 5', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc }).connections.addSecurityGroup(...groups(stack, vpc, 4));
    expect(only(stack, TYPE).SecurityGroupIds).toHaveLength(5);
  });

  test('fails at synthesis when one too many was added', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc }).connections.addSecurityGroup(...groups(stack, vpc, 5));
    expect(() => only(stack, TYPE)).toThrow(/securityGroups must have at most 5 elements, not 6/);
  });

  test('fails with one of another VPC', () => {
    const stack = knownStack();
    const other = new SecurityGroup(stack, 'Other', { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED, 'OtherVpc') });
    expect(() => notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), securityGroups: [other] }))
      .toThrow(/securityGroups must be of the VPC that the subnet is of.*SecurityGroupVpc/);
  });

  test('fails with one of another VPC, where both are known by their ids', () => {
    const stack = knownStack();
    const [one, other] = ['vpc-1', 'vpc-2'].map((vpcId) => Vpc.fromVpcAttributes(stack, vpcId, {
      vpcId, availabilityZones: ['eu-west-1a'], isolatedSubnetIds: [`subnet-of-${vpcId}`],
    }));
    expect(() => notebook(stack, { vpc: one, securityGroups: [new SecurityGroup(stack, 'Group', { vpc: other })] })).toThrow(/SecurityGroupVpc/);
    expect(() => new NotebookInstance(stack, 'Well', {
      instanceType: InstanceType.T3_MEDIUM, vpc: one, securityGroups: [new SecurityGroup(stack, 'Right', { vpc: one })],
    })).not.toThrow();
  });

  test('of an import may be of any VPC', () => {
    const stack = knownStack();
    const securityGroups = [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    expect(() => notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), securityGroups })).not.toThrow();
  });
});

test('connections open the security group', () => {
  const stack = knownStack();
  const connected = notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS), allowAllOutbound: false });
  connected.connections.allowTo(Peer.ipv4('10.0.0.0/8'), Port.tcp(5432));
  expect(only(stack, 'AWS::EC2::SecurityGroup').SecurityGroupEgress).toMatchObject([{ CidrIp: '10.0.0.0/8', FromPort: 5432 }]);
});

test.each<[name: string, props: Partial<NotebookInstanceProps>]>([
  ['security groups', { securityGroups: [] }],
  ['allowAllOutbound', { allowAllOutbound: true }],
])('fails for %s without a VPC', (_name, props) => {
  expect(() => notebook(knownStack(), props)).toThrow(/only with a vpc/);
});

test('fails without internet and without a VPC', () => {
  expect(() => notebook(knownStack(), { directInternetAccess: false })).toThrow(/give it a vpc/);
});

test('fails to tell the connections of a notebook instance without a VPC', () => {
  expect(() => notebook(knownStack(), {}).connections).toThrow(/has no network connections/);
});
