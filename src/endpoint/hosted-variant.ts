import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  IEndpointInstanceProductionVariant, IEndpointProductionVariant, IEndpointServerlessProductionVariant, InvocationHttpResponseCode,
} from './endpoint-production-variant';
import { ScalableInstanceCount, ScalableProvisionedConcurrency } from './scaling';
import { INSTANCE_SCALING_RULES, SCALING_RULES } from './scaling-rules';
import { InstanceVariantRequest } from './variant-request';
import { validationError } from '../private/cdk-internals';
import { freeId } from '../private/names';
import { relations } from '../validation/relations';
import { report } from '../validation/report';

const SERVICE_METRICS = 'AWS/SageMaker';
const CONTAINER_METRICS = '/aws/sagemaker/Endpoints';

/** The endpoint that variants belong to. */
export type VariantHost = Construct & { readonly endpointName: string };

/** What both kinds of variants share; all of it needs only names, so it works for imported endpoints too. */
abstract class HostedVariant implements IEndpointProductionVariant {
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
export class HostedInstanceVariant extends HostedVariant implements IEndpointInstanceProductionVariant {
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
      MinCapacity: scalingProps.minCapacity,
      MaxCapacity: scalingProps.maxCapacity,
      InitialInstanceCount,
      InstanceType,
    };
    report(this.endpoint, relations(capacity, [...SCALING_RULES, ...INSTANCE_SCALING_RULES]), []);
    const { id, target } = this.scalable('sagemaker:variant:DesiredInstanceCount', 'InstanceCount');
    return new ScalableInstanceCount(this.endpoint, id, {
      ...target,
      minCapacity: scalingProps.minCapacity ?? InitialInstanceCount,
      maxCapacity: scalingProps.maxCapacity,
      invocationsPerInstance: this.metricInvocationsPerInstance(),
    });
  }
}

/** A serverless variant. */
export class HostedServerlessVariant extends HostedVariant implements IEndpointServerlessProductionVariant {
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
