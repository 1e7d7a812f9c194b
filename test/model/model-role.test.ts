import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ContainerDefinition, ContainerImage, Model, ModelData, ModelProps } from '../../src';
import { UNRECORDED } from '../record-templates';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::Policy';
const ARCHIVE = path.join(__dirname, '..', 'fixtures', 'model.tar.gz');
const FOLDER = path.join(__dirname, '..', 'fixtures', 'image');

/** The permissions of every created role. */
const LOGS = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  Resource: 'arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/*',
};
const METRICS = {
  Effect: 'Allow',
  Action: 'cloudwatch:PutMetricData',
  Resource: '*',
  Condition: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*', 'AWS/SageMaker'] } },
};
const TOKEN = { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };

function pull(repositoryArn: string) {
  return { Effect: 'Allow', Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'], Resource: repositoryArn };
}

function read(objectArn: string) {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: objectArn };
}

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

function model(container: Partial<ContainerDefinition> = {}, props: ModelProps = {}): Model {
  return new Model(stack, 'Model', { containers: [{ image: IMAGE, ...container }], ...props });
}

/** The statements of the inline policy of the created role. */
function statements(): any[] {
  const [role] = Object.values(Template.fromStack(stack).findResources(ROLE, { Properties: { Policies: Match.anyValue() } }));
  expect(role.Properties.Policies).toHaveLength(1);
  return readable(role.Properties.Policies[0].PolicyDocument.Statement);
}

/** The statements of the policy that is attached to a role. */
function attached(): any[] {
  const [policy] = Object.values(Template.fromStack(stack).findResources(POLICY));
  return readable(policy.Properties.PolicyDocument.Statement);
}

describe('a created role', () => {
  test('can be assumed by SageMaker for its own account only', () => {
    model();
    Template.fromStack(stack).hasResourceProperties(ROLE, {
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        }],
      },
    });
  });

  test('has one inline policy and no managed or attached policies', () => {
    model({ image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference')) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(ROLE, { ManagedPolicyArns: Match.absent(), Policies: [{ PolicyName: 'SageMakerExecution' }] });
    template.resourceCountIs(POLICY, 0);
  });

  test('can only write logs and metrics for an image in an unknown registry', () => {
    model();
    expect(statements()).toEqual([LOGS, METRICS]);
  });

  test('can pull from the repository of the image', () => {
    model({ image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference'), '1.4') });
    expect(statements()).toEqual([LOGS, METRICS, pull('arn:${AWS::Partition}:ecr:eu-west-1:111122223333:repository/inference'), TOKEN]);
  });

  test('can pull from the repository of an image with a digest', () => {
    model({ image: ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repository'), `sha256:${'0'.repeat(64)}`) });
    expect(statements()).toEqual([LOGS, METRICS, pull('${Repository22E53BBD.Arn}'), TOKEN]);
  });

  test('can pull from the repository of image assets', () => {
    model({ image: ContainerImage.fromAsset(FOLDER) });
    expect(statements()).toEqual([
      LOGS,
      METRICS,
      pull('arn:${AWS::Partition}:ecr:eu-west-1:111122223333:repository/cdk-hnb659fds-container-assets-111122223333-eu-west-1'),
      TOKEN,
    ]);
  });

  test('can pull a Deep Learning Container from the account that publishes it in the Region of the stack', () => {
    model({ image: ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1') });
    expect(statements()).toEqual([
      LOGS, METRICS, pull('arn:${AWS::Partition}:ecr:eu-west-1:763104351884:repository/huggingface-pytorch-inference'), TOKEN,
    ]);
  });

  test('can pull a Deep Learning Container in a Region that is a token', () => {
    stack = new Stack(new App(), 'Anywhere');
    model({ image: ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1') });
    expect(statements()[2]).toEqual(
      pull('arn:${AWS::Partition}:ecr:${AWS::Region}:${DlcRepositoryAccountMap.${AWS::Region}.value}:repository/huggingface-pytorch-inference'),
    );
    Template.fromStack(stack).hasMapping('DlcRepositoryAccountMap', { 'eu-west-1': { value: '763104351884' } });
  });

  test('can pull a Deep Learning Container from another account', () => {
    model({ image: ContainerImage.fromDlc('own-inference', '2.1', '444455556666') });
    expect(statements()[2]).toEqual(pull('arn:${AWS::Partition}:ecr:eu-west-1:444455556666:repository/own-inference'));
  });

  test('can read the archive and no other object of the bucket', () => {
    model({ modelData: ModelData.fromBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts'), 'churn/model.tar.gz') });
    expect(statements()).toEqual([LOGS, METRICS, read('arn:${AWS::Partition}:s3:::artifacts/churn/model.tar.gz')]);
  });

  test('can read its uploaded archive and no other asset', () => {
    model({ modelData: ModelData.fromAsset(ARCHIVE) });
    expect(statements()).toEqual([
      LOGS, METRICS, read(expect.stringMatching(/^arn:\$\{AWS::Partition\}:s3:::cdk-hnb659fds-assets-111122223333-eu-west-1\/[0-9a-f]{64}\.gz$/)),
    ]);
  });

  test('can create network interfaces in the subnets of the model only', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-0000000a', 'subnet-0000000b'],
    });
    model({}, { vpc, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001')] });
    const interfaces = 'arn:${AWS::Partition}:ec2:eu-west-1:111122223333:network-interface/*';
    expect(statements()).toEqual([
      LOGS,
      METRICS,
      {
        Effect: 'Allow',
        Action: 'ec2:CreateNetworkInterface',
        Resource: [
          interfaces,
          'arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-0000000a',
          'arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-0000000b',
          'arn:${AWS::Partition}:ec2:eu-west-1:*:security-group/sg-00000001',
        ],
      },
      {
        Effect: 'Allow',
        Action: ['ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission'],
        Resource: interfaces,
      },
      {
        Effect: 'Allow',
        Action: ['ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
        Resource: '*',
      },
    ]);
  });

  test('has permissions on all resources only for actions without resource-level permissions', () => {
    model({
      image: ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repository')),
      modelData: ModelData.fromBucket(new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS }), 'model.tar.gz'),
    }, { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }), vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    const everywhere = [...statements(), ...attached()].filter(({ Resource }) => [Resource].flat().includes('*')).flatMap(({ Action }) => Action);
    expect(everywhere.filter((action) => !action.startsWith('ec2:Describe'))).toEqual(['cloudwatch:PutMetricData', 'ecr:GetAuthorizationToken']);
  });

  test('is created with its policy before the model', () => {
    model();
    Template.fromStack(stack).hasResource('AWS::SageMaker::Model', { DependsOn: ['ModelRole3E65CE92'] });
  });

  test('accepts additional statements', () => {
    model().addToRolePolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['arn:aws:sns:eu-west-1:111122223333:topic'] }));
    expect(attached()).toEqual([{ Effect: 'Allow', Action: 'sns:Publish', Resource: 'arn:aws:sns:eu-west-1:111122223333:topic' }]);
    Template.fromStack(stack).hasResource('AWS::SageMaker::Model', { DependsOn: ['ModelRoleDefaultPolicy52564B59', 'ModelRole3E65CE92'] });
  });

  test('receives the permissions that are granted to the model', () => {
    new s3.Bucket(stack, 'Bucket').grantRead(model());
    expect(attached()[0].Action).toEqual(['s3:GetObject*', 's3:GetBucket*', 's3:List*']);
  });
});

describe('an encrypted bucket', () => {
  test('can be read with its key', () => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555');
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'artifacts', encryptionKey });
    model({ modelData: ModelData.fromBucket(bucket, 'model.tar.gz') });
    expect(attached()).toEqual([
      read('arn:${AWS::Partition}:s3:::artifacts/model.tar.gz'),
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555' },
    ]);
  });

  test('can be read with a key that is known only by an alias', () => {
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/artifacts') });
    model({ modelData: ModelData.fromBucket(bucket, 'model.tar.gz') });
    expect(attached()).toContainEqual(expect.objectContaining({
      Action: 'kms:Decrypt', Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/artifacts' } },
    }));
  });

  test('causes no dependency cycle with a key whose policy names the role', () => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey });
    const { role } = model({ modelData: ModelData.fromBucket(bucket, 'model.tar.gz') });
    encryptionKey.addToResourcePolicy(new iam.PolicyStatement({ actions: ['kms:Decrypt'], principals: [role!.grantPrincipal], resources: ['*'] }));
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(attached().map(({ Action }) => Action)).toEqual(['s3:GetObject', 'kms:Decrypt']);
  });

  test('makes the model depend on the policy that allows reading it', () => {
    model({ modelData: ModelData.fromBucket(new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS }), 'model.tar.gz') });
    Template.fromStack(stack).hasResource('AWS::SageMaker::Model', { DependsOn: Match.arrayWith(['ModelRoleDefaultPolicy52564B59']) });
  });
});

describe('an existing role', () => {
  const container = () => ({
    image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference')),
    modelData: ModelData.fromBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts'), 'model.tar.gz'),
  });
  const trust = { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') };

  test('has the same statements as a created role', () => {
    model(container(), { role: new iam.Role(stack, 'Role', trust) });
    expect(attached()).toEqual([
      LOGS,
      METRICS,
      pull('arn:${AWS::Partition}:ecr:eu-west-1:111122223333:repository/inference'),
      TOKEN,
      read('arn:${AWS::Partition}:s3:::artifacts/model.tar.gz'),
    ]);
    Template.fromStack(stack).resourceCountIs(ROLE, 1);
  });

  test('has its policy before the model is created', () => {
    model(container(), { role: new iam.Role(stack, 'Role', trust) });
    Template.fromStack(stack).hasResource('AWS::SageMaker::Model', { DependsOn: ['RoleDefaultPolicy5FFB7DAB', 'Role1ABCC5F0'] });
  });

  test('is the role of the model', () => {
    const role = new iam.Role(stack, 'Role', trust);
    const own = model({}, { role });
    expect([own.role, own.grantPrincipal]).toEqual([role, role]);
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { ExecutionRoleArn: { 'Fn::GetAtt': ['Role1ABCC5F0', 'Arn'] } });
  });

  test('has each statement once if two models share it', () => {
    const role = new iam.Role(stack, 'Role', trust);
    const { image } = container();
    new Model(stack, 'First', { role, containers: [{ image }] });
    new Model(stack, 'Second', { role, containers: [{ image }] });
    expect(attached()).toHaveLength(4);
  });

  test('has an attached policy before the model is created, if it is imported', () => {
    model({}, { role: iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/existing') });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(POLICY, { Roles: ['existing'] });
    template.hasResource('AWS::SageMaker::Model', {
      Properties: { ExecutionRoleArn: 'arn:aws:iam::111122223333:role/existing' },
      DependsOn: ['ImportedPolicy6F5EAEFA'],
    });
  });

  test('has no policy if it is imported as immutable', () => {
    model(container(), { role: iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/existing', { mutable: false }) });
    const template = Template.fromStack(stack);
    template.resourceCountIs(POLICY, 0);
    template.hasResourceProperties('AWS::SageMaker::Model', { ExecutionRoleArn: 'arn:aws:iam::111122223333:role/existing' });
  });
});

describe('resources of another account', () => {
  const OWN = { account: '111122223333', region: 'eu-west-1' };
  const OTHER = { account: '444455556666', region: 'eu-west-1' };
  const trust = { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') };

  let otherStack: Stack;
  beforeEach(() => {
    const app = new App();
    otherStack = new Stack(app, 'Abroad', { env: OTHER });
    stack = new Stack(app, 'Stack', { env: OWN });
  });

  test.each<[string, () => ModelProps]>([
    ['a role with a name', () => ({ role: new iam.Role(stack, 'Role', { ...trust, roleName: 'churn' }) })],
    ['a created role', () => ({})],
  ])('a repository policy allows %s to pull', (_, props) => {
    const repository = new ecr.Repository(otherStack, 'Repository', { repositoryName: 'inference' });
    model({ image: ContainerImage.fromEcrRepository(repository) }, props());
    Template.fromStack(otherStack).hasResourceProperties('AWS::ECR::Repository', {
      RepositoryPolicyText: {
        Statement: [{
          Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
          Principal: { AWS: Match.anyValue() },
        }],
      },
    });
    Template.fromStack(stack).hasResourceProperties(POLICY, {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecr:BatchGetImage']) })]) },
    });
  });

  test.each<[string, () => ModelProps]>([
    ['a role with a name', () => ({ role: new iam.Role(stack, 'Role', { ...trust, roleName: 'churn' }) })],
    ['a created role', () => ({})],
  ])('a bucket policy allows %s to read', (_, props) => {
    const bucket = new s3.Bucket(otherStack, 'Bucket', { bucketName: 'artifacts-of-the-other-account' });
    model({ modelData: ModelData.fromBucket(bucket, 'model.tar.gz') }, props());
    Template.fromStack(otherStack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Principal: { AWS: Match.anyValue() } }] },
    });
    Template.fromStack(stack).hasResourceProperties(POLICY, {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:GetObject' })]) },
    });
  });

  test('only the role has the permission for an imported bucket, whose policy the CDK cannot change', () => {
    new s3.Bucket(otherStack, 'Unrelated');
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'artifacts-of-the-other-account', account: OTHER.account });
    model({ modelData: ModelData.fromBucket(bucket, 'model.tar.gz') });
    expect(attached().map(({ Action }) => Action)).toEqual(['s3:GetObject']);
  });
});

test.each([false, true])('iam.Role.customizeRoles() applies to the role, with preventSynthesis: %p', (preventSynthesis) => {
  stack = new Stack(new App({ context: { [UNRECORDED]: true } }), 'Stack'); // the CDK replaces the names of roles that it does not create
  iam.Role.customizeRoles(stack, { preventSynthesis, usePrecreatedRoles: preventSynthesis ? { 'Stack/Model/Role': 'made-elsewhere' } : undefined });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference');
  new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(repository) }] });
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', preventSynthesis ? 0 : 1);
});
