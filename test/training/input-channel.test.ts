import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { bucketOf, JOB, newJob, newStack, requestOf, resourcesOf } from './jobs';
import {
  AssetInputOptions, CompressionType, FileSystemAccessMode, InputChannel, InputMode, InstanceType,
  RecordWrapper, S3DataDistribution, TrainingJobProps, TrainingResources,
} from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';

const FIXTURES = join(__dirname, '..', 'fixtures');

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** Creates a job with one channel, and returns the channel in the request. */
function channel(inputChannel: InputChannel, props: Partial<TrainingJobProps> = {}): any {
  newJob(stack, { inputChannels: { train: inputChannel }, ...props });
  const [{ ChannelName, ...request }, ...others] = requestOf(stack).InputDataConfig;
  expect([ChannelName, others]).toEqual(['train', []]);
  return request;
}

/** Returns the resources, and the conditions on the prefix, that the role is allowed to read. */
function reading(): any[] {
  const [role] = Object.entries(resourcesOf(stack)).filter(([id]) => /^TrainingRole[0-9A-F]{8}$/.test(id)).map(([, found]) => found);
  return readable(role.Properties.Policies[0].PolicyDocument.Statement).filter(({ Action }: any) => ['s3:GetObject', 's3:ListBucket'].includes(Action))
    .map(({ Resource, Condition }: any) => [Resource.replace('arn:${AWS::Partition}:s3:::', ''), Condition?.StringLike['s3:prefix']]);
}

const s3Source = (S3DataType: string, S3Uri: string, others: object = {}) => ({ DataSource: { S3DataSource: { S3DataType, S3Uri, ...others } } });

test('the role is allowed to read and list only the objects with the prefix', () => {
  expect(channel(InputChannel.fromBucketPrefix(bucketOf(stack), 'data/train'))).toEqual(s3Source('S3Prefix', 's3://churn/data/train/'));
  expect(reading()).toEqual([['churn/data/train/*', undefined], ['churn', 'data/train/*']]);
});

test('the prefix is optional', () => {
  expect(channel(InputChannel.fromBucketPrefix(bucketOf(stack)))).toEqual(s3Source('S3Prefix', 's3://churn/'));
  expect(reading()).toEqual([['churn/*', undefined], ['churn', undefined]]);
});

test('the role is allowed to read and find one object', () => {
  expect(channel(InputChannel.fromBucket(bucketOf(stack), 'train.csv'))).toEqual(s3Source('S3Prefix', 's3://churn/train.csv'));
  expect(reading()).toEqual([['churn/train.csv', undefined], ['churn', 'train.csv']]);
});

test('records in the format of the Converse API have a data type of their own', () => {
  expect(channel(InputChannel.fromConverse(bucketOf(stack), 'chats/'))).toEqual(s3Source('Converse', 's3://churn/chats/'));
});

test('the role is allowed to read a manifest and the objects in its bucket', () => {
  expect(channel(InputChannel.fromManifest(bucketOf(stack), 'train.manifest'))).toEqual(s3Source('ManifestFile', 's3://churn/train.manifest'));
  expect(reading()).toEqual([['churn/train.manifest', undefined], ['churn/*', undefined], ['churn', undefined]]);
});

test('the role is allowed to read an augmented manifest and the objects in another bucket', () => {
  const dataBucket = s3.Bucket.fromBucketName(stack, 'Images', 'images');
  const made = InputChannel.fromAugmentedManifest(bucketOf(stack), 'train.jsonl', {
    attributeNames: ['source-ref', 'label'], dataBucket, dataPrefix: 'cats', inputMode: InputMode.PIPE, recordWrapper: RecordWrapper.RECORD_IO,
  });
  expect(channel(made)).toEqual({
    ...s3Source('AugmentedManifestFile', 's3://churn/train.jsonl', { AttributeNames: ['source-ref', 'label'] }), InputMode: 'Pipe', RecordWrapperType: 'RecordIO',
  });
  expect(reading()).toEqual([['churn/train.jsonl', undefined], ['images/cats/*', undefined], ['images', 'cats/*']]);
});

test('every option of a channel is in the request', () => {
  const resources = TrainingResources.instanceGroups([{ name: 'a', instanceType: InstanceType.M5_XLARGE }]);
  const hubContentArn = 'arn:aws:sagemaker:eu-west-1:111122223333:hub-content/hub/Model/llm/1.0.0';
  expect(channel(InputChannel.fromBucketPrefix(bucketOf(stack), 'train', {
    contentType: 'text/csv',
    inputMode: InputMode.PIPE,
    compression: CompressionType.GZIP,
    shuffleSeed: 0,
    distribution: S3DataDistribution.SHARDED_BY_S3_KEY,
    instanceGroups: ['a'],
    acceptEula: false,
    hubContentArn,
  }), { resources })).toEqual({
    ...s3Source('S3Prefix', 's3://churn/train/', {
      S3DataDistributionType: 'ShardedByS3Key',
      InstanceGroupNames: ['a'],
      ModelAccessConfig: { AcceptEula: false },
      HubAccessConfig: { HubContentArn: hubContentArn },
    }),
    ContentType: 'text/csv',
    InputMode: 'Pipe',
    CompressionType: 'Gzip',
    ShuffleConfig: { Seed: 0 },
  });
});

test('channels are sorted by name in the request', () => {
  newJob(stack, { inputChannels: Object.fromEntries(['b', 'a', 'C'].map((name) => [name, InputChannel.fromBucketPrefix(bucketOf(stack), name)])) });
  expect(requestOf(stack).InputDataConfig.map(({ ChannelName }: any) => ChannelName)).toEqual(['C', 'a', 'b']);
});

test('the role is allowed to use the key of a bucket', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  newJob(stack, { inputChannels: { train: InputChannel.fromBucketPrefix(new s3.Bucket(stack, 'Encrypted', { encryptionKey }), 'train') } });
  const statements = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements.map(({ Action }) => Action)).toContain('kms:Decrypt');
});

describe('an asset', () => {
  test.each([['a file', join(FIXTURES, 'model.tar.gz'), 'gz'], ['a directory', join(FIXTURES, 'image'), 'zip']])('can be %s, and the role is allowed to read nothing else', (_what, path, extension) => {
    const object = expect.stringMatching(new RegExp(`^(s3://)?cdk-hnb659fds-assets-111122223333-eu-west-1/[0-9a-f]{64}\\.${extension}$`));
    expect(channel(InputChannel.fromAsset(path))).toEqual(s3Source('S3Prefix', object));
    expect(reading()[0]).toEqual([object, undefined]);
  });

  test('accepts the options of the channel and of the upload in one struct', () => {
    const keyOf = (options: AssetInputOptions) => {
      const request = channel(InputChannel.fromAsset(join(FIXTURES, 'image'), { contentType: 'text/csv', ...options }));
      expect(request).toMatchObject({ ContentType: 'text/csv', DataSource: { S3DataSource: { S3Uri: expect.any(String) } } });
      stack = newStack();
      return request.DataSource.S3DataSource.S3Uri;
    };
    expect(keyOf({ shuffleSeed: 7 })).toBe(keyOf({}));
    expect(keyOf({ exclude: ['*'] })).not.toBe(keyOf({}));
  });

  test('can be read by several jobs, with one upload for each stack', () => {
    const data = InputChannel.fromAsset(join(FIXTURES, 'image'));
    ['One', 'Two'].forEach((id) => newJob(stack, { inputChannels: { train: data } }, id));
    expect(stack.node.findAll().filter(({ node }) => node.id.startsWith('InputData'))).toHaveLength(1);
  });
});

describe('the model artifacts of another job', () => {
  test('can be read, for all runs of that job and no other job', () => {
    const other = newJob(stack, { output: { bucket: bucketOf(stack), prefix: 'models', compression: CompressionType.NONE } }, 'Other');
    newJob(stack, { inputChannels: { train: InputChannel.fromTrainingJob(other) } });
    const [job] = Object.entries(resourcesOf(stack)).filter(([id]) => /^Training[0-9A-F]{8}$/.test(id)).map(([, found]) => readable(found.Properties));
    expect(job.Identity.InputDataConfig[0]).toMatchObject(s3Source('S3Prefix', expect.stringMatching(/^\$\{OtherWait1[0-9A-F]{8}\.ModelArtifactsUri\}$/)));
    const runs = expect.stringMatching(/models\/other-[0-9a-f]{8}-\*$/);
    expect(reading()).toEqual([[runs, undefined], ['churn', runs]]);
  });
});

describe('a file system', () => {
  let vpc: ec2.IVpc;
  beforeEach(() => { vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }); });
  const network = () => ({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });

  test('in Amazon EFS is mounted read-only, after its mount targets and security groups are created', () => {
    const fileSystem = new efs.FileSystem(stack, 'Files', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    expect(channel(InputChannel.fromEfs(fileSystem, '/train'), network())).toEqual({
      DataSource: {
        FileSystemDataSource: { FileSystemId: expect.stringMatching(/^\$\{Files/), FileSystemAccessMode: 'ro', FileSystemType: 'EFS', DirectoryPath: '/train' },
      },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 2049, ToPort: 2049 });
    template.hasResource(JOB, {
      DependsOn: Match.arrayWith(['FilesEfsMountTarget1', 'FilesEfsSecurityGroup', 'TrainingSecurityGroup'].map((id) => Match.stringLikeRegexp(`^${id}`))),
    });
  });

  test('in Amazon FSx for Lustre is mounted by its mount name', () => {
    const fileSystem = new fsx.LustreFileSystem(stack, 'Files', {
      vpc, vpcSubnet: vpc.isolatedSubnets[0], storageCapacityGiB: 1200, lustreConfiguration: { deploymentType: fsx.LustreDeploymentType.SCRATCH_2 },
    });
    const { DataSource } = channel(InputChannel.fromFsxLustre(fileSystem, 'train', { accessMode: FileSystemAccessMode.READ_WRITE }), network());
    expect(DataSource.FileSystemDataSource).toEqual({
      FileSystemId: expect.stringMatching(/^\$\{Files/),
      FileSystemAccessMode: 'rw',
      FileSystemType: 'FSxLustre',
      DirectoryPath: expect.stringMatching(/^\/\$\{Files[0-9A-F]{8}\.LustreMountName\}\/train$/),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 988, ToPort: 1023 });
  });

  test('that is imported requires its mount name', () => {
    const fileSystem = fsx.LustreFileSystem.fromLustreFileSystemAttributes(stack, 'Files', {
      dnsName: 'fs.example.com', fileSystemId: 'fs-0123456789abcdef0', securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001'),
    });
    expect(errorLines(() => InputChannel.fromFsxLustre(fileSystem, '/train'))[0]).toContain('mountName');
    const { DataSource } = channel(InputChannel.fromFsxLustre(fileSystem, '/train', { mountName: 'abcdef' }), network());
    expect(DataSource.FileSystemDataSource.DirectoryPath).toBe('/abcdef/train');
  });

  test('fails without a VPC', () => {
    const fileSystem = new efs.FileSystem(stack, 'Files', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    expect(errorLines(() => newJob(stack, { inputChannels: { train: InputChannel.fromEfs(fileSystem, '/train') } }))[1])
      .toContain('inputChannels["train"] must not be a file system without a VPC: specify vpc');
  });
});

test('a dataset of a hub is in the request by ARN', () => {
  const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:hub-content/hub/DataSet/churn/1.0.0';
  expect(channel(InputChannel.fromDataset(arn))).toEqual({ DataSource: { DatasetSource: { DatasetArn: arn } } });
});
