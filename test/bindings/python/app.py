"""The Python version of `../app.ts`, statement by statement."""

from aws_cdk import App, CfnOutput, Duration, Size, Stack, Tags
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk.aws_sagemaker import CfnModel
import cdk_sagemaker as sagemaker


def instances(app: App) -> None:
    """A model on instances with auto scaling and an alarm."""
    stack = Stack(app, "Instances")
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0)
    repository = ecr.Repository.from_repository_name(stack, "Repository", "inference")

    model = sagemaker.Model(
        stack,
        "Model",
        containers=[
            sagemaker.ContainerDefinition(
                image=sagemaker.ContainerImage.from_ecr_repository(repository, "1.0"),
                model_data=sagemaker.ModelData.from_asset("model.tar.gz"),
                environment={"LOG_LEVEL": "info", "WORKERS": "2"},
            )
        ],
        vpc=vpc,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
        allow_all_outbound=False,
    )
    model.connections.allow_to_any_ipv4(ec2.Port.tcp(443), "AWS endpoints")

    endpoint_config = sagemaker.EndpointConfig(
        stack,
        "EndpointConfig",
        encryption_key=kms.Key(stack, "Key"),
        instance_production_variants=[
            sagemaker.InstanceProductionVariantProps(
                variant_name="main",
                model=model,
                instance_type=sagemaker.InstanceType.M5_XLARGE,
                initial_instance_count=2,
                initial_variant_weight=3,
            )
        ],
    )
    endpoint_config.add_instance_production_variant(
        variant_name="canary",
        model=CfnModel(
            stack,
            "Canary",
            execution_role_arn=model.role.role_arn,
            primary_container=CfnModel.ContainerDefinitionProperty(
                image=repository.repository_uri_for_tag("1.1")
            ),
        ),
        instance_type=sagemaker.InstanceType.of("ml.c5.large"),
        container_startup_health_check_timeout=Duration.minutes(5),
    )
    endpoint = sagemaker.Endpoint(
        stack,
        "Endpoint",
        endpoint_name="churn",
        endpoint_config=endpoint_config,
        deployment_config=sagemaker.DeploymentConfig.blue_green_canary(
            canary_size=sagemaker.CapacitySize.percent(50),
            wait_interval=Duration.minutes(10),
            auto_rollback_alarms=[cloudwatch.Alarm.from_alarm_name(stack, "Shop", "shop-errors")],
        ),
        retain_all_variant_properties=True,
        exclude_retained_variant_properties=[sagemaker.VariantProperty.DESIRED_WEIGHT],
    )
    endpoint.add_deployment_alarms(max_model_latency=Duration.millis(300))

    main = endpoint.find_instance_production_variant("main")
    main.auto_scale_instance_count(min_capacity=2, max_capacity=6).scale_on_invocations(
        "Load",
        max_requests_per_second=30,
        safety_factor=0.7,
        scale_in_cooldown=Duration.minutes(10),
    )
    main.metric_model_latency(period=Duration.minutes(1)).create_alarm(
        stack, "Slow", threshold=200_000, evaluation_periods=3
    )
    main.metric_invocation_response_code(
        sagemaker.InvocationHttpResponseCode.INVOCATION_5XX_ERRORS
    ).create_alarm(stack, "Broken", threshold=1, evaluation_periods=1)

    client = iam.Role(stack, "Client", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    endpoint.grant_invoke(client)
    endpoint.grants.describe(client)
    endpoint.on_state_change(
        "Failures", event_pattern=events.EventPattern(detail={"EndpointStatus": ["FAILED"]})
    )
    cloudwatch.Dashboard(stack, "Dashboard", widgets=[endpoint.dashboard_widgets()])
    CfnOutput(stack, "EndpointName", value=endpoint.endpoint_name)


def serverless(app: App) -> None:
    """A model on a serverless endpoint."""
    stack = Stack(app, "Serverless")
    bucket = s3.Bucket.from_bucket_name(stack, "Artifacts", "artifacts")

    model = sagemaker.Model(
        stack,
        "Model",
        containers=[
            sagemaker.ContainerDefinition(
                image=sagemaker.ContainerImage.from_dlc(
                    "huggingface-pytorch-inference",
                    "2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04",
                ),
                model_data=sagemaker.ModelData.from_bucket(bucket, "sentiment/model.tar.gz"),
            )
        ],
    )
    endpoint_config = sagemaker.EndpointConfig(
        stack,
        "EndpointConfig",
        serverless_production_variant=sagemaker.ServerlessProductionVariantProps(
            variant_name="all",
            model=model,
            memory_size_in_mb=2048,
            max_concurrency=10,
            provisioned_concurrency=2,
        ),
    )
    endpoint = sagemaker.Endpoint(stack, "Endpoint", endpoint_config=endpoint_config)

    variant = endpoint.find_serverless_production_variant("all")
    variant.auto_scale_provisioned_concurrency(max_capacity=8).scale_on_utilization("Load")
    variant.metric_model_setup_time().create_alarm(
        stack, "ColdStarts", threshold=5_000_000, evaluation_periods=3
    )


def asynchronous(app: App) -> None:
    """A large model with asynchronous inference and data capture."""
    stack = Stack(app, "Asynchronous")
    bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "documents")

    model = sagemaker.Model(
        stack,
        "Model",
        containers=[
            sagemaker.ContainerDefinition(
                image=sagemaker.ContainerImage.from_dlc("djl-inference", "0.36.0-lmi18.0.0-cu128"),
                model_data=sagemaker.ModelData.from_bucket_prefix(
                    bucket, "models/summary", accept_eula=True
                ),
            )
        ],
        inference_execution_mode=sagemaker.InferenceExecutionMode.SERIAL,
    )
    endpoint_config = sagemaker.EndpointConfig(
        stack,
        "EndpointConfig",
        instance_production_variants=[
            sagemaker.InstanceProductionVariantProps(
                variant_name="main",
                model=model,
                instance_type=sagemaker.InstanceType.of("ml.p4d.24xlarge"),
                model_data_download_timeout=Duration.minutes(30),
                inference_ami_version=sagemaker.InferenceAmiVersion.AL2_GPU_3_1,
                routing_strategy=sagemaker.RoutingStrategy.prefix_aware(
                    prefix_length=2048, concurrency_threshold=8
                ),
                core_dump=sagemaker.CoreDumpOptions(bucket=bucket, prefix="crashes"),
            )
        ],
        async_inference=sagemaker.AsyncInferenceOptions(
            output_bucket=bucket,
            output_prefix="summaries",
            input_bucket=bucket,
            input_prefix="texts",
            error_topic=sns.Topic(stack, "Failures"),
            include_inference_response_in=[sagemaker.AsyncNotification.ERROR],
        ),
        data_capture=sagemaker.DataCaptureOptions(
            bucket=bucket,
            prefix="records",
            sampling_percentage=20,
            modes=[sagemaker.CaptureMode.INPUT],
        ),
        metrics=sagemaker.EndpointMetricsOptions(
            enhanced_metrics=True, publish_frequency=Duration.seconds(30)
        ),
    )
    endpoint = sagemaker.Endpoint(
        stack, "Endpoint", endpoint_config=endpoint_config, retain_all_variant_properties=True
    )

    count = endpoint.find_instance_production_variant("main").auto_scale_instance_count(
        min_capacity=0, max_capacity=2
    )
    count.scale_on_backlog("Backlog", target_backlog_per_instance=5)
    count.scale_from_zero("First")
    endpoint.grants.invoke_async(
        iam.Role(stack, "Client", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")),
        input_bucket=bucket,
        input_prefix="texts/",
    )


def components(app: App) -> None:
    """An inference component on an endpoint whose configuration has the execution role."""
    stack = Stack(app, "Components")
    repository = ecr.Repository.from_repository_name(stack, "Repository", "inference")

    endpoint_config = sagemaker.EndpointConfig(
        stack,
        "EndpointConfig",
        instance_production_variants=[
            sagemaker.InstanceProductionVariantProps(
                variant_name="main",
                instance_type=sagemaker.InstanceType.M5_XLARGE,
                volume_size=Size.gibibytes(100),
                managed_instance_scaling=sagemaker.ManagedInstanceScalingOptions(
                    min_instance_count=1,
                    max_instance_count=4,
                    scale_in_policy=sagemaker.ScaleInPolicy.consolidation(max_step_size=2),
                ),
            )
        ],
    )
    component = sagemaker.InferenceComponent(
        stack,
        "Component",
        endpoint=sagemaker.Endpoint(stack, "Endpoint", endpoint_config=endpoint_config),
        specification=sagemaker.InferenceComponentSpecification.from_container(
            sagemaker.InferenceComponentContainer(
                image=sagemaker.ContainerImage.from_ecr_repository(repository, "1.0"),
                environment={"LOG_LEVEL": "info"},
            ),
            compute_resources=sagemaker.InferenceComponentComputeResources(min_memory=Size.gibibytes(2), cpu_cores=1),
        ),
        copy_count=2,
        deployment_config=sagemaker.InferenceComponentDeploymentConfig.rolling(
            max_batch_size=sagemaker.InferenceComponentCapacitySize.copies(1),
            wait_interval=Duration.minutes(5),
        ),
    )
    component.add_deployment_alarms(max_model_latency=Duration.millis(300))
    component.auto_scale_copy_count(max_capacity=4).scale_on_concurrent_requests("Load", target_concurrent_requests=5)
    component.grants.invoke(iam.Role(stack, "Client", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")))


def training(app: App) -> None:
    """A model that the deployment trains and hosts."""
    stack = Stack(app, "Training")
    bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "customers")
    repository = ecr.Repository.from_repository_name(stack, "Repository", "training")
    image = sagemaker.ContainerImage.from_ecr_repository(repository, "1.4")
    sagemaker.JobHandler.configure(stack, log_retention=logs.RetentionDays.ONE_YEAR)

    job = sagemaker.TrainingJob(
        stack,
        "Job",
        algorithm=sagemaker.TrainingAlgorithm.from_image(
            image, metric_definitions={"validation:auc": "auc: ([0-9.]+)"}
        ),
        hyper_parameters={
            "max_depth": 5,
            "eta": 0.2,
            "balanced": True,
            "objective": "binary:logistic",
        },
        input_channels={
            "train": sagemaker.InputChannel.from_bucket_prefix(
                bucket, "train", content_type="text/csv", shuffle_seed=7
            )
        },
        output=sagemaker.TrainingOutputOptions(bucket=bucket, prefix="models"),
        checkpoint=sagemaker.CheckpointOptions(bucket=bucket, prefix="checkpoints"),
        resources=sagemaker.TrainingResources.instances(
            sagemaker.InstanceType.M5_XLARGE, instance_count=2
        ),
        max_runtime=Duration.hours(1),
        spot=sagemaker.SpotTrainingOptions(max_wait_time=Duration.hours(2)),
        request_overrides={"RetryStrategy": {"MaximumRetryAttempts": 3}},
    )
    Tags.of(job).add("team", "churn")
    sagemaker.Model(
        stack,
        "Model",
        containers=[
            sagemaker.ContainerDefinition(
                image=image, model_data=sagemaker.ModelData.from_training_job(job)
            )
        ],
    )

    job.on_failed("Failed")
    job.metric_cpu_utilization(instance=2).create_alarm(
        stack, "Idle", threshold=10, evaluation_periods=3
    )
    job.grants.describe(iam.Group(stack, "Scientists"))
    CfnOutput(stack, "Auc", value=job.final_metric("validation:auc"))


def imported(app: App) -> None:
    """An imported endpoint with metrics, scaling and grants."""
    stack = Stack(app, "Imported")
    client = iam.Role(stack, "Client", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))

    endpoint = sagemaker.Endpoint.from_endpoint_name(stack, "Endpoint", "churn")
    endpoint.grant_invoke(client)
    main = endpoint.find_instance_production_variant("main")
    main.auto_scale_instance_count(max_capacity=4).scale_on_invocations(
        "Load", max_requests_per_second=10
    )
    main.metric_cpu_utilization().create_alarm(stack, "Busy", threshold=90, evaluation_periods=3)

    pipeline = sagemaker.Pipeline.from_pipeline_name(stack, "Pipeline", "training")
    pipeline.grant_start_pipeline_execution(client)


def invalid_props() -> None:
    """Invalid values, which throw an error of the language with all violations."""
    stack = Stack()
    try:
        sagemaker.EndpointConfig(
            stack,
            "EndpointConfig",
            serverless_production_variant=sagemaker.ServerlessProductionVariantProps(
                variant_name="all",
                model=sagemaker.Model.from_model_name(stack, "Model", "sentiment"),
                memory_size_in_mb=1500,
                max_concurrency=500,
            ),
        )
    except RuntimeError as error:
        print(error)
        return
    raise AssertionError("A memory size of 1500 MB was accepted.")


# Metadata that depends on the language or the CDK version is disabled, so that the complete templates can be compared.
app = App(analytics_reporting=False, tree_metadata=False)
instances(app)
serverless(app)
asynchronous(app)
components(app)
training(app)
imported(app)
invalid_props()
app.synth()
