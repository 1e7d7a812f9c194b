import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { IEndpointContainer } from './container-interface';
import { IEndpoint } from '../endpoint-interface';
import { HostedContainer } from './hosted-container';
import { IEndpointProductionVariant } from './variant-interface';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { INSTANCE_METRICS, Metrics, SERVICE_METRICS } from '../../hosting/metrics';
import { foreignEnvironment } from '../../private/foreign-environment';

/** The metrics of every kind of variant. They require only names, so they are also available for imported endpoints. */
abstract class VariantMetrics extends Metrics implements IEndpointProductionVariant {
  constructor(endpoint: Construct & IEndpoint, public readonly variantName: string) {
    super({ EndpointName: endpoint.endpointName, VariantName: variantName }, foreignEnvironment(endpoint));
  }

  public metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(namespace, metricName, props);
  }

  public metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'Invocations', props);
  }

  public metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelLatency', props);
  }

  public metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'OverheadLatency', props);
  }

  public metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, responseCode, props);
  }

  public metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'MemoryUtilization', props);
  }

  public metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'InvocationModelErrors', props);
  }

  public metricConcurrentRequestsPerModel(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum(SERVICE_METRICS, 'ConcurrentRequestsPerModel', props);
  }

  public metricFirstChunkLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'FirstChunkLatency', props);
  }

  public metricFirstChunkModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'FirstChunkModelLatency', props);
  }

  public metricFirstChunkOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'FirstChunkOverheadLatency', props);
  }

  public metricMidStreamErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'MidStreamErrors', props);
  }
}

/** The metrics of a variant that runs on instances, including those of multi-model and asynchronous endpoints. */
export abstract class InstanceVariantMetrics extends VariantMetrics {
  public metricInvocationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'InvocationsPerInstance', props);
  }

  public metricDiskUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'DiskUtilization', props);
  }

  public metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'CPUUtilization', props);
  }

  public metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'GPUUtilization', props);
  }

  public metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'GPUMemoryUtilization', props);
  }

  public metricExplanationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'ExplanationsPerInstance', props);
  }

  public metricModelLoadingWaitTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelLoadingWaitTime', props);
  }

  public metricModelUnloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelUnloadingTime', props);
  }

  public metricModelDownloadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelDownloadingTime', props);
  }

  public metricModelLoadingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelLoadingTime', props);
  }

  public metricModelCacheHit(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelCacheHit', props);
  }

  public metricLoadedModelCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'LoadedModelCount', props);
  }

  public metricInvocationsProcessed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'InvocationsProcessed', props);
  }

  public metricInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'InvocationFailures', props);
  }

  public metricExpiredRequests(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'ExpiredRequests', props);
  }

  public metricRequestDownloadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'RequestDownloadFailures', props);
  }

  public metricResponseUploadFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'ResponseUploadFailures', props);
  }

  public metricNotificationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'NotificationFailures', props);
  }

  public metricRequestDownloadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'RequestDownloadLatency', props);
  }

  public metricResponseUploadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ResponseUploadLatency', props);
  }

  public metricTimeInBacklog(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'TimeInBacklog', props);
  }

  public metricTotalProcessingTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'TotalProcessingTime', props);
  }

  public metricCpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'CPUUtilizationNormalized', props);
  }

  public metricGpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'GPUUtilizationNormalized', props);
  }

  public metricGpuMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'GPUMemoryUtilizationNormalized', props);
  }

  public metricCpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'CPUReservation', props);
  }

  public metricGpuReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'GPUReservation', props);
  }

  public metricMemoryReservation(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'MemoryReservation', props);
  }

  public findContainer(containerHostname: string): IEndpointContainer {
    return new HostedContainer(this.dimensions, this.place, containerHostname);
  }
}

/** The metrics of a serverless variant. */
export abstract class ServerlessVariantMetrics extends VariantMetrics {
  public metricModelSetupTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelSetupTime', props);
  }

  public metricServerlessProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum(SERVICE_METRICS, 'ServerlessProvisionedConcurrencyUtilization', props);
  }

  public metricServerlessProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'ServerlessProvisionedConcurrencySpilloverInvocations', props);
  }

  public metricServerlessConcurrentExecutionsUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum(SERVICE_METRICS, 'ServerlessConcurrentExecutionsUtilization', props);
  }

  public metricServerlessProvisionedConcurrencyExecutions(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum(SERVICE_METRICS, 'ServerlessProvisionedConcurrencyExecutions', props);
  }

  public metricServerlessProvisionedConcurrencyInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'ServerlessProvisionedConcurrencyInvocations', props);
  }
}
