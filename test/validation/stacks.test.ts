import { App, Duration, Size, Stack, Validations } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  AcceleratorType, AsyncInferenceOptions, CapacitySize, ClarifyBaseline, ClarifyInferenceOptions, CodeRepository, ContainerDefinition,
  ContainerImage, DataCaptureOptions, DeploymentConfig, Endpoint, EndpointConfig, EndpointConfigProps, EndpointProps, InferenceExecutionMode,
  InputChannel, InstanceProductionVariantProps, InstanceType, LifecycleScript, Model, ModelData, ModelProps, NotebookCodeRepository,
  NotebookInstance, NotebookInstanceLifecycleConfig, NotebookInstanceProps, PlatformIdentifier, RoutingStrategy, ServerlessProductionVariantProps,
  TrainingAlgorithm, TrainingJob, TrainingJobProps, TrainingResources, VariantProperty,
} from '../../src';
import { UNRECORDED } from '../record-templates';
import { acknowledgeElasticInference, acknowledgeUnknownValues } from '../support/acknowledgements';
import { IMAGE, NamedImage } from '../support/images';
import { warnings } from '../support/warnings';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App({ context: { [UNRECORDED]: true } }), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
});

// One thing wrong in the props of a stack, beside the nearest right value: what the constructs make of each.

const model = (props: ModelProps = {}) => new Model(stack, `Model${stack.node.children.length}`, { containers: [{ image: IMAGE }], ...props });
const container = (more: Partial<ContainerDefinition>) => model({ containers: [{ image: IMAGE, ...more }] });
const containers = (...more: Partial<ContainerDefinition>[]) => model({ containers: more.map((each) => ({ image: IMAGE, ...each })) });
const config = (props: EndpointConfigProps) => new EndpointConfig(stack, `Config${stack.node.children.length}`, props);
const instances = (more: Partial<InstanceProductionVariantProps>, props: EndpointConfigProps = {}) =>
  config({ instanceProductionVariants: [{ variantName: 'main', model: model(), instanceType: InstanceType.M5_LARGE, ...more }], ...props });
const serverless = (more: Partial<ServerlessProductionVariantProps>, props: EndpointConfigProps = {}) =>
  config({ serverlessProductionVariant: { variantName: 'main', model: model(), maxConcurrency: 10, memorySizeInMB: 2048, ...more }, ...props });
const endpoint = (more: Partial<EndpointProps>, initialInstanceCount: number = 20) =>
  new Endpoint(stack, `Endpoint${stack.node.children.length}`, { endpointConfig: instances({ initialInstanceCount }), ...more });
const deployed = (deploymentConfig: DeploymentConfig, count?: number) => endpoint({ deploymentConfig }, count);
const capture = (more: Partial<DataCaptureOptions>) => instances({}, { dataCapture: { bucket: bucket(), samplingPercentage: 10, ...more } });
const asynchronous = (more: Partial<AsyncInferenceOptions>) => instances({}, { asyncInference: { outputBucket: bucket(), ...more } });
const explained = (inference: ClarifyInferenceOptions) => instances({}, { clarifyExplainer: { baseline: ClarifyBaseline.fromInline('1,2'), inference } });
const notebook = (more: Partial<NotebookInstanceProps>) =>
  new NotebookInstance(stack, `Notebook${stack.node.children.length}`, { instanceType: InstanceType.T3_MEDIUM, ...more });
const job = (more: Partial<TrainingJobProps>) => new TrainingJob(stack, `Job${stack.node.children.length}`, {
  algorithm: TrainingAlgorithm.fromImage(IMAGE),
  output: { bucket: bucket() },
  resources: TrainingResources.instances(InstanceType.M5_LARGE, { volumeSize: Size.gibibytes(30) }),
  maxRuntime: Duration.hours(1),
  ...more,
});
const bucket = () => Bucket.fromBucketName(stack, `Bucket${stack.node.children.length}`, 'bucket');
const vpc = () => new Vpc(stack, `Vpc${stack.node.children.length}`, { natGateways: 1 });
const groups = (number: number) => Array.from({ length: number }, (_, index) =>
  SecurityGroup.fromSecurityGroupId(stack, `Group${stack.node.children.length}-${index}`, 'sg-0123456789abcdef0'));
const pools = (number: number, ...priorities: number[]) => ['m5.large', 'm5.xlarge', 'm5.2xlarge', 'm5.4xlarge', 'c5.large', 'c5.xlarge']
  .slice(0, number).map((type, index) => ({ instanceType: InstanceType.of(`ml.${type}`), priority: priorities[index] ?? Math.min(index + 1, 5) }));
const variables = (number: number, value: string) => Object.fromEntries(Array.from({ length: number }, (_, index) => [`KEY${index + 100}`, value]));
const seconds = Duration.seconds;
const percent = CapacitySize.percent;
const count = CapacitySize.instances;
const canary = (size: CapacitySize) => DeploymentConfig.blueGreenCanary({ canarySize: size, waitInterval: seconds(60) });
const linear = (size: CapacitySize) => DeploymentConfig.blueGreenLinear({ linearStepSize: size, waitInterval: seconds(60) });
const timedLinear = (linearStepSize: CapacitySize, timeout: number) =>
  DeploymentConfig.blueGreenLinear({ linearStepSize, waitInterval: seconds(100), maxExecutionTimeout: seconds(timeout) });
const rolling = (size: CapacitySize, back?: CapacitySize) =>
  DeploymentConfig.rolling({ maxBatchSize: size, waitInterval: seconds(60), rollbackMaxBatchSize: back });
const allAtOnce = (terminationWait: number, maxExecutionTimeout: number) =>
  DeploymentConfig.blueGreenAllAtOnce({ terminationWait: seconds(terminationWait), maxExecutionTimeout: seconds(maxExecutionTimeout) });
const alarms = (number: number) => Array.from({ length: number }, (_, index) => Alarm.fromAlarmArn(stack, `Alarm${stack.node.children.length}-${index}`, 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a'));
const rollback = (number: number) => deployed(DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: alarms(number) }));
const pipeline = () => model({ containers: [{ image: IMAGE }, { image: IMAGE }] });
const multiModel = () => container({ modelData: ModelData.fromMultiModelPrefix(bucket(), 'models') });
const shadowed = (more: Partial<InstanceProductionVariantProps>, props: EndpointConfigProps = {}) =>
  instances({}, { shadowProductionVariants: [{ variantName: 'shadow', model: model(), instanceType: InstanceType.M5_LARGE, ...more }], ...props });

const STACKS: readonly (readonly [rule: string, what: string, right: () => unknown, wrong: () => unknown])[] = [
  ['ModelName', 'a long name', () => model({ modelName: 'm'.repeat(63) }), () => model({ modelName: 'm'.repeat(64) })],
  ['ModelName', 'a hyphen at the end', () => model({ modelName: 'a--b' }), () => model({ modelName: 'a-' })],
  ['ContainerImage', 'a long image', () => container({ image: new NamedImage('i'.repeat(255)) }), () => container({ image: new NamedImage('i'.repeat(256)) })],
  ['EnvironmentMap', 'many variables', () => container({ environment: variables(100, 'x') }), () => container({ environment: variables(101, 'x') })],
  ['EnvironmentValue', 'a long variable', () => container({ environment: { A: 'x'.repeat(1024) } }), () => container({ environment: { A: 'x'.repeat(1025) } })],
  ['EnvironmentKey', 'a name with a hyphen', () => container({ environment: { _A1: '' } }), () => container({ environment: { 'A-B': '' } })],
  ['TotalEnvironmentTooLarge', 'much environment', () => container({ environment: variables(32, 'x'.repeat(1018)) }), () => container({ environment: variables(32, 'x'.repeat(1019)) })],
  ['EnvironmentVariableTooLarge', 'many bytes in few characters', () => container({ environment: { A: 'é'.repeat(512) } }), () => container({ environment: { A: 'é'.repeat(513) } })],
  ['TotalEnvironmentTooLarge', 'much environment in several containers', () => containers({ environment: variables(16, 'x'.repeat(1018)) }, { environment: variables(16, 'x'.repeat(1018)) }),
    () => containers({ environment: variables(16, 'x'.repeat(1018)) }, { environment: variables(16, 'x'.repeat(1019)) })],
  ['ContainerDefinitionList', 'many containers', () => containers(...Array(15).fill({})), () => containers(...Array(16).fill({}))],
  ['ModelWithoutContainers', 'no container', () => containers({}), () => model({ containers: [] })],
  ['SomeContainersWithoutHostname', 'some host names', () => containers({ containerHostname: 'a' }, { containerHostname: 'b' }), () => containers({ containerHostname: 'a' }, {})],
  ['DuplicateContainerHostname', 'the same host name', () => containers({ containerHostname: 'a' }, { containerHostname: 'A' }), () => containers({ containerHostname: 'a' }, { containerHostname: 'a' })],
  ['DirectInvocationWithoutHostname', 'direct calls without names', () => model({ containers: [{ image: IMAGE, containerHostname: 'a' }, { image: IMAGE, containerHostname: 'b' }], inferenceExecutionMode: InferenceExecutionMode.DIRECT }),
    () => model({ containers: [{ image: IMAGE }, { image: IMAGE }], inferenceExecutionMode: InferenceExecutionMode.DIRECT })],
  ['PrivateRegistryWithoutVpc', 'a private registry without a vpc', () => model({ vpc: vpc(), containers: [{ image: ContainerImage.fromPrivateRegistry('r.example/i:1') }] }),
    () => model({ containers: [{ image: ContainerImage.fromPrivateRegistry('r.example/i:1') }] })],
  ['SeveralMultiModelContainers', 'two multi-model containers', () => containers({ modelData: ModelData.fromMultiModelPrefix(bucket(), 'a') }, {}),
    () => containers({ modelData: ModelData.fromMultiModelPrefix(bucket(), 'a') }, { modelData: ModelData.fromMultiModelPrefix(bucket(), 'b') })],
  ['ModelDataNotTarGz', 'a zip', () => container({ modelData: ModelData.fromBucket(bucket(), 'm.tar.gz') }), () => container({ modelData: ModelData.fromBucket(bucket(), 'm.zip') })],
  ['VpcSecurityGroupIds', 'many security groups', () => model({ vpc: vpc(), securityGroups: groups(5) }), () => model({ vpc: vpc(), securityGroups: groups(6) })],

  ['EndpointConfigName', 'a dot', () => instances({}, { endpointConfigName: 'a-b' }), () => instances({}, { endpointConfigName: 'a.b' })],
  ['VariantName', 'a long name', () => instances({ variantName: 'v'.repeat(63) }), () => instances({ variantName: 'v'.repeat(64) })],
  ['ProductionVariantList', 'no variant', () => instances({}), () => config({})],
  ['ProductionVariantList', 'many variants', () => variants(10), () => variants(11)],
  ['InitialTaskCount', 'no instance', () => instances({ initialInstanceCount: 1 }), () => instances({ initialInstanceCount: 0 })],
  ['VariantWeight', 'a negative weight', () => instances({ initialVariantWeight: 0 }), () => instances({ initialVariantWeight: -0.1 })],
  ['ProductionVariantVolumeSizeInGB', 'a large volume', () => instances({ volumeSize: Size.gibibytes(512) }), () => instances({ volumeSize: Size.gibibytes(513) })],
  ['ProductionVariantVolumeSizeInGB', 'a part of a gibibyte', () => instances({ volumeSize: Size.mebibytes(2048) }), () => instances({ volumeSize: Size.mebibytes(1500) })],
  ['ProductionVariantModelDataDownloadTimeoutInSeconds', 'little time', () => instances({ modelDataDownloadTimeout: seconds(60) }), () => instances({ modelDataDownloadTimeout: seconds(59) })],
  ['ProductionVariantContainerStartupHealthCheckTimeoutInSeconds', 'much time', () => instances({ containerStartupHealthCheckTimeout: seconds(3600) }),
    () => instances({ containerStartupHealthCheckTimeout: seconds(3601) })],
  ['InstancePoolList', 'many pools', () => instances({ instanceType: undefined, instancePools: pools(5) }), () => instances({ instanceType: undefined, instancePools: pools(6) })],
  ['InstancePoolPriority', 'a low priority', () => instances({ instanceType: undefined, instancePools: pools(1, 5) }), () => instances({ instanceType: undefined, instancePools: pools(1, 6) })],
  ['VariantInstanceProvisionTimeoutInSeconds', 'little time', () => instances({ instanceType: undefined, instancePools: pools(2), instanceProvisionTimeout: seconds(300) }),
    () => instances({ instanceType: undefined, instancePools: pools(2), instanceProvisionTimeout: seconds(299) })],
  ['VariantNeedsOneCapacity', 'a type and pools', () => instances({ instanceType: undefined, instancePools: pools(2) }), () => instances({ instancePools: pools(2) })],
  ['DuplicateVariantName', 'the same name twice', () => variants(2), () => variants(2, 'same')],
  ['DuplicateVariantName', 'the name of the shadow', () => shadowed({}), () => shadowed({ variantName: 'main' })],
  ['InvalidServerlessMemorySize', 'memory between the sizes', () => serverless({ memorySizeInMB: 6144 }), () => serverless({ memorySizeInMB: 2000 })],
  ['ServerlessMemorySizeInMB', 'much memory', () => serverless({ memorySizeInMB: 1024 }), () => serverless({ memorySizeInMB: 7168 })],
  ['ServerlessMaxConcurrency', 'much concurrency', () => serverless({ maxConcurrency: 200 }), () => serverless({ maxConcurrency: 201 })],
  ['ProvisionedConcurrencyAboveMaxConcurrency', 'more provisioned than allowed', () => serverless({ provisionedConcurrency: 10 }), () => serverless({ provisionedConcurrency: 11 })],
  ['ServerlessVariantWithOtherVariants', 'serverless beside instances', () => serverless({}), () => instances({}, { serverlessProductionVariant: { variantName: 'b', model: model(), maxConcurrency: 1, memorySizeInMB: 1024 } })],
  ['ServerlessDataCapture', 'serverless with data capture', () => serverless({}, { dataCapture: { bucket: bucket(), samplingPercentage: 1, enabled: false } }), () => serverless({}, { dataCapture: { bucket: bucket(), samplingPercentage: 1 } })],
  ['ServerlessVpc', 'serverless in a vpc', () => instances({}, { vpc: vpc() }), () => serverless({}, { vpc: vpc() })],
  ['ServerlessModelInVpc', 'a serverless model in a vpc', () => instances({ model: model({ vpc: vpc() }) }), () => serverless({ model: model({ vpc: vpc() }) })],
  ['ServerlessNetworkIsolation', 'serverless and isolated', () => serverless({}, { networkIsolation: false }), () => serverless({}, { networkIsolation: true })],
  ['ServerlessModelWithNetworkIsolation', 'a serverless model that is isolated', () => instances({ model: model({ networkIsolation: true }) }), () => serverless({ model: model({ networkIsolation: true }) })],
  ['ServerlessInferencePipeline', 'a serverless pipeline', () => instances({ model: pipeline() }), () => serverless({ model: pipeline() })],
  ['ServerlessMultiModel', 'serverless and multi-model', () => instances({ model: multiModel() }), () => serverless({ model: multiModel() })],
  ['ServerlessModelDataSource', 'serverless artifacts that are not compressed', () => instances({ model: container({ modelData: ModelData.fromBucketPrefix(bucket(), 'p') }) }),
    () => serverless({ model: container({ modelData: ModelData.fromBucketPrefix(bucket(), 'p') }) })],
  ['SeveralVariantsInShadowTest', 'a shadow of two variants', () => shadowed({}), () => {
    const shadow = { variantName: 'shadow', model: model(), instanceType: InstanceType.M5_LARGE };
    config({ instanceProductionVariants: ['a', 'b'].map((variantName) => ({ ...shadow, variantName })), shadowProductionVariants: [shadow] });
  }],
  ['AsyncInferenceInShadowTest', 'an asynchronous shadow', () => shadowed({}), () => shadowed({}, { asyncInference: { outputBucket: bucket() } })],
  ['Inf1InShadowTest', 'a shadow on ml.inf1', () => shadowed({ instanceType: InstanceType.of('ml.inf2.xlarge') }), () => shadowed({ instanceType: InstanceType.of('ml.inf1.xlarge') })],
  ['PipelineOrMultiModelInShadowTest', 'a shadow pipeline', () => shadowed({}), () => shadowed({ model: pipeline() })],
  ['AcceleratorInShadowTest', 'a shadow of an accelerator', () => shadowed({}), () => shadowed({ acceleratorType: AcceleratorType.EIA2_MEDIUM })],
  ['AsyncInferenceOnInf1', 'asynchronous on ml.inf1', () => instances({ instanceType: InstanceType.of('ml.inf1.xlarge') }), () => instances({ instanceType: InstanceType.of('ml.inf1.xlarge') }, { asyncInference: { outputBucket: bucket() } })],
  ['VolumeSizeWithLocalStorage', 'a volume beside a disk', () => instances({ instanceType: InstanceType.of('ml.g5.xlarge') }), () => instances({ instanceType: InstanceType.of('ml.g5.xlarge'), volumeSize: Size.gibibytes(30) })],
  ['MinInstanceCountAboveMaxInstanceCount', 'a least over the most', () => instances({ model: undefined, managedInstanceScaling: { minInstanceCount: 2, maxInstanceCount: 2 } }),
    () => instances({ model: undefined, managedInstanceScaling: { minInstanceCount: 3, maxInstanceCount: 2 } })],
  ['ManagedInstanceScalingWithModel', 'managed scaling of a model', () => instances({ model: undefined, managedInstanceScaling: { minInstanceCount: 0 } }), () => instances({ managedInstanceScaling: { minInstanceCount: 1 } })],
  ['PrefixAwareRoutingPrefixLength', 'a short prefix', () => instances({ routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 1024, concurrencyThreshold: 1 }) }),
    () => instances({ routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 1023, concurrencyThreshold: 1 }) })],
  ['PrefixAwareRoutingWithoutConfig', 'prefixes without their lengths', () => instances({ routingStrategy: RoutingStrategy.RANDOM }), () => instances({ routingStrategy: RoutingStrategy.of('PREFIX_AWARE') })],
  ['InvalidMetricsFrequency', 'metrics at an odd interval', () => instances({}, { metrics: { publishFrequency: seconds(60) } }), () => instances({}, { metrics: { publishFrequency: seconds(45) } })],
  ['SamplingPercentage', 'too many requests', () => capture({ samplingPercentage: 100 }), () => capture({ samplingPercentage: 101 })],
  ['SamplingPercentage', 'a part of a percent', () => capture({ samplingPercentage: 0 }), () => capture({ samplingPercentage: 0.5 })],
  ['CaptureOptionList', 'nothing to capture', () => capture({}), () => capture({ modes: [] })],
  ['CsvContentType', 'no media type', () => capture({ csvContentTypes: ['text/csv'] }), () => capture({ csvContentTypes: ['csv'] })],
  ['JsonContentTypes', 'many media types', () => capture({ jsonContentTypes: Array(10).fill('application/json') }), () => capture({ jsonContentTypes: Array(11).fill('application/json') })],
  ['DestinationS3Uri', 'a long prefix', () => capture({ prefix: 'p'.repeat(490) }), () => capture({ prefix: 'p'.repeat(510) })],
  ['MaxConcurrentInvocationsPerInstance', 'many at once', () => asynchronous({ maxConcurrentInvocationsPerInstance: 1000 }), () => asynchronous({ maxConcurrentInvocationsPerInstance: 1001 })],
  ['ClarifyMaxPayloadInMB', 'a large payload', () => explained({ maxPayload: Size.mebibytes(25) }), () => explained({ maxPayload: Size.mebibytes(26) })],
  ['ClarifyLabelHeaders', 'many labels', () => explained({ labelHeaders: Array(16).fill('l') }), () => explained({ labelHeaders: Array(17).fill('l') })],
  ['ClarifyProbabilityIndex', 'a negative index', () => explained({ probabilityIndex: 0 }), () => explained({ probabilityIndex: -1 })],

  ['EndpointName', 'a long name', () => endpoint({ endpointName: 'e'.repeat(63) }), () => endpoint({ endpointName: 'e'.repeat(64) })],
  ['CanarySizeOutOfRange', 'a large canary', () => deployed(canary(percent(50))), () => deployed(canary(percent(51)))],
  ['CanarySizeOutOfRange', 'a canary of many instances', () => deployed(canary(count(10))), () => deployed(canary(count(11)))],
  ['CapacitySizeValue', 'no canary', () => deployed(canary(count(1))), () => deployed(canary(count(0)))],
  ['LinearStepSizeOutOfRange', 'a small step', () => deployed(linear(percent(10))), () => deployed(linear(percent(9)))],
  ['LinearStepSizeOutOfRange', 'a step of few instances', () => deployed(linear(count(2))), () => deployed(linear(count(1)))],
  ['RollingBatchSizeOutOfRange', 'a small batch', () => deployed(rolling(percent(5))), () => deployed(rolling(percent(4)))],
  ['RollingBatchSizeOutOfRange', 'a batch of many instances', () => deployed(rolling(count(10))), () => deployed(rolling(count(11)))],
  ['RollbackBatchSizeOutOfRange', 'more than all', () => deployed(rolling(percent(10), percent(100))), () => deployed(rolling(percent(10), percent(101)))],
  ['TimeoutBelowDeploymentWaits', 'no time for the wait', () => deployed(allAtOnce(599, 600)), () => deployed(allAtOnce(600, 600))],
  ['TimeoutBelowStepWaits', 'no time for all steps', () => deployed(timedLinear(percent(10), 1001)), () => deployed(timedLinear(percent(10), 1000))],
  ['TimeoutBelowStepWaits', 'no time for steps of many instances', () => deployed(timedLinear(count(3), 701)), () => deployed(timedLinear(count(3), 700))],
  ['MaximumExecutionTimeoutInSeconds', 'little time', () => deployed(allAtOnce(0, 600)), () => deployed(allAtOnce(0, 599))],
  ['TerminationWaitInSeconds', 'a long wait', () => deployed(allAtOnce(3600, 3601)), () => deployed(allAtOnce(3601, 28800))],
  ['RollingUpdateOfSeveralVariants', 'several variants', () => endpoint({ deploymentConfig: rolling(percent(10)) }), () => endpoint({ deploymentConfig: rolling(percent(10)), endpointConfig: variants(2) })],
  ['RollingUpdateOfServerlessVariant', 'serverless', () => endpoint({ deploymentConfig: rolling(percent(10)) }), () => endpoint({ deploymentConfig: rolling(percent(10)), endpointConfig: serverless({}) })],
  ['AlarmList', 'many alarms', () => rollback(10), () => rollback(11)],
  ['DuplicateEndpointName', 'the same name but for its case', () => [endpoint({ endpointName: 'a' }), endpoint({ endpointName: 'b' })], () => [endpoint({ endpointName: 'a' }), endpoint({ endpointName: 'A' })]],
  ['DuplicateName', 'the same name', () => [model({ modelName: 'a' }), model({ modelName: 'b' })], () => [model({ modelName: 'a' }), model({ modelName: 'a' })]],
  ['VariantPropertyList', 'many exceptions', () => excluding(3), () => excluding(4)],

  ['NotebookInstanceName', 'a long name', () => notebook({ notebookInstanceName: 'n'.repeat(63) }), () => notebook({ notebookInstanceName: 'n'.repeat(64) })],
  ['NotebookInstanceVolumeSizeInGB', 'a small volume', () => notebook({ volumeSize: Size.gibibytes(5) }), () => notebook({ volumeSize: Size.gibibytes(4) })],
  ['NotebookInstanceVolumeSizeInGB', 'a large volume', () => notebook({ volumeSize: Size.gibibytes(16384) }), () => notebook({ volumeSize: Size.gibibytes(16385) })],
  ['NoInternetAccessWithoutSubnet', 'no way out at all', () => notebook({ directInternetAccess: false, vpc: vpc() }), () => notebook({ directInternetAccess: false })],
  ['SecurityGroupIds', 'many security groups', () => notebook({ vpc: vpc(), securityGroups: groups(5) }), () => notebook({ vpc: vpc(), securityGroups: groups(6) })],
  ['AdditionalCodeRepositoryNamesOrUrls', 'many repositories', () => notebook({ additionalCodeRepositories: Array(3).fill(NotebookCodeRepository.fromUrl('https://g.example/a')) }),
    () => notebook({ additionalCodeRepositories: Array(4).fill(NotebookCodeRepository.fromUrl('https://g.example/a')) })],
  ['CodeRepositoryNameOrUrl', 'another protocol', () => notebook({ defaultCodeRepository: NotebookCodeRepository.fromUrl('https://g.example/a') }), () => notebook({ defaultCodeRepository: NotebookCodeRepository.fromUrl('ssh://g.example/a') })],
  ['ScriptTooLong', 'a long script', () => lifecycle(12288), () => lifecycle(12289)],
  ['GitConfigUrl', 'another protocol', () => repository('https://g.example/a'), () => repository('http://g.example/a')],

  ['HyperParameters', 'many hyperparameters', () => job({ hyperParameters: variables(100, 'x') }), () => job({ hyperParameters: variables(101, 'x') })],
  ['HyperParameterValue', 'a long hyperparameter', () => job({ hyperParameters: { a: 'x'.repeat(2500) } }), () => job({ hyperParameters: { a: 'x'.repeat(2501) } })],
  ['FileSystemWithoutVpc', 'a file system without a vpc', () => job({ vpc: vpc(), inputChannels: { train: files() } }), () => job({ inputChannels: { train: files() } })],
  ['UnknownInstanceGroup', 'a group that there is not', () => job({ inputChannels: { train: InputChannel.fromBucketPrefix(bucket(), 'p') } }), () => job({ inputChannels: { train: InputChannel.fromBucketPrefix(bucket(), 'p', { instanceGroups: ['a'] }) } })],
  ['TrainingKeyWithLocalStorage', 'a key beside a disk', () => job({ resources: on('ml.m5.large', true) }), () => job({ resources: on('ml.g5.xlarge', true) })],
  ['MaxWaitBelowMaxRuntime', 'less wait than run', () => job({ spot: { maxWaitTime: Duration.hours(1) } }), () => job({ spot: { maxWaitTime: Duration.minutes(59) } })],
  ['MaxRuntimeInSeconds', 'a part of a second', () => job({ maxRuntime: Duration.millis(2000) }), () => job({ maxRuntime: Duration.millis(1500) })],
  ['MaxRuntimeAbove28Days', 'more than 28 days', () => job({ maxRuntime: Duration.days(28) }), () => job({ maxRuntime: Duration.days(29) })],
  ['KeepAliveWithSpot', 'a warm pool of spot instances', () => job({ resources: warm() }), () => job({ resources: warm(), spot: { maxWaitTime: Duration.hours(1) } })],
  ['KeepAlivePeriodInSeconds', 'a long warm pool', () => job({ resources: warm(6) }), () => job({ resources: warm(7) })],
];

function variants(number: number, name?: string): EndpointConfig {
  return config({
    instanceProductionVariants: Array.from({ length: number }, (_, index) => ({ variantName: name ?? `v${index}`, model: model(), instanceType: InstanceType.M5_LARGE })),
  });
}

function excluding(number: number): Endpoint {
  return endpoint({ retainAllVariantProperties: true, excludeRetainedVariantProperties: Array(number).fill(VariantProperty.DESIRED_WEIGHT) });
}

function lifecycle(length: number): NotebookInstanceLifecycleConfig {
  return new NotebookInstanceLifecycleConfig(stack, 'Lifecycle', { onStart: [LifecycleScript.fromInline('#!/bin/bash\n'.padEnd(length, '#'))] });
}

function repository(repositoryUrl: string): CodeRepository {
  return new CodeRepository(stack, 'Repository', { repositoryUrl });
}

function files(): InputChannel {
  return InputChannel.fromEfs(FileSystem.fromFileSystemAttributes(stack, `Files${stack.node.children.length}`, {
    fileSystemId: 'fs-01234567', securityGroup: groups(1)[0],
  }), '/data');
}

function on(type: string, withKey: boolean): TrainingResources {
  const volumeEncryptionKey = withKey ? Key.fromKeyArn(stack, `Key${stack.node.children.length}`, 'arn:aws:kms:eu-west-1:123456789012:key/01234567-0123-0123-0123-0123456789ab') : undefined;
  return TrainingResources.instances(InstanceType.of(type), { volumeSize: Size.gibibytes(30), volumeEncryptionKey });
}

function warm(hours: number = 1): TrainingResources {
  return TrainingResources.instances(InstanceType.M5_LARGE, { volumeSize: Size.gibibytes(30), keepAlivePeriod: Duration.hours(hours) });
}

test.each(STACKS)('%s allows what is next to %s', (_rule, _what, right) => {
  expect(() => { right(); (stack.node.root as App).synth(); }).not.toThrow();
});

test.each(STACKS)('fails by %s: %s', (rule, _what, _right, wrong) => {
  expect(() => { wrong(); (stack.node.root as App).synth(); }).toThrow(new RegExp(`\\(${rule}, see https://docs\\.aws\\.amazon\\.com/`));
});

/** What deploys, but is doubtful. */
const DOUBTS: readonly (readonly [rule: string, what: string, make: () => Construct])[] = [
  ['FixedModelName', 'a fixed name of a model', () => model({ modelName: 'churn' })],
  ['FixedEndpointConfigName', 'a fixed name of a configuration', () => instances({}, { endpointConfigName: 'churn' })],
  ['FixedNotebookInstanceName', 'a fixed name of a notebook', () => notebook({ notebookInstanceName: 'science' })],
  ['SingleSubnet', 'a single subnet', () => model({ vpc: vpc(), vpcSubnets: { subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdef0')] } })],
  ['HostnameOfSingleContainer', 'a host name without a pipeline', () => container({ containerHostname: 'a' })],
  ['ServerlessAsyncInference', 'serverless and asynchronous', () => serverless({}, { asyncInference: { outputBucket: bucket() } })],
  ['EndpointKeyWithLocalStorage', 'a key beside a disk', () => instances({ instanceType: InstanceType.of('ml.g5.xlarge') }, { encryptionKey: key() })],
  ['RetiredVariantAccelerator', 'a retired accelerator', () => instances({ acceleratorType: AcceleratorType.EIA2_MEDIUM })],
  ['DuplicatePoolInstanceType', 'the same pool twice', () => instances({ instanceType: undefined, instancePools: [...pools(1), ...pools(1)] })],
  ['DeploymentWithoutAutoRollback', 'a deployment without alarms', () => deployed(canary(percent(10)))],
  ['DeploymentConfigOnInf1', 'guardrails for ml.inf1', () => endpoint({
    endpointConfig: instances({ instanceType: InstanceType.of('ml.inf1.xlarge') }), deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: alarms(1) }),
  })],
  ['ExcludedPropertiesWithoutRetention', 'exceptions from nothing', () => endpoint({ excludeRetainedVariantProperties: [VariantProperty.DESIRED_WEIGHT] })],
  ['UnsupportedExcludedProperty', 'data capture as an exception', () => endpoint({ retainAllVariantProperties: true, excludeRetainedVariantProperties: [VariantProperty.DATA_CAPTURE_CONFIG] })],
  ['TimeoutBelowExpectedStepWaits', 'no time for all steps', () => deployed(DeploymentConfig.blueGreenLinear({
    linearStepSize: percent(10), waitInterval: seconds(100), maxExecutionTimeout: seconds(900), autoRollbackAlarms: alarms(1),
  }), 2)],
  ['TimeoutBelowBatchWaits', 'no time for all batches', () => deployed(DeploymentConfig.rolling({
    maxBatchSize: percent(50), waitInterval: seconds(600), maxExecutionTimeout: seconds(600), autoRollbackAlarms: alarms(1),
  }))],
  ['SubnetWithoutEgress', 'no way out', () => notebook({ directInternetAccess: false, vpc: new Vpc(stack, 'Isolated', { natGateways: 0, maxAzs: 2 }) })],
  ['RetiredPlatform', 'an old platform', () => notebook({ platformIdentifier: PlatformIdentifier.of('notebook-al1-v1') })],
  ['NotebookKeyWithLocalStorage', 'a key beside a disk', () => notebook({ instanceType: InstanceType.of('ml.c5d.xlarge'), encryptionKey: key() })],
  ['RoleNotTrustingSageMaker', 'a role for another service', () => notebook({ role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }) })],
  ['ImdsVersion1', 'both versions of the metadata service', () => notebook({ requireImdsv2: false })],
  ['UnknownInstanceType', 'a newer type', () => instances({ instanceType: InstanceType.of('ml.z9.large') })],
  ['UnknownValue', 'a newer platform', () => notebook({ platformIdentifier: PlatformIdentifier.of('notebook-al2030-v1') })],
  ['UnknownValue', 'a newer routing strategy', () => instances({ routingStrategy: RoutingStrategy.of('NEAREST') })],
  ['ZeroTrainingInstances', 'nothing that trains', () => job({ resources: TrainingResources.instances(InstanceType.M5_LARGE, { volumeSize: Size.gibibytes(30), instanceCount: 0 }) })],
  ['SpotWithoutCheckpoints', 'spot without checkpoints', () => job({ spot: { maxWaitTime: Duration.hours(2) } })],
  ['TrafficEncryptionOnSingleInstance', 'encryption between one', () => job({ interContainerTrafficEncryption: true })],
];

function key(): IKey {
  return Key.fromKeyArn(stack, `Key${stack.node.children.length}`, 'arn:aws:kms:eu-west-1:123456789012:key/01234567-0123-0123-0123-0123456789ab');
}

test.each(DOUBTS)('%s warns, and can be acknowledged: %s', (rule, _what, make) => {
  const made = make();
  acknowledgeElasticInference(stack);
  acknowledgeUnknownValues(stack);
  expect(() => (stack.node.root as App).synth()).not.toThrow();
  expect(warnings(stack)).toContain(`cdk-sagemaker:${rule}`);
  Validations.of(made).acknowledge({ id: `cdk-sagemaker:${rule}`, reason: 'known' });
  expect(warnings(stack)).not.toContain(`cdk-sagemaker:${rule}`);
});
