import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'AsynchronousEndpoint');

const model = new Model(stack, 'Model', {
  containers: [{
    image: ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, 'Repository', 'transcription'), '2.0.1'),
    modelData: ModelData.fromBucket(Bucket.fromBucketName(stack, 'Models', 'speech-models'), 'transcription/model.tar.gz'),
  }],
});

// Requests and responses are objects in the bucket. SageMaker publishes a notification for each response.
const bucket = new Bucket(stack, 'Bucket', {
  encryption: BucketEncryption.KMS,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
});
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{ variantName: 'main', model, instanceType: InstanceType.G5_XLARGE }],
    asyncInference: {
      inputBucket: bucket,
      inputPrefix: 'requests/',
      outputBucket: bucket,
      outputPrefix: 'answers/',
      failurePrefix: 'failures/',
      successTopic: new Topic(stack, 'Done', { enforceSSL: true }),
      errorTopic: new Topic(stack, 'Failed', { enforceSSL: true }),
      maxConcurrentInvocationsPerInstance: 4,
    },
  }),
  retainAllVariantProperties: true,
});

// Scales to zero instances while the queue is empty.
const instances = endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 0, maxCapacity: 5 });
instances.scaleOnBacklog('Backlog', { targetBacklogPerInstance: 5 });
instances.scaleFromZero('First');

const callers = new Role(stack, 'Callers', { assumedBy: new AccountRootPrincipal() });
endpoint.grants.invokeAsync(callers, { inputBucket: bucket, inputPrefix: 'requests/' });
bucket.grantRead(callers, 'answers/*');
