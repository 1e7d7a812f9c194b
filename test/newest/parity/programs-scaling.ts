import { Duration } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { programs, someEndpoint, someModel } from './parts';

export const SCALING_PROGRAMS = programs({
  'autoscaling': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack).findInstanceProductionVariant('main');
    variant.autoScaleInstanceCount({ maxCapacity: 3 }).scaleOnInvocations('LimitRPS', { maxRequestsPerSecond: 30 });
  },

  'autoscaling with every option': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack, 2).findInstanceProductionVariant('main');
    variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 10 }).scaleOnInvocations('LimitRPS', {
      maxRequestsPerSecond: 12.5,
      safetyFactor: 0.8,
      policyName: 'limit-rps',
      disableScaleIn: true,
      scaleInCooldown: Duration.minutes(10),
      scaleOutCooldown: Duration.seconds(0),
    });
  },

  'autoscaling with equal minimum and maximum capacity': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack, 2).findInstanceProductionVariant('main');
    variant.autoScaleInstanceCount({ maxCapacity: 2 });
  },

  'the maximum safety factor': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack).findInstanceProductionVariant('main');
    variant.autoScaleInstanceCount({ maxCapacity: 3 }).scaleOnInvocations('LimitRPS', { maxRequestsPerSecond: 1, safetyFactor: 1 });
  },

  'autoscaling of a named endpoint': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), instanceType: sagemaker.InstanceType.C5_XLARGE }],
    });
    const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointName: 'my-endpoint', endpointConfig });
    endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 4 }).scaleOnInvocations('LimitRPS', { maxRequestsPerSecond: 5 });
  },

  'an alarm on every metric': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack).findInstanceProductionVariant('main');
    const metrics: Record<string, Metric> = {
      Invocations: variant.metricInvocations(),
      InvocationsPerInstance: variant.metricInvocationsPerInstance(),
      ModelLatency: variant.metricModelLatency(),
      OverheadLatency: variant.metricOverheadLatency(),
      ClientErrors: variant.metricInvocationResponseCode(sagemaker.InvocationHttpResponseCode.INVOCATION_4XX_ERRORS),
      ServerErrors: variant.metricInvocationResponseCode(sagemaker.InvocationHttpResponseCode.INVOCATION_5XX_ERRORS),
      Disk: variant.metricDiskUtilization(),
      Cpu: variant.metricCpuUtilization(),
      Memory: variant.metricMemoryUtilization(),
      Gpu: variant.metricGpuUtilization(),
      GpuMemory: variant.metricGpuMemoryUtilization(),
      Other: variant.metric('Mine', 'Drift'),
    };
    for (const [name, metric] of Object.entries(metrics)) {
      metric.createAlarm(stack, name, { threshold: 100, evaluationPeriods: 3 });
    }
  },

  'metrics with options': (sagemaker, stack) => {
    const variant = someEndpoint(sagemaker, stack).findInstanceProductionVariant('main');
    const metric = variant.metricModelLatency({ statistic: 'p99', period: Duration.minutes(1), label: 'tail', unit: undefined });
    new Alarm(stack, 'Slow', { metric, threshold: 100_000, evaluationPeriods: 3 });
    new Alarm(stack, 'Other', {
      metric: variant.metric('Mine', 'Drift', { statistic: 'Maximum', dimensionsMap: { Own: 'dimension' } }), threshold: 1, evaluationPeriods: 1,
    });
  },

  'alarms on all variants': (sagemaker, stack) => {
    const model = someModel(sagemaker, stack);
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'a', model }, { variantName: 'b', model }],
    });
    const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
    for (const variant of endpoint.instanceProductionVariants) {
      variant.metricInvocations().createAlarm(stack, `Busy-${variant.variantName}`, { threshold: 100, evaluationPeriods: 3 });
    }
  },
});
