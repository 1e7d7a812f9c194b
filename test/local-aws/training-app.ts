import { join } from 'node:path';
import { App, CfnOutput, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { appIn } from './deployments';
import {
  ContainerImage, Endpoint, EndpointConfig, InputChannel, InstanceType, Model, ModelData, TrainingAlgorithm, TrainingJob, TrainingJobProps,
  TrainingResources,
} from '../../src';

/** What the tests change between deployments. */
export interface Version {
  readonly epochs?: number;
  readonly maxRuntime?: Duration;
  /** Whether something else fails after the job is there. */
  readonly failingSibling?: boolean;
}

/** A stack for each thing that can happen to a training job; the local AWS is told by their names what that is. */
export function trainingApp(folder: string, version: Version = {}): App {
  const app = appIn(folder);

  const hosted = new Training(app, 'Hosted', version);
  hosted.host();
  new CfnOutput(hosted, 'Accuracy', { value: hosted.job.finalMetric('validation:accuracy') });

  const running = new Training(app, 'Running', version);
  if (version.failingSibling) { running.addFailingSibling(); }

  new Training(app, 'Failing', version, { waitForCompletion: true });
  new Training(app, 'Orphaned', version).addFailingSibling();

  for (const name of ['Crashing', 'Forgetful', 'Hopeless', 'Tenacious']) { new Training(app, name, version); }

  new Training(app, 'Patient', version, { waitForCompletion: true, waitTimeout: Duration.minutes(110) }).waitBriefly();
  return app;
}

class Training extends Stack {
  public readonly job: TrainingJob;

  /** The name of the job begins with that of the stack. */
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

  /** Puts the model of the job behind an endpoint. */
  public host(): void {
    const image = ContainerImage.fromEcrRepository(Repository.fromRepositoryName(this, 'Inference', 'churn-inference'), '1');
    const model = new Model(this, 'Model', { containers: [{ image, modelData: ModelData.fromTrainingJob(this.job) }] });
    const endpointConfig = new EndpointConfig(this, 'Config', {
      instanceProductionVariants: [{ variantName: 'Main', model, instanceType: InstanceType.M5_LARGE }],
    });
    new Endpoint(this, 'Endpoint', { endpointConfig });
  }

  /** A configuration of a model that there is not: CloudFormation comes to it after the job. */
  public addFailingSibling(): void {
    const sibling = new CfnResource(this, 'Sibling', {
      type: 'AWS::SageMaker::EndpointConfig',
      properties: { ProductionVariants: [{ VariantName: 'Main', ModelName: 'missing', InitialVariantWeight: 1, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }] },
    });
    sibling.node.addDependency(this.job);
  }

  /** Seconds instead of the better part of an hour. */
  public waitBriefly(): void {
    for (const id of ['Wait1', 'Wait2']) { (this.job.node.findChild(id) as CfnResource).addPropertyOverride('WaitSeconds', 3); }
  }
}
