import { App, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { circleIn } from './cycles';
import { newJob, newStack } from './jobs';
import { Endpoint, EndpointConfig, InputChannel, InstanceType, Model, ModelData, TrainingJob, TrainingResources } from '../../src';
import { IMAGE } from '../support/images';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function encryptedBucket(): s3.Bucket {
  return new s3.Bucket(stack, 'Encrypted', { encryptionKey: new kms.Key(stack, 'Key') });
}

describe('no circle is made (fault case 123)', () => {
  afterEach(() => {
    expect(circleIn(Template.fromStack(stack).toJSON())).toEqual([]);
  });

  test('by a job after another', () => {
    const [one, other] = ['One', 'Other'].map((id) => newJob(stack, { waitForCompletion: true }, id));
    other.node.addDependency(one);
  });

  test('by jobs in groups that wait for each other\'s jobs in one direction', () => {
    const [one, other] = ['One', 'Other'].map((id) => new Construct(stack, id));
    newJob(one);
    const job = newJob(other);
    newJob(other, {}, 'Second');
    other.node.addDependency(one);
    newJob(one, {}, 'Late');
    expect(job.node.id).toBe('Training');
  });

  test('by a job that waits for a group which holds the first job of the stack, whose handler it shares', () => {
    const group = new Construct(stack, 'Group');
    const first = newJob(group, { waitForCompletion: true });
    const second = newJob(stack);
    second.node.addDependency(group);
    newJob(group, {}, 'Third').node.addDependency(first);
  });

  test('by jobs that are chained by their artifacts, in an encrypted bucket', () => {
    const output = { bucket: encryptedBucket(), prefix: 'models' };
    let before: TrainingJob | undefined;
    for (const id of ['One', 'Two', 'Three']) {
      before = newJob(stack, { output, inputChannels: before && { start: InputChannel.fromTrainingJob(before) } }, id);
    }
  });

  test('by a hyperparameter that is another job\'s metric', () => {
    newJob(stack, { hyperParameters: { target: newJob(stack, {}, 'One').finalMetric('auc') } }, 'Two');
  });

  test('by a role that names the artifacts of another job', () => {
    const one = newJob(stack, {}, 'One');
    const two = newJob(stack, {}, 'Two');
    two.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${one.modelArtifactsUri}/*`] }));
  });

  test('by a passed-in role that names the artifacts of another job', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const one = newJob(stack, {}, 'One');
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${one.modelArtifactsUri}/*`] }));
    newJob(stack, { role }, 'Two');
  });

  test('by one role of two jobs, of which one reads the artifacts of the other', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const one = newJob(stack, { role }, 'One');
    one.grants.readModelArtifacts(role);
    newJob(stack, { role, inputChannels: { start: InputChannel.fromTrainingJob(one) } }, 'Two');
  });

  test('by rights of a job\'s role on the job itself', () => {
    const job = newJob(stack);
    job.grants.describe(job);
    job.grants.stop(job);
    job.grants.readModelArtifacts(job);
  });

  test('by an image, data and a model of it behind an endpoint', () => {
    const bucket = encryptedBucket();
    const job = newJob(stack, { output: { bucket }, inputChannels: { train: InputChannel.fromBucketPrefix(bucket, 'train') } });
    const model = new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromTrainingJob(job) }] });
    const instanceProductionVariants = [{ variantName: 'all', model, instanceType: InstanceType.M5_LARGE }];
    new Endpoint(stack, 'Endpoint', { endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants }) });
    job.onFailed('Failed', {});
    bucket.grantRead(job);
  });

  test('by jobs in one VPC whose groups let each other in', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const resources = TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 });
    const [one, other] = ['One', 'Other'].map((id) => newJob(stack, { vpc, resources }, id));
    one.connections.allowFrom(other, ec2.Port.tcp(443));
    other.connections.allowFrom(one, ec2.Port.tcp(443));
  });

  test('by volumes that are encrypted with a key of the stack', () => {
    newJob(stack, { resources: TrainingResources.instances(InstanceType.M5_XLARGE, { volumeEncryptionKey: new kms.Key(stack, 'Key') }) });
  });
});

test('a job of another stack, or of a nested one, may use the artifacts of a job', () => {
  const app = new App();
  const [one, other] = ['One', 'Other'].map((id) => newStack(app, id));
  const nested = new NestedStack(one, 'Nested');
  const job = newJob(one, { maxRuntime: Duration.minutes(5) });
  for (const each of [other, nested]) { newJob(each, { inputChannels: { start: InputChannel.fromTrainingJob(job) } }); }
  for (const each of [one, other, nested]) { expect(circleIn(Template.fromStack(each).toJSON())).toEqual([]); }
});

test('a circle is found where there is one', () => {
  const Resources = { A: { Properties: { X: { 'Fn::GetAtt': ['B', 'Arn'] } } }, B: { DependsOn: 'C' }, C: { X: { 'Fn::Sub': '${A.Arn}' } } };
  expect(circleIn({ Resources })).toEqual(['A', 'B', 'C', 'A']);
});
