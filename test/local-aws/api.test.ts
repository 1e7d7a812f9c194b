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

function inService(name: string): Promise<any[]> {
  return aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName: name }]).then(
    (answer) => answer[0].EndpointStatus === 'InService' ? answer : inService(name),
  );
}

test('an endpoint is created in a while, and then has what its configuration says, a weight of 0 included', async () => {
  const [, { EndpointStatus: first }] = await aws.call(
    ['sagemaker', 'CreateEndpoint', { EndpointName: 'churn', EndpointConfigName: 'churn-1' }],
    ['sagemaker', 'DescribeEndpoint', { EndpointName: 'churn' }],
  );
  expect(first).toBe('Creating');
  const [endpoint] = await inService('churn');
  expect(endpoint.ProductionVariants).toMatchObject([{ VariantName: 'Main', CurrentWeight: 0, CurrentInstanceCount: 1 }]);
});

test('tags of hosting are kept, and the rest of the SageMaker API is answered too', async () => {
  const ResourceArn = 'arn:aws:sagemaker:us-east-1:123456789012:model/churn';
  const [, { Tags: tags }, { TrainingJobSummaries: jobs }] = await aws.call(
    ['sagemaker', 'AddTags', { ResourceArn, Tags: [{ Key: 'team', Value: 'churn' }] }],
    ['sagemaker', 'ListTags', { ResourceArn }],
    ['sagemaker', 'ListTrainingJobs'],
  );
  expect(tags).toEqual([{ Key: 'team', Value: 'churn' }]);
  expect(jobs).toEqual([]);
});

test('the server listens on one port of loopback and nowhere else', async () => {
  expect(await listeningAddresses(aws.pid)).toEqual([`127.0.0.1:${new URL(aws.url).port}`]);
});

test.each<[name: string, operation: string, request: object, message: RegExp]>([
  ['to create a model twice', 'CreateModel', MODEL, /Cannot create already existing model/],
  ['to take a wrong instance type', 'CreateEndpointConfig', {
    EndpointConfigName: 'x', ProductionVariants: [{ ...VARIANT, InstanceType: 'ml.m5.tiny' }],
  }, /Member must satisfy enum value set/],
  ['to take a name that breaks the pattern', 'CreateModel', {
    ...MODEL, ModelName: 'not_allowed',
  }, /Member must satisfy regular expression pattern/],
  ['to configure a model that is not there', 'CreateEndpointConfig', {
    EndpointConfigName: 'x', ProductionVariants: [{ ...VARIANT, ModelName: 'missing' }],
  }, /Could not find model/],
  ['to delete a model that a configuration uses', 'DeleteModel', {
    ModelName: 'churn',
  }, /Cannot delete model .* uses it/],
  ['to delete a configuration that an endpoint uses', 'DeleteEndpointConfig', {
    EndpointConfigName: 'churn-1',
  }, /Cannot delete endpoint configuration .* uses it/],
  ['to answer what nobody simulates', 'CreateWorkforce', {
    WorkforceName: 'x',
  }, /does not simulate CreateWorkforce/],
])('fails %s', async (_name, operation, request, message) => {
  await expect(aws.call(['sagemaker', operation, request])).rejects.toThrow(message);
});

test('fails to scale a variant that is not there', async () => {
  const request = { ...TARGET, ResourceId: 'endpoint/churn/variant/Other', MinCapacity: 1, MaxCapacity: 2 };
  await expect(aws.call(['application-autoscaling', 'RegisterScalableTarget', request])).rejects.toThrow(/Could not find variant "Other"/);
});

test('fails to take a scaled variant away from an endpoint', async () => {
  await aws.call(
    ['application-autoscaling', 'RegisterScalableTarget', { ...TARGET, MinCapacity: 0, MaxCapacity: 2 }],
    ['sagemaker', 'CreateEndpointConfig', { EndpointConfigName: 'churn-2', ProductionVariants: [{ ...VARIANT, VariantName: 'Other' }] }],
  );
  await expect(aws.call(['sagemaker', 'UpdateEndpoint', { EndpointName: 'churn', EndpointConfigName: 'churn-2' }]))
    .rejects.toThrow(/must be deregistered as scalable targets/);
});
