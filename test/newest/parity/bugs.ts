import type * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { CfnParameter, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { IMAGE_FOLDER, someEndpoint, someImage, someModel } from './parts';

type SageMaker = typeof alpha;

/** A bug of the alpha module. Its check passes with this library and must still fail with the alpha module. */
export interface Bug {
  /** The number of the bug in the list of known bugs. @default - found later */
  readonly number?: number;
  /** The correct behavior, which is the name of the test. */
  readonly expected: string;
  /** The message with which the alpha module fails the check. */
  readonly alpha: RegExp;
  readonly check: (sagemaker: SageMaker, stack: Stack) => void;
}

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** A number that is known only at deployment. */
function parameter(stack: Stack, id: string): number {
  return new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
}

function has(stack: Stack, type: string, properties: object): void {
  Template.fromStack(stack).hasResourceProperties(type, properties);
}

function variant(properties: object): object {
  return { ProductionVariants: [Match.objectLike(properties)] };
}

function serverless(sagemaker: SageMaker, stack: Stack, props: object = {}, model: alpha.IModel = someModel(sagemaker, stack)) {
  return new sagemaker.EndpointConfig(stack, 'Config', {
    serverlessProductionVariant: { variantName: 'main', model, maxConcurrency: 10, memorySizeInMB: 2048, ...props },
  });
}

function instances(sagemaker: SageMaker, stack: Stack, props: object) {
  return new sagemaker.EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), ...props }],
  });
}

/** Every action that the execution role of `someModel` or a model with the id `Model` may take, inline or attached. */
function statements(stack: Stack): { Action: string | string[]; Resource: unknown }[] {
  const resources = Object.values<any>(Template.fromStack(stack).toJSON().Resources);
  return resources.flatMap(({ Type, Properties }) => Type === 'AWS::IAM::Role'
    ? (Properties.Policies ?? []).flatMap((policy: any) => policy.PolicyDocument.Statement)
    : Type === 'AWS::IAM::Policy' ? Properties.PolicyDocument.Statement : []);
}

/** Expects that an action throws immediately, not at synthesis. */
function expectError(action: () => unknown, message: RegExp): void {
  expect(action).toThrow(message);
}

export const BUGS: Bug[] = [
  {
    number: 1,
    expected: 'accepts a CfnParameter number as instance count',
    alpha: /at least one instance/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { initialInstanceCount: parameter(stack, 'Count') });
      has(stack, CONFIG, variant({ InitialInstanceCount: { Ref: 'Count' } }));
    },
  },
  {
    number: 1,
    expected: 'accepts a CfnParameter number as weight',
    alpha: /negative variant weight/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { initialVariantWeight: parameter(stack, 'Weight') });
      has(stack, CONFIG, variant({ InitialVariantWeight: { Ref: 'Weight' } }));
    },
  },
  {
    number: 1,
    expected: 'accepts a CfnParameter number as startup timeout',
    alpha: /between 60 and 3600/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { containerStartupHealthCheckTimeout: Duration.seconds(parameter(stack, 'Timeout')) });
      has(stack, CONFIG, variant({ ContainerStartupHealthCheckTimeoutInSeconds: { Ref: 'Timeout' } }));
    },
  },
  {
    number: 1,
    expected: 'accepts a CfnParameter number as serverless concurrency and memory',
    alpha: /maxConcurrency must be between/,
    check: (sagemaker, stack) => {
      serverless(sagemaker, stack, {
        maxConcurrency: parameter(stack, 'Most'), memorySizeInMB: parameter(stack, 'Memory'), provisionedConcurrency: parameter(stack, 'Warm'),
      });
      has(stack, CONFIG, variant({ ServerlessConfig: { MaxConcurrency: { Ref: 'Most' }, MemorySizeInMB: { Ref: 'Memory' }, ProvisionedConcurrency: { Ref: 'Warm' } } }));
    },
  },
  {
    number: 1,
    expected: 'accepts a number of a Lazy as instance count',
    alpha: /at least one instance/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { initialInstanceCount: Lazy.number({ produce: () => 4 }) });
      has(stack, CONFIG, variant({ InitialInstanceCount: 4 }));
    },
  },
  {
    number: 1,
    expected: 'accepts a CfnParameter number as requests per second',
    alpha: /none match as expected/,
    check: (sagemaker, stack) => {
      const scaled = someEndpoint(sagemaker, stack).findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 3 });
      scaled.scaleOnInvocations('Requests', { maxRequestsPerSecond: parameter(stack, 'Rate') });
      has(stack, POLICY, { TargetTrackingScalingPolicyConfiguration: Match.objectLike({ TargetValue: { Ref: 'Rate' } }) });
    },
  },
  {
    number: 1,
    expected: 'accepts CfnParameter numbers as capacities',
    alpha: /maxCapacity cannot be less than initial instance count/,
    check: (sagemaker, stack) => {
      someEndpoint(sagemaker, stack).findInstanceProductionVariant('main')
        .autoScaleInstanceCount({ minCapacity: parameter(stack, 'Least'), maxCapacity: parameter(stack, 'Most') });
      has(stack, TARGET, { MinCapacity: { Ref: 'Least' }, MaxCapacity: { Ref: 'Most' } });
    },
  },
  {
    number: 2,
    expected: 'renders a weight of 0 for instance and serverless variants',
    alpha: /Expected 0 but received 1/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { initialVariantWeight: 0 });
      has(stack, CONFIG, variant({ InitialVariantWeight: 0 }));
      const other = new Stack();
      serverless(sagemaker, other, { initialVariantWeight: 0 });
      has(other, CONFIG, variant({ InitialVariantWeight: 0 }));
    },
  },
  {
    number: 2,
    expected: 'renders a minCapacity of 0',
    alpha: /Expected 0 but received 1/,
    check: (sagemaker, stack) => {
      someEndpoint(sagemaker, stack).findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 0, maxCapacity: 3 });
      has(stack, TARGET, { MinCapacity: 0 });
    },
  },
  {
    number: 3,
    expected: 'scales two variants of one endpoint',
    alpha: /already a Construct with name 'ScalingRole'/,
    check: (sagemaker, stack) => {
      const model = someModel(sagemaker, stack);
      const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
        instanceProductionVariants: ['a', 'b'].map((variantName) => ({ variantName, model, instanceType: sagemaker.InstanceType.M5_LARGE })),
      });
      const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
      for (const each of endpoint.instanceProductionVariants) {
        each.autoScaleInstanceCount({ maxCapacity: 3 }).scaleOnInvocations('Requests', { maxRequestsPerSecond: 10 });
      }
      Template.fromStack(stack).resourceCountIs(TARGET, 2);
      Template.fromStack(stack).resourceCountIs(POLICY, 2);
    },
  },
  {
    number: 3,
    expected: 'rejects scaling a variant twice, however it was looked up',
    alpha: /Expected pattern: \/main is scaled already/,
    check: (sagemaker, stack) => {
      const endpoint = someEndpoint(sagemaker, stack);
      endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 3 });
      expectError(() => endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 3 }), /main is scaled already/);
      expectError(() => endpoint.instanceProductionVariants[0].autoScaleInstanceCount({ maxCapacity: 3 }), /main is scaled already/);
    },
  },
  {
    number: 4,
    expected: 'accepts two Deep Learning Containers in one model',
    alpha: /already a Construct with name 'DlcRepository'/,
    check: (sagemaker, stack) => {
      new sagemaker.Model(stack, 'Model', {
        containers: [
          { image: sagemaker.ContainerImage.fromDlc('pytorch-inference', '2.1.0-cpu-py310') },
          { image: sagemaker.ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04') },
        ],
      });
      Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { Containers: [Match.anyValue(), Match.anyValue()] });
    },
  },
  {
    number: 4,
    expected: 'accepts two images from one folder in one model',
    alpha: /already a Construct with name 'ModelImage/,
    check: (sagemaker, stack) => {
      new sagemaker.Model(stack, 'Model', {
        containers: ['1', '2'].map((version) => ({ image: sagemaker.ContainerImage.fromAsset(IMAGE_FOLDER, { buildArgs: { version } }) })),
      });
      const [{ Properties: { Containers: [first, second] } }] = Object.values<any>(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
      expect(first.Image).not.toEqual(second.Image);
    },
  },
  {
    number: 4,
    expected: 'accepts model data from one file twice in one model',
    alpha: /already a Construct with name 'ModelData/,
    check: (sagemaker, stack) => {
      const file = require.resolve('../../fixtures/model.tar.gz');
      new sagemaker.Model(stack, 'Model', {
        containers: [1, 2].map(() => ({ image: someImageOnce(sagemaker, stack), modelData: sagemaker.ModelData.fromAsset(file) })),
      });
      Template.fromStack(stack).resourceCountIs('AWS::SageMaker::Model', 1);
    },
  },
  {
    number: 5,
    expected: 'renders an image digest after @',
    alpha: /Expected substring: "\/models@sha256/,
    check: (sagemaker, stack) => {
      const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
      const repository = ecr.Repository.fromRepositoryAttributes(stack, 'Images', {
        repositoryName: 'models', repositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/models',
      });
      new sagemaker.Model(stack, 'Model', { containers: [{ image: sagemaker.ContainerImage.fromEcrRepository(repository, digest) }] });
      expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::SageMaker::Model'))).toContain(`/models@${digest}`);
    },
  },
  {
    number: 6,
    expected: 'accepts a variant with the name constructor',
    alpha: /already a Production Variant with name 'constructor'/,
    check: (sagemaker, stack) => {
      instances(sagemaker, stack, { variantName: 'constructor' });
      has(stack, CONFIG, variant({ VariantName: 'constructor' }));
    },
  },
  {
    number: 7,
    expected: 'accepts an empty list of instance variants with a serverless variant',
    alpha: /Cannot specify both/,
    check: (sagemaker, stack) => {
      new sagemaker.EndpointConfig(stack, 'Config', {
        instanceProductionVariants: [],
        serverlessProductionVariant: { variantName: 'main', model: someModel(sagemaker, stack), maxConcurrency: 1, memorySizeInMB: 1024 },
      });
      has(stack, CONFIG, variant({ ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB: 1024 } }));
    },
  },
  {
    number: 8,
    expected: 'offers lookup, metrics and scaling of a serverless variant',
    alpha: /findServerlessProductionVariant is not a function/,
    check: (sagemaker, stack) => {
      const endpointConfig = serverless(sagemaker, stack, { provisionedConcurrency: 1 });
      const found = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig }).findServerlessProductionVariant('main');
      found.metricModelSetupTime().createAlarm(stack, 'ColdStarts', { threshold: 1, evaluationPeriods: 1 });
      found.autoScaleProvisionedConcurrency({ minCapacity: 1, maxCapacity: 5 }).scaleOnUtilization('Use', { targetUtilizationPercent: 60 });
      has(stack, 'AWS::CloudWatch::Alarm', { MetricName: 'ModelSetupTime', Namespace: 'AWS/SageMaker' });
      has(stack, TARGET, { ScalableDimension: 'sagemaker:variant:DesiredProvisionedConcurrency', MaxCapacity: 5 });
      has(stack, POLICY, { TargetTrackingScalingPolicyConfiguration: Match.objectLike({ TargetValue: 0.6 }) });
    },
  },
  {
    number: 8,
    expected: 'rejects a serverless variant of a model with a VPC, network isolation or several containers',
    alpha: /did not throw/,
    check: (sagemaker, stack) => {
      const image = someImage(sagemaker, stack);
      const unsuitable = {
        Vpc: { vpc: new ec2.Vpc(stack, 'Network'), containers: [{ image }] },
        Isolated: { networkIsolation: true, containers: [{ image }] },
        Pipeline: { containers: [{ image }, { image }] },
      };
      for (const [id, props] of Object.entries(unsuitable)) {
        const model = new sagemaker.Model(stack, id, props);
        expectError(() => serverless(sagemaker, new Stack(stack, `${id}Stack`), {}, model), /serverless/i);
      }
    },
  },
  ...refusals(),
  {
    number: 10,
    expected: 'grants the role only the permissions that the model needs',
    alpha: /Expected substring: not "AmazonSageMakerFullAccess/,
    check: (sagemaker, stack) => {
      const bucket = s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts');
      new sagemaker.Model(stack, 'Model', {
        containers: [{ image: someImage(sagemaker, stack), modelData: sagemaker.ModelData.fromBucket(bucket, 'models/one.tar.gz') }],
      });
      expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role'))).not.toContain('AmazonSageMakerFullAccess');
      const objects = statements(stack).filter(({ Action }) => [Action].flat().some((action) => action.startsWith('s3:GetObject')));
      expect(JSON.stringify(objects)).toContain(':s3:::artifacts/models/one.tar.gz');
      expect(JSON.stringify(statements(stack))).not.toContain('artifacts/*');
    },
  },
  {
    number: 10,
    expected: 'grants the role of a model the use of the volume encryption key',
    alpha: /Expected substring: "kms:CreateGrant/,
    check: (sagemaker, stack) => {
      new sagemaker.EndpointConfig(stack, 'Config', {
        encryptionKey: new kms.Key(stack, 'Key'),
        instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), instanceType: sagemaker.InstanceType.M5_LARGE }],
      });
      expect(JSON.stringify(statements(stack))).toContain('kms:CreateGrant');
    },
  },
  {
    number: 11,
    expected: 'offers metrics and scaling of an imported endpoint',
    alpha: /findInstanceProductionVariant is not a function/,
    check: (sagemaker, stack) => {
      const found = sagemaker.Endpoint.fromEndpointName(stack, 'Endpoint', 'my-endpoint').findInstanceProductionVariant('main');
      found.metricInvocations().createAlarm(stack, 'Busy', { threshold: 1, evaluationPeriods: 1 });
      found.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 5 }).scaleOnInvocations('Requests', { maxRequestsPerSecond: 10 });
      has(stack, 'AWS::CloudWatch::Alarm', { Dimensions: Match.arrayWith([{ Name: 'EndpointName', Value: 'my-endpoint' }]) });
      has(stack, TARGET, { ResourceId: 'endpoint/my-endpoint/variant/main' });
    },
  },
  {
    number: 11,
    expected: 'offers metrics and scaling of a variant of an imported endpoint configuration',
    alpha: /lookup is not supported for an imported/,
    check: (sagemaker, stack) => {
      const endpointConfig = sagemaker.EndpointConfig.fromEndpointConfigName(stack, 'Config', 'my-config');
      const found = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig }).findInstanceProductionVariant('main');
      found.metricInvocations().createAlarm(stack, 'Busy', { threshold: 1, evaluationPeriods: 1 });
      found.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 5 });
      Template.fromStack(stack).resourceCountIs(TARGET, 1);
    },
  },
  {
    number: 12,
    expected: 'accepts an L1 model for a variant and an L1 endpoint configuration for an endpoint',
    alpha: /undefined \(reading 'env'\)/,
    check: (sagemaker, stack) => {
      const model = new CfnModel(stack, 'Model', { executionRoleArn: 'arn:aws:iam::123456789012:role/execution', primaryContainer: { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/models:v1' } });
      const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'main', model }] });
      new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig: endpointConfig.node.defaultChild as never });
      has(stack, CONFIG, variant({ ModelName: { 'Fn::GetAtt': ['Model', 'ModelName'] } }));
      has(stack, 'AWS::SageMaker::Endpoint', { EndpointConfigName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Config'), 'EndpointConfigName'] } });
    },
  },
  {
    expected: 'applies a removal policy to every construct',
    alpha: /Cannot apply RemovalPolicy/,
    check: (sagemaker, stack) => {
      const endpoint = someEndpoint(sagemaker, stack);
      endpoint.applyRemovalPolicy(RemovalPolicy.RETAIN);
      (stack.node.findChild('Model') as alpha.Model).applyRemovalPolicy(RemovalPolicy.RETAIN);
      (stack.node.findChild('Config') as alpha.EndpointConfig).applyRemovalPolicy(RemovalPolicy.RETAIN);
      for (const type of ['Model', 'EndpointConfig', 'Endpoint']) {
        Template.fromStack(stack).hasResource(`AWS::SageMaker::${type}`, { DeletionPolicy: 'Retain' });
      }
    },
  },
  {
    expected: 'accepts a model imported by ARN in a stack without a known account',
    alpha: /Cannot use model in account/,
    check: (sagemaker, stack) => {
      const model = sagemaker.Model.fromModelArn(stack, 'Imported', 'arn:aws:sagemaker:eu-west-1:123456789012:model/my-model');
      new sagemaker.EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'main', model }] });
      has(stack, CONFIG, variant({ ModelName: 'my-model' }));
    },
  },
  {
    expected: 'grants a role of the user the permissions for a VPC',
    alpha: /Expected substring: "ec2:CreateNetworkInterface/,
    check: (sagemaker, stack) => {
      const role = new iam.Role(stack, 'Execution', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
      new sagemaker.Model(stack, 'Model', { role, vpc: new ec2.Vpc(stack, 'Vpc'), containers: [{ image: someImage(sagemaker, stack) }] });
      expect(JSON.stringify(statements(stack))).toContain('ec2:CreateNetworkInterface');
    },
  },
];

/** Bug 9: values that fail a deployment after minutes must fail in the constructor. */
function refusals(): Bug[] {
  const wrong: Record<string, [message: RegExp, action: (sagemaker: SageMaker, stack: Stack) => unknown]> = {
    'a model name with an underscore': [/modelName/, (sagemaker, stack) =>
      new sagemaker.Model(stack, 'Model', { modelName: 'my_model', containers: [{ image: someImage(sagemaker, stack) }] })],
    'an endpoint name that is too long': [/endpointName/, (sagemaker, stack) => new sagemaker.Endpoint(stack, 'Endpoint', {
      endpointName: 'x'.repeat(64), endpointConfig: sagemaker.EndpointConfig.fromEndpointConfigName(stack, 'Config', 'config'),
    })],
    'a configuration name that ends in a hyphen': [/endpointConfigName/, (sagemaker, stack) => new sagemaker.EndpointConfig(stack, 'Config', {
      endpointConfigName: 'config-', instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack) }],
    })],
    'a variant name with a dot': [/instanceProductionVariants\[0\]\.variantName/, (sagemaker, stack) =>
      instances(sagemaker, stack, { variantName: 'main.1' })],
    'an environment key that starts with a digit': [/containers\[0\]\.environment/, (sagemaker, stack) =>
      new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack), environment: { '1ST': 'x' } }] })],
    'more than the maximum number of environment variables': [/containers\[0\]\.environment/, (sagemaker, stack) => new sagemaker.Model(stack, 'Model', {
      containers: [{ image: someImage(sagemaker, stack), environment: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`KEY_${index}`, ''])) }],
    })],
    'a hostname with a dot': [/containers\[0\]\.containerHostname/, (sagemaker, stack) =>
      new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack), containerHostname: 'a.b' }] })],
    'hostnames for some containers of a pipeline': [/containerHostname/, (sagemaker, stack) => {
      const image = someImage(sagemaker, stack);
      new sagemaker.Model(stack, 'Model', { containers: [{ image, containerHostname: 'first' }, { image }] });
    }],
    'more than the maximum number of security groups': [/securityGroup/i, (sagemaker, stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc');
      const securityGroups = Array.from({ length: 6 }, (_, index) => new ec2.SecurityGroup(stack, `Group${index}`, { vpc }));
      new sagemaker.Model(stack, 'Model', { vpc, securityGroups, containers: [{ image: someImage(sagemaker, stack) }] });
    }],
    'more than the maximum number of subnets': [/subnet/i, (sagemaker, stack) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a'], privateSubnetIds: Array.from({ length: 17 }, (_, index) => `subnet-${index}`),
      });
      new sagemaker.Model(stack, 'Model', { vpc, containers: [{ image: someImage(sagemaker, stack) }] });
    }],
  };
  return Object.entries(wrong).map(([name, [message, action]]) => ({
    number: 9,
    expected: `rejects ${name} immediately`,
    alpha: /did not throw/,
    check: (sagemaker, stack) => expectError(() => action(sagemaker, stack), message),
  }));
}

function someImageOnce(sagemaker: SageMaker, stack: Stack) {
  const repository = stack.node.tryFindChild('Once') as ecr.IRepository | undefined ?? ecr.Repository.fromRepositoryName(stack, 'Once', 'models');
  return sagemaker.ContainerImage.fromEcrRepository(repository, 'v1');
}
