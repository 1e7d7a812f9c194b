import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpoint } from '../endpoint-interface';
import { IEndpointInstanceProductionVariant, IEndpointProductionVariant, IEndpointServerlessProductionVariant } from './variant-interface';
import { graph, per, percentiles } from '../../hosting/graphs';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { isUnresolved } from '../../private/tokens';

/** The variants to be graphed. */
export interface GraphedVariants {
  readonly instanceVariants: IEndpointInstanceProductionVariant[];
  readonly serverlessVariants: IEndpointServerlessProductionVariant[];
  readonly asynchronous: boolean;
  /** The type of a variant's instances, where it is known. */
  readonly instanceTypeOf: (variantName: string) => string | undefined;
}

/** The graphs of an endpoint, which fill rows of a dashboard. */
export function widgets(endpoint: IEndpoint, variants: GraphedVariants): cloudwatch.IWidget[] {
  return [
    ...variants.asynchronous ? [backlog(endpoint)] : [],
    ...variants.instanceVariants.flatMap((variant) => [
      variants.asynchronous ? processed(variant) : requests(variant),
      latency(variant, variants.asynchronous ? [variant.metricTimeInBacklog(per('waiting'))] : [variant.metricOverheadLatency(per('overhead'))]),
      utilization(variant, mayHaveGpus(variants.instanceTypeOf(variant.variantName))),
      instances(variant),
    ]),
    ...variants.serverlessVariants.flatMap((variant) => [
      requests(variant),
      latency(variant, [variant.metricOverheadLatency(per('overhead')), variant.metricModelSetupTime(per('cold start'))]),
      concurrency(variant),
    ]),
  ];
}

function backlog(endpoint: IEndpoint): cloudwatch.IWidget {
  return graph('Backlog', {
    left: [endpoint.metricApproximateBacklogSize(per('waiting')), endpoint.metricApproximateBacklogSizePerInstance(per('waiting for each instance'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [endpoint.metricApproximateAgeOfOldestRequest(per('age of the oldest'))],
    rightYAxis: { label: 'seconds', showUnits: false, min: 0 },
  });
}

function requests(variant: IEndpointProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: requests and errors`, {
    left: [variant.metricInvocations(per('requests'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [
      variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_4XX_ERRORS, per('4xx')),
      variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, per('5xx')),
    ],
    rightYAxis: { label: 'errors', showUnits: false, min: 0 },
  });
}

function processed(variant: IEndpointInstanceProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: requests and errors`, {
    left: [variant.metricInvocationsProcessed(per('processed'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [variant.metricInvocationFailures(per('failed')), variant.metricExpiredRequests(per('expired'))],
    rightYAxis: { label: 'errors', showUnits: false, min: 0 },
  });
}

function latency(variant: IEndpointProductionVariant, others: cloudwatch.IMetric[]): cloudwatch.IWidget {
  const model = percentiles((props) => variant.metricModelLatency(props));
  return graph(`${variant.variantName}: latency`, { left: [...model, ...others], leftYAxis: { label: 'microseconds', showUnits: false, min: 0 } });
}

function utilization(variant: IEndpointInstanceProductionVariant, accelerated: boolean): cloudwatch.IWidget {
  return graph(`${variant.variantName}: utilization`, {
    left: [
      variant.metricCpuUtilization(per('processors')),
      variant.metricMemoryUtilization(per('memory')),
      variant.metricDiskUtilization(per('disk')),
      ...accelerated ? [variant.metricGpuUtilization(per('graphics processors')), variant.metricGpuMemoryUtilization(per('graphics memory'))] : [],
    ],
    leftYAxis: { label: 'percent, for each processor', showUnits: false, min: 0 },
  });
}

/** Nothing is published for the number of instances, but each of them says every minute how busy it is. */
function instances(variant: IEndpointInstanceProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: instances`, {
    left: [variant.metricCpuUtilization({ ...per('instances'), statistic: cloudwatch.Stats.SAMPLE_COUNT })],
    leftYAxis: { label: 'instances', showUnits: false, min: 0 },
  });
}

function concurrency(variant: IEndpointServerlessProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: concurrency`, {
    left: [
      variant.metricServerlessConcurrentExecutionsUtilization(per('of the maximum')),
      variant.metricServerlessProvisionedConcurrencyUtilization(per('of the provisioned')),
    ],
    leftYAxis: { label: 'part in use', showUnits: false, min: 0, max: 1 },
    right: [variant.metricServerlessProvisionedConcurrencySpilloverInvocations(per('spilled over'))],
    rightYAxis: { label: 'requests', showUnits: false, min: 0 },
  });
}

function mayHaveGpus(instanceType: string | undefined): boolean {
  return instanceType === undefined || isUnresolved(instanceType) || /^ml\.[gp]\d/.test(instanceType);
}
