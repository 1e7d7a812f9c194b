import { App, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'ShadowTest');

const repository = Repository.fromRepositoryName(stack, 'Repository', 'churn-inference');
const models = Bucket.fromBucketName(stack, 'Models', 'churn-models');
const [current, candidate] = ['2026-10-01', '2026-11-01'].map((day) => new Model(stack, `Model-${day}`, {
  containers: [{
    image: ContainerImage.fromEcrRepository(repository, '1.4.0'),
    modelData: ModelData.fromBucket(models, `churn/${day}/model.tar.gz`),
  }],
}));

// The candidate receives a copy of every second request. Its responses are not returned but captured for comparison.
const instanceType = InstanceType.M5_LARGE;
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{ variantName: 'current', model: current, instanceType, initialInstanceCount: 2, initialVariantWeight: 1 }],
    shadowProductionVariants: [{ variantName: 'candidate', model: candidate, instanceType, initialInstanceCount: 2, initialVariantWeight: 0.5 }],
    dataCapture: {
      bucket: new Bucket(stack, 'Records', {
        encryption: BucketEncryption.KMS,
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        enforceSSL: true,
      }),
      samplingPercentage: 100,
      jsonContentTypes: ['application/json'],
    },
  }),
});

// A graph of both variants.
new Dashboard(stack, 'Comparison', { widgets: [endpoint.dashboardWidgets()] });
