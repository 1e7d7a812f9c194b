import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IInferenceComponent } from './inference-component-interface';
import { graph, percentiles, perMinute } from '../hosting/graphs';
import { InvocationHttpResponseCode } from '../hosting/invocation-http-response-code';

/** The graphs of an inference component, which fill two rows of a dashboard. */
export function componentWidgets(component: IInferenceComponent, title: string): cloudwatch.IWidget[] {
  return [
    graph(`${title}: requests and errors`, {
      left: [component.metricInvocations(perMinute('requests'))],
      leftYAxis: { label: 'requests', showUnits: false, min: 0 },
      right: [
        component.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_4XX_ERRORS, perMinute('4xx')),
        component.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, perMinute('5xx')),
        component.metricNoCapacityInvocationFailures(perMinute('no copy')),
      ],
      rightYAxis: { label: 'errors', showUnits: false, min: 0 },
    }),
    graph(`${title}: latency`, {
      left: [...percentiles((props) => component.metricModelLatency(props)), component.metricOverheadLatency(perMinute('overhead'))],
      leftYAxis: { label: 'microseconds', showUnits: false, min: 0 },
    }),
    graph(`${title}: utilization`, {
      left: [
        component.metricCpuUtilization(perMinute('processors')),
        component.metricMemoryUtilization(perMinute('memory')),
        component.metricGpuUtilization(perMinute('graphics processors')),
        component.metricGpuMemoryUtilization(perMinute('graphics memory')),
      ],
      leftYAxis: { label: 'percent of what a copy has', showUnits: false, min: 0 },
    }),
    // nothing is published for the number of copies, but each of them says every minute how busy it is
    graph(`${title}: copies`, {
      left: [component.metricCpuUtilization({ ...perMinute('copies'), statistic: cloudwatch.Stats.SAMPLE_COUNT })],
      leftYAxis: { label: 'copies', showUnits: false, min: 0 },
      right: [component.metricConcurrentRequestsPerCopy(perMinute('requests at a time'))],
      rightYAxis: { label: 'requests at a time, for each copy', showUnits: false, min: 0 },
    }),
  ];
}
