import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ContainerImage, Endpoint, EndpointConfig, InferenceComponent, InferenceComponentCapacitySize, InferenceComponentDeploymentConfig,
  InferenceComponentSpecification, InstanceType, Model, ModelData, RoutingStrategy, ScaleInPolicy,
} from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'InferenceComponents');

// Several models share the instances. SageMaker adds instances for the copies, and removes all of them when there are no copies.
const endpoint = new Endpoint(stack, 'Endpoint', {
  endpointConfig: new EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{
      variantName: 'main',
      instanceType: InstanceType.G5_12XLARGE,
      managedInstanceScaling: { minInstanceCount: 0, maxInstanceCount: 4, scaleInPolicy: ScaleInPolicy.consolidation() },
      routingStrategy: RoutingStrategy.LEAST_OUTSTANDING_REQUESTS,
    }],
  }),
});

const repository = Repository.fromRepositoryName(stack, 'Repository', 'llm-inference');
const models = Bucket.fromBucketName(stack, 'Models', 'llm-models');

// A foundation model. Each copy uses one of the four accelerators, and an update replaces 25 % of the copies at a time.
const foundation = new InferenceComponent(stack, 'Foundation', {
  endpoint,
  specification: InferenceComponentSpecification.fromModel(new Model(stack, 'Model', {
    containers: [{ image: ContainerImage.fromEcrRepository(repository, '0.9.2'), modelData: ModelData.fromBucketPrefix(models, 'foundation/7b/') }],
  }), {
    computeResources: { minMemory: Size.gibibytes(24), acceleratorDevices: 1 },
    containerStartupHealthCheckTimeout: Duration.minutes(10),
    dataCaching: true,
  }),
  deploymentConfig: InferenceComponentDeploymentConfig.rolling({
    maxBatchSize: InferenceComponentCapacitySize.percent(25),
    waitInterval: Duration.minutes(5),
  }),
});
foundation.addDeploymentAlarms({ maxErrorRate: 0.02 });

// Copies scale with the requests, from zero.
const copies = foundation.autoScaleCopyCount({ minCapacity: 0, maxCapacity: 16 });
copies.scaleOnConcurrentRequests('Concurrency', { targetConcurrentRequests: 5 });
copies.scaleFromZero('First');

// An adapter for the foundation model, fine-tuned with support tickets.
const support = new InferenceComponent(stack, 'Support', {
  endpoint,
  specification: InferenceComponentSpecification.fromAdapter(foundation, ModelData.fromBucket(models, 'adapters/support.tar.gz')),
});

support.grants.invokeWithResponseStream(new Role(stack, 'SupportDesk', { assumedBy: new AccountRootPrincipal() }));
new Dashboard(stack, 'Dashboard', { widgets: [foundation.dashboardWidgets()] });
