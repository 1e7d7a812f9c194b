import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { InstanceType, TrainingAlgorithm, TrainingJob, TrainingJobProps, TrainingResources } from '../../src';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

/** Helpers for tests with training jobs. */

export const JOB = 'Custom::SageMakerTrainingJob';
export const WAIT = 'Custom::SageMakerTrainingJobWait';

export function newStack(app: App = new App(), id: string = 'Stack'): Stack {
  return new Stack(app, id, { env: { account: '111122223333', region: 'eu-west-1' } });
}

/** An imported bucket, one for each stack. */
export function bucketOf(scope: Construct): s3.IBucket {
  const stack = Stack.of(scope);
  return stack.node.tryFindChild('Bucket') as s3.IBucket | undefined ?? s3.Bucket.fromBucketName(stack, 'Bucket', 'churn');
}

/** Creates a job with the required props and those of a test. */
export function newJob(scope: Construct, props: Partial<TrainingJobProps> = {}, id: string = 'Training'): TrainingJob {
  return new TrainingJob(scope, id, {
    algorithm: TrainingAlgorithm.fromImage(IMAGE),
    output: { bucket: bucketOf(scope), prefix: 'models' },
    resources: TrainingResources.instances(InstanceType.M5_XLARGE),
    maxRuntime: Duration.minutes(20),
    ...props,
  });
}

export function resourcesOf(stack: Stack): Record<string, any> {
  return Template.fromStack(stack).toJSON().Resources;
}

/** The properties of the only job of a stack, in a readable form. */
export function jobOf(stack: Stack): any {
  const [job, ...others] = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === JOB);
  expect(others).toEqual([]);
  return readable(job.Properties);
}

/** The request of the only job of a stack, without its name and the tags of the handler. */
export function requestOf(stack: Stack): any {
  const { Identity, Settings } = jobOf(stack);
  return { ...Identity, ...Settings };
}

/** The request of a job with the given props. */
export function requested(props: Partial<TrainingJobProps> = {}): any {
  const stack = newStack();
  newJob(stack, props);
  return requestOf(stack);
}

/** The resources that wait for a job, in order. */
export function waitersOf(stack: Stack): [id: string, resource: any][] {
  return Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === WAIT);
}
