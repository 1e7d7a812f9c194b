import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpointContainer } from './container-interface';
import { HostingMetricOptions } from '../../hosting/hosting-metric-options';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { INSTANCE_METRICS, Metrics, SERVICE_METRICS } from '../../hosting/metrics';

/** A container of a variant with several containers. It requires only names, so it is also available for imported endpoints. */
export class HostedContainer extends Metrics implements IEndpointContainer {
  constructor(
    variant: { readonly [name: string]: string },
    place: { readonly account?: string; readonly region?: string },
    public readonly containerHostname: string,
  ) {
    super({ ...variant, ContainerName: containerHostname }, place);
  }

  public metric(metricName: string, { namespace = SERVICE_METRICS, ...props }: HostingMetricOptions = {}): cloudwatch.Metric {
    return this.sum(namespace, metricName, props);
  }

  public metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, 'Invocations', props);
  }

  public metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(SERVICE_METRICS, responseCode, props);
  }

  public metricContainerLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ContainerLatency', props);
  }

  public metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'OverheadLatency', props);
  }

  public metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'CPUUtilization', props);
  }

  public metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(INSTANCE_METRICS, 'MemoryUtilization', props);
  }
}
