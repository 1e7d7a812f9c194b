package bindings;

import io.github.cdksagemaker.AsyncInferenceOptions;
import io.github.cdksagemaker.AsyncNotification;
import io.github.cdksagemaker.BacklogScalingProps;
import io.github.cdksagemaker.BlueGreenCanaryUpdateOptions;
import io.github.cdksagemaker.CapacitySize;
import io.github.cdksagemaker.CaptureMode;
import io.github.cdksagemaker.CheckpointOptions;
import io.github.cdksagemaker.ConcurrentRequestsScalingProps;
import io.github.cdksagemaker.ConsolidationOptions;
import io.github.cdksagemaker.ContainerDefinition;
import io.github.cdksagemaker.ContainerImage;
import io.github.cdksagemaker.InferenceComponentCapacitySize;
import io.github.cdksagemaker.CoreDumpOptions;
import io.github.cdksagemaker.DataCaptureOptions;
import io.github.cdksagemaker.DeploymentAlarmsOptions;
import io.github.cdksagemaker.DeploymentConfig;
import io.github.cdksagemaker.Endpoint;
import io.github.cdksagemaker.EndpointConfig;
import io.github.cdksagemaker.EndpointMetricsOptions;
import io.github.cdksagemaker.IEndpoint;
import io.github.cdksagemaker.IEndpointInstanceProductionVariant;
import io.github.cdksagemaker.IEndpointServerlessProductionVariant;
import io.github.cdksagemaker.ImageTrainingAlgorithmOptions;
import io.github.cdksagemaker.InferenceAmiVersion;
import io.github.cdksagemaker.InferenceComponent;
import io.github.cdksagemaker.InferenceComponentContainer;
import io.github.cdksagemaker.InferenceComponentDeploymentConfig;
import io.github.cdksagemaker.InferenceComponentHostingOptions;
import io.github.cdksagemaker.InferenceComponentComputeResources;
import io.github.cdksagemaker.InferenceComponentRollingOptions;
import io.github.cdksagemaker.InferenceComponentSpecification;
import io.github.cdksagemaker.InferenceExecutionMode;
import io.github.cdksagemaker.InputChannel;
import io.github.cdksagemaker.InstanceProductionVariantProps;
import io.github.cdksagemaker.InstanceType;
import io.github.cdksagemaker.InvocationHttpResponseCode;
import io.github.cdksagemaker.InvocationsScalingProps;
import io.github.cdksagemaker.InvokeAsyncGrantOptions;
import io.github.cdksagemaker.JobHandler;
import io.github.cdksagemaker.JobHandlerOptions;
import io.github.cdksagemaker.JobInstanceMetricOptions;
import io.github.cdksagemaker.ManagedInstanceScalingOptions;
import io.github.cdksagemaker.Model;
import io.github.cdksagemaker.ModelAccessOptions;
import io.github.cdksagemaker.ModelData;
import io.github.cdksagemaker.Pipeline;
import io.github.cdksagemaker.PrefixAwareRoutingOptions;
import io.github.cdksagemaker.RoutingStrategy;
import io.github.cdksagemaker.S3InputOptions;
import io.github.cdksagemaker.ScalableInstanceCount;
import io.github.cdksagemaker.ScaleInPolicy;
import io.github.cdksagemaker.ServerlessProductionVariantProps;
import io.github.cdksagemaker.SpotTrainingOptions;
import io.github.cdksagemaker.TrainingAlgorithm;
import io.github.cdksagemaker.TrainingInstancesOptions;
import io.github.cdksagemaker.TrainingJob;
import io.github.cdksagemaker.TrainingOutputOptions;
import io.github.cdksagemaker.TrainingResources;
import io.github.cdksagemaker.VariantProperty;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.iam.Group;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sagemaker.CfnModel;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.jsii.JsiiException;

/** The Java version of {@code ../app.ts}, statement by statement. */
public final class HostingApp {

  public static void main(String[] args) {
    // Metadata that depends on the language or the CDK version is disabled, so that the complete templates can be compared.
    App app = App.Builder.create().analyticsReporting(false).treeMetadata(false).build();
    instances(app);
    serverless(app);
    asynchronous(app);
    components(app);
    training(app);
    imported(app);
    invalidProps();
    app.synth();
  }

  /** A model on instances with auto scaling and an alarm. */
  private static void instances(App app) {
    Stack stack = new Stack(app, "Instances");
    Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
    IRepository repository = Repository.fromRepositoryName(stack, "Repository", "inference");

    Model model = Model.Builder.create(stack, "Model")
        .containers(List.of(ContainerDefinition.builder()
            .image(ContainerImage.fromEcrRepository(repository, "1.0"))
            .modelData(ModelData.fromAsset("model.tar.gz"))
            .environment(Map.of("LOG_LEVEL", "info", "WORKERS", "2"))
            .build()))
        .vpc(vpc)
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
        .allowAllOutbound(false)
        .build();
    model.getConnections().allowToAnyIpv4(Port.tcp(443), "AWS endpoints");

    EndpointConfig endpointConfig = EndpointConfig.Builder.create(stack, "EndpointConfig")
        .encryptionKey(new Key(stack, "Key"))
        .instanceProductionVariants(List.of(InstanceProductionVariantProps.builder()
            .variantName("main")
            .model(model)
            .instanceType(InstanceType.M5_XLARGE)
            .initialInstanceCount(2)
            .initialVariantWeight(3)
            .build()))
        .build();
    endpointConfig.addInstanceProductionVariant(InstanceProductionVariantProps.builder()
        .variantName("canary")
        .model(CfnModel.Builder.create(stack, "Canary")
            .executionRoleArn(model.getRole().getRoleArn())
            .primaryContainer(CfnModel.ContainerDefinitionProperty.builder().image(repository.repositoryUriForTag("1.1")).build())
            .build())
        .instanceType(InstanceType.of("ml.c5.large"))
        .containerStartupHealthCheckTimeout(Duration.minutes(5))
        .build());
    Endpoint endpoint = Endpoint.Builder.create(stack, "Endpoint")
        .endpointName("churn")
        .endpointConfig(endpointConfig)
        .deploymentConfig(DeploymentConfig.blueGreenCanary(BlueGreenCanaryUpdateOptions.builder()
            .canarySize(CapacitySize.percent(50))
            .waitInterval(Duration.minutes(10))
            .autoRollbackAlarms(List.of(Alarm.fromAlarmName(stack, "Shop", "shop-errors")))
            .build()))
        .retainAllVariantProperties(true)
        .excludeRetainedVariantProperties(List.of(VariantProperty.DESIRED_WEIGHT))
        .build();
    endpoint.addDeploymentAlarms(DeploymentAlarmsOptions.builder().maxModelLatency(Duration.millis(300)).build());

    IEndpointInstanceProductionVariant main = endpoint.findInstanceProductionVariant("main");
    main.autoScaleInstanceCount(EnableScalingProps.builder().minCapacity(2).maxCapacity(6).build())
        .scaleOnInvocations("Load", InvocationsScalingProps.builder()
            .maxRequestsPerSecond(30)
            .safetyFactor(0.7)
            .scaleInCooldown(Duration.minutes(10))
            .build());
    main.metricModelLatency(MetricOptions.builder().period(Duration.minutes(1)).build())
        .createAlarm(stack, "Slow", CreateAlarmOptions.builder().threshold(200_000).evaluationPeriods(3).build());
    main.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS)
        .createAlarm(stack, "Broken", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build());

    Role client = Role.Builder.create(stack, "Client").assumedBy(new ServicePrincipal("lambda.amazonaws.com")).build();
    endpoint.grantInvoke(client);
    endpoint.getGrants().describe(client);
    endpoint.onStateChange("Failures", OnEventOptions.builder()
        .eventPattern(EventPattern.builder().detail(Map.of("EndpointStatus", List.of("FAILED"))).build())
        .build());
    Dashboard.Builder.create(stack, "Dashboard").widgets(List.of(endpoint.dashboardWidgets())).build();
    CfnOutput.Builder.create(stack, "EndpointName").value(endpoint.getEndpointName()).build();
  }

  /** A model on a serverless endpoint. */
  private static void serverless(App app) {
    Stack stack = new Stack(app, "Serverless");
    IBucket bucket = Bucket.fromBucketName(stack, "Artifacts", "artifacts");

    Model model = Model.Builder.create(stack, "Model")
        .containers(List.of(ContainerDefinition.builder()
            .image(ContainerImage.fromDlc("huggingface-pytorch-inference", "2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04"))
            .modelData(ModelData.fromBucket(bucket, "sentiment/model.tar.gz"))
            .build()))
        .build();
    EndpointConfig endpointConfig = EndpointConfig.Builder.create(stack, "EndpointConfig")
        .serverlessProductionVariant(ServerlessProductionVariantProps.builder()
            .variantName("all")
            .model(model)
            .memorySizeInMb(2048)
            .maxConcurrency(10)
            .provisionedConcurrency(2)
            .build())
        .build();
    Endpoint endpoint = Endpoint.Builder.create(stack, "Endpoint").endpointConfig(endpointConfig).build();

    IEndpointServerlessProductionVariant variant = endpoint.findServerlessProductionVariant("all");
    variant.autoScaleProvisionedConcurrency(EnableScalingProps.builder().maxCapacity(8).build()).scaleOnUtilization("Load");
    variant.metricModelSetupTime()
        .createAlarm(stack, "ColdStarts", CreateAlarmOptions.builder().threshold(5_000_000).evaluationPeriods(3).build());
  }

  /** A large model with asynchronous inference and data capture. */
  private static void asynchronous(App app) {
    Stack stack = new Stack(app, "Asynchronous");
    IBucket bucket = Bucket.fromBucketName(stack, "Bucket", "documents");

    Model model = Model.Builder.create(stack, "Model")
        .containers(List.of(ContainerDefinition.builder()
            .image(ContainerImage.fromDlc("djl-inference", "0.36.0-lmi18.0.0-cu128"))
            .modelData(ModelData.fromBucketPrefix(bucket, "models/summary", ModelAccessOptions.builder().acceptEula(true).build()))
            .build()))
        .inferenceExecutionMode(InferenceExecutionMode.SERIAL)
        .build();
    EndpointConfig endpointConfig = EndpointConfig.Builder.create(stack, "EndpointConfig")
        .instanceProductionVariants(List.of(InstanceProductionVariantProps.builder()
            .variantName("main")
            .model(model)
            .instanceType(InstanceType.of("ml.p4d.24xlarge"))
            .modelDataDownloadTimeout(Duration.minutes(30))
            .inferenceAmiVersion(InferenceAmiVersion.AL2_GPU_3_1)
            .routingStrategy(RoutingStrategy.prefixAware(PrefixAwareRoutingOptions.builder()
                .prefixLength(2048)
                .concurrencyThreshold(8)
                .build()))
            .coreDump(CoreDumpOptions.builder().bucket(bucket).prefix("crashes").build())
            .build()))
        .asyncInference(AsyncInferenceOptions.builder()
            .outputBucket(bucket)
            .outputPrefix("summaries")
            .inputBucket(bucket)
            .inputPrefix("texts")
            .errorTopic(new Topic(stack, "Failures"))
            .includeInferenceResponseIn(List.of(AsyncNotification.ERROR))
            .build())
        .dataCapture(DataCaptureOptions.builder()
            .bucket(bucket)
            .prefix("records")
            .samplingPercentage(20)
            .modes(List.of(CaptureMode.INPUT))
            .build())
        .metrics(EndpointMetricsOptions.builder().enhancedMetrics(true).publishFrequency(Duration.seconds(30)).build())
        .build();
    Endpoint endpoint = Endpoint.Builder.create(stack, "Endpoint").endpointConfig(endpointConfig).retainAllVariantProperties(true).build();

    ScalableInstanceCount count = endpoint.findInstanceProductionVariant("main")
        .autoScaleInstanceCount(EnableScalingProps.builder().minCapacity(0).maxCapacity(2).build());
    count.scaleOnBacklog("Backlog", BacklogScalingProps.builder().targetBacklogPerInstance(5).build());
    count.scaleFromZero("First");
    endpoint.getGrants().invokeAsync(
        Role.Builder.create(stack, "Client").assumedBy(new ServicePrincipal("lambda.amazonaws.com")).build(),
        InvokeAsyncGrantOptions.builder().inputBucket(bucket).inputPrefix("texts/").build());
  }

  /** An inference component on an endpoint whose configuration has the execution role. */
  private static void components(App app) {
    Stack stack = new Stack(app, "Components");
    IRepository repository = Repository.fromRepositoryName(stack, "Repository", "inference");

    EndpointConfig endpointConfig = EndpointConfig.Builder.create(stack, "EndpointConfig")
        .instanceProductionVariants(List.of(InstanceProductionVariantProps.builder()
            .variantName("main")
            .instanceType(InstanceType.M5_XLARGE)
            .volumeSize(Size.gibibytes(100))
            .managedInstanceScaling(ManagedInstanceScalingOptions.builder()
                .minInstanceCount(1)
                .maxInstanceCount(4)
                .scaleInPolicy(ScaleInPolicy.consolidation(ConsolidationOptions.builder().maxStepSize(2).build()))
                .build())
            .build()))
        .build();
    InferenceComponent component = InferenceComponent.Builder.create(stack, "Component")
        .endpoint(Endpoint.Builder.create(stack, "Endpoint").endpointConfig(endpointConfig).build())
        .specification(InferenceComponentSpecification.fromContainer(
            InferenceComponentContainer.builder()
                .image(ContainerImage.fromEcrRepository(repository, "1.0"))
                .environment(Map.of("LOG_LEVEL", "info"))
                .build(),
            InferenceComponentHostingOptions.builder()
                .computeResources(InferenceComponentComputeResources.builder().minMemory(Size.gibibytes(2)).cpuCores(1).build())
                .build()))
        .copyCount(2)
        .deploymentConfig(InferenceComponentDeploymentConfig.rolling(InferenceComponentRollingOptions.builder()
            .maxBatchSize(InferenceComponentCapacitySize.copies(1))
            .waitInterval(Duration.minutes(5))
            .build()))
        .build();
    component.addDeploymentAlarms(DeploymentAlarmsOptions.builder().maxModelLatency(Duration.millis(300)).build());
    component.autoScaleCopyCount(EnableScalingProps.builder().maxCapacity(4).build())
        .scaleOnConcurrentRequests("Load", ConcurrentRequestsScalingProps.builder().targetConcurrentRequests(5).build());
    component.getGrants().invoke(Role.Builder.create(stack, "Client").assumedBy(new ServicePrincipal("lambda.amazonaws.com")).build());
  }

  /** A model that the deployment trains and hosts. */
  private static void training(App app) {
    Stack stack = new Stack(app, "Training");
    IBucket bucket = Bucket.fromBucketName(stack, "Bucket", "customers");
    ContainerImage image = ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, "Repository", "training"), "1.4");
    JobHandler.configure(stack, JobHandlerOptions.builder().logRetention(RetentionDays.ONE_YEAR).build());

    TrainingJob job = TrainingJob.Builder.create(stack, "Job")
        .algorithm(TrainingAlgorithm.fromImage(image, ImageTrainingAlgorithmOptions.builder()
            .metricDefinitions(Map.of("validation:auc", "auc: ([0-9.]+)"))
            .build()))
        .hyperParameters(Map.of("max_depth", 5, "eta", 0.2, "balanced", true, "objective", "binary:logistic"))
        .inputChannels(Map.of("train", InputChannel.fromBucketPrefix(bucket, "train", S3InputOptions.builder()
            .contentType("text/csv")
            .shuffleSeed(7)
            .build())))
        .output(TrainingOutputOptions.builder().bucket(bucket).prefix("models").build())
        .checkpoint(CheckpointOptions.builder().bucket(bucket).prefix("checkpoints").build())
        .resources(TrainingResources.instances(InstanceType.M5_XLARGE, TrainingInstancesOptions.builder().instanceCount(2).build()))
        .maxRuntime(Duration.hours(1))
        .spot(SpotTrainingOptions.builder().maxWaitTime(Duration.hours(2)).build())
        .requestOverrides(Map.of("RetryStrategy", Map.of("MaximumRetryAttempts", 3)))
        .build();
    Tags.of(job).add("team", "churn");
    Model.Builder.create(stack, "Model")
        .containers(List.of(ContainerDefinition.builder().image(image).modelData(ModelData.fromTrainingJob(job)).build()))
        .build();

    job.onFailed("Failed");
    job.metricCpuUtilization(JobInstanceMetricOptions.builder().instance(2).build())
        .createAlarm(stack, "Idle", CreateAlarmOptions.builder().threshold(10).evaluationPeriods(3).build());
    job.getGrants().describe(new Group(stack, "Scientists"));
    CfnOutput.Builder.create(stack, "Auc").value(job.finalMetric("validation:auc")).build();
  }

  /** An imported endpoint with metrics, scaling and grants. */
  private static void imported(App app) {
    Stack stack = new Stack(app, "Imported");
    Role client = Role.Builder.create(stack, "Client").assumedBy(new ServicePrincipal("lambda.amazonaws.com")).build();

    IEndpoint endpoint = Endpoint.fromEndpointName(stack, "Endpoint", "churn");
    endpoint.grantInvoke(client);
    IEndpointInstanceProductionVariant main = endpoint.findInstanceProductionVariant("main");
    main.autoScaleInstanceCount(EnableScalingProps.builder().maxCapacity(4).build())
        .scaleOnInvocations("Load", InvocationsScalingProps.builder().maxRequestsPerSecond(10).build());
    main.metricCpuUtilization().createAlarm(stack, "Busy", CreateAlarmOptions.builder().threshold(90).evaluationPeriods(3).build());

    Pipeline.fromPipelineName(stack, "Pipeline", "training").grantStartPipelineExecution(client);
  }

  /** Invalid values, which throw an error of the language with all violations. */
  private static void invalidProps() {
    Stack stack = new Stack();
    try {
      EndpointConfig.Builder.create(stack, "EndpointConfig")
          .serverlessProductionVariant(ServerlessProductionVariantProps.builder()
              .variantName("all")
              .model(Model.fromModelName(stack, "Model", "sentiment"))
              .memorySizeInMb(1500)
              .maxConcurrency(500)
              .build())
          .build();
    } catch (JsiiException error) {
      System.out.println(error.getMessage());
      return;
    }
    throw new AssertionError("A memory size of 1500 MB was accepted.");
  }
}
