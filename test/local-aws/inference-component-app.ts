import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { appIn } from './deployments';
import {
  ContainerImage, Endpoint, EndpointConfig, InferenceComponent, InferenceComponentCapacitySize, InferenceComponentDeploymentConfig,
  InferenceComponentSpecification, InstanceType, Model, ModelData,
} from '../../src';

/** The values that tests change between deployments. */
export interface Version {
  readonly imageTag?: string;
  readonly outcome?: string;
}

/** An inference component that is scaled, with an adapter. */
export function inferenceComponentApp({ imageTag = '1', outcome }: Version = {}): App {
  const app = appIn('inference-components');
  const stack = new Stack(app, 'Shared');
  const image = Repository.fromRepositoryName(stack, 'Repository', 'inference');
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'models');
  const model = new Model(stack, 'Model', {
    containers: [{
      image: ContainerImage.fromEcrRepository(image, imageTag),
      environment: { LOG_LEVEL: 'info', ...outcome ? { LOCAL_AWS_OUTCOME: outcome } : {} },
    }],
  });
  const endpoint = new Endpoint(stack, 'Endpoint', {
    endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'Main', instanceType: InstanceType.G5_2XLARGE }] }),
  });
  const base = new InferenceComponent(stack, 'Base', {
    endpoint,
    specification: InferenceComponentSpecification.fromModel(model, { computeResources: { minMemory: Size.gibibytes(4), acceleratorDevices: 1 } }),
    copyCount: 2,
    deploymentConfig: InferenceComponentDeploymentConfig.rolling({
      maxBatchSize: InferenceComponentCapacitySize.percent(50),
      waitInterval: Duration.minutes(1),
    }),
  });
  base.addDeploymentAlarms();
  base.autoScaleCopyCount({ minCapacity: 0, maxCapacity: 4 }).scaleOnConcurrentRequests('Concurrency', { targetConcurrentRequests: 2 });
  new InferenceComponent(stack, 'Adapter', {
    endpoint,
    specification: InferenceComponentSpecification.fromAdapter(base, ModelData.fromBucket(bucket, 'adapter.tar.gz')),
  });
  return app;
}
