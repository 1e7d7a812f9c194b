import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { EndpointConfig, EndpointConfigProps, InstanceType, Model } from '../../src';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function model(id: string = 'Model'): Model {
  return new Model(stack, id, { containers: [{ image: IMAGE }] });
}

/** A configuration with one variant with a model by default. */
function config(props: EndpointConfigProps = {}): EndpointConfig {
  const { instanceProductionVariants = [{ variantName: 'main', model: model() }] } = props;
  return new EndpointConfig(stack, 'Config', { ...props, instanceProductionVariants });
}

describe('the network of an endpoint configuration', () => {
  const vpc = () => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

  test('is a VPC with a new security group', () => {
    config({ vpc: vpc(), vpcSubnets });
    expect(rendered(stack).VpcConfig).toEqual({
      Subnets: [expect.stringContaining('IsolatedSubnet1'), expect.stringContaining('IsolatedSubnet2')],
      SecurityGroupIds: [expect.stringContaining('ConfigSecurityGroup')],
    });
  });

  test('includes security groups that are added later', () => {
    const made = config({ vpc: vpc(), vpcSubnets });
    made.connections.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001'));
    expect(rendered(stack).VpcConfig.SecurityGroupIds).toContain('sg-00000001');
    expect(JSON.stringify(hostingStatements(stack))).toContain('security-group/sg-00000001');
  });

  test('can be used by the roles of the models', () => {
    config({ vpc: vpc(), vpcSubnets });
    expect(hostingStatements(stack).map(([actions]) => [actions].flat()[0]))
      .toEqual(['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DescribeDhcpOptions']);
  });

  test('can be isolated', () => {
    config({ networkIsolation: true });
    expect(rendered(stack).EnableNetworkIsolation).toBe(true);
  });

  test('fails to have connections without a VPC', () => {
    expect(() => config().connections).toThrow(/no network connections/);
  });

  test('fails with security groups but no VPC', () => {
    expect(() => config({ securityGroups: [], allowAllOutbound: false })).toThrow(/securityGroups and allowAllOutbound require vpc/);
  });

  test.each([['vpc', 'ServerlessVpc'], ['networkIsolation', 'ServerlessNetworkIsolation']])('fails for a serverless variant: %s', (prop, rule) => {
    const serverlessProductionVariant = { variantName: 'all', model: model(), maxConcurrency: 1, memorySizeInMB: 1024 };
    expect(errorLines(() => config({
      instanceProductionVariants: [], serverlessProductionVariant, ...prop === 'vpc' ? { vpc: vpc(), vpcSubnets } : { networkIsolation: true },
    }))).toEqual([expect.anything(), expect.stringMatching(new RegExp(`^- ${prop} must not be .* \\(${rule},`))]);
  });
});

describe('the role of an endpoint configuration', () => {
  test('is not created if all variants have models', () => {
    expect(config().role).toBeUndefined();
    expect(rendered(stack).ExecutionRoleArn).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  });

  test('can be specified', () => {
    config({ role: iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111122223333:role/given') });
    expect(rendered(stack).ExecutionRoleArn).toBe('arn:aws:iam::111122223333:role/given');
  });

  test('is created before the configuration', () => {
    config({ instanceProductionVariants: [{ variantName: 'main', instanceType: InstanceType.G5_XLARGE }] });
    const [{ DependsOn }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::EndpointConfig'));
    expect([DependsOn].flat()).toContainEqual(expect.stringMatching(/^ConfigRole/));
  });
});

describe('a shadow variant', () => {
  const shadowVariant = { variantName: 'shadow', initialVariantWeight: 0.5, instanceType: InstanceType.M5_LARGE };

  test('is rendered', () => {
    config({ shadowProductionVariants: [{ ...shadowVariant, model: model('Candidate') }] });
    expect(rendered(stack).ShadowProductionVariants).toEqual([{
      VariantName: 'shadow',
      ModelName: expect.stringContaining('Candidate'),
      InitialInstanceCount: 1,
      InitialVariantWeight: 0.5,
      InstanceType: 'ml.m5.large',
    }]);
  });

  test('fails if its name is not unique, or with several production variants', () => {
    const hosted = model();
    const instanceProductionVariants = ['shadow', 'other'].map((variantName) => ({ variantName, model: hosted }));
    expect(errorLines(() => config({ instanceProductionVariants, shadowProductionVariants: [{ ...shadowVariant, model: hosted }] }))).toEqual([
      expect.anything(),
      expect.stringMatching(/^- instanceProductionVariants must not contain the same variantName twice: "shadow"/),
      expect.stringMatching(/^- shadowProductionVariants requires exactly one production variant and one shadow variant/),
    ]);
  });

  test('fails with the path of its props', () => {
    const refused = { ...shadowVariant, model: model('Candidate'), initialInstanceCount: 0 };
    expect(errorLines(() => config({ shadowProductionVariants: [refused] }))[1])
      .toMatch(/^- shadowProductionVariants\[0\]\.initialInstanceCount must be at least 1, got 0/);
  });
});

describe('the published metrics', () => {
  test('can include more metrics at a higher frequency', () => {
    config({ metrics: { enhancedMetrics: true, detailedObservability: false, publishFrequency: Duration.seconds(30) } });
    const published = { EnableEnhancedMetrics: true, EnableDetailedObservability: false, MetricPublishFrequencyInSeconds: 30 };
    expect(rendered(stack).MetricsConfig).toEqual(published);
  });

  test('fails with an unsupported frequency', () => {
    expect(errorLines(() => config({ metrics: { publishFrequency: Duration.seconds(45) } }))[1]).toMatch(/^- metrics\.publishFrequency must be one of 10 seconds, 30 seconds, /);
  });
});

test('tags come from the CDK', () => {
  Tags.of(config()).add('team', 'churn');
  expect(rendered(stack).Tags).toEqual([{ Key: 'team', Value: 'churn' }]);
});
