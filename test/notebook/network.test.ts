import { Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnRoute, IVpc, Peer, Port, RouterType, SecurityGroup, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
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

  test('the notebook instance is in the first selected subnet, has a new security group, and reaches the internet through the VPC', () => {
    expect(only(stack, TYPE)).toMatchObject({
      SubnetId: stack.resolve(vpc.privateSubnets[0].subnetId),
      SecurityGroupIds: [stack.resolve(connected.connections.securityGroups[0].securityGroupId)],
      DirectInternetAccess: 'Disabled',
    });
  });

  test('the role gets no permissions for network interfaces, because SageMaker does not use the role to create them', () => {
    expect(actions(stack).filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });

  test('there are no warnings', () => {
    expect(warnings(stack, '')).toEqual([]);
  });
});

test('direct internet access can be enabled', () => {
  const stack = knownStack();
  notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), directInternetAccess: true });
  expect(only(stack, TYPE).DirectInternetAccess).toBe('Enabled');
  expect(warnings(stack, 'SubnetWithoutEgress')).toEqual([]);
});

/** Returns the warnings about egress, which are added at synthesis, because routes and rules may be added until then. */
function egressWarnings(stack: Stack): string[] {
  only(stack, TYPE);
  return [...warnings(stack, 'SubnetWithoutEgress'), ...warnings(stack, 'SecurityGroupsWithoutEgress')];
}

describe('a subnet without egress', () => {
  test.each([
    ['is isolated', SubnetType.PRIVATE_ISOLATED],
    ['is public, because the network interface has no public IP address', SubnetType.PUBLIC],
  ])('causes a warning if it %s', (_name, subnetType) => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, subnetType), vpcSubnets: { subnetType } });
    const [warning, ...others] = egressWarnings(stack);
    expect(others).toEqual([]);
    expect(warning).toMatch(/pip, conda and git reach nothing.*runs as root even if rootAccess is disabled/);
  });

  test('causes a warning if it is a private subnet without a NAT gateway', () => {
    const stack = knownStack();
    notebook(stack, { vpc: new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS }] }) });
    expect(egressWarnings(stack)).toHaveLength(1);
  });

  test.each([
    ['the subnet', (subnet: Subnet) => subnet.addRoute('Out', { routerType: RouterType.TRANSIT_GATEWAY, routerId: 'tgw-0123456789abcdef0' })],
    ['another construct', ({ routeTable, stack }: Subnet) => new CfnRoute(stack, 'Out', {
      routeTableId: routeTable.routeTableId, destinationCidrBlock: '0.0.0.0/0', transitGatewayId: 'tgw-0123456789abcdef0',
    })],
  ])('causes no warning if %s adds a default route', (_name, addRoute) => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc });
    addRoute(vpc.isolatedSubnets[0] as Subnet);
    expect(egressWarnings(stack)).toEqual([]);
  });

  test('causes a warning if its only route is not a default route', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc });
    (vpc.isolatedSubnets[0] as Subnet).addRoute('Office', {
      routerType: RouterType.TRANSIT_GATEWAY, routerId: 'tgw-0123456789abcdef0', destinationCidrBlock: '10.0.0.0/8',
    });
    expect(egressWarnings(stack)).toHaveLength(1);
  });

  test('has the type that an imported VPC specifies', () => {
    const [one, other] = [knownStack(), knownStack()];
    const attributes = { vpcId: 'vpc-12345678', availabilityZones: ['eu-west-1a'] };
    notebook(one, { vpc: Vpc.fromVpcAttributes(one, 'Vpc', { ...attributes, privateSubnetIds: ['subnet-12345678'] }) });
    notebook(other, { vpc: Vpc.fromVpcAttributes(other, 'Vpc', { ...attributes, isolatedSubnetIds: ['subnet-12345678'] }) });
    expect(egressWarnings(one)).toEqual([]);
    expect(egressWarnings(other)).toHaveLength(1);
  });

  test('causes a warning that does not mention sudo if rootAccess is true', () => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), rootAccess: true });
    expect(egressWarnings(stack)[0]).not.toMatch(/sudo/);
  });

  test('is not known for a subnet that is imported without its VPC', () => {
    const stack = knownStack();
    notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), vpcSubnets: { subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdef0')] } });
    expect(only(stack, TYPE).SubnetId).toBe('subnet-0123456789abcdef0');
    expect(egressWarnings(stack)).toEqual([]);
  });

  test('causes no warning after it is acknowledged on the notebook instance', () => {
    const stack = knownStack();
    const isolated = notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED) });
    Validations.of(isolated).acknowledge({ id: 'cdk-sagemaker:SubnetWithoutEgress', reason: 'everything is installed by a lifecycle script' });
    expect(egressWarnings(stack)).toEqual([]);
  });
});

describe('security groups without egress rules', () => {
  const closed = (stack: Stack, props: Partial<NotebookInstanceProps> = {}) =>
    notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS), allowAllOutbound: false, ...props });

  test('cause a warning', () => {
    const stack = knownStack();
    closed(stack);
    expect(egressWarnings(stack).join()).toMatch(/securityGroups allow no outbound traffic, .*: allow traffic through its connections/);
  });

  test('cause no warning with direct internet access', () => {
    const stack = knownStack();
    closed(stack, { directInternetAccess: true });
    expect(egressWarnings(stack)).toEqual([]);
  });

  test.each<[name: string, open: (stack: Stack, notebook: NotebookInstance) => void]>([
    ['a rule is added', (_stack, { connections }) => connections.allowToAnyIpv4(Port.tcp(443))],
    ['a rule for another group is added', (stack, { connections }) =>
      connections.allowTo(SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-0123456789abcdef0'), Port.tcp(443))],
    ['an imported group is added', (stack, { connections }) =>
      connections.addSecurityGroup(SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-0123456789abcdef0'))],
  ])('cause no warning if %s', (_name, open) => {
    const stack = knownStack();
    open(stack, closed(stack));
    expect(egressWarnings(stack)).toEqual([]);
  });
});

test('the subnets can be a token list', () => {
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

  test('can be 5', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc, securityGroups: groups(stack, vpc, 5) });
    expect(only(stack, TYPE).SecurityGroupIds).toHaveLength(5);
  });

  test('fails with 6', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    expect(() => notebook(stack, { vpc, securityGroups: groups(stack, vpc, 6) })).toThrow(/securityGroups must have at most 5 elements, got 6/);
  });

  test('can be added later, up to 5', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc }).connections.addSecurityGroup(...groups(stack, vpc, 4));
    expect(only(stack, TYPE).SecurityGroupIds).toHaveLength(5);
  });

  test('fails at synthesis if a sixth one is added', () => {
    const stack = knownStack();
    const vpc = vpcOf(stack, SubnetType.PRIVATE_ISOLATED);
    notebook(stack, { vpc }).connections.addSecurityGroup(...groups(stack, vpc, 5));
    expect(() => only(stack, TYPE)).toThrow(/securityGroups must have at most 5 elements, got 6/);
  });

  test('fails with one of another VPC', () => {
    const stack = knownStack();
    const other = new SecurityGroup(stack, 'Other', { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED, 'OtherVpc') });
    expect(() => notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), securityGroups: [other] }))
      .toThrow(/securityGroups must be in the VPC of the subnet.*SecurityGroupsOfOtherVpc/);
  });

  test('fails with one of another VPC if both VPCs are imported', () => {
    const stack = knownStack();
    const [one, other] = ['vpc-1', 'vpc-2'].map((vpcId) => Vpc.fromVpcAttributes(stack, vpcId, {
      vpcId, availabilityZones: ['eu-west-1a'], isolatedSubnetIds: [`subnet-of-${vpcId}`],
    }));
    expect(() => notebook(stack, { vpc: one, securityGroups: [new SecurityGroup(stack, 'Group', { vpc: other })] })).toThrow(/SecurityGroupsOfOtherVpc/);
    expect(() => new NotebookInstance(stack, 'Valid', {
      instanceType: InstanceType.T3_MEDIUM, vpc: one, securityGroups: [new SecurityGroup(stack, 'ValidGroup', { vpc: one })],
    })).not.toThrow();
  });

  test('can be imported, in which case their VPC is not known', () => {
    const stack = knownStack();
    const securityGroups = [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    expect(() => notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), securityGroups })).not.toThrow();
  });
});

test('connections add rules to the security group', () => {
  const stack = knownStack();
  const connected = notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_WITH_EGRESS), allowAllOutbound: false });
  connected.connections.allowTo(Peer.ipv4('10.0.0.0/8'), Port.tcp(5432));
  expect(only(stack, 'AWS::EC2::SecurityGroup').SecurityGroupEgress).toMatchObject([{ CidrIp: '10.0.0.0/8', FromPort: 5432 }]);
});

test.each<[name: string, props: Partial<NotebookInstanceProps>]>([
  ['security groups', { securityGroups: [] }],
  ['allowAllOutbound', { allowAllOutbound: true }],
])('fails for %s without a VPC', (_name, props) => {
  expect(() => notebook(knownStack(), props)).toThrow(/ requires vpc/);
});

test('fails for an empty selection of subnets, with one message', () => {
  const stack = knownStack();
  expect(() => notebook(stack, { vpc: vpcOf(stack, SubnetType.PRIVATE_ISOLATED), vpcSubnets: { subnets: [] } }))
    .toThrow(/^vpcSubnets must select at least one subnet of vpc$/);
});

test('fails without direct internet access and without a VPC', () => {
  expect(() => notebook(knownStack(), { directInternetAccess: false })).toThrow(/specify vpc/);
});

test('fails if the connections are read without a VPC', () => {
  expect(() => notebook(knownStack(), {}).connections).toThrow(/has no network connections/);
});
