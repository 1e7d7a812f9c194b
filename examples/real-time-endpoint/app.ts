import { App, Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CapacitySize, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'RealTimeEndpoint');

// The container image serves a trained model whose artifacts are in a bucket.
const repository = Repository.fromRepositoryName(stack, 'Repository', 'churn-inference');
const bucket = Bucket.fromBucketName(stack, 'Bucket', 'churn-models');
const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(repository, '1.4.0'),
    modelData: ModelData.fromBucket(bucket, 'churn/2026-11-01/model.tar.gz'),
  }],
});

// A new model receives 10 % of the requests for ten minutes, then all requests. Updates keep the instances that auto scaling has added.
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointName: 'churn',
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{
      variantName: 'AllTraffic',
      model,
      instanceType: InstanceType.M5_LARGE,
      initialInstanceCount: 2,
    }],
  }),
  deploymentConfig: DeploymentConfig.blueGreenCanary({
    canarySize: CapacitySize.percent(10),
    waitInterval: Duration.minutes(10),
    terminationWait: Duration.minutes(5),
  }),
  retainAllVariantProperties: true,
});

// Errors and high latency roll back the deployment and notify the operators.
const operators = new Topic(stack, 'Operators', { enforceSSL: true });
for (const alarm of endpoint.addDeploymentAlarms({ maxModelLatency: Duration.millis(500) })) {
  alarm.addAlarmAction(new SnsAction(operators));
}

const variant = endpoint.findInstanceProductionVariant('AllTraffic');
variant.autoScaleInstanceCount({ minCapacity: 2, maxCapacity: 8 }).scaleOnInvocations('Traffic', { maxRequestsPerSecond: 30 });

new Dashboard(stack, 'Dashboard', { widgets: [endpoint.dashboardWidgets()] });
