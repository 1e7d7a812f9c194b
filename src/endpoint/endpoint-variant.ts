import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { InstanceVariantRequest } from './production-variant';
import { INSTANCE_SCALING_RULES, SCALING_RULES } from './rules';
import { ScalableInstanceCount, ScalableProvisionedConcurrency } from './scaling';
import { validationError } from '../private/cdk-internals';
import { freeId } from '../private/names';
import { relations } from '../validation/relations';
import { report } from '../validation/report';

const SERVICE_METRICS = 'AWS/SageMaker';
const CONTAINER_METRICS = '/aws/sagemaker/Endpoints';

/**
 * HTTP response codes that the service counts.
 */
export enum InvocationHttpResponseCode {
  /** Requests that were answered with a 4xx code: the client's fault. */
  INVOCATION_4XX_ERRORS = 'Invocation4XXErrors',

  /** Requests that were answered with a 5xx code: the container's or the service's fault. */
  INVOCATION_5XX_ERRORS = 'Invocation5XXErrors',
}

/**
 * A production variant of an endpoint, of any kind: its metrics.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export interface IEndpointProductionVariant {
  /**
   * The name of the variant.
   */
  readonly variantName: string;

  /**
   * Any metric of the variant.
   *
   * @param namespace such as `AWS/SageMaker`
   * @param metricName the name of the metric
   * @param props how to read it; by default the sum over 5 minutes
   */
  metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were sent to the variant.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long the container took to answer, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How much the service added to that, in microseconds.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests were answered with an error.
   *
   * @param responseCode whose errors
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The memory that the containers use, in percent.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/**
 * A production variant of an endpoint that runs on instances: its metrics and its scaling.
 */
export interface IEndpointInstanceProductionVariant extends IEndpointProductionVariant {
  /**
   * How many requests each instance was sent.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricInvocationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The disk space that the containers use, in percent.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricDiskUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The processor time that the containers use: up to 100 percent for each core of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator time that the containers use: up to 100 percent for each accelerator of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The accelerator memory that the containers use: up to 100 percent for each accelerator of an instance.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Lets Application Auto Scaling set the number of instances. Once for each variant.
   *
   * Throws for burstable instance types, which the service does not scale, for a `maxCapacity` below `initialInstanceCount`, and for a
   * `minCapacity` above `maxCapacity`.
   *
   * @param scalingProps the capacity, in instances: `minCapacity`, by default `initialInstanceCount` (1 where that is not known), which may
   * be 0 where the service can scale to zero; and `maxCapacity`
   */
  autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount;
}

/**
 * A serverless production variant of an endpoint: its metrics and its scaling.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-monitoring.html
 */
export interface IEndpointServerlessProductionVariant extends IEndpointProductionVariant {
  /**
   * How long containers took to start, in microseconds: the cold starts.
   *
   * @param props how to read it; by default the average over 5 minutes
   */
  metricModelSetupTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The part of the provisioned concurrency that was in use, from 0 to 1.
   *
   * @param props how to read it; by default the maximum over 5 minutes
   */
  metricProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many requests found all of the provisioned concurrency in use.
   *
   * @param props how to read it; by default the sum over 5 minutes
   */
  metricProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Lets Application Auto Scaling set the provisioned concurrency. Once for each variant.
   *
   * @param scalingProps the provisioned concurrency: `minCapacity`, by default 1, and `maxCapacity`; throws if the first is the larger one
   */
  autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency;
}

/** The endpoint that variants belong to. */
export type VariantHost = Construct & { readonly endpointName: string };

/** What both kinds of variants share; all of it needs only names, so it works for imported endpoints too. */
abstract class EndpointVariant implements IEndpointProductionVariant {
  private scaled = false;

  constructor(protected readonly endpoint: VariantHost, public readonly variantName: string) {}

  public metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace,
      metricName,
      dimensionsMap: { EndpointName: this.endpoint.endpointName, VariantName: this.variantName },
      statistic: cloudwatch.Stats.SUM,
      ...props,
    });
  }

  public metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'Invocations', props);
  }

  public metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelLatency', props);
  }

  public metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'OverheadLatency', props);
  }

  public metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, responseCode, props);
  }

  public metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(CONTAINER_METRICS, 'MemoryUtilization', props);
  }

  protected average(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(namespace, metricName, { statistic: cloudwatch.Stats.AVERAGE, ...props });
  }

  /** What Application Auto Scaling has to know, and the id of the attribute: the first variant of an endpoint that scales has the plain one. */
  protected scalable(dimension: string, attribute: string): { id: string; target: Omit<appscaling.BaseScalableAttributeProps, 'maxCapacity'> } {
    if (this.scaled) {
      throw validationError(this.endpoint, 'AlreadyScaled', `the variant ${this.variantName} is scaled already: add policies to what the first call returned`);
    }
    this.scaled = true;
    return {
      id: freeId(this.endpoint, attribute),
      target: {
        serviceNamespace: appscaling.ServiceNamespace.SAGEMAKER,
        resourceId: `endpoint/${this.endpoint.endpointName}/variant/${this.variantName}`,
        dimension,
        role: scalingRole(this.endpoint),
      },
    };
  }
}

/** The role by which Application Auto Scaling acts on endpoints; it makes it itself. */
function scalingRole(endpoint: Construct): iam.IRole {
  return endpoint.node.tryFindChild('ScalingRole') as iam.IRole | undefined ?? iam.Role.fromRoleArn(endpoint, 'ScalingRole', Stack.of(endpoint).formatArn({
    service: 'iam',
    region: '',
    resource: 'role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com',
    resourceName: 'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
  }));
}

/** A variant that runs on instances; how it was configured is not known of an imported one. */
export class EndpointInstanceVariant extends EndpointVariant implements IEndpointInstanceProductionVariant {
  constructor(endpoint: VariantHost, variantName: string, private readonly request?: InstanceVariantRequest) {
    super(endpoint, variantName);
  }

  public metricInvocationsPerInstance(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'InvocationsPerInstance', props);
  }

  public metricDiskUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(CONTAINER_METRICS, 'DiskUtilization', props);
  }

  public metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(CONTAINER_METRICS, 'CPUUtilization', props);
  }

  public metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(CONTAINER_METRICS, 'GPUUtilization', props);
  }

  public metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(CONTAINER_METRICS, 'GPUMemoryUtilization', props);
  }

  public autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount {
    const { InitialInstanceCount, InstanceType } = this.request ?? {};
    const capacity = {
      MinCapacity: scalingProps.minCapacity ?? InitialInstanceCount,
      MaxCapacity: scalingProps.maxCapacity,
      InitialInstanceCount,
      InstanceType,
    };
    report(this.endpoint, relations(capacity, [...SCALING_RULES, ...INSTANCE_SCALING_RULES]), []);
    const { id, target } = this.scalable('sagemaker:variant:DesiredInstanceCount', 'InstanceCount');
    return new ScalableInstanceCount(this.endpoint, id, {
      ...target,
      minCapacity: capacity.MinCapacity,
      maxCapacity: capacity.MaxCapacity,
      invocationsPerInstance: this.metricInvocationsPerInstance(),
    });
  }
}

/** A serverless variant. */
export class EndpointServerlessVariant extends EndpointVariant implements IEndpointServerlessProductionVariant {
  public metricModelSetupTime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelSetupTime', props);
  }

  public metricProvisionedConcurrencyUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'ServerlessProvisionedConcurrencyUtilization', { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }

  public metricProvisionedConcurrencySpilloverInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'ServerlessProvisionedConcurrencySpilloverInvocations', props);
  }

  public autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency {
    const capacity = { MinCapacity: scalingProps.minCapacity, MaxCapacity: scalingProps.maxCapacity };
    report(this.endpoint, relations(capacity, SCALING_RULES), []);
    const { id, target } = this.scalable('sagemaker:variant:DesiredProvisionedConcurrency', 'ProvisionedConcurrency');
    return new ScalableProvisionedConcurrency(this.endpoint, id, { ...target, ...scalingProps });
  }
}
