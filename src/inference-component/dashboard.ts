import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IInferenceComponent } from './inference-component-interface';
import { graph, percentiles, perMinute } from '../hosting/graphs';
import { InvocationHttpResponseCode } from '../hosting/invocation-http-response-code';

/** The widgets of an inference component: two rows of a dashboard. */
export function componentWidgets(component: IInferenceComponent, title: string): cloudwatch.IWidget[] {
  return [
    graph(`${title}: requests and errors`, {
      left: [component.metricInvocations(perMinute('requests'))],
      leftYAxis: { label: 'requests', showUnits: false, min: 0 },
      right: [
        component.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_4XX_ERRORS, perMinute('4xx')),
        component.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, perMinute('5xx')),
        component.metricNoCapacityInvocationFailures(perMinute('no capacity')),
      ],
      rightYAxis: { label: 'errors', showUnits: false, min: 0 },
    }),
    graph(`${title}: latency`, {
      left: [...percentiles((props) => component.metricModelLatency(props)), component.metricOverheadLatency(perMinute('overhead'))],
      leftYAxis: { label: 'microseconds', showUnits: false, min: 0 },
    }),
    graph(`${title}: utilization`, {
      left: [
        component.metricCpuUtilizationNormalized(perMinute('CPU')),
        component.metricMemoryUtilizationNormalized(perMinute('memory')),
        component.metricGpuUtilizationNormalized(perMinute('GPU')),
        component.metricGpuMemoryUtilizationNormalized(perMinute('GPU memory')),
      ],
      leftYAxis: { label: 'percent of the resources of a copy', showUnits: false, min: 0 },
    }),
    // CloudWatch has no metric for the number of copies. Each copy publishes its CPU utilization once a minute, so the sample count is that number.
    graph(`${title}: copies`, {
      left: [component.metricCpuUtilizationNormalized({ ...perMinute('copies'), statistic: cloudwatch.Stats.SAMPLE_COUNT })],
      leftYAxis: { label: 'copies', showUnits: false, min: 0 },
      right: [component.metricConcurrentRequestsPerCopy(perMinute('concurrent requests'))],
      rightYAxis: { label: 'concurrent requests per copy', showUnits: false, min: 0 },
    }),
  ];
}
