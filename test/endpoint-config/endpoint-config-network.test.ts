import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { EndpointConfig, EndpointConfigProps, InstanceType, Model } from '../../src';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { IMAGE } from '../support/images';
import { refusal } from '../support/refusal';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function model(id: string = 'Model'): Model {
  return new Model(stack, id, { containers: [{ image: IMAGE }] });
}

/** A configuration of one variant with a model, if the props do not say otherwise. */
function config(props: EndpointConfigProps = {}): EndpointConfig {
  const { instanceProductionVariants = [{ variantName: 'main', model: model() }] } = props;
  return new EndpointConfig(stack, 'Config', { ...props, instanceProductionVariants });
}

describe('the network of an endpoint configuration', () => {
  const vpc = () => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

  test('is a VPC, reached with a security group of its own', () => {
    config({ vpc: vpc(), vpcSubnets });
    expect(rendered(stack).VpcConfig).toEqual({
      Subnets: [expect.stringContaining('IsolatedSubnet1'), expect.stringContaining('IsolatedSubnet2')],
      SecurityGroupIds: [expect.stringContaining('ConfigSecurityGroup')],
    });
  });

  test('is told of security groups that are added later', () => {
    const made = config({ vpc: vpc(), vpcSubnets });
    made.connections.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001'));
    expect(rendered(stack).VpcConfig.SecurityGroupIds).toContain('sg-00000001');
    expect(JSON.stringify(hostingStatements(stack))).toContain('security-group/sg-00000001');
  });

  test('may be entered by the roles of the models', () => {
    config({ vpc: vpc(), vpcSubnets });
    expect(hostingStatements(stack).map(([actions]) => [actions].flat()[0]))
      .toEqual(['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DescribeDhcpOptions']);
  });

  test('may be none at all', () => {
    config({ networkIsolation: true });
    expect(rendered(stack).EnableNetworkIsolation).toBe(true);
  });

  test('fails to have connections without a VPC', () => {
    expect(() => config().connections).toThrow(/no network connections/);
  });

  test('fails with security groups but no VPC', () => {
    expect(() => config({ securityGroups: [], allowAllOutbound: false })).toThrow(/securityGroups, allowAllOutbound: only with a vpc/);
  });

  test.each([['vpc', 'ServerlessVpc'], ['networkIsolation', 'ServerlessNetworkIsolation']])('fails for a serverless variant: %s', (prop, rule) => {
    const serverlessProductionVariant = { variantName: 'all', model: model(), maxConcurrency: 1, memorySizeInMB: 1024 };
    expect(refusal(() => config({
      instanceProductionVariants: [], serverlessProductionVariant, ...prop === 'vpc' ? { vpc: vpc(), vpcSubnets } : { networkIsolation: true },
    }))).toEqual([expect.anything(), expect.stringMatching(new RegExp(`^- ${prop} must not be .* \\(${rule},`))]);
  });
});

describe('the role of an endpoint configuration', () => {
  test('is none if models bring theirs', () => {
    expect(config().role).toBeUndefined();
    expect(rendered(stack).ExecutionRoleArn).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  });

  test('may be given', () => {
    config({ role: iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111122223333:role/given') });
    expect(rendered(stack).ExecutionRoleArn).toBe('arn:aws:iam::111122223333:role/given');
  });

  test('is there before the configuration', () => {
    config({ instanceProductionVariants: [{ variantName: 'main', instanceType: InstanceType.G5_XLARGE }] });
    const [{ DependsOn }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::EndpointConfig'));
    expect([DependsOn].flat()).toContainEqual(expect.stringMatching(/^ConfigRole/));
  });
});

describe('a shadow variant', () => {
  const shadowVariant = { variantName: 'shadow', initialVariantWeight: 0.5, instanceType: InstanceType.M5_LARGE };

  test('gets copies of the requests', () => {
    config({ shadowProductionVariants: [{ ...shadowVariant, model: model('Candidate') }] });
    expect(rendered(stack).ShadowProductionVariants).toEqual([{
      VariantName: 'shadow',
      ModelName: expect.stringContaining('Candidate'),
      InitialInstanceCount: 1,
      InitialVariantWeight: 0.5,
      InstanceType: 'ml.m5.large',
    }]);
  });

  test('fails if its name is taken, or if what it follows is not a single variant', () => {
    const hosted = model();
    const instanceProductionVariants = ['shadow', 'other'].map((variantName) => ({ variantName, model: hosted }));
    expect(refusal(() => config({ instanceProductionVariants, shadowProductionVariants: [{ ...shadowVariant, model: hosted }] }))).toEqual([
      expect.anything(),
      expect.stringMatching(/^- instanceProductionVariants must not contain the same variantName twice: "shadow"/),
      expect.stringMatching(/^- shadowProductionVariants requires exactly one production variant and one shadow variant/),
    ]);
  });

  test('fails in the words of its props', () => {
    const refused = { ...shadowVariant, model: model('Candidate'), initialInstanceCount: 0 };
    expect(refusal(() => config({ shadowProductionVariants: [refused] }))[1])
      .toMatch(/^- shadowProductionVariants\[0\]\.initialInstanceCount must be at least 1, got 0/);
  });
});

describe('the published metrics', () => {
  test('may be more than the usual ones, and more often', () => {
    config({ metrics: { enhancedMetrics: true, detailedObservability: false, publishFrequency: Duration.seconds(30) } });
    const published = { EnableEnhancedMetrics: true, EnableDetailedObservability: false, MetricPublishFrequencyInSeconds: 30 };
    expect(rendered(stack).MetricsConfig).toEqual(published);
  });

  test('fails with a frequency that the service does not have', () => {
    expect(refusal(() => config({ metrics: { publishFrequency: Duration.seconds(45) } }))[1]).toMatch(/^- metrics\.publishFrequency must be one of 10 seconds, 30 seconds, /);
  });
});

test('tags come from the CDK', () => {
  Tags.of(config()).add('team', 'churn');
  expect(rendered(stack).Tags).toEqual([{ Key: 'team', Value: 'churn' }]);
});
