import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'RealTimeEndpoint');

// The image serves the model, which was trained before and lies in a bucket.
const repository = Repository.fromRepositoryName(stack, 'Repository', 'churn-inference');
const bucket = Bucket.fromBucketName(stack, 'Bucket', 'churn-models');
const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(repository, '1.4.0'),
    modelData: ModelData.fromBucket(bucket, 'churn/2026-11-01/model.tar.gz'),
  }],
});

const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{
      variantName: 'AllTraffic',
      model,
      instanceType: InstanceType.M5_LARGE,
      initialInstanceCount: 2,
    }],
  }),
});

const variant = endpoint.findInstanceProductionVariant('AllTraffic');
variant.autoScaleInstanceCount({ minCapacity: 2, maxCapacity: 8 }).scaleOnInvocations('Traffic', { maxRequestsPerSecond: 30 });
// The metric is in microseconds.
variant.metricModelLatency({ statistic: 'p90', period: Duration.minutes(5) }).createAlarm(stack, 'SlowAnswers', {
  threshold: Duration.seconds(1).toMilliseconds() * 1000,
  evaluationPeriods: 3,
});
