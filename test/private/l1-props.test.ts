import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { l1Props } from '../../src/private/l1-props';
import { SHAPES } from '../../src/service-model/shapes';

test('members have the names that the CDK generates', () => {
  expect(l1Props({
    VariantName: 'a', VolumeSizeInGB: 1, EnableSSMAccess: true, ServerlessConfig: { MemorySizeInMB: 2 }, CoreDumpConfig: { DestinationS3Uri: 'u' },
  }, 'ProductionVariant')).toEqual({
    variantName: 'a', volumeSizeInGb: 1, enableSsmAccess: true, serverlessConfig: { memorySizeInMb: 2 }, coreDumpConfig: { destinationS3Uri: 'u' },
  });
});

test('members of list elements have these names, too', () => {
  expect(l1Props([{ VariantName: 'a' }, { VariantName: 'b' }], 'ProductionVariantList')).toEqual([{ variantName: 'a' }, { variantName: 'b' }]);
});

test('keys of maps are not changed', () => {
  expect(l1Props({ Environment: { SOME_KEY: 'Value', OtherKey: '' } }, 'ContainerDefinition')).toEqual({ environment: { SOME_KEY: 'Value', OtherKey: '' } });
});

test('members without a value are left out', () => {
  expect(l1Props({ VariantName: 'a', ModelName: undefined }, 'ProductionVariant')).toEqual({ variantName: 'a' });
  expect(l1Props(undefined, 'ProductionVariant')).toBeUndefined();
});

test.each([0, false, ''])('%p is a value', (value) => {
  expect(l1Props({ InitialVariantWeight: value }, 'ProductionVariant')).toEqual({ initialVariantWeight: value });
});

test('fails for a member that the service model does not know, at any depth', () => {
  const request = { ProductionVariants: [{ VariantName: 'a', InitialInstanceCountt: 1 }] };
  expect(() => l1Props(request, 'CreateEndpointConfig')).toThrow(/^ProductionVariant\.InitialInstanceCountt is not in the service model/);
});

test('tokens are not changed', () => {
  const token = Lazy.any({ produce: () => [] });
  expect(l1Props({ ProductionVariants: token }, 'CreateEndpointConfig').productionVariants).toBe(token);
});

test('an empty list is kept', () => {
  expect(l1Props({ Containers: [] }, 'CreateModel')).toEqual({ containers: [] });
});

// An L1 construct drops unknown properties without an error.
test.each([
  ['CreateModel', { ModelName: 'n', EnableNetworkIsolation: true, ExecutionRoleArn: 'r', VpcConfig: { Subnets: ['s'], SecurityGroupIds: ['g'] } }],
  ['CreateModel', { PrimaryContainer: { Image: 'i', ModelDataUrl: 'u', ContainerHostname: 'h', Environment: { K: 'v' } } }],
])('an L1 model takes %s of %j', (operation, request) => {
  const stack = new Stack();
  new CfnModel(stack, 'Model', l1Props(request, operation));
  expect(template(stack)).toEqual(request);
});

test.each([
  { VariantName: 'a', ModelName: 'm', InitialInstanceCount: 1, InstanceType: 't', InitialVariantWeight: 0, AcceleratorType: 'x' },
  { VariantName: 'a', ModelName: 'm', ContainerStartupHealthCheckTimeoutInSeconds: 60, ModelDataDownloadTimeoutInSeconds: 60, VolumeSizeInGB: 1 },
  { VariantName: 'a', ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB: 1024, ProvisionedConcurrency: 1 }, EnableSSMAccess: true, InferenceAmiVersion: 'v' },
])('an L1 endpoint configuration takes the variant %j', (variant) => {
  const stack = new Stack();
  new CfnEndpointConfig(stack, 'Config', l1Props({ ProductionVariants: [variant] }, 'CreateEndpointConfig'));
  expect(template(stack)).toEqual({ ProductionVariants: [variant] });
});

test('no two members of a structure have the same name in the CDK', () => {
  for (const [shape, { members }] of Object.entries(SHAPES).filter(([, each]) => each.type === 'structure')) {
    const names = Object.keys(l1Props(Object.fromEntries(Object.keys(members!).map((name) => [name, Lazy.any({ produce: () => 1 })])), shape));
    expect(names).toHaveLength(Object.keys(members!).length);
  }
});

function template(stack: Stack): unknown {
  return (Object.values(stack.resolve((stack as any)._toCloudFormation()).Resources)[0] as any).Properties;
}
