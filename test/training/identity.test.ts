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

/** The props of a job. They may create resources in the stack. */
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

/** The properties from which the handler derives the name of a run. */
function identity(props: Props): object {
  const { NamePrefix, Identity, RunId, Overrides } = properties(props);
  return { NamePrefix, Identity, RunId, Overrides };
}

const two = TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 });
const rule = { name: 'Rule', image: new NamedImage('rules:1') };

describe('no new run is started by (fault case 121)', () => {
  test.each<[string, Props]>([
    ['another role', (stack) => ({ role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/training') })],
    ['a network', (stack) => ({
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-0000000a'] }),
    })],
    ['network isolation', () => ({ networkIsolation: true })],
    ['a longer maximum runtime', () => ({ maxRuntime: Duration.minutes(21) })],
    ['a maximum pending time', () => ({ maxPendingTime: Duration.hours(1) })],
    ['spot training', () => ({ spot: { maxWaitTime: Duration.hours(1) } })],
    ['retry attempts', () => ({ retryAttempts: 2 })],
    ['a debug hook', (stack) => ({ debugHook: { bucket: bucketOf(stack) } })],
    ['Debugger rules', (stack) => ({ debugHook: { bucket: bucketOf(stack) }, debugRules: [rule] })],
    ['a profiler', () => ({ profiler: { interval: Duration.seconds(1) } })],
    ['profiler rules', () => ({ profilerRules: [rule] })],
    ['TensorBoard', (stack) => ({ tensorBoard: { bucket: bucketOf(stack) } })],
    ['an experiment', () => ({ experiment: { experimentName: 'churn' } })],
    ['MLflow', () => ({ mlflow: { mlflowResourceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:mlflow-tracking-server/churn' } })],
    ['remote debugging', () => ({ remoteDebug: true })],
    ['an infrastructure check', () => ({ infrastructureCheck: true })],
    ['session tag chaining', () => ({ sessionTagChaining: true })],
    ['another behavior on removal', () => ({ stopOnRemoval: false })],
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

  test('encryption of the traffic between instances', () => {
    expect(identity(() => ({ resources: two, interContainerTrafficEncryption: true }))).toEqual(identity(() => ({ resources: two })));
  });

  test.each<[string, Props]>([
    ['a deployment that waits', () => ({ waitForCompletion: true })],
    ['a longer timeout of the deployment', () => ({ waitForCompletion: true, waitTimeout: Duration.hours(3) })],
    ['accepting a stopped job', () => ({ waitForCompletion: true, acceptStopped: true })],
    ['stopping the job at the timeout', () => ({ waitForCompletion: true, stopOnWaitTimeout: true })],
  ])('%s', (_what, props) => {
    expect(properties(props)).toEqual(properties(() => ({})));
  });

  test('another order of maps', () => {
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

describe('a new run is started by', () => {
  test.each<[string, Props]>([
    ['another algorithm', () => ({ algorithm: TrainingAlgorithm.fromImage(new NamedImage('image:2')) })],
    ['another input mode', () => ({ inputMode: InputMode.PIPE })],
    ['another hyperparameter', () => ({ hyperParameters: { depth: 6 } })],
    ['another environment', () => ({ environment: { LOG: 'off' } })],
    ['another channel', (stack) => ({ inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'test') } })],
    ['another output', (stack) => ({ output: { bucket: bucketOf(stack), prefix: 'others' } })],
    ['another compression of the output', (stack) => ({ output: { bucket: bucketOf(stack), prefix: 'models', compression: CompressionType.NONE } })],
    ['more instances', () => ({ resources: two })],
    ['a larger volume', () => ({ resources: TrainingResources.instances(InstanceType.M5_XLARGE, { volumeSize: Size.gibibytes(60) }) })],
    ['other checkpoints', (stack) => ({ checkpoint: { bucket: bucketOf(stack), prefix: 'others' } })],
    ['another model package group', (stack) => ({
      modelPackage: { modelPackageGroup: new CfnModelPackageGroup(stack, 'Group', { modelPackageGroupName: 'churn' }) },
    })],
    ['another run id', () => ({ runId: '2' })],
    ['an override', () => ({ requestOverrides: { NewThing: { Size: 1 } } })],
    ['another encryption key of the output', (stack) => ({
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

describe('the prefix of job names', () => {
  const prefix = (make: (app: App) => Stack, id: string = 'Training') => {
    const stack = make(new App());
    newJob(stack, {}, id);
    return jobOf(stack).NamePrefix;
  };

  test('is the path of the job in lower case, and a hash of the path and the stack', () => {
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
  ])('is valid for every construct id: %s', (id, pattern) => {
    const name = prefix((app) => newStack(app), id);
    expect(name).toMatch(pattern);
    // The handler appends 20 hexadecimal digits and a slot of up to two digits.
    expect(`${name}-${'f'.repeat(20)}-99`).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  });
});
