/** An app with all features that could make a template depend on paths, clocks or random values. The argument is the output folder. */
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sagemaker from '../../src';

const app = new App({ outdir: process.argv[2] });
const stack = new Stack(app, 'Hosting');
const bucket = new s3.Bucket(stack, 'Artifacts', { encryptionKey: new kms.Key(stack, 'Key') });

const fromFiles = new sagemaker.Model(stack, 'FromFiles', {
  vpc: new ec2.Vpc(stack, 'Vpc'),
  containers: [{
    image: sagemaker.ContainerImage.fromAsset('image'),
    modelData: sagemaker.ModelData.fromAsset('model.tar.gz'),
    environment: { Zeta: '1', alpha: '2', Beta: '3' },
  }],
});
const pipeline = new sagemaker.Model(stack, 'Pipeline', {
  containers: ['clean', 'predict'].map((step) => ({
    image: sagemaker.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, `Repository-${step}`, step), 'v1'),
    modelData: sagemaker.ModelData.fromBucket(bucket, `${step}/model.tar.gz`),
  })),
});
const prebuilt = new sagemaker.Model(stack, 'Prebuilt', {
  containers: [{ image: sagemaker.ContainerImage.fromDlc('pytorch-inference', '2.1.0-cpu-py310') }],
});

const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
  instanceProductionVariants: [fromFiles, pipeline, prebuilt].map((model) => ({
    variantName: model.node.id, model, instanceType: sagemaker.InstanceType.M5_LARGE, containerStartupHealthCheckTimeout: Duration.minutes(5),
  })),
});
const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
for (const variant of endpoint.instanceProductionVariants) {
  variant.autoScaleInstanceCount({ maxCapacity: 3 }).scaleOnInvocations('Requests', { maxRequestsPerSecond: 10 });
  variant.metricModelLatency().createAlarm(stack, `Slow-${variant.variantName}`, { threshold: 100_000, evaluationPeriods: 3 });
}

new sagemaker.TrainingJob(stack, 'Training', {
  algorithm: sagemaker.TrainingAlgorithm.fromImage(sagemaker.ContainerImage.fromAsset('image'), { metricDefinitions: { Zeta: 'z', alpha: 'a' } }),
  hyperParameters: { Zeta: 1, alpha: 2, Beta: 3 },
  environment: { Zeta: '1', alpha: '2', Beta: '3' },
  inputChannels: { train: sagemaker.InputChannel.fromAsset('image'), data: sagemaker.InputChannel.fromBucketPrefix(bucket, 'data') },
  output: { bucket },
  resources: sagemaker.TrainingResources.instances(sagemaker.InstanceType.M5_XLARGE),
  maxRuntime: Duration.hours(1),
  waitForCompletion: true,
});

const lifecycleConfig = new sagemaker.NotebookInstanceLifecycleConfig(stack, 'Setup', {
  onStart: [sagemaker.LifecycleScript.fromAsset('model.tar.gz'), sagemaker.LifecycleScript.stopWhenIdle(Duration.hours(1))],
});
new sagemaker.NotebookInstance(stack, 'Notebook', { instanceType: sagemaker.InstanceType.T3_MEDIUM, lifecycleConfig });
app.synth();
