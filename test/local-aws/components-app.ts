import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ContainerImage, CopyCapacitySize, Endpoint, EndpointConfig, InferenceComponent, InferenceComponentDeploymentConfig, InferenceComponentSpecification,
  InstanceType, Model, ModelData,
} from '../../src';

/** What the tests change between deployments comes as environment variables. */
const IMAGE_TAG = process.env.TEST_IMAGE_TAG ?? '1';
const OUTCOME = process.env.TEST_OUTCOME;

const stack = new Stack(new App(), 'Shared');
const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(image, IMAGE_TAG),
    environment: { LOG_LEVEL: 'info', ...OUTCOME ? { LOCAL_AWS_OUTCOME: OUTCOME } : {} },
  }],
});
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'Main', instanceType: InstanceType.G5_2XLARGE }] }),
});
const base = new InferenceComponent(stack, 'Base', {
  endpoint,
  specification: InferenceComponentSpecification.fromModel(model, { computeResources: { minMemory: Size.gibibytes(4), acceleratorDevices: 1 } }),
  copyCount: 2,
  deploymentConfig: InferenceComponentDeploymentConfig.rolling({ maximumBatchSize: CopyCapacitySize.percent(50), waitInterval: Duration.minutes(1) }),
});
base.addDeploymentAlarms();
base.autoScaleCopyCount({ minCapacity: 0, maxCapacity: 4 }).scaleOnConcurrentRequests('Concurrency', { targetConcurrentRequests: 2 });
new InferenceComponent(stack, 'Adapter', {
  endpoint,
  specification: InferenceComponentSpecification.adapter(base, ModelData.fromBucket(Bucket.fromBucketName(stack, 'Bucket', 'models'), 'adapter.tar.gz')),
});
