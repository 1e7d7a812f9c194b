import { join } from 'node:path';
import { App, CfnOutput, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { appIn } from './deployments';
import {
  ContainerImage, Endpoint, EndpointConfig, InputChannel, InstanceType, Model, ModelData, TrainingAlgorithm, TrainingJob, TrainingJobProps,
  TrainingResources,
} from '../../src';

/** The values that tests change between deployments. */
export interface Version {
  readonly epochs?: number;
  readonly maxRuntime?: Duration;
  /** Whether another resource fails after the job is created. */
  readonly failingSibling?: boolean;
}

/** A stack for each scenario. The rules of the simulation select the training jobs and functions by the names of the stacks. */
export function trainingApp(folder: string, version: Version = {}): App {
  const app = appIn(folder);

  const hosted = new Training(app, 'Hosted', version);
  hosted.host();
  new CfnOutput(hosted, 'Accuracy', { value: hosted.job.finalMetric('validation:accuracy') });

  const running = new Training(app, 'Running', version);
  if (version.failingSibling) { running.addFailingSibling(); }

  new Training(app, 'Failing', version, { waitForCompletion: true });
  new Training(app, 'RolledBack', version).addFailingSibling();

  for (const name of ['CrashBeforeStart', 'CrashAfterStart', 'NeverStarts', 'NeverResponds']) { new Training(app, name, version); }

  new Training(app, 'TwoWaiters', version, { waitForCompletion: true, waitTimeout: Duration.minutes(110) }).waitBriefly();
  return app;
}

class Training extends Stack {
  public readonly job: TrainingJob;

  /** The job name begins with the name of the stack. */
  constructor(app: App, id: string, { epochs = 3, maxRuntime = Duration.minutes(10) }: Version, props: Partial<TrainingJobProps> = {}) {
    super(app, id);
    this.job = new TrainingJob(this, `${id}Job`, {
      algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromEcrRepository(Repository.fromRepositoryName(this, 'Repository', 'churn'), '1'), {
        metricDefinitions: { 'validation:accuracy': 'accuracy=([0-9.]+)' },
      }),
      hyperParameters: { epochs },
      inputChannels: { train: InputChannel.fromAsset(join(__dirname, '../../examples/train-and-host/data/churn.csv')) },
      output: { bucket: new Bucket(this, 'Bucket') },
      resources: TrainingResources.instances(InstanceType.M5_LARGE),
      maxRuntime,
      ...props,
    });
  }

  /** Hosts the model artifacts of the job on an endpoint. */
  public host(): void {
    const image = ContainerImage.fromEcrRepository(Repository.fromRepositoryName(this, 'Inference', 'churn-inference'), '1');
    const model = new Model(this, 'Model', { containers: [{ image, modelData: ModelData.fromTrainingJob(this.job) }] });
    const endpointConfig = new EndpointConfig(this, 'Config', {
      instanceProductionVariants: [{ variantName: 'Main', model, instanceType: InstanceType.M5_LARGE }],
    });
    new Endpoint(this, 'Endpoint', { endpointConfig });
  }

  /** Adds an endpoint configuration that fails after the job is created, because its model does not exist. */
  public addFailingSibling(): void {
    const sibling = new CfnResource(this, 'Sibling', {
      type: 'AWS::SageMaker::EndpointConfig',
      properties: { ProductionVariants: [{ VariantName: 'Main', ModelName: 'missing', InitialVariantWeight: 1, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }] },
    });
    sibling.node.addDependency(this.job);
  }

  /** Sets the waiters to seconds instead of 55 minutes. */
  public waitBriefly(): void {
    for (const id of ['Wait1', 'Wait2']) { (this.job.node.findChild(id) as CfnResource).addPropertyOverride('WaitSeconds', 3); }
  }
}
