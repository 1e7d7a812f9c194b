import { CfnParameter } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { InferenceComponent } from '../../src';
import { component, newStack, resources } from '../inference-component/parts';
import { errorLines } from '../support/error-lines';

const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

test('copies are scaled from the current count to the maximum, and deregistered before the inference component is deleted', () => {
  const stack = newStack();
  const made = component(stack, { copyCount: 2 });
  made.autoScaleCopyCount({ maxCapacity: 5 });
  const [target] = resources(stack, TARGET);
  expect(target.Properties).toMatchObject({
    MinCapacity: 2,
    MaxCapacity: 5,
    ResourceId: `inference-component/${made.inferenceComponentName}`,
    ScalableDimension: 'sagemaker:inference-component:DesiredCopyCount',
    ServiceNamespace: 'sagemaker',
    RoleARN: expect.stringMatching(/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint$/),
  });
  expect(target.DependsOn).toEqual([stack.resolve((made.node.defaultChild as any).logicalId)]);
});

test('copies are scaled on invocations and on concurrent requests', () => {
  const stack = newStack();
  const copies = component(stack).autoScaleCopyCount({ maxCapacity: 5 });
  copies.scaleOnInvocations('Invocations', { maxRequestsPerSecond: 2 });
  copies.scaleOnConcurrentRequests('Concurrency', { targetConcurrentRequests: 3 });
  expect(resources(stack, POLICY).map(({ Properties }) => Properties.TargetTrackingScalingPolicyConfiguration)).toEqual([
    { PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerInferenceComponentInvocationsPerCopy' }, TargetValue: 60 },
    { PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution' }, TargetValue: 3 },
  ]);
});

test('CloudWatch calculates the metric for a target that is a token', () => {
  const stack = newStack();
  const maxRequestsPerSecond = new CfnParameter(stack, 'Rate', { type: 'Number' }).valueAsNumber;
  component(stack).autoScaleCopyCount({ maxCapacity: 5 }).scaleOnInvocations('Invocations', { maxRequestsPerSecond });
  const { TargetValue, CustomizedMetricSpecification } = resources(stack, POLICY)[0].Properties.TargetTrackingScalingPolicyConfiguration;
  expect(TargetValue).toBe('${Rate}');
  expect(CustomizedMetricSpecification.Metrics[0].MetricStat.Metric.MetricName).toBe('InvocationsPerCopy');
});

test('the first copy is added when a request finds no copy', () => {
  const stack = newStack();
  const made = component(stack);
  made.autoScaleCopyCount({ minCapacity: 0, maxCapacity: 5 }).scaleFromZero('First');
  expect(resources(stack, TARGET)[0].Properties.MinCapacity).toBe(0);
  expect(resources(stack, 'AWS::CloudWatch::Alarm')[0].Properties).toMatchObject({
    MetricName: 'NoCapacityInvocationFailures',
    Dimensions: [{ Name: 'InferenceComponentName', Value: made.inferenceComponentName }],
    Statistic: 'Sum',
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
  const { StepAdjustments } = resources(stack, POLICY)[0].Properties.StepScalingPolicyConfiguration;
  expect(StepAdjustments).toEqual([{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }]);
});

test('copies are scaled on any metric, in steps, and on a schedule', () => {
  const stack = newStack();
  const made = component(stack);
  const copies = made.autoScaleCopyCount({ maxCapacity: 5 });
  copies.scaleToTrackMetric('Memory', { metric: made.metricGpuMemoryUtilizationNormalized(), targetValue: 70 });
  copies.scaleOnMetric('Steps', { metric: made.metricInvocations(), scalingSteps: [{ upper: 1, change: -1 }, { lower: 10, change: 1 }] });
  copies.scaleOnSchedule('Night', { schedule: appscaling.Schedule.cron({ hour: '22', minute: '0' }), maxCapacity: 1 });
  expect(resources(stack, POLICY)).toHaveLength(3);
  expect(resources(stack, TARGET)[0].Properties.ScheduledActions).toHaveLength(1);
});

test('an imported inference component is scaled too', () => {
  const stack = newStack();
  InferenceComponent.fromInferenceComponentName(stack, 'Imported', 'churn').autoScaleCopyCount({ minCapacity: 0, maxCapacity: 2 });
  expect(resources(stack, TARGET)[0].Properties.ResourceId).toBe('inference-component/churn');
});

test('fails for a second call, and for a minimum above the maximum', () => {
  const made = component(newStack());
  expect(errorLines(() => made.autoScaleCopyCount({ minCapacity: 3, maxCapacity: 2 }))[1]).toMatch(/^- minCapacity must be less than or equal to maxCapacity \(2\)/);
  made.autoScaleCopyCount({ maxCapacity: 2 });
  expect(errorLines(() => made.autoScaleCopyCount({ maxCapacity: 2 }))[0]).toMatch(/already scaled/);
});
