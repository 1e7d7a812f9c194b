import { App, CfnParameter, Duration, Stack, Tags, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CapacitySize, DeploymentConfig, Endpoint, EndpointConfig, EndpointProps, InstanceProductionVariantProps, InstanceType, Model, VariantProperty,
} from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const ENDPOINT = 'AWS::SageMaker::Endpoint';
const MINUTE = Duration.minutes(1);

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function config(...variants: Partial<InstanceProductionVariantProps>[]): EndpointConfig {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  return new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: variants.map((variant, index) => ({
      variantName: `variant${index}`, model, instanceType: InstanceType.M5_LARGE, initialInstanceCount: 4, ...variant,
    })),
  });
}

function endpoint(props: Partial<EndpointProps>): Endpoint {
  return new Endpoint(stack, 'Endpoint', { ...props, endpointConfig: props.endpointConfig ?? config({}) });
}

function deployed(deploymentConfig: DeploymentConfig): any {
  endpoint({ deploymentConfig });
  return readable(Object.values(Template.fromStack(stack).findResources(ENDPOINT))[0].Properties.DeploymentConfig);
}

function refused(make: () => DeploymentConfig, endpointConfig?: EndpointConfig): string[] {
  return errorLines(() => endpoint({ deploymentConfig: make(), endpointConfig })).slice(1);
}

function number(): number {
  return new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
}

describe('a deployment', () => {
  test('has no configuration by default', () => {
    endpoint({});
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { DeploymentConfig: Match.absent(), RetainDeploymentConfig: Match.absent() });
    expect(warnings(stack)).toEqual([]);
  });

  test('can move all traffic at once', () => {
    expect(deployed(DeploymentConfig.blueGreenAllAtOnce())).toEqual({
      BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 } },
    });
  });

  test('can keep the old instances for some time and have a maximum duration', () => {
    expect(deployed(DeploymentConfig.blueGreenAllAtOnce({ terminationWait: MINUTE, maxExecutionTimeout: Duration.hours(1) }))).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 }, TerminationWaitInSeconds: 60, MaximumExecutionTimeoutInSeconds: 3600,
      },
    });
  });

  test('can move a canary first', () => {
    const canary = DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.instances(1), waitInterval: MINUTE, terminationWait: MINUTE });
    expect(deployed(canary)).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 60, CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 } },
        TerminationWaitInSeconds: 60,
      },
    });
  });

  test('can move the traffic in equal steps', () => {
    expect(deployed(DeploymentConfig.blueGreenLinear({ linearStepSize: CapacitySize.percent(25), waitInterval: MINUTE }))).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'LINEAR', WaitIntervalInSeconds: 60, LinearStepSize: { Type: 'CAPACITY_PERCENT', Value: 25 } },
      },
    });
  });

  test('can replace instances in batches', () => {
    expect(deployed(DeploymentConfig.rolling({
      maxBatchSize: CapacitySize.percent(20),
      waitInterval: MINUTE,
      rollbackMaxBatchSize: CapacitySize.percent(100),
      maxExecutionTimeout: Duration.minutes(10),
    }))).toEqual({
      RollingUpdatePolicy: {
        MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 20 },
        WaitIntervalInSeconds: 60,
        RollbackMaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 100 },
        MaximumExecutionTimeoutInSeconds: 600,
      },
    });
  });

  test('accepts tokens as sizes and durations', () => {
    const waitInterval = Duration.seconds(number());
    const value = stack.node.findChild('Number') as CfnParameter;
    expect(deployed(DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(value.valueAsNumber), waitInterval })).BlueGreenUpdatePolicy)
      .toEqual({ TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: '${Number}', CanarySize: { Type: 'CAPACITY_PERCENT', Value: '${Number}' } } });
  });
});

describe('validation names the options of a deployment:', () => {
  test.each<[string, () => DeploymentConfig]>([
    ['deploymentConfig.canarySize must be at most 50 percent of the instances, not 51 percent',
      () => DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(51), waitInterval: MINUTE })],
    ['deploymentConfig.canarySize must be at most 50 percent of the instances, not 3 of 4',
      () => DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.instances(3), waitInterval: MINUTE })],
    ['deploymentConfig.canarySize must be at least 1, got 0',
      () => DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.instances(0), waitInterval: MINUTE })],
    ['deploymentConfig.linearStepSize must be between 10 and 50 percent of the instances, not 9 percent',
      () => DeploymentConfig.blueGreenLinear({ linearStepSize: CapacitySize.percent(9), waitInterval: MINUTE })],
    ['deploymentConfig.maxBatchSize must be between 5 and 50 percent of the instances, not 3 of 4',
      () => DeploymentConfig.rolling({ maxBatchSize: CapacitySize.instances(3), waitInterval: MINUTE })],
    ['deploymentConfig.rollbackMaxBatchSize must be at most 100 percent of the instances', () => DeploymentConfig.rolling({
      maxBatchSize: CapacitySize.percent(20), waitInterval: MINUTE, rollbackMaxBatchSize: CapacitySize.percent(101),
    })],
    ['deploymentConfig.waitInterval must be between 0 seconds and 1 hour, got 1 hour 1 minute',
      () => DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.percent(10), waitInterval: Duration.minutes(61) })],
    ['deploymentConfig.terminationWait must be between 0 seconds and 1 hour, got 2 hours', () => DeploymentConfig.blueGreenAllAtOnce({ terminationWait: Duration.hours(2) })],
    ['deploymentConfig.maxExecutionTimeout must be between 10 minutes and 8 hours, got 9 minutes',
      () => DeploymentConfig.blueGreenAllAtOnce({ maxExecutionTimeout: Duration.minutes(9) })],
    ['deploymentConfig.maxExecutionTimeout must be greater than 1 hour, the total wait time of the deployment, got 1 hour',
      () => DeploymentConfig.blueGreenAllAtOnce({ terminationWait: Duration.hours(1), maxExecutionTimeout: Duration.hours(1) })],
  ])('fails because %s', (message, make) => {
    expect(refused(make)).toEqual([expect.stringContaining(`- ${message} (`)]);
  });

  test('fails for a rolling deployment of several variants', () => {
    expect(refused(() => DeploymentConfig.rolling({ maxBatchSize: CapacitySize.percent(20), waitInterval: MINUTE }), config({}, {}))).toEqual([
      expect.stringMatching(/^- deploymentConfig\.rolling must not be specified for an endpoint with several variants \(RollingUpdateOfSeveralVariants/),
    ]);
  });

  test('fails at synthesis if a second variant was added after a rolling deployment was configured', () => {
    const endpointConfig = config({});
    endpoint({ endpointConfig, deploymentConfig: DeploymentConfig.rolling({ maxBatchSize: CapacitySize.percent(25), waitInterval: MINUTE }) });
    endpointConfig.addInstanceProductionVariant({ variantName: 'b', model: Model.fromModelName(stack, 'B', 'b') });
    expect(synthesisErrorLines(stack).join('\n')).toContain('deploymentConfig.rolling must not be specified for an endpoint with several variants');
  });

  test('fails for a rolling deployment of a serverless endpoint', () => {
    const endpointConfig = new EndpointConfig(stack, 'Config', {
      serverlessProductionVariant: { variantName: 'all', model: Model.fromModelName(stack, 'Model', 'churn'), maxConcurrency: 1, memorySizeInMB: 1024 },
    });
    expect(refused(() => DeploymentConfig.rolling({ maxBatchSize: CapacitySize.percent(20), waitInterval: MINUTE }), endpointConfig)).toEqual([
      expect.stringContaining('deploymentConfig.rolling must not be specified for an endpoint with a serverless variant'),
    ]);
  });

  test('an imported endpoint configuration is not validated', () => {
    const endpointConfig = EndpointConfig.fromEndpointConfigName(stack, 'Imported', 'churn');
    const deploymentConfig = DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.instances(9), waitInterval: MINUTE });
    expect(() => endpoint({ endpointConfig, deploymentConfig })).not.toThrow();
  });

  test('the number of instances can be a parameter', () => {
    const deploymentConfig = DeploymentConfig.blueGreenCanary({ canarySize: CapacitySize.instances(9), waitInterval: MINUTE });
    expect(() => endpoint({ endpointConfig: config({ initialInstanceCount: number() }), deploymentConfig })).not.toThrow();
  });

  test('causes a warning for ml.inf1 instances', () => {
    endpoint({ endpointConfig: config({ instanceType: InstanceType.of('ml.inf1.xlarge') }), deploymentConfig: DeploymentConfig.blueGreenAllAtOnce() });
    expect(warnings(stack)).toContain('cdk-sagemaker:DeploymentConfigOnInf1');
  });

  test('causes a warning without an alarm', () => {
    endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce() });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:DeploymentWithoutAutoRollback']);
  });

  test('causes a warning without an alarm, which can be acknowledged', () => {
    const own = endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce() });
    Validations.of(own).acknowledge({ id: 'cdk-sagemaker:DeploymentWithoutAutoRollback', reason: 'watched by people' });
    expect(warnings(stack)).toEqual([]);
  });

  test('causes no warning with an alarm', () => {
    endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: [Alarm.fromAlarmName(stack, 'Alarm', 'errors')] }) });
    expect(warnings(stack)).toEqual([]);
  });

  test('causes no warning with an alarm that is added later', () => {
    const own = endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce() });
    own.addAutoRollbackAlarm(Alarm.fromAlarmName(stack, 'Alarm', 'errors'));
    expect(warnings(stack)).toEqual([]);
  });
});

describe('an update', () => {
  test('can retain the properties of the variants, with exceptions, and the deployment configuration', () => {
    endpoint({
      retainAllVariantProperties: true,
      excludeRetainedVariantProperties: [VariantProperty.DESIRED_WEIGHT, VariantProperty.of('DataCaptureConfig')],
      retainDeploymentConfig: true,
    });
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, {
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }, { VariantPropertyType: 'DataCaptureConfig' }],
      RetainDeploymentConfig: true,
    });
  });

  test('retains nothing by default', () => {
    endpoint({});
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, {
      RetainAllVariantProperties: Match.absent(), ExcludeRetainedVariantProperties: Match.absent(), RetainDeploymentConfig: Match.absent(),
    });
  });

  test('causes a warning for exceptions if nothing is retained', () => {
    endpoint({ excludeRetainedVariantProperties: [VariantProperty.DESIRED_INSTANCE_COUNT] });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:ExcludedPropertiesWithoutRetention']);
  });

  test('causes a warning for a variant property without a constant', () => {
    endpoint({ retainAllVariantProperties: true, excludeRetainedVariantProperties: [VariantProperty.of('Colour')] });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:UnknownValue']);
  });

  test('fails with more than 3 exceptions', () => {
    const excludeRetainedVariantProperties = Array(4).fill(VariantProperty.DESIRED_WEIGHT);
    expect(errorLines(() => endpoint({ retainAllVariantProperties: true, excludeRetainedVariantProperties }))[1])
      .toContain('- excludeRetainedVariantProperties must have');
  });
});

test('an endpoint has the tags of its scope', () => {
  endpoint({});
  Tags.of(stack).add('team', 'churn');
  Template.fromStack(stack).hasResourceProperties(ENDPOINT, { Tags: [{ Key: 'team', Value: 'churn' }] });
});
