import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { everyTrainingJob } from './every-training-job';
import { IMAGE } from './images';
import {
  AcceleratorType, AsyncNotification, AvailabilityZoneBalanceEnforcementMode, CapacityReservationPreference, CapacitySize, ClarifyBaseline,
  ClarifyFeatureType, ClarifyTextGranularity, ClarifyTextLanguage, ContainerImage, DeploymentConfig, Endpoint, EndpointConfig,
  InferenceAmiVersion, InferenceComponent, InferenceComponentCapacitySize, InferenceComponentDeploymentConfig, InferenceComponentHostingOptions,
  InferenceComponentPlacementStrategy, InferenceComponentSpecification, InferenceExecutionMode, InstanceProductionVariantProps, InstanceType,
  Model, ModelData, ModelPackage, RoutingStrategy, ScaleInPolicy, VariantProperty,
} from '../../src';

/** Creates models, endpoint configurations, endpoints, inference components and training jobs that together use every prop. */
export function everything(stack: Stack): void {
  everyTrainingJob(stack);
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts');
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012');
  const credentialsProvider = lambda.Function.fromFunctionArn(stack, 'Credentials', 'arn:aws:lambda:eu-west-1:111122223333:function:credentials');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const network = { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } };
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
  const access = { acceptEula: true, hubContentArn: 'arn:aws:sagemaker:eu-west-1:111122223333:hub-content/hub/Model/llm/1.0.0' };

  new Model(stack, 'Direct', {
    ...network,
    modelName: 'direct',
    networkIsolation: true,
    inferenceExecutionMode: InferenceExecutionMode.DIRECT,
    containers: [
      { containerHostname: 'a', image: ContainerImage.fromPrivateRegistry('registry.example.com/a:1', { credentialsProvider }), environment: { A: '1' } },
      { containerHostname: 'b', image: IMAGE, modelData: ModelData.fromBucketPrefix(bucket, 'b', access) },
      { containerHostname: 'c', image: IMAGE, modelData: ModelData.fromMultiModelPrefix(bucket, 'c', { modelCaching: false }) },
      {
        containerHostname: 'd',
        modelPackage: ModelPackage.fromModelPackageArn(stack, 'HostedPackage', 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/d/1'),
        inferenceSpecificationName: 'gpu',
      },
    ],
  });
  const model = new Model(stack, 'Model', { containers: [{ image: IMAGE, modelData: ModelData.fromBucket(bucket, 'model.tar.gz') }] });

  const variant: InstanceProductionVariantProps = {
    variantName: 'main',
    model,
    instancePools: [{ instanceType: InstanceType.M5_LARGE, priority: 1, model }],
    volumeSize: Size.gibibytes(10),
    instanceProvisionTimeout: Duration.minutes(10),
    modelDataDownloadTimeout: Duration.minutes(10),
    containerStartupHealthCheckTimeout: Duration.minutes(10),
    routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 1024, concurrencyThreshold: 1 }),
    inferenceAmiVersion: InferenceAmiVersion.AL2_GPU_2,
    capacityReservation: {
      mlReservationArn: 'arn:aws:sagemaker:eu-west-1:111122223333:training-plan/reserved',
      preference: CapacityReservationPreference.CAPACITY_RESERVATIONS_ONLY,
    },
    ssmAccess: true,
    coreDump: { bucket, prefix: 'crashes', encryptionKey },
  };
  new EndpointConfig(stack, 'Config', {
    ...network,
    role,
    encryptionKey,
    endpointConfigName: 'config',
    networkIsolation: true,
    instanceProductionVariants: [variant],
    shadowProductionVariants: [{ variantName: 'shadow', model }],
    dataCapture: {
      bucket, encryptionKey, samplingPercentage: 10, enabled: true, csvContentTypes: ['text/csv'], jsonContentTypes: ['application/json'],
    },
    clarifyExplainer: {
      baseline: ClarifyBaseline.fromInline('1', { mimeType: 'text/csv' }),
      enableExplanations: '`true`',
      numberOfSamples: 1,
      useLogit: true,
      seed: 1,
      text: { language: ClarifyTextLanguage.ENGLISH, granularity: ClarifyTextGranularity.TOKEN },
      inference: {
        featuresAttribute: 'f',
        contentTemplate: '{"f":$features}',
        maxRecordCount: 1,
        maxPayload: Size.mebibytes(1),
        probabilityIndex: 0,
        labelIndex: 0,
        probabilityAttribute: 'p',
        labelAttribute: 'l',
        labelHeaders: ['a'],
        featureHeaders: ['a'],
        featureTypes: [ClarifyFeatureType.TEXT],
      },
    },
    metrics: { enhancedMetrics: true, detailedObservability: true, publishFrequency: Duration.minutes(1) },
  });
  new EndpointConfig(stack, 'Components', {
    instanceProductionVariants: [{
      variantName: 'main',
      instanceType: InstanceType.M5_LARGE,
      acceleratorType: AcceleratorType.EIA1_MEDIUM,
      managedInstanceScaling: {
        minInstanceCount: 1,
        maxInstanceCount: 2,
        scaleInPolicy: ScaleInPolicy.consolidation({ maxStepSize: 1, cooldown: Duration.minutes(5) }),
      },
    }],
    clarifyExplainer: { baseline: ClarifyBaseline.fromBucket(bucket, 'baseline.csv') },
    asyncInference: {
      outputBucket: bucket,
      failurePrefix: 'failed',
      encryptionKey,
      successTopic: new sns.Topic(stack, 'Success'),
      errorTopic: new sns.Topic(stack, 'Error'),
      includeInferenceResponseIn: [AsyncNotification.SUCCESS],
      maxConcurrentInvocationsPerInstance: 1,
    },
  });
  new EndpointConfig(stack, 'Serverless', {
    serverlessProductionVariant: { variantName: 'all', model, maxConcurrency: 2, memorySizeInMB: 1024, provisionedConcurrency: 1 },
  });

  const endpointConfig = EndpointConfig.fromEndpointConfigName(stack, 'Imported', 'imported');
  const options = {
    autoRollbackAlarms: [cloudwatch.Alarm.fromAlarmName(stack, 'Alarm', 'errors')],
    waitInterval: Duration.minutes(1),
    terminationWait: Duration.minutes(1),
    maxExecutionTimeout: Duration.hours(1),
  };
  const size = CapacitySize.percent(20);
  new Endpoint(stack, 'Canary', {
    endpointConfig,
    endpointName: 'canary',
    retainDeploymentConfig: true,
    retainAllVariantProperties: true,
    excludeRetainedVariantProperties: [VariantProperty.DESIRED_WEIGHT],
    deploymentConfig: DeploymentConfig.blueGreenCanary({ ...options, canarySize: size }),
  });
  new Endpoint(stack, 'Linear', { endpointConfig, deploymentConfig: DeploymentConfig.blueGreenLinear({ ...options, linearStepSize: size }) });
  const { terminationWait, ...rolling } = options;
  new Endpoint(stack, 'Rolling', {
    endpointConfig,
    deploymentConfig: DeploymentConfig.rolling({ ...rolling, maxBatchSize: size, rollbackMaxBatchSize: size }),
  });

  const hosting: InferenceComponentHostingOptions = {
    computeResources: { minMemory: Size.gibibytes(1), maxMemory: Size.gibibytes(2), cpuCores: 0.5, acceleratorDevices: 1 },
    modelDataDownloadTimeout: Duration.minutes(10),
    containerStartupHealthCheckTimeout: Duration.minutes(10),
    dataCaching: true,
    scheduling: {
      placementStrategy: InferenceComponentPlacementStrategy.SPREAD,
      availabilityZoneBalance: { enforcementMode: AvailabilityZoneBalanceEnforcementMode.PERMISSIVE, maxImbalance: 1 },
    },
  };
  const container = InferenceComponentSpecification.fromContainer({
    image: IMAGE,
    modelData: ModelData.fromBucket(bucket, 'component.tar.gz'),
    environment: { LOG_LEVEL: 'info' },
    metrics: { path: '/server/metrics', publishFrequency: Duration.seconds(30) },
  }, hosting);
  const hosted = InferenceComponentSpecification.fromModel(model, hosting);
  const shared = Endpoint.fromEndpointName(stack, 'Shared', 'shared');
  const base = new InferenceComponent(stack, 'Base', {
    inferenceComponentName: 'base',
    endpoint: shared,
    variantName: 'main',
    specification: container,
    copyCount: 2,
    endpointExecutionRole: role,
    deploymentConfig: InferenceComponentDeploymentConfig.rolling({
      ...rolling, maxBatchSize: InferenceComponentCapacitySize.copies(1), rollbackMaxBatchSize: InferenceComponentCapacitySize.percent(100),
    }),
  });
  new InferenceComponent(stack, 'Hosted', { endpoint: shared, specification: hosted });
  new InferenceComponent(stack, 'Adapter', {
    endpoint: shared, endpointExecutionRole: role, specification: InferenceComponentSpecification.fromAdapter(base, ModelData.fromBucket(bucket, 'adapter.tar.gz')),
  });
  new InferenceComponent(stack, 'PerType', {
    endpoint: shared,
    endpointExecutionRole: role,
    specification: InferenceComponentSpecification.perInstanceType([
      { instanceType: InstanceType.G5_XLARGE, specification: container },
      { instanceType: InstanceType.G6_XLARGE, specification: hosted },
    ]),
  });
}
