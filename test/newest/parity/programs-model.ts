import { App, CfnOutput, CfnParameter, Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IMAGE_FOLDER, MODEL_FILE, OTHER_IMAGE_FOLDER, programs, someImage } from './parts';

export const MODEL_PROGRAMS = programs({
  'a model of one container': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'a container added to a model made without props': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model');
    model.addContainer({ image: someImage(sagemaker, stack) });
  },

  'a pipeline of three containers': (sagemaker, stack) => {
    const image = someImage(sagemaker, stack);
    const bucket = s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts');
    new sagemaker.Model(stack, 'Model', {
      containers: ['clean', 'predict', 'format'].map((step) => ({
        image,
        modelData: sagemaker.ModelData.fromBucket(bucket, `${step}/model.tar.gz`),
        containerHostname: step,
      })),
    });
  },

  'containers added one after another': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] });
    model.addContainer({ image: sagemaker.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Second')) });
  },

  'a container with environment and hostname': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: someImage(sagemaker, stack), environment: { SAGEMAKER_PROGRAM: 'inference.py', Empty: '' }, containerHostname: 'main' }],
    });
  },

  'an environment with tokens': (sagemaker, stack) => {
    const bucket = new s3.Bucket(stack, 'Results');
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: someImage(sagemaker, stack), environment: { RESULTS: bucket.bucketName, REGION: stack.region } }],
    });
  },

  'a model name': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model', { modelName: 'my-model', containers: [{ image: someImage(sagemaker, stack) }] });
    new CfnOutput(stack, 'Name', { value: model.modelName });
    new CfnOutput(stack, 'Arn', { value: model.modelArn });
  },

  'the attributes of an unnamed model as outputs': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] });
    new CfnOutput(stack, 'Name', { value: model.modelName });
    new CfnOutput(stack, 'Arn', { value: model.modelArn });
    new CfnOutput(stack, 'Role', { value: model.role!.roleArn });
  },

  'network isolation': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', { networkIsolation: true, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'network isolation switched off': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', { networkIsolation: false, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'tags on the stack': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{
        variantName: 'main',
        model: new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] }),
      }],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
    Tags.of(stack).add('team', 'vision');
  },

  // --- networks

  'a VPC': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', { vpc: new ec2.Vpc(stack, 'Vpc'), containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'selected subnets': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      vpc: new ec2.Vpc(stack, 'Vpc'),
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      containers: [{ image: someImage(sagemaker, stack) }],
    });
  },

  'outbound traffic not allowed': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      vpc: new ec2.Vpc(stack, 'Vpc'), allowAllOutbound: false, containers: [{ image: someImage(sagemaker, stack) }],
    });
  },

  'security groups of its own': (sagemaker, stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    new sagemaker.Model(stack, 'Model', {
      vpc,
      securityGroups: [new ec2.SecurityGroup(stack, 'One', { vpc }), ec2.SecurityGroup.fromSecurityGroupId(stack, 'Two', 'sg-0123456789abcdef0')],
      containers: [{ image: someImage(sagemaker, stack) }],
    });
  },

  'an empty list of security groups': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      vpc: new ec2.Vpc(stack, 'Vpc'), securityGroups: [], containers: [{ image: someImage(sagemaker, stack) }],
    });
  },

  'connections to a database': (sagemaker, stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const database = new ec2.SecurityGroup(stack, 'Database', { vpc });
    const model = new sagemaker.Model(stack, 'Model', { vpc, allowAllOutbound: false, containers: [{ image: someImage(sagemaker, stack) }] });
    model.connections.allowTo(database, ec2.Port.tcp(5432), 'features');
    model.connections.addSecurityGroup(new ec2.SecurityGroup(stack, 'Later', { vpc }));
  },

  'an imported VPC': (sagemaker, stack) => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    });
    new sagemaker.Model(stack, 'Model', { vpc, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  // --- roles

  'a role passed in': (sagemaker, stack) => {
    const role = new iam.Role(stack, 'Execution', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    new sagemaker.Model(stack, 'Model', { role, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'an imported role': (sagemaker, stack) => {
    const role = iam.Role.fromRoleArn(stack, 'Execution', 'arn:aws:iam::123456789012:role/execution');
    new sagemaker.Model(stack, 'Model', { role, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'an imported immutable role': (sagemaker, stack) => {
    const role = iam.Role.fromRoleArn(stack, 'Execution', 'arn:aws:iam::123456789012:role/execution', { mutable: false });
    new sagemaker.Model(stack, 'Model', { role, containers: [{ image: someImage(sagemaker, stack) }] });
  },

  'statements added to the role': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] });
    model.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['*'] }));
    new s3.Bucket(stack, 'Results').grantWrite(model);
  },

  // --- images

  'the latest image of a repository': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: sagemaker.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Images')) }],
    });
  },

  'a tag that is a parameter': (sagemaker, stack) => {
    const tag = new CfnParameter(stack, 'Tag');
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: sagemaker.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Images'), tag.valueAsString) }],
    });
  },

  'an image built from a folder': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', { containers: [{ image: sagemaker.ContainerImage.fromAsset(IMAGE_FOLDER) }] });
  },

  'an image built with options': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: sagemaker.ContainerImage.fromAsset(IMAGE_FOLDER, { buildArgs: { VERSION: '2' }, platform: Platform.LINUX_AMD64 }) }],
    });
  },

  'images built from two folders': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [IMAGE_FOLDER, OTHER_IMAGE_FOLDER].map((folder) => ({ image: sagemaker.ContainerImage.fromAsset(folder) })),
    });
  },

  'one built image in two models': (sagemaker, stack) => {
    const image = sagemaker.ContainerImage.fromAsset(IMAGE_FOLDER);
    new sagemaker.Model(stack, 'First', { containers: [{ image }] });
    new sagemaker.Model(stack, 'Second', { containers: [{ image }] });
  },

  'a deep learning container': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: sagemaker.ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04') }],
    });
  },

  'a deep learning container of a given account': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: sagemaker.ContainerImage.fromDlc('pytorch-inference', '2.1.0-cpu-py310', '763104351884') }],
    });
  },

  // --- model data

  'model data in a bucket': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{
        image: someImage(sagemaker, stack),
        modelData: sagemaker.ModelData.fromBucket(new s3.Bucket(stack, 'Artifacts'), 'path/to/model.tar.gz'),
      }],
    });
  },

  'model data in an encrypted bucket': (sagemaker, stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    new sagemaker.Model(stack, 'Model', {
      containers: [{
        image: someImage(sagemaker, stack),
        modelData: sagemaker.ModelData.fromBucket(new s3.Bucket(stack, 'Artifacts', { encryptionKey }), 'model.tar.gz'),
      }],
    });
  },

  'model data in an imported bucket': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{
        image: someImage(sagemaker, stack),
        modelData: sagemaker.ModelData.fromBucket(s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts'), 'model.tar.gz'),
      }],
    });
  },

  'model data from a file': (sagemaker, stack) => {
    new sagemaker.Model(stack, 'Model', {
      containers: [{ image: someImage(sagemaker, stack), modelData: sagemaker.ModelData.fromAsset(MODEL_FILE) }],
    });
  },

  'model data from one file in two models': (sagemaker, stack) => {
    const image = someImage(sagemaker, stack);
    const modelData = sagemaker.ModelData.fromAsset(MODEL_FILE);
    new sagemaker.Model(stack, 'First', { containers: [{ image, modelData }] });
    new sagemaker.Model(stack, 'Second', { containers: [{ image, modelData }] });
  },

  // --- several stacks

  'image and data of another stack': (sagemaker, stack) => {
    const shared = new Stack(stack.node.root as App, 'Shared', { env: { account: stack.account, region: stack.region } });
    new sagemaker.Model(stack, 'Model', {
      containers: [{
        image: sagemaker.ContainerImage.fromEcrRepository(new ecr.Repository(shared, 'Images'), 'v1'),
        modelData: sagemaker.ModelData.fromBucket(new s3.Bucket(shared, 'Artifacts'), 'model.tar.gz'),
      }],
    });
  },
});
