import { CfnEndpointConfig, IEndpointConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import type { EndpointConfig } from './endpoint-config';
import { requestOfL1 } from '../private/l1-props';
import { nameFromArn } from '../private/names';
import { relatedRequest } from '../validation/related-request';

/** The name by which an endpoint addresses its configuration, whoever made that. */
export function endpointConfigNameOf(scope: Construct, config: IEndpointConfigRef): string {
  if (CfnEndpointConfig.isCfnEndpointConfig(config)) { return config.attrEndpointConfigName; }
  if ('endpointConfigName' in config && typeof config.endpointConfigName === 'string') { return config.endpointConfigName; }
  // the members of the reference have changed within the peer range
  const reference: { endpointConfigName?: string; endpointConfigArn?: string } = config.endpointConfigRef;
  return reference.endpointConfigName ?? nameFromArn(scope, reference.endpointConfigArn!);
}

/**
 * The request that makes the configuration, as far as this app knows it.
 *
 * @param complete whether no variant can be added any more
 */
export function endpointConfigRequestOf(config: IEndpointConfigRef, complete: boolean): any {
  if (CfnEndpointConfig.isCfnEndpointConfig(config)) { return relatedRequest(requestOfL1(config, 'CreateEndpointConfig'), 'CreateEndpointConfig'); }
  return '_request' in config ? (config as EndpointConfig)._request(complete) : undefined;
}
