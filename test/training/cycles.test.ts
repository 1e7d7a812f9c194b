import { App, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { circularDependency } from './cycles';
import { newJob, newStack } from './jobs';
import { Endpoint, EndpointConfig, InputChannel, InstanceType, Model, ModelData, TrainingJob, TrainingResources } from '../../src';
import { IMAGE } from '../support/images';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function encryptedBucket(): s3.Bucket {
  return new s3.Bucket(stack, 'Encrypted', { encryptionKey: new kms.Key(stack, 'Key') });
}

describe('no circular dependency is created (fault case 123)', () => {
  afterEach(() => {
    expect(circularDependency(Template.fromStack(stack).toJSON())).toEqual([]);
  });

  test('by a job that depends on another', () => {
    const [one, other] = ['One', 'Other'].map((id) => newJob(stack, { waitForCompletion: true }, id));
    other.node.addDependency(one);
  });

  test('by groups of jobs of which one depends on the other', () => {
    const [one, other] = ['One', 'Other'].map((id) => new Construct(stack, id));
    newJob(one);
    const job = newJob(other);
    newJob(other, {}, 'Second');
    other.node.addDependency(one);
    newJob(one, {}, 'Late');
    expect(job.node.id).toBe('Training');
  });

  test('by a job that depends on a group with the first job of the stack, which creates the handler', () => {
    const group = new Construct(stack, 'Group');
    const first = newJob(group, { waitForCompletion: true });
    const second = newJob(stack);
    second.node.addDependency(group);
    newJob(group, {}, 'Third').node.addDependency(first);
  });

  test('by a chain of jobs that use each other\'s model artifacts in an encrypted bucket', () => {
    const output = { bucket: encryptedBucket(), prefix: 'models' };
    let before: TrainingJob | undefined;
    for (const id of ['One', 'Two', 'Three']) {
      before = newJob(stack, { output, inputChannels: before && { start: InputChannel.fromTrainingJob(before) } }, id);
    }
  });

  test('by a hyperparameter that is a final metric of another job', () => {
    newJob(stack, { hyperParameters: { target: newJob(stack, {}, 'One').finalMetric('auc') } }, 'Two');
  });

  test('by a role whose policy refers to the model artifacts of another job', () => {
    const one = newJob(stack, {}, 'One');
    const two = newJob(stack, {}, 'Two');
    two.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${one.modelArtifactsUri}/*`] }));
  });

  test('by a given role whose policy refers to the model artifacts of another job', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const one = newJob(stack, {}, 'One');
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${one.modelArtifactsUri}/*`] }));
    newJob(stack, { role }, 'Two');
  });

  test('by a role that two jobs share, one of which reads the model artifacts of the other', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const one = newJob(stack, { role }, 'One');
    one.grants.readModelArtifacts(role);
    newJob(stack, { role, inputChannels: { start: InputChannel.fromTrainingJob(one) } }, 'Two');
  });

  test('by permissions of a job\'s role on the job itself', () => {
    const job = newJob(stack);
    job.grants.describe(job);
    job.grants.stop(job);
    job.grants.readModelArtifacts(job);
  });

  test('by a job whose model artifacts an endpoint hosts', () => {
    const bucket = encryptedBucket();
    const job = newJob(stack, { output: { bucket }, inputChannels: { train: InputChannel.fromBucketPrefix(bucket, 'train') } });
    const model = new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromTrainingJob(job) }] });
    const instanceProductionVariants = [{ variantName: 'all', model, instanceType: InstanceType.M5_LARGE }];
    new Endpoint(stack, 'Endpoint', { endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants }) });
    job.onFailed('Failed', {});
    bucket.grantRead(job);
  });

  test('by jobs in a VPC whose security groups allow traffic from each other', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const resources = TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 });
    const [one, other] = ['One', 'Other'].map((id) => newJob(stack, { vpc, resources }, id));
    one.connections.allowFrom(other, ec2.Port.tcp(443));
    other.connections.allowFrom(one, ec2.Port.tcp(443));
  });

  test('by volumes that a key of the stack encrypts', () => {
    newJob(stack, { resources: TrainingResources.instances(InstanceType.M5_XLARGE, { volumeEncryptionKey: new kms.Key(stack, 'Key') }) });
  });
});

test('a job of another stack or of a nested stack can use the model artifacts of a job', () => {
  const app = new App();
  const [one, other] = ['One', 'Other'].map((id) => newStack(app, id));
  const nested = new NestedStack(one, 'Nested');
  const job = newJob(one, { maxRuntime: Duration.minutes(5) });
  for (const each of [other, nested]) { newJob(each, { inputChannels: { start: InputChannel.fromTrainingJob(job) } }); }
  for (const each of [one, other, nested]) { expect(circularDependency(Template.fromStack(each).toJSON())).toEqual([]); }
});

test('a circular dependency is found if there is one', () => {
  const Resources = { A: { Properties: { X: { 'Fn::GetAtt': ['B', 'Arn'] } } }, B: { DependsOn: 'C' }, C: { X: { 'Fn::Sub': '${A.Arn}' } } };
  expect(circularDependency({ Resources })).toEqual(['A', 'B', 'C', 'A']);
});
