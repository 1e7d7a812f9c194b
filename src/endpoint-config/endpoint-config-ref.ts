import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnEndpointConfig, IEndpointConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { requestOfL1 } from '../private/l1-props';
import { nameFromArn } from '../private/names';
import { RolesPolicy } from '../private/roles-policy';
import { relatedRequest } from '../validation/context';

/** The members of an endpoint configuration that its endpoints use. Variants can still be added, so each call returns the current values. */
export interface EndpointHosting {
  /** Returns the role of containers without a model. */
  role(): iam.IRole | undefined;
  /** Returns the names of the variants, in the order of the configuration; `undefined` if they are unknown. */
  variants(): VariantNames | undefined;
  /**
   * Returns the `CreateEndpointConfig` request.
   *
   * @param final Whether the request is final: no variant can be added any more.
   */
  request(final: boolean): any;
  /** Attaches a policy of an endpoint to the roles of all hosted containers, including those of variants that are added later. */
  attachToRoles(policy: RolesPolicy): void;
}

/** The names of the variants of an endpoint configuration. */
export interface VariantNames {
  readonly instance: readonly string[];
  readonly serverless: readonly string[];
  readonly shadow: readonly string[];
}

/** The name by which an endpoint refers to its endpoint configuration, for constructs of this library, L1 constructs and imported ones. */
export function endpointConfigNameOf(scope: Construct, config: IEndpointConfigRef): string {
  if (CfnEndpointConfig.isCfnEndpointConfig(config)) { return config.attrEndpointConfigName; }
  if ('endpointConfigName' in config && typeof config.endpointConfigName === 'string') { return config.endpointConfigName; }
  // the members of the reference differ between the supported versions of aws-cdk-lib
  const reference: { endpointConfigName?: string; endpointConfigArn?: string } = config.endpointConfigRef;
  return reference.endpointConfigName ?? nameFromArn(scope, reference.endpointConfigArn!);
}

/** Returns the view of an endpoint configuration; `undefined` if this app does not create the configuration. */
export function hostingOf(config: IEndpointConfigRef): EndpointHosting | undefined {
  if (CfnEndpointConfig.isCfnEndpointConfig(config)) {
    return {
      role: () => undefined,
      variants: () => undefined,
      request: () => relatedRequest(requestOfL1(config, 'CreateEndpointConfig'), 'CreateEndpointConfig'),
      attachToRoles: () => undefined,
    };
  }
  return '_hosting' in config ? config._hosting as EndpointHosting : undefined;
}
