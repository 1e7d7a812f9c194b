import { App, Stack } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'MultiModelEndpoint');

// One model for each shop. The archives share a prefix, and the container loads them on demand. More archives can be added at any time.
const model = new Model(stack, 'Shops', {
  containers: [{
    image: ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, 'Repository', 'demand-inference'), '3.1.0'),
    modelData: ModelData.fromMultiModelPrefix(Bucket.fromBucketName(stack, 'Bucket', 'demand-models'), 'shops/'),
  }],
});

const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{ variantName: 'main', model, instanceType: InstanceType.R5_LARGE, initialInstanceCount: 2 }],
  }),
  retainAllVariantProperties: true,
});

const variant = endpoint.findInstanceProductionVariant('main');
variant.autoScaleInstanceCount({ minCapacity: 2, maxCapacity: 6 }).scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 70 });

// Many requests wait for their model, so the instances have too little memory for the models in use.
variant.metricModelCacheHit().createAlarm(stack, 'ColdModels', {
  threshold: 0.8,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  evaluationPeriods: 6,
});
