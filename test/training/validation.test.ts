import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { bucketOf, jobOf, newJob, newStack, requestOf } from './jobs';
import {
  CompressionType, DebuggerRuleOptions, InputChannel, InputMode, InstanceType, RecordWrapper, TrainingAlgorithm, TrainingJobProps,
  TrainingResources,
} from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { NamedImage } from '../support/images';
import { warnings } from '../support/warnings';

type Props = (stack: Stack) => Partial<TrainingJobProps>;

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const S3 = (stack: Stack) => InputChannel.fromBucketPrefix(bucketOf(stack), 'train');

/** Returns the violations that a job with the props is rejected for, one on each line. */
function refused(props: Props): string[] {
  const own = newStack();
  return errorLines(() => newJob(own, props(own))).slice(1);
}

/** Returns the warnings of a job with the props. */
function warned(props: Props): string[] {
  const own = newStack();
  newJob(own, props(own));
  return warnings(own);
}

const rule = (name: string): DebuggerRuleOptions => ({ name, image: new NamedImage('rules:1') });

describe('a job fails with the names of its props (fault case 118)', () => {
  test.each<[string, Props, RegExp]>([
    ['TJ-2', () => ({ hyperParameters: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, index])) }), /^- hyperParameters must have at most 100/],
    ['TJ-4', () => ({ hyperParameters: { long: 'x'.repeat(2501) } }), /^- hyperParameters\["long"\] must have at most 2500 characters, got 2501 \(/],
    ['the type of a hyperparameter', () => ({ hyperParameters: { layers: [1, 2] } }), /^- hyperParameters\["layers"\] must be a string, got a list: use JSON\.stringify\(\) \(/],
    ['TJ-10', () => ({ algorithm: TrainingAlgorithm.fromAlgorithmName('a', { metricDefinitions: { loss: '' } }) }), /^- algorithm\.metricDefinitions\[0\] must have between 1 and 500/],
    ['TJ-19', (stack) => ({ inputChannels: { 'a b': S3(stack) } }), /^- inputChannels\["a b"\] must/],
    ['TJ-24', (stack) => ({
      inputChannels: { train: InputChannel.fromAugmentedManifest(bucketOf(stack), 'm', { attributeNames: Array(17).fill('a') }) }, inputMode: InputMode.PIPE,
    }), /^- inputChannels\["train"\]\.attributeNames must have at most 16/],
    ['TJ-45', () => ({ resources: TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: -1 }) }), /^- resources\.instanceCount must be at least 0, got -1/],
    ['TJ-48', () => ({ resources: TrainingResources.instances(InstanceType.M5_XLARGE, { keepAlivePeriod: Duration.hours(7) }) }), /^- resources\.keepAlivePeriod must be between 0 seconds and 6 hours, got 7 hours/],
    ['TJ-70', () => ({ maxPendingTime: Duration.minutes(1) }), /^- maxPendingTime must be between 30 minutes and 28 days, got 1 minute/],
    ['TJ-68', () => ({ maxRuntime: Duration.seconds(0) }), /^- maxRuntime must be at least 1 second, got 0 seconds/],
    ['TJ-117', () => ({ environment: { '1A': 'x' } }), /^- environment\["1A"\] must/],
    ['TJ-119', () => ({ retryAttempts: 31 }), /^- retryAttempts must be between 1 and 30, got 31/],
    ['AugmentedManifestWithoutPipeMode', (stack) => ({ inputChannels: { train: InputChannel.fromAugmentedManifest(bucketOf(stack), 'm', { attributeNames: ['a'] }) } }),
      /^- inputChannels\["train"\] must not be an augmented manifest file unless inputMode is "Pipe"/],
    ['GzipInFileMode', (stack) => ({ inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'a', { compression: CompressionType.GZIP }) } }),
      /^- inputChannels\["train"\]\.compression must not be "Gzip" if inputMode is "File"/],
    ['RecordIoInFileMode', (stack) => ({ inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'a', { recordWrapper: RecordWrapper.RECORD_IO }) } }),
      /^- inputChannels\["train"\]\.recordWrapper must not be "RecordIO"/],
    ['DuplicatePreferredInstanceType', () => ({
      resources: TrainingResources.instancePreferences([InstanceType.M5_XLARGE, InstanceType.M5_XLARGE].map((instanceType) => ({ instanceType }))),
    }), /^- resources\.instancePreferences must not contain the same instanceType twice: "ml\.m5\.xlarge"/],
    ['UnknownInstanceGroup', (stack) => ({ inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'a', { instanceGroups: ['a'] }) } }),
      /^- inputChannels\["train"\] must not name instance groups that the job does not have: "a"/],
    ['TrainingKeyWithLocalStorage', (stack) => ({ resources: TrainingResources.instances(InstanceType.G5_XLARGE, { volumeEncryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) }) }),
      /^- resources\.volumeEncryptionKey must not be specified for instances with local storage/],
    ['MaxWaitBelowMaxRuntime', (stack) => ({ checkpoint: { bucket: bucketOf(stack) }, spot: { maxWaitTime: Duration.minutes(1) } }),
      /^- spot\.maxWaitTime must be greater than or equal to maxRuntime \(20 minutes\), got 1 minute/],
    ['MaxRuntimeAbove28Days', () => ({ maxRuntime: Duration.days(29) }), /^- maxRuntime must be at most 28 days, got 29 days/],
    ['KeepAliveWithSpot', (stack) => ({
      resources: TrainingResources.instances(InstanceType.M5_XLARGE, { keepAlivePeriod: Duration.minutes(1) }),
      spot: { maxWaitTime: Duration.hours(1) },
      checkpoint: { bucket: bucketOf(stack) },
    }), /^- resources\.keepAlivePeriod must not be combined with managed spot training/],
    ['OutputKeyForDirectoryBucket', (stack) => ({
      output: { bucket: s3.Bucket.fromBucketName(stack, 'Express', 'churn--euw1-az1--x-s3'), encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) },
    }), /^- output\.encryptionKey must not be specified for a directory bucket/],
    ['MissingResources', () => ({ resources: TrainingResources.serverless() }), /^- resources must have instances for this algorithm: serverless resources are only for/],
    ['InvalidProfilingInterval', () => ({ profiler: { interval: Duration.millis(300) } }), /^- profiler\.interval must be one of 100 milliseconds, 200 milliseconds, .*, got 300 milliseconds/],
    ['DuplicateProfilerRuleName', () => ({ profilerRules: [rule('a'), rule('a')] }), /^- profilerRules must not contain the same name twice: "a"/],
    ['DuplicateDebugRuleName', () => ({ debugRules: [rule('a'), rule('a')] }), /^- debugRules must not contain the same name twice: "a"/],
  ])('for %s', (_rule, props, message) => {
    const lines = refused(props);
    expect(lines.filter((line) => message.test(line))).toHaveLength(1);
    expect(lines.every((line) => /see https:\/\/docs\.aws\.amazon\.com\//.test(line))).toBe(true);
  });

  test('with all violations in one error', () => {
    expect(refused(() => ({ maxRuntime: Duration.days(29), retryAttempts: 31, environment: { '1A': 'x' }, hyperParameters: { long: 'x'.repeat(2501) } }))).toHaveLength(4);
  });

  test('without the values of hyperparameters and environment variables', () => {
    const lines = refused(() => ({ environment: { SECRET: 'geheim'.repeat(100) }, hyperParameters: { secret: 'geheim'.repeat(500) } }));
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('geheim');
  });

  test('for too many tags, at synthesis', () => {
    const stack = newStack();
    newJob(stack);
    for (let index = 0; index < 48; index++) { Tags.of(stack).add(`t${index}`, ''); }
    const [line] = synthesisErrorLines(stack).filter((candidate) => candidate.includes('tags must have at most 50 elements, got 51'));
    expect(line).toMatch(/see https:\/\/docs\.aws\.amazon\.com\//);
  });

  test('but accepts 47 tags', () => {
    const stack = newStack();
    const job = newJob(stack);
    for (let index = 0; index < 47; index++) { Tags.of(job).add(`t${index}`, ''); }
    expect(requestOf(stack).Tags).toHaveLength(47);
  });
});

describe('the Region of a bucket', () => {
  const foreignBucket = (stack: Stack) => s3.Bucket.fromBucketAttributes(stack, 'Foreign', { bucketName: 'foreign', region: 'us-east-1' });

  test.each<[string, (bucket: s3.IBucket) => InputChannel]>([
    ['a prefix', (bucket) => InputChannel.fromBucketPrefix(bucket)],
    ['an object', (bucket) => InputChannel.fromBucket(bucket, 'train.csv')],
    ['a manifest', (bucket) => InputChannel.fromManifest(bucket, 'train.json')],
  ])('fails for %s in another Region', (_what, channel) => {
    expect(refused((stack) => ({ inputChannels: { train: channel(foreignBucket(stack)) } }))).toEqual([
      expect.stringMatching(/^- inputChannels\["train"\] must be in "eu-west-1", the Region of the job: the data is in "us-east-1".*ChannelInOtherRegion/),
    ]);
  });

  test('is accepted if the Region of the stack is not known, and is not in the request', () => {
    const stack = new Stack();
    newJob(stack, { inputChannels: { train: InputChannel.fromBucketPrefix(foreignBucket(stack)) } });
    const request = requestOf(stack);
    expect([request, ...request.InputDataConfig].filter((part) => 'Region' in part)).toEqual([]);
  });
});

describe('a job has warnings', () => {
  test.each<[string, Props]>([
    ['cdk-sagemaker:SpotWithoutCheckpoints', () => ({ spot: { maxWaitTime: Duration.hours(1) } })],
    ['cdk-sagemaker:TrafficEncryptionOnSingleInstance', () => ({ interContainerTrafficEncryption: true })],
    ['cdk-sagemaker:ZeroTrainingInstances', () => ({ resources: TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 0 }) })],
    ['cdk-sagemaker:UnknownInstanceType', () => ({ resources: TrainingResources.instances(InstanceType.of('ml.z99.large')) })],
    ['cdk-sagemaker:GzipInFastFileMode', (stack) => ({
      inputMode: InputMode.FAST_FILE,
      inputChannels: { train: InputChannel.fromBucketPrefix(bucketOf(stack), 'a', { compression: CompressionType.GZIP }) },
    })],
  ])('by %s', (id, props) => {
    expect(warned(props)).toEqual([id]);
  });

  test('by LongWaitWithoutCheckpoints, because the name of an algorithm does not show whether it writes checkpoints', () => {
    expect(warned(() => ({ algorithm: TrainingAlgorithm.fromAlgorithmName('mine'), spot: { maxWaitTime: Duration.hours(2) } }))).toContain('cdk-sagemaker:LongWaitWithoutCheckpoints');
  });

  test('only for doubtful values', () => {
    expect(warned((stack) => ({ inputChannels: { train: S3(stack) }, hyperParameters: { depth: 5 } }))).toEqual([]);
  });
});

describe('overrides of the request', () => {
  test('are passed to the handler as JSON text, because their types are not known', () => {
    const stack = newStack();
    newJob(stack, { requestOverrides: { NewThing: { Size: 2, On: true }, Bucket: { Arn: new s3.Bucket(stack, 'New').bucketArn } } });
    expect(jobOf(stack).Overrides).toMatch(/^\{"Bucket":\{"Arn":"\$\{New[0-9A-F]{8}\.Arn\}"\},"NewThing":\{"On":true,"Size":2\}\}$/);
  });

  test('cause a warning for unknown members at any depth', () => {
    expect(warned(() => ({ requestOverrides: { NewThing: 1, ResourceConfig: { NewKind: 'x', InstanceGroups: undefined } } })))
      .toEqual(['cdk-sagemaker:UnknownMember', 'cdk-sagemaker:UnknownMember']);
    expect(warned(() => ({ requestOverrides: { StoppingCondition: { MaxRuntimeInSeconds: 60 } } }))).toEqual([]);
  });

  test('fail by their own name, not by that of a prop', () => {
    expect(refused(() => ({ requestOverrides: { ResourceConfig: { VolumeKmsKeyId: { keyArn: KEY_ARN } } } }))).toEqual([
      expect.stringMatching(/^- requestOverrides\.ResourceConfig\.VolumeKmsKeyId must be a string, got an object \(WrongType, see/),
    ]);
  });

  test('names the members of an overridden list as the user wrote them', () => {
    const channel = { ChannelName: 'other', DataSource: {} };
    const lines = refused(() => ({ requestOverrides: { InputDataConfig: [channel, channel] } }));
    expect(lines.filter((line) => line.includes('inputChannels'))).toEqual([]);
    expect(lines.join('\n')).toContain('- requestOverrides.InputDataConfig');
  });

  test('fail if the merged request is invalid', () => {
    expect(refused(() => ({ requestOverrides: { StoppingCondition: { MaxRuntimeInSeconds: 0 }, RetryStrategy: { MaximumRetryAttempts: 'many' } } })).sort()).toEqual([
      expect.stringMatching(/^- requestOverrides\.RetryStrategy\.MaximumRetryAttempts must be a whole number, got "many"/),
      expect.stringMatching(/^- requestOverrides\.StoppingCondition\.MaxRuntimeInSeconds must be at least 1, got 0/),
    ]);
  });

  test('fail for members that the library sets, such as the name of the job (fault case 117)', () => {
    const stack = newStack();
    expect(errorLines(() => newJob(stack, { requestOverrides: { TrainingJobName: 'mine', RoleArn: 'x', Tags: [], toString: 'new' } }))).toEqual([
      expect.stringContaining('Stack/Training overrides members that the library sets'),
      expect.stringMatching(/^- requestOverrides\.TrainingJobName: the handler derives the name of each run/),
      expect.stringMatching(/^- requestOverrides\.RoleArn: use role/),
      expect.stringMatching(/^- requestOverrides\.Tags: use Tags\.of\(\)/),
    ]);
  });
});

describe('a network', () => {
  const vpcOf = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });

  test('consists of the selected subnets and a new security group', () => {
    const stack = newStack();
    newJob(stack, { vpc: vpcOf(stack) });
    expect(requestOf(stack).VpcConfig).toEqual({
      Subnets: [1, 2].map((index) => expect.stringMatching(new RegExp(`^\\$\\{VpcPrivateSubnet${index}Subnet`))),
      SecurityGroupIds: [expect.stringMatching(/^\$\{TrainingSecurityGroup/)],
    });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('allows traffic between several instances', () => {
    const stack = newStack();
    newJob(stack, { vpc: vpcOf(stack), resources: TrainingResources.instances(InstanceType.M5_XLARGE, { instanceCount: 2 }) });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { IpProtocol: '-1' });
  });

  test('includes security groups that are added later', () => {
    const stack = newStack();
    const job = newJob(stack, { vpc: vpcOf(stack) });
    job.connections.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001'));
    expect(requestOf(stack).VpcConfig.SecurityGroupIds).toEqual([expect.stringMatching(/^\$\{TrainingSecurityGroup/), 'sg-00000001']);
  });

  test('fails if the connections are read without a VPC', () => {
    const stack = newStack();
    expect(errorLines(() => newJob(stack).connections)[0]).toContain('set vpc');
  });

  test('fails for network props without a VPC', () => {
    const stack = newStack();
    expect(errorLines(() => newJob(stack, { allowAllOutbound: false }))[0]).toContain('allowAllOutbound requires vpc');
  });
});
