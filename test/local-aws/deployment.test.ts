import { Deployments } from './deployments';
import { endpointApp } from './endpoint-app';
import { LocalAws } from '../../local-aws/local-aws';

const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

let deployments: Deployments;
let aws: LocalAws;

beforeAll(async () => {
  deployments = await Deployments.start();
  aws = deployments.aws;
});
afterAll(() => deployments?.stop());

/** What hosts the endpoint of a stack at the moment. */
async function hosted(stack = 'Instances'): Promise<{ endpoint: any; config: any; models: any[] }> {
  const [{ Endpoints: endpoints }] = await aws.call(['sagemaker', 'ListEndpoints']);
  const name = endpoints.map((endpoint: any) => endpoint.EndpointName).find((found: string) => found.startsWith(stack));
  const [endpoint] = await aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName: name }]);
  const [config] = await aws.call(['sagemaker', 'DescribeEndpointConfig', { EndpointConfigName: endpoint.EndpointConfigName }]);
  const models = await aws.call(...config.ProductionVariants.map((variant: any) => ['sagemaker', 'DescribeModel', { ModelName: variant.ModelName }]));
  return { endpoint, config, models };
}

/** The names of all models and configurations there are. */
async function inventory(): Promise<string[]> {
  const [{ Models: models }, { EndpointConfigs: configs }] = await aws.call(['sagemaker', 'ListModels'], ['sagemaker', 'ListEndpointConfigs']);
  return [...models.map((model: any) => model.ModelName), ...configs.map((config: any) => config.EndpointConfigName)].sort();
}

// Each test goes on from where the one before left the stacks: a deployment takes too long to begin anew.
describe('a deployed stack', () => {
  test('is what its props say, in the words of the SageMaker API', async () => {
    expect(await deployments.deploy(endpointApp())).toMatchObject({ code: 0 });

    const { endpoint, config, models } = await hosted();
    expect(models).toMatchObject([
      { PrimaryContainer: { Image: `${REGISTRY}/inference:1`, ModelDataUrl: 'https://s3.us-east-1.amazonaws.com/models/steady/model.tar.gz' } },
      { PrimaryContainer: { Image: `${REGISTRY}/inference:1`, Environment: { LOG_LEVEL: 'info' } } },
    ]);
    expect(models[0].ExecutionRoleArn).toMatch(/^arn:aws:iam::123456789012:role\/Instances-SteadyRole/);
    expect(config.ProductionVariants).toEqual([
      { VariantName: 'Steady', ModelName: models[0].ModelName, InstanceType: 'ml.m5.large', InitialInstanceCount: 2, InitialVariantWeight: 9 },
      { VariantName: 'Changing', ModelName: models[1].ModelName, InstanceType: 'ml.c5.xlarge', InitialInstanceCount: 1, InitialVariantWeight: 1 },
    ]);
    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      ProductionVariants: [
        { VariantName: 'Steady', CurrentInstanceCount: 2, DesiredInstanceCount: 2, CurrentWeight: 9 },
        { VariantName: 'Changing', CurrentInstanceCount: 1, CurrentWeight: 1 },
      ],
    });
  });

  test('has a serverless endpoint of the given name', async () => {
    const [endpoint] = await aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName: 'serverless' }]);
    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      ProductionVariants: [{ VariantName: 'Main', CurrentServerlessConfig: { MaxConcurrency: 20, MemorySizeInMB: 2048, ProvisionedConcurrency: 5 } }],
    });
  });

  test('has its scalable targets, scaling policies and alarms', async () => {
    const { endpoint: { EndpointName: name } } = await hosted();
    const [{ ScalableTargets: targets }, { ScalingPolicies: policies }, { MetricAlarms: alarms }] = await aws.call(
      ['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }],
      ['application-autoscaling', 'DescribeScalingPolicies', { ServiceNamespace: 'sagemaker' }],
      ['cloudwatch', 'DescribeAlarms'],
    );
    const byDimension = (one: any, other: any) => one.ScalableDimension.localeCompare(other.ScalableDimension);
    expect(targets.sort(byDimension)).toMatchObject([
      { ResourceId: `endpoint/${name}/variant/Steady`, ScalableDimension: 'sagemaker:variant:DesiredInstanceCount', MinCapacity: 1 },
      { ResourceId: 'endpoint/serverless/variant/Main', ScalableDimension: 'sagemaker:variant:DesiredProvisionedConcurrency', MinCapacity: 5 },
    ].sort(byDimension));
    const tracking = policies.map((policy: any) => policy.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification);
    expect(tracking.map((metric: any) => metric.PredefinedMetricType).sort()).toEqual([
      'SageMakerVariantInvocationsPerInstance', 'SageMakerVariantProvisionedConcurrencyUtilization',
    ]);
    expect(alarms).toMatchObject([{
      MetricName: 'ModelLatency',
      Threshold: 100_000,
      Dimensions: [{ Name: 'EndpointName', Value: name }, { Name: 'VariantName', Value: 'Steady' }],
    }]);
  });

  test('moves its endpoint in place to a new model, and deletes the old model only when nothing runs on it any more', async () => {
    const before = await hosted();
    const start = await deployments.lastSequence();
    expect(await deployments.deploy(endpointApp({ imageTag: '2' }), 'Instances')).toMatchObject({ code: 0 });

    const after = await hosted();
    const { EndpointArn, CreationTime } = before.endpoint;
    expect(after.endpoint).toMatchObject({ EndpointArn, CreationTime, EndpointStatus: 'InService' });
    expect(after.models[1].PrimaryContainer.Image).toBe(`${REGISTRY}/inference:2`);
    expect(after.models[0].ModelName).toBe(before.models[0].ModelName);

    const [oldModel, newModel] = [before.models[1].ModelName, after.models[1].ModelName];
    const [oldConfig, newConfig] = [before.config.EndpointConfigName, after.config.EndpointConfigName];
    expect((await deployments.eventsSince(start)).map(({ event, resource, error }) => [event, resource, error])).toEqual([
      ['CreateModel', newModel, undefined],
      ['CreateEndpointConfig', newConfig, undefined],
      ['UpdateEndpoint', after.endpoint.EndpointName, undefined],
      ['EndpointInService', after.endpoint.EndpointName, undefined],
      ['DeleteEndpointConfig', oldConfig, undefined],
      ['DeleteModel', oldModel, undefined],
    ]);
    const left = await inventory();
    expect(left).not.toContain(oldModel);
    expect(left).not.toContain(oldConfig);
  });

  test('fails to update to a model that does not come up, and is back where it was with nothing left over', async () => {
    const [before, things, start] = [await hosted(), await inventory(), await deployments.lastSequence()];
    const { code, output } = await deployments.deploy(endpointApp({ imageTag: '3', outcome: 'Failed' }), 'Instances');
    expect(code).not.toBe(0);
    expect(output).toContain('did not pass the ping health check');

    const after = await hosted();
    expect(after.endpoint).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: before.config.EndpointConfigName });
    expect(after.config).toEqual(before.config);
    expect(after.models).toEqual(before.models);
    expect(await inventory()).toEqual(things);
    // The new ones were there and went again; nothing else was touched.
    expect((await deployments.eventsSince(start)).map(({ event }) => event)).toEqual([
      'CreateModel', 'CreateEndpointConfig', 'UpdateEndpoint', 'EndpointInService', 'DeleteEndpointConfig', 'DeleteModel',
    ]);
    expect(await deployments.statusOf('Instances')).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('fails to replace a model with a fixed name, as CloudFormation does', async () => {
    const things = await inventory();
    const { code, output } = await deployments.deploy(endpointApp({ namedImageTag: '2' }), 'Serverless');
    expect(code).not.toBe(0);
    expect(output).toContain('CloudFormation cannot update a stack when a custom-named resource requires replacing.');
    expect(await inventory()).toEqual(things);
  });

  test('leaves nothing when it is destroyed, and deletes what is used after its users', async () => {
    const start = await deployments.lastSequence();
    expect(await deployments.destroy(endpointApp())).toMatchObject({ code: 0 });

    expect(await inventory()).toEqual([]);
    expect(await aws.call(
      ['sagemaker', 'ListEndpoints'],
      ['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }],
      ['application-autoscaling', 'DescribeScalingPolicies', { ServiceNamespace: 'sagemaker' }],
      ['cloudwatch', 'DescribeAlarms'],
    )).toMatchObject([{ Endpoints: [] }, { ScalableTargets: [] }, { ScalingPolicies: [] }, { MetricAlarms: [] }]);
    expect((await deployments.eventsSince(start)).filter(({ error }) => error !== undefined)).toEqual([]);
  });
});

test('the example in examples/real-time-endpoint deploys', async () => {
  expect(await deployments.deployExample('real-time-endpoint')).toMatchObject({ code: 0 });
  const { endpoint } = await hosted('churn');
  expect(endpoint).toMatchObject({ EndpointStatus: 'InService', ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2 }] });
});
