import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import {
  ContainerImage, Endpoint, EndpointConfig, InputChannel, InstanceType, Model, ModelData, TrainingAlgorithm, TrainingJob, TrainingResources,
} from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'TrainAndHost');

// One image trains the model, the other serves it.
const trainingImages = Repository.fromRepositoryName(stack, 'TrainingImages', 'churn-training');
const inferenceImages = Repository.fromRepositoryName(stack, 'InferenceImages', 'churn-inference');

// The bucket keeps all model artifacts, because a rollback returns to the previous model.
const models = new Bucket(stack, 'Models', {
  encryption: BucketEncryption.S3_MANAGED, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
});

// A deployment trains if the data, the image or a hyperparameter has changed. It waits for completion because the model uses the result.
const training = new TrainingJob(stack, 'Training', {
  algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromEcrRepository(trainingImages, '1.4.0')),
  hyperParameters: { epochs: 20, learning_rate: 0.01 },
  inputChannels: { train: InputChannel.fromAsset(join(__dirname, 'data', 'churn.csv'), { contentType: 'text/csv' }) },
  output: { bucket: models, prefix: 'churn' },
  resources: TrainingResources.instances(InstanceType.M5_XLARGE),
  maxRuntime: Duration.minutes(20),
});

const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(inferenceImages, '1.4.0'),
    modelData: ModelData.fromTrainingJob(training),
  }],
});

const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{ variantName: 'AllTraffic', model, instanceType: InstanceType.M5_LARGE, initialInstanceCount: 2 }],
  }),
});

new CfnOutput(stack, 'TrainingJobName', { value: training.trainingJobName });
new CfnOutput(stack, 'EndpointName', { value: endpoint.endpointName });
