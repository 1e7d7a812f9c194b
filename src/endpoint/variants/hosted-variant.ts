import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { scalingId } from './scaling-id';
import { IEndpointInstanceProductionVariant, IEndpointServerlessProductionVariant } from './variant-interface';
import { InstanceVariantMetrics, ServerlessVariantMetrics } from './variant-metrics';
import { EndpointHosting } from '../../endpoint-config/endpoint-config-ref';
import { ScalableInstanceCount } from '../../hosting/scaling/scalable-instance-count';
import { ScalableProvisionedConcurrency } from '../../hosting/scaling/scalable-provisioned-concurrency';
import { scalingRole } from '../../hosting/scaling/scaling-role';
import { CONCURRENCY_SCALING_RULES, INSTANCE_SCALING_RULES, SCALING_RULES } from '../../hosting/scaling/scaling-rules';
import { validationError } from '../../private/cdk-internals';
import { requireSameEnvironment } from '../../private/foreign-environment';
import { report } from '../../validation/report';
import { Rule } from '../../validation/rule';
import { findingsOf } from '../../validation/validate';
import { IEndpoint } from '../endpoint-interface';

/** The endpoint of a variant. */
export type VariantHost = Construct & IEndpoint & {
  readonly _hosting?: EndpointHosting;
  /** Returns the request of the endpoint; an empty object for an imported endpoint. */
  _request(): any;
};

/** Returns the request of a production variant or shadow variant from the request of its endpoint configuration. */
export function configuredVariant(configuration: any, variantName: string): any {
  const lists = [configuration?.ProductionVariants, configuration?.ShadowProductionVariants].filter(Array.isArray);
  return lists.flat().find(({ VariantName }) => VariantName === variantName);
}

/** A variant that runs on instances. Its configuration is unknown if the endpoint is imported. */
export class HostedInstanceVariant extends InstanceVariantMetrics implements IEndpointInstanceProductionVariant {
  constructor(private readonly endpoint: VariantHost, variantName: string) {
    super(endpoint, variantName);
  }

  public autoScaleInstanceCount(scalingProps: appscaling.EnableScalingProps): ScalableInstanceCount {
    const configuration = this.endpoint._hosting?.request(false);
    const endpoint = { ...this.endpoint._request(), EndpointConfig: configuration };
    const configured = configuredVariant(configuration, this.variantName);
    const id = scalingId(this.endpoint, 'InstanceCount', this.variantName, this.endpoint._hosting?.variants()?.instance[0]);
    const related = { ...configured, HostsModel: configured?.ModelName !== undefined, Endpoint: endpoint };
    checkScaling(this.endpoint, this.variantName, id, scalingProps, related, INSTANCE_SCALING_RULES);
    return new ScalableInstanceCount(this.endpoint, id, {
      ...scalableTarget(this.endpoint, this.variantName, 'sagemaker:variant:DesiredInstanceCount'),
      minCapacity: scalingProps.minCapacity ?? configured?.InitialInstanceCount,
      maxCapacity: scalingProps.maxCapacity,
      _variant: this,
      _endpoint: this.endpoint,
    });
  }
}

/** A serverless variant. */
export class HostedServerlessVariant extends ServerlessVariantMetrics implements IEndpointServerlessProductionVariant {
  constructor(private readonly endpoint: VariantHost, variantName: string) {
    super(endpoint, variantName);
  }

  public autoScaleProvisionedConcurrency(scalingProps: appscaling.EnableScalingProps): ScalableProvisionedConcurrency {
    const configured = configuredVariant(this.endpoint._hosting?.request(false), this.variantName)?.ServerlessConfig;
    const id = scalingId(this.endpoint, 'ProvisionedConcurrency', this.variantName, this.endpoint._hosting?.variants()?.serverless[0]);
    checkScaling(this.endpoint, this.variantName, id, scalingProps, configured, CONCURRENCY_SCALING_RULES);
    return new ScalableProvisionedConcurrency(this.endpoint, id, {
      ...scalableTarget(this.endpoint, this.variantName, 'sagemaker:variant:DesiredProvisionedConcurrency'),
      ...scalingProps,
      _variant: this,
    });
  }
}

/**
 * Throws if a variant does not support the scaling, or is already scaled.
 *
 * @param related The values that the rules compare the capacity with.
 */
function checkScaling(
  endpoint: VariantHost,
  variantName: string,
  id: string,
  capacity: appscaling.EnableScalingProps,
  related: object | undefined,
  rules: readonly Rule[],
): void {
  requireSameEnvironment(endpoint, 'the scaling of an endpoint');
  const request = { MinCapacity: capacity.minCapacity, MaxCapacity: capacity.maxCapacity, ...related };
  report(endpoint, findingsOf({ request, rules: [...SCALING_RULES, ...rules] }));
  if (endpoint.node.tryFindChild(id)) {
    throw validationError(endpoint, 'AlreadyScaled', `the variant ${variantName} is scaled already: add scaling policies to the object that the first call returned`);
  }
}

/** The scalable target of a variant. It refers to the endpoint, so CloudFormation deregisters it before it deletes the endpoint. */
function scalableTarget(endpoint: VariantHost, variantName: string, dimension: string): Omit<appscaling.BaseScalableAttributeProps, 'maxCapacity'> {
  return {
    serviceNamespace: appscaling.ServiceNamespace.SAGEMAKER,
    resourceId: `endpoint/${endpoint.endpointName}/variant/${variantName}`,
    dimension,
    role: scalingRole(endpoint),
  };
}
