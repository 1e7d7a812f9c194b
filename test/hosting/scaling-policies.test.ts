import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Schedule, ServiceNamespace } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  Endpoint, EndpointConfig, EndpointConfigProps, EndpointProps, InstanceType, Model, ScalableInstanceCount, ScalableProvisionedConcurrency,
  VariantProperty,
} from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const CONTAINER = '/aws/sagemaker/Endpoints';
const OF_VARIANT = [{ Name: 'EndpointName', Value: '${Endpoint8024A810.EndpointName}' }, { Name: 'VariantName', Value: 'main' }];
const OF_ENDPOINT = OF_VARIANT.slice(0, 1);

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function endpoint(props: Partial<EndpointProps> = {}, config: Partial<EndpointConfigProps> = {}): Endpoint {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model, instanceType: InstanceType.G5_XLARGE }], ...config,
  });
  return new Endpoint(stack, 'Endpoint', { endpointConfig, retainAllVariantProperties: true, ...props });
}

function scaled(minCapacity?: number, own = endpoint()): ScalableInstanceCount {
  return own.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity, maxCapacity: 4 });
}

function policies(): any[] {
  return Object.values(Template.fromStack(stack).findResources(POLICY)).map(({ Properties }) => readable(Properties));
}

function tracking(): any {
  return policies()[0].TargetTrackingScalingPolicyConfiguration;
}

function number(): number {
  return new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
}

type Utilization = 'scaleOnCpuUtilization' | 'scaleOnMemoryUtilization' | 'scaleOnGpuUtilization' | 'scaleOnGpuMemoryUtilization';

describe('instances', () => {
  test.each<[Utilization, string]>([
    ['scaleOnCpuUtilization', 'CPUUtilization'],
    ['scaleOnMemoryUtilization', 'MemoryUtilization'],
    ['scaleOnGpuUtilization', 'GPUUtilization'],
    ['scaleOnGpuMemoryUtilization', 'GPUMemoryUtilization'],
  ])('%s keeps %s at a target', (method, MetricName) => {
    scaled()[method]('Load', { targetUtilizationPercent: 150, scaleInCooldown: Duration.minutes(1) });
    expect(tracking()).toEqual({
      CustomizedMetricSpecification: { Namespace: CONTAINER, MetricName, Statistic: 'Average', Dimensions: OF_VARIANT },
      TargetValue: 150,
      ScaleInCooldown: 60,
    });
  });

  test('are scaled on concurrent requests, in high resolution', () => {
    scaled().scaleOnConcurrentRequests('Load', { targetConcurrentRequests: 5, disableScaleIn: true });
    expect(tracking()).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantConcurrentRequestsPerModelHighResolution' }, TargetValue: 5, DisableScaleIn: true,
    });
  });

  test('are scaled on the backlog', () => {
    scaled().scaleOnBacklog('Load', { targetBacklogPerInstance: 3, policyName: 'backlog' });
    expect(policies()[0].PolicyName).toBe('backlog');
    expect(tracking()).toEqual({
      CustomizedMetricSpecification: {
        Namespace: 'AWS/SageMaker', MetricName: 'ApproximateBacklogSizePerInstance', Statistic: 'Average', Dimensions: OF_ENDPOINT,
      },
      TargetValue: 3,
    });
  });

  test('are scaled on any metric', () => {
    scaled().scaleToTrackMetric('Load', { metric: new Metric({ namespace: 'Shop', metricName: 'Visitors' }), targetValue: 100 });
    expect(tracking()).toEqual({ CustomizedMetricSpecification: { Namespace: 'Shop', MetricName: 'Visitors', Statistic: 'Average' }, TargetValue: 100 });
  });

  test('are scaled in steps', () => {
    scaled().scaleOnMetric('Steps', {
      metric: new Metric({ namespace: 'Shop', metricName: 'Visitors' }),
      scalingSteps: [{ upper: 10, change: -1 }, { lower: 100, change: 1 }, { lower: 1000, change: 2 }],
    });
    expect(policies().map(({ PolicyType }) => PolicyType)).toEqual(['StepScaling', 'StepScaling']);
  });

  test('are scaled on a schedule', () => {
    scaled().scaleOnSchedule('Morning', { schedule: Schedule.cron({ hour: '7', minute: '0' }), minCapacity: 2 });
    Template.fromStack(stack).hasResourceProperties(TARGET, {
      ScheduledActions: [{ ScheduledActionName: 'Morning', Schedule: 'cron(0 7 * * ? *)', ScalableTargetAction: { MinCapacity: 2 } }],
    });
  });

  test('are added from zero when a request is queued', () => {
    scaled(0).scaleFromZero('FromZero');
    expect(policies()[0].StepScalingPolicyConfiguration).toMatchObject({
      AdjustmentType: 'ChangeInCapacity', StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'HasBacklogWithoutCapacity', Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold', Period: 60, EvaluationPeriods: 1,
    });
  });

  test('can have several policies', () => {
    const count = scaled();
    count.scaleOnCpuUtilization('Processors', { targetUtilizationPercent: 70 });
    count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 70 });
    expect(policies()).toHaveLength(2);
  });

  test('are scaled to a target that is a token', () => {
    scaled().scaleOnCpuUtilization('Load', { targetUtilizationPercent: number() });
    expect(tracking().TargetValue).toBe('${Number}');
  });

  test.each<[string, (count: ScalableInstanceCount) => void]>([
    ['targetUtilizationPercent must be greater than 0, got 0', (count) => count.scaleOnCpuUtilization('Load', { targetUtilizationPercent: 0 })],
    ['targetConcurrentRequests must be greater than 0, got -1', (count) => count.scaleOnConcurrentRequests('Load', { targetConcurrentRequests: -1 })],
    ['targetBacklogPerInstance must be greater than 0, got 0', (count) => count.scaleOnBacklog('Load', { targetBacklogPerInstance: 0 })],
  ])('fails because %s', (message, scale) => {
    expect(errorLines(() => scale(scaled()))[1]).toContain(`- ${message} (`);
  });

  test('fails to be scaled on metrics of an unknown variant', () => {
    const count = new ScalableInstanceCount(stack, 'Count', {
      serviceNamespace: ServiceNamespace.SAGEMAKER,
      resourceId: 'endpoint/churn/variant/main',
      dimension: 'sagemaker:variant:DesiredInstanceCount',
      role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/scaling'),
      maxCapacity: 4,
    });
    expect(errorLines(() => count.scaleOnCpuUtilization('Load', { targetUtilizationPercent: 70 }))[0])
      .toBe('the metrics of the scaled resource are unknown: create this construct with autoScaleInstanceCount()');
  });
});

describe('the provisioned concurrency', () => {
  function concurrency(): ScalableProvisionedConcurrency {
    const imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
    return imported.findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 });
  }

  test('is scaled on any metric', () => {
    concurrency().scaleToTrackMetric('Load', { metric: new Metric({ namespace: 'Shop', metricName: 'Visitors' }), targetValue: 100 });
    expect(tracking().TargetValue).toBe(100);
  });

  test('is scaled in steps', () => {
    concurrency().scaleOnMetric('Steps', {
      metric: new Metric({ namespace: 'Shop', metricName: 'Visitors' }), scalingSteps: [{ upper: 10, change: -1 }, { lower: 100, change: 1 }],
    });
    expect(policies()).toHaveLength(2);
  });

  test('is scaled on a schedule', () => {
    concurrency().scaleOnSchedule('Night', { schedule: Schedule.cron({ hour: '22', minute: '0' }), maxCapacity: 1 });
    Template.fromStack(stack).hasResourceProperties(TARGET, { ScheduledActions: [{ ScheduledActionName: 'Night' }] });
  });
});

describe('an update of the endpoint', () => {
  test('reverts scaling by default, which causes a warning', () => {
    scaled(1, endpoint({ retainAllVariantProperties: undefined }));
    expect(warnings(stack)).toEqual(['cdk-sagemaker:InstanceCountNotRetained']);
  });

  test('reverts scaling if the instance count is excluded, which causes a warning', () => {
    scaled(1, endpoint({ excludeRetainedVariantProperties: [VariantProperty.DESIRED_INSTANCE_COUNT] }));
    expect(warnings(stack)).toEqual(['cdk-sagemaker:InstanceCountNotRetained']);
  });

  test('keeps scaling if it retains the properties of the variants', () => {
    scaled(1, endpoint({ excludeRetainedVariantProperties: [VariantProperty.DESIRED_WEIGHT] }));
    expect(warnings(stack)).toEqual([]);
  });

  test('of an imported endpoint causes no warning', () => {
    Endpoint.fromEndpointName(stack, 'Imported', 'churn').findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 4 });
    expect(warnings(stack)).toEqual([]);
  });
});

describe('zero instances', () => {
  test('cause a warning for real-time inference', () => {
    scaled(0);
    expect(warnings(stack)).toEqual(['cdk-sagemaker:ScaleToZeroWithModel']);
  });

  test('are supported for asynchronous endpoints', () => {
    scaled(0, endpoint({}, { asyncInference: { outputBucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'answers') } }));
    expect(warnings(stack)).toEqual([]);
  });

  test('are not checked if the configuration is unknown', () => {
    scaled(0, endpoint({ endpointConfig: EndpointConfig.fromEndpointConfigName(stack, 'Imported', 'churn') }));
    expect(warnings(stack)).toEqual([]);
  });
});

test('a scaled variant is deregistered before its endpoint is deleted, since its target refers to that', () => {
  scaled();
  Template.fromStack(stack).hasResourceProperties(TARGET, {
    ResourceId: { 'Fn::Join': ['', ['endpoint/', { 'Fn::GetAtt': ['Endpoint8024A810', 'EndpointName'] }, '/variant/main']] },
  });
});
