import { listeningAddresses } from './processes';
import { startServer } from './server';
import { LocalAws } from '../../local-aws/local-aws';

const MODEL = {
  ModelName: 'churn',
  ExecutionRoleArn: 'arn:aws:iam::123456789012:role/hosting',
  PrimaryContainer: { Image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1' },
};
const VARIANT = { VariantName: 'Main', ModelName: 'churn', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, InitialVariantWeight: 0 };
const TARGET = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/churn/variant/Main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
};

let aws: LocalAws;

beforeAll(async () => {
  aws = await startServer({ endpointSeconds: 0.2 });
  await aws.call(
    ['sagemaker', 'CreateModel', MODEL],
    ['sagemaker', 'CreateEndpointConfig', { EndpointConfigName: 'churn-1', ProductionVariants: [VARIANT] }],
  );
});
afterAll(() => aws?.stop());

async function waitUntilInService(name: string): Promise<any> {
  const [endpoint] = await aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName: name }]);
  return endpoint.EndpointStatus === 'InService' ? endpoint : waitUntilInService(name);
}

test('an endpoint is creating for a while, then in service with its configuration, including a weight of 0', async () => {
  const [, { EndpointStatus: first }] = await aws.call(
    ['sagemaker', 'CreateEndpoint', { EndpointName: 'churn', EndpointConfigName: 'churn-1' }],
    ['sagemaker', 'DescribeEndpoint', { EndpointName: 'churn' }],
  );
  expect(first).toBe('Creating');
  const endpoint = await waitUntilInService('churn');
  expect(endpoint.ProductionVariants).toMatchObject([{ VariantName: 'Main', CurrentWeight: 0, CurrentInstanceCount: 1 }]);
});

test('the server stores tags of hosting resources and supports other SageMaker operations', async () => {
  const ResourceArn = 'arn:aws:sagemaker:us-east-1:123456789012:model/churn';
  const [, { Tags: tags }, { TrainingJobSummaries: jobs }] = await aws.call(
    ['sagemaker', 'AddTags', { ResourceArn, Tags: [{ Key: 'team', Value: 'churn' }] }],
    ['sagemaker', 'ListTags', { ResourceArn }],
    ['sagemaker', 'ListTrainingJobs'],
  );
  expect(tags).toEqual([{ Key: 'team', Value: 'churn' }]);
  expect(jobs).toEqual([]);
});

test('the server listens only on one port of the loopback interface', async () => {
  expect(await listeningAddresses(aws.pid)).toEqual([`127.0.0.1:${new URL(aws.url).port}`]);
});

test.each<[name: string, operation: string, request: object, message: RegExp]>([
  ['to create a model twice', 'CreateModel', MODEL, /Cannot create already existing model/],
  ['to accept an unknown instance type', 'CreateEndpointConfig', {
    EndpointConfigName: 'x', ProductionVariants: [{ ...VARIANT, InstanceType: 'ml.m5.tiny' }],
  }, /Member must satisfy enum value set/],
  ['to accept a name that violates the pattern', 'CreateModel', {
    ...MODEL, ModelName: 'not_allowed',
  }, /Member must satisfy regular expression pattern/],
  ['to configure a model that does not exist', 'CreateEndpointConfig', {
    EndpointConfigName: 'x', ProductionVariants: [{ ...VARIANT, ModelName: 'missing' }],
  }, /Could not find model/],
  ['to delete a model that a configuration uses', 'DeleteModel', {
    ModelName: 'churn',
  }, /Cannot delete model .* uses it/],
  ['to delete a configuration that an endpoint uses', 'DeleteEndpointConfig', {
    EndpointConfigName: 'churn-1',
  }, /Cannot delete endpoint configuration .* uses it/],
  ['to perform an operation that is not simulated', 'CreateWorkforce', {
    WorkforceName: 'x',
  }, /does not simulate CreateWorkforce/],
])('fails %s', async (_name, operation, request, message) => {
  await expect(aws.call(['sagemaker', operation, request])).rejects.toThrow(message);
});

test('fails to scale a variant that does not exist', async () => {
  const request = { ...TARGET, ResourceId: 'endpoint/churn/variant/Other', MinCapacity: 1, MaxCapacity: 2 };
  await expect(aws.call(['application-autoscaling', 'RegisterScalableTarget', request])).rejects.toThrow(/Could not find variant "Other"/);
});

test('fails to remove a variant that is a scalable target', async () => {
  await aws.call(
    ['application-autoscaling', 'RegisterScalableTarget', { ...TARGET, MinCapacity: 0, MaxCapacity: 2 }],
    ['sagemaker', 'CreateEndpointConfig', { EndpointConfigName: 'churn-2', ProductionVariants: [{ ...VARIANT, VariantName: 'Other' }] }],
  );
  await expect(aws.call(['sagemaker', 'UpdateEndpoint', { EndpointName: 'churn', EndpointConfigName: 'churn-2' }]))
    .rejects.toThrow(/must be deregistered as scalable targets/);
});
