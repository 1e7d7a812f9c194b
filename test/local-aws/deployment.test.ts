import { Deployments } from './deployments';
import { endpointApp } from './endpoint-app';

const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

const deployments = Deployments.forThisFile();

/** Describes the endpoint of a stack with its endpoint configuration and models. */
async function describeEndpoint(stack = 'Instances'): Promise<{ endpoint: any; config: any; models: any[] }> {
  const [{ Endpoints: endpoints }] = await deployments.call(['sagemaker', 'ListEndpoints']);
  const name = endpoints.map((endpoint: any) => endpoint.EndpointName).find((found: string) => found.startsWith(stack));
  const [endpoint] = await deployments.call(['sagemaker', 'DescribeEndpoint', { EndpointName: name }]);
  const [config] = await deployments.call(['sagemaker', 'DescribeEndpointConfig', { EndpointConfigName: endpoint.EndpointConfigName }]);
  const models = await deployments.call(...config.ProductionVariants.map((variant: any) => ['sagemaker', 'DescribeModel', { ModelName: variant.ModelName }]));
  return { endpoint, config, models };
}

/** The names of all models and endpoint configurations. */
async function listNames(): Promise<string[]> {
  const [{ Models: models }, { EndpointConfigs: configs }] = await deployments.call(['sagemaker', 'ListModels'], ['sagemaker', 'ListEndpointConfigs']);
  return [...models.map((model: any) => model.ModelName), ...configs.map((config: any) => config.EndpointConfigName)].sort();
}

// Each test continues with the stacks of the previous test, because deployments take long.
describe('a deployed stack', () => {
  test('has resources that match its props', async () => {
    expect(await deployments.deploy(endpointApp())).toMatchObject({ code: 0 });

    const { endpoint, config, models } = await describeEndpoint();
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

  test('has a serverless endpoint with the given name', async () => {
    const [endpoint] = await deployments.call(['sagemaker', 'DescribeEndpoint', { EndpointName: 'serverless' }]);
    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      ProductionVariants: [{ VariantName: 'Main', CurrentServerlessConfig: { MaxConcurrency: 20, MemorySizeInMB: 2048, ProvisionedConcurrency: 5 } }],
    });
  });

  test('has its scalable targets, scaling policies and alarms', async () => {
    const { endpoint: { EndpointName: name } } = await describeEndpoint();
    const [{ ScalableTargets: targets }, { ScalingPolicies: policies }, { MetricAlarms: alarms }] = await deployments.call(
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

  test('updates its endpoint in place to a new model, and then deletes the old configuration and model', async () => {
    const before = await describeEndpoint();
    const start = await deployments.lastSequence();
    expect(await deployments.deploy(endpointApp({ imageTag: '2' }), 'Instances')).toMatchObject({ code: 0 });

    const after = await describeEndpoint();
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
    const names = await listNames();
    expect(names).not.toContain(oldModel);
    expect(names).not.toContain(oldConfig);
  });

  test('fails to update to a model that fails its health check, and rolls back completely', async () => {
    const [before, names, start] = [await describeEndpoint(), await listNames(), await deployments.lastSequence()];
    const { code, output } = await deployments.deploy(endpointApp({ imageTag: '3', outcome: 'Failed' }), 'Instances');
    expect(code).not.toBe(0);
    expect(output).toContain('did not pass the ping health check');

    const after = await describeEndpoint();
    expect(after.endpoint).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: before.config.EndpointConfigName });
    expect(after.config).toEqual(before.config);
    expect(after.models).toEqual(before.models);
    expect(await listNames()).toEqual(names);
    // Only the new model and configuration are created and deleted.
    expect((await deployments.eventsSince(start)).map(({ event }) => event)).toEqual([
      'CreateModel', 'CreateEndpointConfig', 'UpdateEndpoint', 'EndpointInService', 'DeleteEndpointConfig', 'DeleteModel',
    ]);
    expect(await deployments.statusOf('Instances')).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('fails to replace a model with a fixed name, as CloudFormation does', async () => {
    const names = await listNames();
    const { code, output } = await deployments.deploy(endpointApp({ namedImageTag: '2' }), 'Serverless');
    expect(code).not.toBe(0);
    expect(output).toContain('CloudFormation cannot update a stack when a custom-named resource requires replacing.');
    expect(await listNames()).toEqual(names);
  });

  test('leaves no resources when it is destroyed, and deletes resources after those that use them', async () => {
    const start = await deployments.lastSequence();
    expect(await deployments.destroy(endpointApp())).toMatchObject({ code: 0 });

    expect(await listNames()).toEqual([]);
    expect(await deployments.call(
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
  const { endpoint } = await describeEndpoint('churn');
  expect(endpoint).toMatchObject({ EndpointStatus: 'InService', ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2 }] });
});
