import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpoint } from '../endpoint-interface';
import { IEndpointInstanceProductionVariant, IEndpointProductionVariant, IEndpointServerlessProductionVariant } from './variant-interface';
import { graph, percentiles, perMinute } from '../../hosting/graphs';
import { InvocationHttpResponseCode } from '../../hosting/invocation-http-response-code';
import { isUnresolved } from '../../private/tokens';

/** The variants of a dashboard. */
export interface GraphedVariants {
  readonly instanceVariants: IEndpointInstanceProductionVariant[];
  readonly serverlessVariants: IEndpointServerlessProductionVariant[];
  readonly asynchronous: boolean;
  /** Returns the instance type of a variant, if it is known. */
  readonly instanceTypeOf: (variantName: string) => string | undefined;
}

/** Creates the widgets of an endpoint, which fill the rows of a dashboard. */
export function widgets(endpoint: IEndpoint, variants: GraphedVariants): cloudwatch.IWidget[] {
  return [
    ...variants.asynchronous ? [backlog(endpoint)] : [],
    ...variants.instanceVariants.flatMap((variant) => [
      variants.asynchronous ? processed(variant) : requests(variant),
      latency(variant, variants.asynchronous ? [variant.metricTimeInBacklog(perMinute('time in backlog'))] : [variant.metricOverheadLatency(perMinute('overhead'))]),
      utilization(variant, mayHaveGpus(variants.instanceTypeOf(variant.variantName))),
      instances(variant),
    ]),
    ...variants.serverlessVariants.flatMap((variant) => [
      requests(variant),
      latency(variant, [variant.metricOverheadLatency(perMinute('overhead')), variant.metricModelSetupTime(perMinute('cold start'))]),
      concurrency(variant),
    ]),
  ];
}

function backlog(endpoint: IEndpoint): cloudwatch.IWidget {
  return graph('Backlog', {
    left: [endpoint.metricApproximateBacklogSize(perMinute('backlog size')), endpoint.metricApproximateBacklogSizePerInstance(perMinute('backlog size per instance'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [endpoint.metricApproximateAgeOfOldestRequest(perMinute('age of the oldest request'))],
    rightYAxis: { label: 'seconds', showUnits: false, min: 0 },
  });
}

function requests(variant: IEndpointProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: requests and errors`, {
    left: [variant.metricInvocations(perMinute('requests'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [
      variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_4XX_ERRORS, perMinute('4xx')),
      variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, perMinute('5xx')),
    ],
    rightYAxis: { label: 'errors', showUnits: false, min: 0 },
  });
}

function processed(variant: IEndpointInstanceProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: requests and errors`, {
    left: [variant.metricInvocationsProcessed(perMinute('processed'))],
    leftYAxis: { label: 'requests', showUnits: false, min: 0 },
    right: [variant.metricInvocationFailures(perMinute('failed')), variant.metricExpiredRequests(perMinute('expired'))],
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
      variant.metricCpuUtilization(perMinute('CPU')),
      variant.metricMemoryUtilization(perMinute('memory')),
      variant.metricDiskUtilization(perMinute('disk')),
      ...accelerated ? [variant.metricGpuUtilization(perMinute('GPU')), variant.metricGpuMemoryUtilization(perMinute('GPU memory'))] : [],
    ],
    leftYAxis: { label: 'percent, 100 for each core or GPU', showUnits: false, min: 0 },
  });
}

/** SageMaker does not publish the number of instances. Each instance publishes its utilization every minute, so the graph counts the samples. */
function instances(variant: IEndpointInstanceProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: instances`, {
    left: [variant.metricCpuUtilization({ ...perMinute('instances'), statistic: cloudwatch.Stats.SAMPLE_COUNT })],
    leftYAxis: { label: 'instances', showUnits: false, min: 0 },
  });
}

function concurrency(variant: IEndpointServerlessProductionVariant): cloudwatch.IWidget {
  return graph(`${variant.variantName}: concurrency`, {
    left: [
      variant.metricServerlessConcurrentExecutionsUtilization(perMinute('of the maximum concurrency')),
      variant.metricServerlessProvisionedConcurrencyUtilization(perMinute('of the provisioned concurrency')),
    ],
    leftYAxis: { label: 'utilization, from 0 to 1', showUnits: false, min: 0, max: 1 },
    right: [variant.metricServerlessProvisionedConcurrencySpilloverInvocations(perMinute('spillover invocations'))],
    rightYAxis: { label: 'requests', showUnits: false, min: 0 },
  });
}

function mayHaveGpus(instanceType: string | undefined): boolean {
  return instanceType === undefined || isUnresolved(instanceType) || /^ml\.[gp]\d/.test(instanceType);
}
