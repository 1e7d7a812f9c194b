import { Duration, Size, Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { NamedImage } from './images';
import {
  CompressionType, ContainerImage, CustomizationTechnique, DebuggerRuleOptions, EvaluationType, InputChannel, InputMode, InstanceType,
  ModelPackage, ModelPackageGroup, Peft, RecordWrapper, S3DataDistribution, TrainingAlgorithm, TrainingJob, TrainingResources,
} from '../../src';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333';
const BASE_MODEL_ARN = 'arn:aws:sagemaker:eu-west-1:aws:hub-content/Hub/Model/llm/1.0.0';

/** Creates training jobs that together use every prop. */
export function everyTrainingJob(stack: Stack): void {
  const bucket = s3.Bucket.fromBucketName(stack, 'TrainingData', 'churn');
  const key = kms.Key.fromKeyArn(stack, 'TrainingKey', 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012');
  const vpc = new ec2.Vpc(stack, 'TrainingVpc', { maxAzs: 2, natGateways: 0 });
  const network = { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } };
  const credentialsProvider = lambda.Function.fromFunctionArn(stack, 'Registry', 'arn:aws:lambda:eu-west-1:111122223333:function:registry');
  const rule: DebuggerRuleOptions = {
    name: 'Overfit',
    image: new NamedImage('111122223333.dkr.ecr.eu-west-1.amazonaws.com/rules:1'),
    parameters: { rule_to_invoke: 'Overfit' },
    instanceType: InstanceType.M5_XLARGE,
    volumeSize: Size.gibibytes(10),
    bucket,
    prefix: 'rules',
    localPath: '/opt/ml/rules',
  };

  const watched = new TrainingJob(stack, 'Watched', {
    ...network,
    algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromPrivateRegistry('registry.example.com/train:1', { credentialsProvider }), {
      entryPoint: ['python'], arguments: ['train.py'], metricDefinitions: { loss: 'loss: (.*)' }, metricsTimeSeries: true,
    }),
    inputMode: InputMode.PIPE,
    hyperParameters: { depth: 5 },
    environment: { LOG: 'on' },
    inputChannels: {
      train: InputChannel.fromAugmentedManifest(bucket, 'train.jsonl', {
        attributeNames: ['source-ref'],
        contentType: 'image/png',
        inputMode: InputMode.PIPE,
        compression: CompressionType.GZIP,
        recordWrapper: RecordWrapper.RECORD_IO,
        shuffleSeed: 1,
        distribution: S3DataDistribution.SHARDED_BY_S3_KEY,
        acceptEula: true,
        hubContentArn: `${ARN}:hub-content/hub/Model/llm/1.0.0`,
      }),
      files: InputChannel.fromEfs(new efs.FileSystem(stack, 'Files', network), '/train', { inputMode: InputMode.FILE }),
      dataset: InputChannel.fromDataset(`${ARN}:hub-content/hub/DataSet/churn/1.0.0`),
    },
    output: { bucket, prefix: 'models', encryptionKey: key, compression: CompressionType.NONE },
    checkpoint: { bucket, prefix: 'states', localPath: '/opt/ml/states' },
    resources: TrainingResources.instances(InstanceType.M5_XLARGE, {
      instanceCount: 2,
      volumeSize: Size.gibibytes(50),
      volumeEncryptionKey: key,
      keepAlivePeriod: Duration.minutes(5),
      trainingPlanArn: `${ARN}:training-plan/reserved`,
      placement: { multipleJobs: true, ultraServers: [{ ultraServerId: 'u', instanceCount: 2 }] },
    }),
    maxRuntime: Duration.hours(1),
    maxPendingTime: Duration.hours(1),
    retryAttempts: 2,
    networkIsolation: true,
    interContainerTrafficEncryption: true,
    debugHook: { bucket, prefix: 'tensors', localPath: '/opt/ml/tensors', parameters: { save_interval: '10' }, collections: [{ name: 'losses', parameters: { a: 'b' } }] },
    debugRules: [rule],
    profiler: { enabled: true, bucket, prefix: 'profile', interval: Duration.seconds(1), parameters: { a: 'b' } },
    profilerRules: [rule],
    tensorBoard: { bucket, prefix: 'board', localPath: '/opt/ml/board' },
    experiment: { experimentName: 'churn', trialName: 'first', trialComponentDisplayName: 'training', runName: 'run' },
    mlflow: { mlflowResourceArn: `${ARN}:mlflow-tracking-server/churn`, experimentName: 'churn', runName: 'run' },
    modelPackage: {
      modelPackageGroup: ModelPackageGroup.fromModelPackageGroupName(stack, 'ModelPackageGroup', 'churn'),
      sourceModelPackage: ModelPackage.fromModelPackageArn(stack, 'ModelPackage', `${ARN}:model-package/churn/1`),
    },
    remoteDebug: true,
    infrastructureCheck: true,
    sessionTagChaining: true,
    runId: '1',
    stopOnRemoval: true,
    acceptStopped: true,
    stopOnWaitTimeout: true,
    waitTimeout: Duration.hours(2),
    waitForCompletion: true,
  });
  Tags.of(watched).add('team', 'churn');
  const least = { output: { bucket }, maxRuntime: Duration.hours(1) };
  const named = { ...least, algorithm: TrainingAlgorithm.fromAlgorithmName('mine') };
  new TrainingJob(stack, 'Grouped', {
    ...named,
    resources: TrainingResources.instanceGroups([{ name: 'all', instanceType: InstanceType.M5_XLARGE, instanceCount: 2 }]),
    inputChannels: { train: InputChannel.fromBucketPrefix(bucket, 'train', { instanceGroups: ['all'] }) },
  });
  new TrainingJob(stack, 'Preferring', {
    ...named,
    resources: TrainingResources.instancePreferences([{ instanceType: InstanceType.M5_XLARGE, instanceCount: 1, trainingPlanArn: `${ARN}:training-plan/reserved` }]),
  });
  new TrainingJob(stack, 'Spot', {
    ...named,
    resources: TrainingResources.instances(InstanceType.M5_XLARGE),
    checkpoint: { bucket },
    spot: { maxWaitTime: Duration.hours(2) },
  });
  new TrainingJob(stack, 'Tuned', {
    ...least,
    algorithm: TrainingAlgorithm.fineTuning(BASE_MODEL_ARN, {
      acceptEula: true,
      technique: CustomizationTechnique.SFT,
      peft: Peft.LORA,
      sequenceLength: '8K',
    }),
    resources: TrainingResources.serverless(),
  });
  new TrainingJob(stack, 'Evaluated', {
    ...least,
    algorithm: TrainingAlgorithm.modelEvaluation(BASE_MODEL_ARN, {
      evaluationType: EvaluationType.BENCHMARK,
      evaluatorArn: `${ARN}:hub-content/hub/JsonDoc/judge/1.0.0`,
    }),
    resources: TrainingResources.serverless(),
  });
}
