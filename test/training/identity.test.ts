import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Size, Stack, Stage, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnModelPackageGroup } from 'aws-cdk-lib/aws-sagemaker';
import { bucketOf, jobOf, newJob, newStack } from './jobs';
import { CompressionType, InputChannel, InputMode, InstanceType, TrainingAlgorithm, TrainingJobProps, TrainingResources } from '../../src';
import { IMAGE, NamedImage } from '../support/images';

/** A job beside which whatever its props need can be made. */
type Props = (stack: Stack) => Partial<TrainingJobProps>;

const ONE: Props = (stack) => ({
  inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'train') },
  hyperParameters: { depth: 5 },
  environment: { LOG: 'on' },
  checkpoint: { bucket: bucketOf(stack), prefix: 'states' },
});

function properties(props: Props): any {
  const stack = newStack();
  newJob(stack, { ...ONE(stack), ...props(stack) });
  return jobOf(stack);
}

/** What determines a run, as the handler sees it. */
function identity(props: Props): object {
  const { NamePrefix, Identity, RunId, Overrides } = properties(props);
  return { NamePrefix, Identity, RunId, Overrides };
}

const two = TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 });
const rule = { name: 'Rule', image: new NamedImage('rules:1') };

describe('trains nothing anew (fault case 121)', () => {
  test.each<[string, Props]>([
    ['another role', (stack) => ({ role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/training') })],
    ['a network', (stack) => ({
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-0000000a'] }),
    })],
    ['isolation', () => ({ networkIsolation: true })],
    ['a longer run', () => ({ maxRuntime: Duration.minutes(21) })],
    ['a longer wait for instances', () => ({ maxPendingTime: Duration.hours(1) })],
    ['spot instances', () => ({ spot: { maxWaitTime: Duration.hours(1) } })],
    ['more attempts', () => ({ retryAttempts: 2 })],
    ['a debugger', (stack) => ({ debugHook: { bucket: bucketOf(stack) } })],
    ['rules of the debugger', (stack) => ({ debugHook: { bucket: bucketOf(stack) }, debugRules: [rule] })],
    ['a profiler', () => ({ profiler: { interval: Duration.seconds(1) } })],
    ['rules of the profiler', () => ({ profilerRules: [rule] })],
    ['TensorBoard', (stack) => ({ tensorBoard: { bucket: bucketOf(stack) } })],
    ['an experiment', () => ({ experiment: { experimentName: 'churn' } })],
    ['MLflow', () => ({ mlflow: { mlflowResourceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:mlflow-tracking-server/churn' } })],
    ['remote debugging', () => ({ remoteDebug: true })],
    ['a check of the infrastructure', () => ({ infrastructureCheck: true })],
    ['session tags', () => ({ sessionTagChaining: true })],
    ['another fate on removal', () => ({ stopOnRemoval: false })],
  ])('%s', (_what, props) => {
    expect(identity(props)).toEqual(identity(() => ({})));
    expect(properties(props)).not.toEqual(properties(() => ({})));
  });

  test('other tags', () => {
    const [plain, tagged] = [newStack(), newStack()];
    newJob(plain);
    Tags.of(newJob(tagged)).add('team', 'churn');
    const [{ Settings: before, ...rest }, { Settings: after, ...others }] = [jobOf(plain), jobOf(tagged)];
    expect(others).toEqual(rest);
    expect(after).toEqual({ ...before, Tags: [{ Key: 'team', Value: 'churn' }] });
  });

  test('encryption between instances', () => {
    expect(identity(() => ({ resources: two, interContainerTrafficEncryption: true }))).toEqual(identity(() => ({ resources: two })));
  });

  test.each<[string, Props]>([
    ['a deployment that waits', () => ({ waitForCompletion: true })],
    ['a longer wait', () => ({ waitForCompletion: true, waitTimeout: Duration.hours(3) })],
    ['a stop that is accepted', () => ({ waitForCompletion: true, acceptStopped: true })],
    ['a stop in the end', () => ({ waitForCompletion: true, stopOnWaitTimeout: true })],
  ])('%s', (_what, props) => {
    expect(properties(props)).toEqual(properties(() => ({})));
  });

  test('another order of what has no order', () => {
    const [train, test] = ['train', 'test'].map((prefix) => (stack: Stack) => InputChannel.fromBucketPrefix(bucketOf(stack), prefix));
    const forward = identity((stack) => ({
      inputChannels: { train: train(stack), test: test(stack) },
      hyperParameters: { a: 1, b: 2 },
      environment: { A: '1', B: '2' },
      algorithm: TrainingAlgorithm.fromImage(IMAGE, { metricDefinitions: { auc: 'a', loss: 'l' } }),
      requestOverrides: { New: { x: 1, y: [{ p: 1, q: 2 }] }, Newer: true },
    }));
    const backward = identity((stack) => ({
      inputChannels: { test: test(stack), train: train(stack) },
      hyperParameters: { b: 2, a: 1 },
      environment: { B: '2', A: '1' },
      algorithm: TrainingAlgorithm.fromImage(IMAGE, { metricDefinitions: { loss: 'l', auc: 'a' } }),
      requestOverrides: { Newer: true, New: { y: [{ q: 2, p: 1 }], x: 1 } },
    }));
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
  });
});

describe('trains anew', () => {
  test.each<[string, Props]>([
    ['another algorithm', () => ({ algorithm: TrainingAlgorithm.fromImage(new NamedImage('image:2')) })],
    ['another input mode', () => ({ inputMode: InputMode.PIPE })],
    ['another hyperparameter', () => ({ hyperParameters: { depth: 6 } })],
    ['another environment', () => ({ environment: { LOG: 'off' } })],
    ['another channel', (stack) => ({ inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'test') } })],
    ['another output', (stack) => ({ output: { bucket: bucketOf(stack), prefix: 'others' } })],
    ['another form of the output', (stack) => ({ output: { bucket: bucketOf(stack), prefix: 'models', compression: CompressionType.NONE } })],
    ['more instances', () => ({ resources: two })],
    ['a larger volume', () => ({ resources: TrainingResources.instances(InstanceType.M5_XLARGE, { volumeSize: Size.gibibytes(60) }) })],
    ['other checkpoints', (stack) => ({ checkpoint: { bucket: bucketOf(stack), prefix: 'others' } })],
    ['another model package group', (stack) => ({
      modelPackage: { modelPackageGroup: new CfnModelPackageGroup(stack, 'Group', { modelPackageGroupName: 'churn' }) },
    })],
    ['another run', () => ({ runId: '2' })],
    ['an override', () => ({ requestOverrides: { NewThing: { Size: 1 } } })],
    ['another key of the output', (stack) => ({
      output: {
        bucket: bucketOf(stack),
        prefix: 'models',
        encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'),
      },
    })],
  ])('%s', (_what, props) => {
    expect(identity(props)).not.toEqual(identity(() => ({})));
  });

  test('new content of an asset', () => {
    const folder = mkdtempSync(join(tmpdir(), 'training-'));
    try {
      const [first, second] = ['1,2', '3,4'].map((content) => {
        writeFileSync(join(folder, 'train.csv'), content);
        return [identity(() => ({ inputChannels: { train: InputChannel.fromAsset(folder) } })),
          identity(() => ({ inputChannels: { train: InputChannel.fromAsset(join(folder, 'train.csv')) } }))];
      });
      expect(second[0]).not.toEqual(first[0]);
      expect(second[1]).not.toEqual(first[1]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the beginning of the names', () => {
  const prefix = (make: (app: App) => Stack, id: string = 'Training') => {
    const stack = make(new App());
    newJob(stack, {}, id);
    return jobOf(stack).NamePrefix;
  };

  test('is the path of the job, in small letters, and a hash of it and the stack', () => {
    expect(prefix((app) => newStack(app))).toBe('training-37fbfa98');
  });

  test('differs between stacks, stages and jobs', () => {
    const prefixes = [
      prefix((app) => newStack(app)),
      prefix((app) => newStack(app, 'Other')),
      prefix((app) => new Stack(app, 'Stack', { stackName: 'other' })),
      prefix((app) => new Stack(new Stage(app, 'Prod'), 'Stack')),
      prefix((app) => newStack(app), 'Training2'),
    ];
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  test.each([
    ['A', /^a-[0-9a-f]{8}$/],
    ['Größe der_Kunden!', /^gr-e-der-kunden-[0-9a-f]{8}$/],
    ['中文', /^job-[0-9a-f]{8}$/],
    ['X'.repeat(60), /^x{24}-[0-9a-f]{8}$/],
    ['-'.repeat(30) + 'a', /^a-[0-9a-f]{8}$/],
  ])('can begin a name of the service, whatever the id is: %s', (id, pattern) => {
    const name = prefix((app) => newStack(app), id);
    expect(name).toMatch(pattern);
    // the handler adds 20 hexadecimal digits and a slot of two
    expect(`${name}-${'f'.repeat(20)}-99`).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  });
});
