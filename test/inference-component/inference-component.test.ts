import { App, Aws, CfnParameter, Duration, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnEndpoint, CfnInferenceComponent, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { component, newStack, rendered, RESOURCES, resources, roomyEndpoint, SPECIFICATION } from './parts';
import {
  ContainerImage, InferenceComponentCapacitySize, Endpoint, EndpointConfig, InferenceComponent, InferenceComponentDeploymentConfig,
  InferenceComponentSpecification,
  InstanceType, Model, ModelData,
} from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const ROLLING = { maxBatchSize: InferenceComponentCapacitySize.percent(20), waitInterval: Duration.minutes(1) };
const bucketIn = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts');

describe('an inference component', () => {
  test('requires an endpoint and a specification', () => {
    const stack = newStack();
    component(stack);
    expect(rendered(stack)).toEqual({
      InferenceComponentName: expect.stringMatching(/^stack-component-[0-9a-f]{8}$/),
      EndpointName: '${Endpoint8024A810.EndpointName}',
      VariantName: 'main',
      Specification: { Container: { Image: 'registry.example/inference:1' }, ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 } },
      RuntimeConfig: { CopyCount: 1 },
    });
  });

  test('hosts created models, imported models and L1 models', () => {
    const stack = newStack();
    const endpoint = roomyEndpoint(stack);
    const created = new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
    const l1 = new CfnModel(stack, 'CfnModel', { primaryContainer: {} });
    const models = { Created: created, Imported: Model.fromModelName(stack, 'Other', 'churn'), L1: l1 };
    for (const [id, model] of Object.entries(models)) {
      const specification = InferenceComponentSpecification.fromModel(model, { computeResources: RESOURCES });
      new InferenceComponent(stack, id, { endpoint, specification });
    }
    expect(resources(stack, 'AWS::SageMaker::InferenceComponent').map(({ Properties }) => Properties.Specification.ModelName))
      .toEqual(['${Model2AD80A05.ModelName}', 'churn', '${CfnModel.ModelName}']);
  });

  test('can have a specification for each instance type', () => {
    const stack = newStack();
    component(stack, {
      specification: InferenceComponentSpecification.perInstanceType([
        { instanceType: InstanceType.G5_XLARGE, specification: SPECIFICATION },
        { instanceType: InstanceType.INF2_XLARGE, specification: SPECIFICATION },
      ]),
    });
    const { Specification, Specifications } = rendered(stack);
    expect(Specification).toBeUndefined();
    expect(Specifications.map(({ InstanceType: type }: any) => type)).toEqual(['ml.g5.xlarge', 'ml.inf2.xlarge']);
  });

  test('that is an adapter has no variant, no copies and depends on its base', () => {
    const stack = newStack();
    const endpoint = roomyEndpoint(stack);
    const base = new InferenceComponent(stack, 'Base', { endpoint, specification: SPECIFICATION });
    new InferenceComponent(stack, 'Adapter', {
      endpoint, specification: InferenceComponentSpecification.fromAdapter(base, ModelData.fromBucket(bucketIn(stack), 'lora.tar.gz')),
    });
    const [, adapter] = resources(stack, 'AWS::SageMaker::InferenceComponent');
    expect(Object.keys(adapter.Properties).sort()).toEqual(['EndpointName', 'InferenceComponentName', 'Specification']);
    expect(adapter.Properties.Specification).toEqual({
      BaseInferenceComponentName: base.inferenceComponentName,
      Container: { ArtifactUrl: expect.stringContaining('/artifacts/lora.tar.gz') },
    });
    expect(adapter.DependsOn).toContain('Base93336DB5');
  });

  test('can be on an imported endpoint or on an L1 endpoint', () => {
    const stack = newStack();
    component(stack, { endpoint: Endpoint.fromEndpointName(stack, 'Shared', 'shared'), variantName: 'main' });
    const l1 = new CfnEndpoint(stack, 'CfnEndpoint', { endpointConfigName: 'config' });
    new InferenceComponent(stack, 'OnL1', { endpoint: l1, specification: SPECIFICATION });
    expect(resources(stack, 'AWS::SageMaker::InferenceComponent').map(({ Properties }) => Properties.EndpointName)).toEqual(['shared', '${CfnEndpoint.EndpointName}']);
  });

  test('has a unique generated name of at most 63 characters in lower case', () => {
    const app = new App();
    const names = ['One', 'Two'].map((id) => component(new Stack(app, `${id}${'VeryLong'.repeat(10)}`)).inferenceComponentName);
    expect(new Set(names).size).toBe(2);
    names.forEach((name) => expect(name).toMatch(/^[a-z0-9](-*[a-z0-9]){0,62}$/));
  });

  test('is deleted before its endpoint, because the service does not delete an endpoint with inference components', () => {
    const stack = newStack();
    component(stack);
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::InferenceComponent'));
    expect(Properties.EndpointName).toEqual({ 'Fn::GetAtt': ['Endpoint8024A810', 'EndpointName'] });
  });

  test('accepts tokens', () => {
    const stack = newStack();
    const count = new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber;
    component(stack, {
      inferenceComponentName: `churn-${Aws.REGION}`,
      copyCount: count,
      specification: InferenceComponentSpecification.fromContainer(
        { image: IMAGE }, { computeResources: { minMemory: Size.mebibytes(count), cpuCores: count } },
      ),
      deploymentConfig: InferenceComponentDeploymentConfig.rolling({
        maxBatchSize: InferenceComponentCapacitySize.percent(count), waitInterval: Duration.seconds(count),
      }),
    });
    expect(rendered(stack).RuntimeConfig).toEqual({ CopyCount: '${Count}' });
  });
});

describe('an invalid inference component', () => {
  test('fails with one error for all invalid props', () => {
    expect(errorLines(() => component(newStack(), {
      copyCount: -1,
      specification: InferenceComponentSpecification.fromContainer(
        { image: IMAGE, metrics: { path: 'metrics', publishFrequency: Duration.seconds(20) } },
        { computeResources: { minMemory: Size.gibibytes(2), maxMemory: Size.gibibytes(1), cpuCores: 0.1 }, scheduling: undefined },
      ),
      deploymentConfig: InferenceComponentDeploymentConfig.rolling({ ...ROLLING, maxBatchSize: InferenceComponentCapacitySize.percent(51) }),
    }))).toEqual([
      'Stack/Component has 6 invalid properties:',
      expect.stringMatching(/^- specification\.container\.metrics\.path must be a path/),
      expect.stringMatching(/^- specification\.computeResources\.cpuCores must be at least 0\.25, got 0\.1/),
      expect.stringMatching(/^- copyCount must be at least 0, got -1/),
      expect.stringMatching(/^- specification\.computeResources\.maxMemory must be greater than or equal to minMemory \(2 GiB\), got 1 GiB/),
      expect.stringMatching(/^- specification\.container\.metrics\.publishFrequency must be one of 10 seconds, 30 seconds/),
      expect.stringMatching(/^- deploymentConfig\.maxBatchSize must be between 5 and 50 percent of the copies/),
    ]);
  });

  test('fails on a variant that hosts a model', () => {
    const stack = newStack();
    const endpoint = roomyEndpoint(stack, { model: new Model(stack, 'Model', { containers: [{ image: IMAGE }] }) });
    expect(errorLines(() => component(stack, { endpoint }))[1]).toMatch(/^- variantName must be a variant without a model/);
  });

  test('fails on a variant that the endpoint does not have', () => {
    expect(errorLines(() => component(newStack(), { variantName: 'other' }))[1]).toMatch(/^- variantName must be a variant of the endpoint, which has "main", got "other"/);
  });

  test('fails if two inference components have the same name', () => {
    const stack = newStack();
    const endpoint = roomyEndpoint(stack);
    ['A', 'B'].forEach((id) => new InferenceComponent(stack, id, { endpoint, specification: SPECIFICATION, inferenceComponentName: 'churn' }));
    expect(synthesisErrorLines(stack).join()).toMatch(/inferenceComponentName must be unique in the account and Region, got "churn": it is also the name of "Stack\/B"/);
  });

  test('fails for an endpoint or a model in another Region', () => {
    const app = new App();
    const [here, there] = ['eu-west-1', 'us-east-1'].map((region) => new Stack(app, region, { env: { region, account: '111122223333' } }));
    expect(errorLines(() => component(here, { endpoint: roomyEndpoint(there) }))[1]).toMatch(/^- endpoint must be in "eu-west-1"/);
    const specification = InferenceComponentSpecification.fromModel(Model.fromModelName(there, 'Model', 'churn'), { computeResources: RESOURCES });
    const wrong = () => new InferenceComponent(here, 'Other', { endpoint: roomyEndpoint(here), specification });
    expect(errorLines(wrong)[1]).toMatch(/^- specification must be in "eu-west-1"/);
  });

  test.each([
    ['an image in a private registry', ContainerImage.fromPrivateRegistry('registry.example.com/a:1'), undefined],
    ['uncompressed model data', IMAGE, (bucket: s3.IBucket) => ModelData.fromBucketPrefix(bucket, 'a')],
    ['model data with a license agreement', IMAGE, (bucket: s3.IBucket) => ModelData.fromBucket(bucket, 'a.tar.gz', { acceptEula: true })],
  ])('fails for a container with %s, which needs a model', (_what, image, modelData) => {
    const stack = newStack();
    const container = { image, modelData: modelData?.(bucketIn(stack)) };
    const specification = InferenceComponentSpecification.fromContainer(container, { computeResources: RESOURCES });
    expect(errorLines(() => component(stack, { specification }))[0]).toMatch(/InferenceComponentSpecification\.fromModel\(\)/);
  });
});

describe('the role of the endpoint configuration', () => {
  const specificationIn = (stack: Stack, bucket: s3.IBucket) => InferenceComponentSpecification.fromContainer({
    image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'churn'), '1'),
    modelData: ModelData.fromBucket(bucket, 'churn.tar.gz'),
  }, { computeResources: RESOURCES });

  test('can pull the image and read the model data before the inference component is created', () => {
    const stack = newStack();
    component(stack, { specification: specificationIn(stack, bucketIn(stack)) });
    const [{ Properties }] = resources(stack, 'AWS::IAM::Policy');
    expect(Properties.PolicyDocument.Statement.map(({ Action }: any) => Action).flat()).toEqual([
      'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 's3:GetObject',
    ]);
    expect(Properties.Roles).toEqual(['${ConfigRoleE4ECEE8E}']);
    expect(resources(stack, 'AWS::SageMaker::InferenceComponent')[0].DependsOn).toEqual(['ComponentExecutionPolicy4268ECA4']);
  });

  test('has its policy in the stack of the inference component, so that the stacks have no dependency cycle', () => {
    const app = new App();
    const endpoint = roomyEndpoint(new Stack(app, 'Hosting'));
    const stack = newStack(app);
    component(stack, { endpoint, specification: specificationIn(stack, new s3.Bucket(stack, 'Own', { encryption: s3.BucketEncryption.KMS })) });
    expect(() => app.synth()).not.toThrow();
    expect(resources(stack, 'AWS::IAM::Policy')).toHaveLength(1);
  });

  test('can be specified for an imported endpoint', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleName(stack, 'Hosting', 'hosting');
    component(stack, { endpoint: Endpoint.fromEndpointName(stack, 'Shared', 'shared'), endpointExecutionRole: role, specification: specificationIn(stack, bucketIn(stack)) });
    expect(resources(stack, 'AWS::IAM::Policy')[0].Properties.Roles).toEqual(['hosting']);
  });

  test('causes a warning if it is not known', () => {
    const stack = newStack();
    component(stack, { endpoint: Endpoint.fromEndpointName(stack, 'Shared', 'shared'), specification: specificationIn(stack, bucketIn(stack)) });
    expect(resources(stack, 'AWS::IAM::Policy')).toEqual([]);
    expect(warnings(stack)).toEqual(['cdk-sagemaker:UnknownHostingRole']);
  });

  test('has no permissions for a model, which has its own role', () => {
    const stack = newStack();
    const model = new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromBucket(bucketIn(stack), 'churn.tar.gz') }] });
    component(stack, { specification: InferenceComponentSpecification.fromModel(model, { computeResources: RESOURCES }) });
    expect(resources(stack, 'AWS::IAM::Policy')).toEqual([]);
  });
});

describe('the deployments of an inference component', () => {
  const deploymentConfig = InferenceComponentDeploymentConfig.rolling(ROLLING);

  test('can be rolled back by alarms on the metrics of the inference component', () => {
    const stack = newStack();
    const created = component(stack, { deploymentConfig });
    created.addDeploymentAlarms({ maxModelLatency: Duration.millis(300) });
    const { Alarms } = rendered(stack).DeploymentConfig.AutoRollbackConfiguration;
    expect(Alarms).toEqual([{ AlarmName: expect.stringMatching(/Errors/) }, { AlarmName: expect.stringMatching(/Latency/) }]);
    for (const { Properties } of resources(stack, 'AWS::CloudWatch::Alarm')) {
      expect(Properties.Dimensions).toEqual([{ Name: 'InferenceComponentName', Value: created.inferenceComponentName }]);
    }
    const [{ Properties }] = resources(stack, 'AWS::IAM::Policy');
    expect(Properties.PolicyDocument.Statement).toEqual([expect.objectContaining({ Action: 'cloudwatch:DescribeAlarms', Resource: expect.any(Array) })]);
  });

  test('accept alarms after the inference component is created', () => {
    const stack = newStack();
    const alarm = cloudwatch.Alarm.fromAlarmName(stack, 'Alarm', 'errors');
    component(stack, { deploymentConfig: InferenceComponentDeploymentConfig.rolling({ ...ROLLING, autoRollbackAlarms: [alarm] }) })
      .addAutoRollbackAlarm(cloudwatch.Alarm.fromAlarmName(stack, 'Other', 'latency'));
    expect(rendered(stack).DeploymentConfig.AutoRollbackConfiguration.Alarms).toEqual([{ AlarmName: 'errors' }, { AlarmName: 'latency' }]);
  });

  test('fails for an alarm without a deploymentConfig, and for an eleventh alarm', () => {
    const stack = newStack();
    const alarm = cloudwatch.Alarm.fromAlarmName(stack, 'Alarm', 'errors');
    expect(errorLines(() => component(stack).addAutoRollbackAlarm(alarm))[0]).toMatch(/deploymentConfig/);
    const full = new InferenceComponent(stack, 'Full', {
      endpoint: Endpoint.fromEndpointName(stack, 'Shared', 'shared'),
      specification: SPECIFICATION,
      deploymentConfig: InferenceComponentDeploymentConfig.rolling({ ...ROLLING, autoRollbackAlarms: Array(10).fill(alarm) }),
    });
    expect(errorLines(() => full.addAutoRollbackAlarm(alarm))[1]).toMatch(/^- deploymentConfig\.autoRollbackAlarms must have between 1 and 10 elements, got 11/);
  });
});

test('properties that the oldest supported aws-cdk-lib lacks are in the template', () => {
  const stack = newStack();
  component(stack, {
    specification: InferenceComponentSpecification.fromContainer({ image: IMAGE, metrics: {} }, { computeResources: RESOURCES, dataCaching: true }),
  });
  expect(rendered(stack).Specification).toMatchObject({
    Container: { ContainerMetricsConfig: { MetricsEndpoints: [{ MetricsEndpointPath: '/metrics' }] } },
    DataCacheConfig: { EnableCaching: true },
  });
});

test('the variant of the endpoint configuration can be added later', () => {
  const stack = newStack();
  const endpointConfig = new EndpointConfig(stack, 'Config');
  endpointConfig.addInstanceProductionVariant({ variantName: 'late', instanceType: InstanceType.M5_LARGE });
  component(stack, { endpoint: new Endpoint(stack, 'Endpoint', { endpointConfig }) });
  expect(rendered(stack).VariantName).toBe('late');
});

test('the L1 construct is the default child', () => {
  expect(component(newStack()).node.defaultChild).toBeInstanceOf(CfnInferenceComponent);
});

test.each<[string, (base: InferenceComponent) => InferenceComponentSpecification]>([
  ['an adapter', (base) => InferenceComponentSpecification.fromAdapter(base, ModelData.fromBucket(bucketIn(Stack.of(base)), 'lora.tar.gz'))],
  ['specifications for instance types', () => InferenceComponentSpecification.perInstanceType([])],
])('fails for %s in the specification for an instance type', (_name, specification) => {
  const base = component(newStack(), {});
  expect(() => InferenceComponentSpecification.perInstanceType([{ instanceType: InstanceType.G5_XLARGE, specification: specification(base) }]))
    .toThrow('the specification for the instance type ml.g5.xlarge must be created by fromModel() or fromContainer()');
});

test.each([
  ['GPUUtilizationNormalized', '/aws/sagemaker/InferenceComponents'],
  ['Invocations', 'AWS/SageMaker'],
])('the metric %s is in the namespace %s', (metricName, namespace) => {
  expect(component(newStack(), {}).metric(metricName).toMetricConfig().metricStat).toMatchObject({ metricName, namespace });
});
