/**
 * An app with all constructs in TypeScript. `python/app.py` and `java/` contain the same app, statement by statement.
 * `bindings.test.ts` expects the same templates from all three.
 */
import { App, CfnOutput, Duration, Size, Stack, Tags } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sagemaker from 'cdk-sagemaker';

/** A model on instances with auto scaling and an alarm. */
function instances(app: App) {
  const stack = new Stack(app, 'Instances');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference');

  const model = new sagemaker.Model(stack, 'Model', {
    containers: [{
      image: sagemaker.ContainerImage.fromEcrRepository(repository, '1.0'),
      modelData: sagemaker.ModelData.fromAsset('model.tar.gz'),
      environment: { LOG_LEVEL: 'info', WORKERS: '2' },
    }],
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    allowAllOutbound: false,
  });
  model.connections.allowToAnyIpv4(ec2.Port.tcp(443), 'AWS endpoints');

  const endpointConfig = new sagemaker.EndpointConfig(stack, 'EndpointConfig', {
    encryptionKey: new kms.Key(stack, 'Key'),
    instanceProductionVariants: [{
      variantName: 'main',
      model,
      instanceType: sagemaker.InstanceType.M5_XLARGE,
      initialInstanceCount: 2,
      initialVariantWeight: 3,
    }],
  });
  endpointConfig.addInstanceProductionVariant({
    variantName: 'canary',
    model: new CfnModel(stack, 'Canary', {
      executionRoleArn: model.role!.roleArn,
      primaryContainer: { image: repository.repositoryUriForTag('1.1') },
    }),
    instanceType: sagemaker.InstanceType.of('ml.c5.large'),
    containerStartupHealthCheckTimeout: Duration.minutes(5),
  });
  const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', {
    endpointName: 'churn',
    endpointConfig,
    deploymentConfig: sagemaker.DeploymentConfig.blueGreenCanary({
      canarySize: sagemaker.CapacitySize.percent(50),
      waitInterval: Duration.minutes(10),
      autoRollbackAlarms: [cloudwatch.Alarm.fromAlarmName(stack, 'Shop', 'shop-errors')],
    }),
    retainAllVariantProperties: true,
    excludeRetainedVariantProperties: [sagemaker.VariantProperty.DESIRED_WEIGHT],
  });
  endpoint.addDeploymentAlarms({ maxModelLatency: Duration.millis(300) });

  const main = endpoint.findInstanceProductionVariant('main');
  main.autoScaleInstanceCount({ minCapacity: 2, maxCapacity: 6 }).scaleOnInvocations('Load', {
    maxRequestsPerSecond: 30,
    safetyFactor: 0.7,
    scaleInCooldown: Duration.minutes(10),
  });
  main.metricModelLatency({ period: Duration.minutes(1) }).createAlarm(stack, 'Slow', { threshold: 200_000, evaluationPeriods: 3 });
  main.metricInvocationResponseCode(sagemaker.InvocationHttpResponseCode.INVOCATION_5XX_ERRORS)
    .createAlarm(stack, 'Broken', { threshold: 1, evaluationPeriods: 1 });

  const client = new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  endpoint.grantInvoke(client);
  endpoint.grants.describe(client);
  endpoint.onStateChange('Failures', { eventPattern: { detail: { EndpointStatus: ['FAILED'] } } });
  new cloudwatch.Dashboard(stack, 'Dashboard', { widgets: [endpoint.dashboardWidgets()] });
  new CfnOutput(stack, 'EndpointName', { value: endpoint.endpointName });
}

/** A model on a serverless endpoint. */
function serverless(app: App) {
  const stack = new Stack(app, 'Serverless');
  const bucket = s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts');

  const model = new sagemaker.Model(stack, 'Model', {
    containers: [{
      image: sagemaker.ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04'),
      modelData: sagemaker.ModelData.fromBucket(bucket, 'sentiment/model.tar.gz'),
    }],
  });
  const endpointConfig = new sagemaker.EndpointConfig(stack, 'EndpointConfig', {
    serverlessProductionVariant: { variantName: 'all', model, memorySizeInMB: 2048, maxConcurrency: 10, provisionedConcurrency: 2 },
  });
  const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });

  const variant = endpoint.findServerlessProductionVariant('all');
  variant.autoScaleProvisionedConcurrency({ maxCapacity: 8 }).scaleOnUtilization('Load');
  variant.metricModelSetupTime().createAlarm(stack, 'ColdStarts', { threshold: 5_000_000, evaluationPeriods: 3 });
}

/** A large model with asynchronous inference and data capture. */
function asynchronous(app: App) {
  const stack = new Stack(app, 'Asynchronous');
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'documents');

  const model = new sagemaker.Model(stack, 'Model', {
    containers: [{
      image: sagemaker.ContainerImage.fromDlc('djl-inference', '0.36.0-lmi18.0.0-cu128'),
      modelData: sagemaker.ModelData.fromBucketPrefix(bucket, 'models/summary', { acceptEula: true }),
    }],
    inferenceExecutionMode: sagemaker.InferenceExecutionMode.SERIAL,
  });
  const endpointConfig = new sagemaker.EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{
      variantName: 'main',
      model,
      instanceType: sagemaker.InstanceType.of('ml.p4d.24xlarge'),
      modelDataDownloadTimeout: Duration.minutes(30),
      inferenceAmiVersion: sagemaker.InferenceAmiVersion.AL2_GPU_3_1,
      routingStrategy: sagemaker.RoutingStrategy.prefixAware({ prefixLength: 2048, concurrencyThreshold: 8 }),
      coreDump: { bucket, prefix: 'crashes' },
    }],
    asyncInference: {
      outputBucket: bucket,
      outputPrefix: 'summaries',
      inputBucket: bucket,
      inputPrefix: 'texts',
      errorTopic: new sns.Topic(stack, 'Failures'),
      includeInferenceResponseIn: [sagemaker.AsyncNotification.ERROR],
    },
    dataCapture: { bucket, prefix: 'records', samplingPercentage: 20, modes: [sagemaker.CaptureMode.INPUT] },
    metrics: { enhancedMetrics: true, publishFrequency: Duration.seconds(30) },
  });
  const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig, retainAllVariantProperties: true });

  const count = endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 0, maxCapacity: 2 });
  count.scaleOnBacklog('Backlog', { targetBacklogPerInstance: 5 });
  count.scaleFromZero('First');
  endpoint.grants.invokeAsync(new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }), {
    inputBucket: bucket, inputPrefix: 'texts/',
  });
}

/** An inference component on an endpoint whose configuration has the execution role. */
function components(app: App) {
  const stack = new Stack(app, 'Components');
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference');

  const endpointConfig = new sagemaker.EndpointConfig(stack, 'EndpointConfig', {
    instanceProductionVariants: [{
      variantName: 'main',
      instanceType: sagemaker.InstanceType.M5_XLARGE,
      volumeSize: Size.gibibytes(100),
      managedInstanceScaling: {
        minInstanceCount: 1,
        maxInstanceCount: 4,
        scaleInPolicy: sagemaker.ScaleInPolicy.consolidation({ maxStepSize: 2 }),
      },
    }],
  });
  const component = new sagemaker.InferenceComponent(stack, 'Component', {
    endpoint: new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig }),
    specification: sagemaker.InferenceComponentSpecification.fromContainer(
      { image: sagemaker.ContainerImage.fromEcrRepository(repository, '1.0'), environment: { LOG_LEVEL: 'info' } },
      { computeResources: { minMemory: Size.gibibytes(2), cpuCores: 1 } },
    ),
    copyCount: 2,
    deploymentConfig: sagemaker.InferenceComponentDeploymentConfig.rolling({
      maxBatchSize: sagemaker.InferenceComponentCapacitySize.copies(1),
      waitInterval: Duration.minutes(5),
    }),
  });
  component.addDeploymentAlarms({ maxModelLatency: Duration.millis(300) });
  component.autoScaleCopyCount({ maxCapacity: 4 }).scaleOnConcurrentRequests('Load', { targetConcurrentRequests: 5 });
  component.grants.invoke(new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
}

/** A model that the deployment trains and hosts. */
function training(app: App) {
  const stack = new Stack(app, 'Training');
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'customers');
  const image = sagemaker.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'training'), '1.4');
  sagemaker.JobHandler.configure(stack, { logRetention: logs.RetentionDays.ONE_YEAR });

  const job = new sagemaker.TrainingJob(stack, 'Job', {
    algorithm: sagemaker.TrainingAlgorithm.fromImage(image, { metricDefinitions: { 'validation:auc': 'auc: ([0-9.]+)' } }),
    hyperParameters: { max_depth: 5, eta: 0.2, balanced: true, objective: 'binary:logistic' },
    inputChannels: {
      train: sagemaker.InputChannel.fromBucketPrefix(bucket, 'train', { contentType: 'text/csv', shuffleSeed: 7 }),
    },
    output: { bucket, prefix: 'models' },
    checkpoint: { bucket, prefix: 'checkpoints' },
    resources: sagemaker.TrainingResources.instances(sagemaker.InstanceType.M5_XLARGE, { instanceCount: 2 }),
    maxRuntime: Duration.hours(1),
    spot: { maxWaitTime: Duration.hours(2) },
    requestOverrides: { RetryStrategy: { MaximumRetryAttempts: 3 } },
  });
  Tags.of(job).add('team', 'churn');
  new sagemaker.Model(stack, 'Model', { containers: [{ image, modelData: sagemaker.ModelData.fromTrainingJob(job) }] });

  job.onFailed('Failed');
  job.metricCpuUtilization({ instance: 2 }).createAlarm(stack, 'Idle', { threshold: 10, evaluationPeriods: 3 });
  job.grants.describe(new iam.Group(stack, 'Scientists'));
  new CfnOutput(stack, 'Auc', { value: job.finalMetric('validation:auc') });
}

/** An imported endpoint with metrics, scaling and grants. */
function imported(app: App) {
  const stack = new Stack(app, 'Imported');
  const client = new iam.Role(stack, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

  const endpoint = sagemaker.Endpoint.fromEndpointName(stack, 'Endpoint', 'churn');
  endpoint.grantInvoke(client);
  const main = endpoint.findInstanceProductionVariant('main');
  main.autoScaleInstanceCount({ maxCapacity: 4 }).scaleOnInvocations('Load', { maxRequestsPerSecond: 10 });
  main.metricCpuUtilization().createAlarm(stack, 'Busy', { threshold: 90, evaluationPeriods: 3 });

  sagemaker.Pipeline.fromPipelineName(stack, 'Pipeline', 'training').grantStartPipelineExecution(client);
}

/** Invalid values, which throw an error of the language with all violations. */
function invalidProps() {
  const stack = new Stack();
  try {
    new sagemaker.EndpointConfig(stack, 'EndpointConfig', {
      serverlessProductionVariant: {
        variantName: 'all',
        model: sagemaker.Model.fromModelName(stack, 'Model', 'sentiment'),
        memorySizeInMB: 1500,
        maxConcurrency: 500,
      },
    });
  } catch (error) {
    console.log((error as Error).message);
    return;
  }
  throw new Error('A memory size of 1500 MB was accepted.');
}

// Metadata that depends on the language or the CDK version is disabled, so that the complete templates can be compared.
const app = new App({ analyticsReporting: false, treeMetadata: false });
instances(app);
serverless(app);
asynchronous(app);
components(app);
training(app);
imported(app);
invalidProps();
app.synth();
