import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Endpoint, EndpointConfig, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'ServerlessEndpoint');

const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, 'Repository', 'churn-inference'), '1.4.0'),
    modelData: ModelData.fromBucket(Bucket.fromBucketName(stack, 'Bucket', 'churn-models'), 'churn/2026-11-01/model.tar.gz'),
  }],
});

// SageMaker runs the container when there are requests. Provisioned concurrency keeps one copy ready, and more in the evening.
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    serverlessProductionVariant: { variantName: 'main', model, maxConcurrency: 20, memorySizeInMB: 2048, provisionedConcurrency: 1 },
  }),
  retainAllVariantProperties: true,
});

const variant = endpoint.findServerlessProductionVariant('main');
variant.autoScaleProvisionedConcurrency({ minCapacity: 1, maxCapacity: 10 }).scaleOnUtilization('Use', { targetUtilizationPercent: 70 });

// Alarms if requests wait long for a container to start.
variant.metricModelSetupTime({ statistic: 'p90' }).createAlarm(stack, 'SlowStarts', {
  threshold: Duration.seconds(20).toMilliseconds() * 1000, // the metric is in microseconds
  evaluationPeriods: 3,
});
