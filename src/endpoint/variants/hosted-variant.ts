import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IEndpoint } from '../endpoint-interface';
import { IEndpointInstanceProductionVariant, IEndpointServerlessProductionVariant } from './variant-interface';
import { InstanceVariantMetrics, ServerlessVariantMetrics } from './variant-metrics';
import { ScalableInstanceCount } from '../../hosting/scaling/scalable-instance-count';
import { ScalableProvisionedConcurrency } from '../../hosting/scaling/scalable-provisioned-concurrency';
import { scalingRole } from '../../hosting/scaling/scaling-role';
import { CONCURRENCY_SCALING_RULES, INSTANCE_SCALING_RULES, SCALING_RULES } from '../../hosting/scaling/scaling-rules';
import { validationError } from '../../private/cdk-internals';
import { requireHere } from '../../private/foreign-environment';
import { freeId } from '../../private/names';
import { report } from '../../validation/report';
import { findingsOf } from '../../validation/validate';

/** The endpoint that variants belong to, with the requests of its own and of its configuration where this app makes them. */
export type VariantHost = Construct & IEndpoint & { _request(): any };

/** The request of a variant, productive or shadow, in that of its configuration. */
export function configuredVariant(configuration: any, variantName: string): any {
  const lists = [configuration?.ProductionVariants, configuration?.ShadowProductionVariants].filter(Array.isArray);
  return lists.flat().find(({ VariantName }) => VariantName === variantName);
}

/** A variant that runs on instances; how it was configured is not known of an imported one. */
export class HostedInstanceVariant extends InstanceVariantMetrics implements IEndpointInstanceProductionVariant {
  private scaled = false;

  constructor(private readonly endpoint: VariantHost, variantName: string) {
    super(endpoint, variantName);
  }

  public autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount {
    requireHere(this.endpoint, 'the scaling of an endpoint');
    const endpoint = this.endpoint._request();
    const configured = configuredVariant(endpoint.EndpointConfig, this.variantName);
    const capacity = {
      MinCapacity: scalingProps.minCapacity,
      MaxCapacity: scalingProps.maxCapacity,
      ...configured,
      HostsModel: configured?.ModelName !== undefined,
      Endpoint: endpoint,
    };
    report(this.endpoint, findingsOf({ request: capacity, rules: [...SCALING_RULES, ...INSTANCE_SCALING_RULES] }));
    onlyOnce(this.endpoint, this.variantName, this.scaled);
    const scaling = new ScalableInstanceCount(this.endpoint, freeId(this.endpoint, 'InstanceCount'), {
      ...scalable(this.endpoint, this.variantName, 'sagemaker:variant:DesiredInstanceCount'),
      minCapacity: scalingProps.minCapacity ?? configured?.InitialInstanceCount,
      maxCapacity: scalingProps.maxCapacity,
      invocationsPerInstance: this.metricInvocationsPerInstance(),
      metrics: {
        cpuUtilization: this.metricCpuUtilization(),
        memoryUtilization: this.metricMemoryUtilization(),
        gpuUtilization: this.metricGpuUtilization(),
        gpuMemoryUtilization: this.metricGpuMemoryUtilization(),
        backlogPerInstance: this.endpoint.metricApproximateBacklogSizePerInstance(),
        backlogWithoutCapacity: this.endpoint.metricHasBacklogWithoutCapacity({ period: Duration.minutes(1) }),
      },
    });
    this.scaled = true;
    return scaling;
  }
}

/** A serverless variant. */
export class HostedServerlessVariant extends ServerlessVariantMetrics implements IEndpointServerlessProductionVariant {
  private scaled = false;

  constructor(private readonly endpoint: VariantHost, variantName: string) {
    super(endpoint, variantName);
  }

  public autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency {
    requireHere(this.endpoint, 'the scaling of an endpoint');
    const capacity = {
      MinCapacity: scalingProps.minCapacity,
      MaxCapacity: scalingProps.maxCapacity,
      ...configuredVariant(this.endpoint._request().EndpointConfig, this.variantName)?.ServerlessConfig,
    };
    report(this.endpoint, findingsOf({ request: capacity, rules: [...SCALING_RULES, ...CONCURRENCY_SCALING_RULES] }));
    onlyOnce(this.endpoint, this.variantName, this.scaled);
    const scaling = new ScalableProvisionedConcurrency(this.endpoint, freeId(this.endpoint, 'ProvisionedConcurrency'), {
      ...scalable(this.endpoint, this.variantName, 'sagemaker:variant:DesiredProvisionedConcurrency'),
      ...scalingProps,
    });
    this.scaled = true;
    return scaling;
  }
}

function onlyOnce(endpoint: Construct, variantName: string, scaled: boolean): void {
  if (scaled) {
    throw validationError(endpoint, 'AlreadyScaled', `the variant ${variantName} is scaled already: add policies to what the first call returned`);
  }
}

/** What Application Auto Scaling has to know. The reference to the endpoint also has the target deregistered before the endpoint goes. */
function scalable(endpoint: VariantHost, variantName: string, dimension: string): Omit<appscaling.BaseScalableAttributeProps, 'maxCapacity'> {
  return {
    serviceNamespace: appscaling.ServiceNamespace.SAGEMAKER,
    resourceId: `endpoint/${endpoint.endpointName}/variant/${variantName}`,
    dimension,
    role: scalingRole(endpoint),
  };
}
