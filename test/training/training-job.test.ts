import { App, CfnParameter, Duration, Fn, Lazy, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnAlgorithm } from 'aws-cdk-lib/aws-sagemaker';
import { bucketOf, JOB, jobOf, newJob, newStack, requested, requestOf } from './jobs';
import {
  CheckpointOptions, CompressionType, CustomizationTechnique, EvaluationType, InputMode, InstanceType, Peft, TrainingAlgorithm, TrainingResources,
} from '../../src';
import { UNRECORDED } from '../record-templates';
import { acknowledgeUnknownType } from '../support/acknowledgements';
import { NamedImage } from '../support/images';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

test('a job with only the required props has minimal properties', () => {
  newJob(stack);
  expect(jobOf(stack)).toEqual({
    ServiceToken: expect.stringMatching(/^\$\{SageMakerJobsFunction[0-9A-F]{8}\.Arn\}$/),
    ServiceTimeout: 1200,
    SchemaVersion: '1',
    TimeoutSeconds: 1200,
    NamePrefix: expect.stringMatching(/^training-[0-9a-f]{8}$/),
    Identity: {
      AlgorithmSpecification: { TrainingImage: 'registry.example/inference:1', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://churn/models' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    },
    Settings: {
      RoleArn: expect.stringMatching(/^\$\{TrainingRole[0-9A-F]{8}\.Arn\}$/),
      StoppingCondition: { MaxRuntimeInSeconds: 1200 },
    },
  });
});

test('the name and the ARN are attributes of the custom resource', () => {
  const job = newJob(stack);
  expect(stack.resolve([job.trainingJobName, job.trainingJobArn])).toEqual([
    { Ref: expect.stringMatching(/^Training/) }, { 'Fn::GetAtt': [expect.stringMatching(/^Training/), 'TrainingJobArn'] },
  ]);
});

test('a maximum runtime that is a token is in the request', () => {
  const seconds = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  newJob(stack, { maxRuntime: Duration.seconds(seconds.valueAsNumber) });
  expect(requestOf(stack).StoppingCondition).toEqual({ MaxRuntimeInSeconds: '${Seconds}' });
});

describe('hyperparameters', () => {
  test('are strings, sorted by name', () => {
    const { HyperParameters } = requested({ hyperParameters: { zeta: 5, eta: 0.2, alpha: true, Beta: 'yes', tiny: 1e-7 } });
    expect(Object.entries(HyperParameters)).toEqual([['Beta', 'yes'], ['alpha', 'true'], ['eta', '0.2'], ['tiny', '1e-7'], ['zeta', '5']]);
  });

  test('can be tokens', () => {
    const parameter = new CfnParameter(stack, 'Depth', { type: 'Number' });
    newJob(stack, { hyperParameters: { depth: parameter.valueAsNumber, name: Fn.ref('AWS::Region') } });
    expect(requestOf(stack).HyperParameters).toEqual({ depth: '${Depth}', name: '${AWS::Region}' });
  });

  test('and environment variables are sorted by name', () => {
    expect(Object.keys(requested({ environment: { B: '1', a: '2', A: '3' } }).Environment)).toEqual(['A', 'B', 'a']);
  });
});

describe('an algorithm', () => {
  test('can be an image with an entry point, arguments and metrics', () => {
    const algorithm = TrainingAlgorithm.fromImage(new NamedImage('image:1'), {
      entryPoint: ['python', 'train.py'],
      arguments: ['--fast'],
      metricDefinitions: { 'validation:auc': 'auc: (.*)', 'train:loss': 'loss: (.*)' },
      metricsTimeSeries: true,
    });
    expect(requested({ algorithm, inputMode: InputMode.FAST_FILE }).AlgorithmSpecification).toEqual({
      TrainingImage: 'image:1',
      TrainingInputMode: 'FastFile',
      ContainerEntrypoint: ['python', 'train.py'],
      ContainerArguments: ['--fast'],
      MetricDefinitions: [{ Name: 'train:loss', Regex: 'loss: (.*)' }, { Name: 'validation:auc', Regex: 'auc: (.*)' }],
      EnableSageMakerMetricsTimeSeries: true,
    });
  });

  test('can be an algorithm resource', () => {
    stack = new Stack(new App({ context: { [UNRECORDED]: true } }), 'Stack'); // cfn-lint does not know the type
    acknowledgeUnknownType(stack);
    const resource = new CfnAlgorithm(stack, 'Algorithm', {
      algorithmName: 'mine',
      trainingSpecification: {
        supportedTrainingInstanceTypes: ['ml.m5.xlarge'],
        trainingChannels: [{ name: 'train', supportedContentTypes: ['text/csv'], supportedInputModes: ['File'] }],
        trainingImage: 'image:1',
      },
    });
    newJob(stack, { algorithm: TrainingAlgorithm.fromAlgorithm(resource) });
    expect(requestOf(stack).AlgorithmSpecification).toEqual({ AlgorithmName: '${Algorithm}', TrainingInputMode: 'File' });
  });

  test('can be specified by name', () => {
    const algorithm = TrainingAlgorithm.fromAlgorithmName('mine', { metricDefinitions: { loss: '(.*)' } });
    expect(requested({ algorithm }).AlgorithmSpecification).toEqual({
      AlgorithmName: 'mine', TrainingInputMode: 'File', MetricDefinitions: [{ Name: 'loss', Regex: '(.*)' }],
    });
  });
});

describe('resources', () => {
  const resourceConfig = (resources: TrainingResources) => requested({ resources }).ResourceConfig;

  test('have no volume for an instance type with local storage', () => {
    expect(resourceConfig(TrainingResources.instances(InstanceType.G5_XLARGE))).toEqual({ InstanceType: 'ml.g5.xlarge', InstanceCount: 1 });
  });

  test('have a volume if the instance type is a token', () => {
    const type = InstanceType.of(Lazy.string({ produce: () => 'ml.m5.xlarge' }));
    expect(resourceConfig(TrainingResources.instances(type)).VolumeSizeInGB).toBe(30);
  });

  test('can have a count, a volume, a warm pool, a training plan and a placement', () => {
    const trainingPlanArn = 'arn:aws:sagemaker:eu-west-1:111122223333:training-plan/reserved';
    expect(resourceConfig(TrainingResources.instances(InstanceType.M5_XLARGE, {
      instanceCount: 4,
      volumeSize: Size.gibibytes(100),
      keepAlivePeriod: Duration.minutes(10),
      trainingPlanArn,
      placement: { multipleJobs: true, ultraServers: [{ ultraServerId: 'u', instanceCount: 4 }] },
    }))).toEqual({
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 4,
      VolumeSizeInGB: 100,
      KeepAlivePeriodInSeconds: 600,
      TrainingPlanArn: trainingPlanArn,
      InstancePlacementConfig: { EnableMultipleJobs: true, PlacementSpecifications: [{ UltraServerId: 'u', InstanceCount: 4 }] },
    });
  });

  test('can be groups of several types', () => {
    const resources = TrainingResources.instanceGroups([
      { name: 'workers', instanceType: InstanceType.G5_XLARGE, instanceCount: 2 }, { name: 'loaders', instanceType: InstanceType.M5_XLARGE },
    ]);
    expect(resourceConfig(resources)).toEqual({
      InstanceGroups: [
        { InstanceGroupName: 'workers', InstanceType: 'ml.g5.xlarge', InstanceCount: 2 },
        { InstanceGroupName: 'loaders', InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
      ],
      VolumeSizeInGB: 30,
    });
  });

  test('can be the first available type, with one count or a count for each type', () => {
    const [g5, m5] = [InstanceType.G5_XLARGE, InstanceType.M5_XLARGE];
    expect(resourceConfig(TrainingResources.instancePreferences([{ instanceType: g5 }, { instanceType: m5 }]))).toEqual({
      InstancePreferences: [{ InstanceType: 'ml.g5.xlarge' }, { InstanceType: 'ml.m5.xlarge' }], InstanceCount: 1, VolumeSizeInGB: 30,
    });
    const trainingPlanArn = 'arn:aws:sagemaker:eu-west-1:111122223333:training-plan/reserved';
    expect(resourceConfig(TrainingResources.instancePreferences([{ instanceType: g5, instanceCount: 2, trainingPlanArn }]))).toEqual({
      InstancePreferences: [{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, TrainingPlanArns: [trainingPlanArn] }],
    });
    expect(resourceConfig(TrainingResources.instancePreferences([{ instanceType: g5 }], { instanceCount: 3 })).InstanceCount).toBe(3);
  });
});

describe('the output', () => {
  test('is in the root of the bucket by default, with the encryption and compression in the props', () => {
    const output = { bucket: bucketOf(stack), encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN), compression: CompressionType.NONE };
    newJob(stack, { output });
    expect(requestOf(stack).OutputDataConfig).toEqual({ S3OutputPath: 's3://churn', KmsKeyId: KEY_ARN, CompressionType: 'NONE' });
  });

  test('can include checkpoints', () => {
    const checkpoint: CheckpointOptions = { bucket: bucketOf(stack), prefix: 'checkpoints', localPath: '/opt/ml/states' };
    newJob(stack, { checkpoint });
    expect(requestOf(stack).CheckpointConfig).toEqual({ S3Uri: 's3://churn/checkpoints', LocalPath: '/opt/ml/states' });
  });
});

test('time limits, spot training and retries are in the request', () => {
  const { StoppingCondition, EnableManagedSpotTraining, RetryStrategy } = requested({
    checkpoint: { bucket: bucketOf(stack) }, spot: { maxWaitTime: Duration.hours(2) }, maxPendingTime: Duration.hours(1), retryAttempts: 3,
  });
  expect([StoppingCondition, EnableManagedSpotTraining, RetryStrategy]).toEqual([
    { MaxRuntimeInSeconds: 1200, MaxWaitTimeInSeconds: 7200, MaxPendingTimeInSeconds: 3600 }, true, { MaximumRetryAttempts: 3 },
  ]);
});

test('network isolation and traffic encryption are disabled by default', () => {
  expect(requested()).not.toHaveProperty('EnableNetworkIsolation');
  const resources = TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 });
  expect(requested({ networkIsolation: true, interContainerTrafficEncryption: true, resources })).toMatchObject({
    EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true,
  });
});

describe('a base model', () => {
  const BASE_MODEL_ARN = 'arn:aws:sagemaker:eu-west-1:aws:hub-content/Hub/Model/llm/1.0.0';

  test('is fine-tuned on instances of the service', () => {
    const { AlgorithmSpecification, ResourceConfig, ServerlessJobConfig } = requested({
      algorithm: TrainingAlgorithm.fineTuning(BASE_MODEL_ARN, {
        technique: CustomizationTechnique.DPO, peft: Peft.LORA, sequenceLength: '8K', acceptEula: true,
      }),
      resources: TrainingResources.serverless(),
    });
    expect([AlgorithmSpecification, ResourceConfig]).toEqual([undefined, undefined]);
    expect(ServerlessJobConfig).toEqual({
      BaseModelArn: BASE_MODEL_ARN, JobType: 'FineTuning', AcceptEula: true, CustomizationTechnique: 'DPO', Peft: 'LORA', SequenceLength: '8K',
    });
  });

  test('is evaluated on instances of the service', () => {
    const algorithm = TrainingAlgorithm.modelEvaluation(BASE_MODEL_ARN, { evaluationType: EvaluationType.LLM_AS_JUDGE, evaluatorArn: 'judge' });
    expect(requested({ algorithm, resources: TrainingResources.serverless() }).ServerlessJobConfig).toEqual({
      BaseModelArn: BASE_MODEL_ARN, JobType: 'Evaluation', EvaluationType: 'LLMAJEvaluation', EvaluatorArn: 'judge',
    });
  });

  test('accepts techniques, methods and evaluations that this library has no constant for', () => {
    const { ServerlessJobConfig } = requested({
      algorithm: TrainingAlgorithm.fineTuning(BASE_MODEL_ARN, { technique: CustomizationTechnique.of('NEW'), peft: Peft.of('DORA') }),
      resources: TrainingResources.serverless(),
    });
    expect(ServerlessJobConfig).toMatchObject({ CustomizationTechnique: 'NEW', Peft: 'DORA' });
    expect([`${EvaluationType.BENCHMARK}`, `${CustomizationTechnique.SFT}`, `${Peft.LORA}`]).toEqual(['BenchmarkEvaluation', 'SFT', 'LORA']);
  });
});

test('stopOnRemoval is a property of the custom resource', () => {
  expect(requested()).not.toHaveProperty('StopOnRemoval');
  newJob(stack, { stopOnRemoval: false });
  expect(jobOf(stack).StopOnRemoval).toBe(false);
});

test('the removal policy applies to the custom resource', () => {
  newJob(stack).applyRemovalPolicy(RemovalPolicy.RETAIN);
  Template.fromStack(stack).hasResource(JOB, { DeletionPolicy: 'Retain' });
});

test('tokens are accepted in all props', () => {
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  expect(() => newJob(stack, {
    algorithm: TrainingAlgorithm.fromAlgorithmName(text, { metricDefinitions: { loss: text } }),
    environment: { A: text },
    hyperParameters: { depth: number, name: text },
    output: { bucket: bucketOf(stack), prefix: text },
    resources: TrainingResources.instances(InstanceType.of(text), { instanceCount: number, volumeSize: Size.gibibytes(number) }),
    maxRuntime: Duration.seconds(number),
    maxPendingTime: Duration.seconds(number),
    retryAttempts: number,
    runId: text,
  })).not.toThrow();
  expect(() => Template.fromStack(stack)).not.toThrow();
});
