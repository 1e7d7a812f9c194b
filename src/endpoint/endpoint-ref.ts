import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint, IEndpointRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import type { Endpoint } from './endpoint';
import { nameFromArn } from '../private/names';

/** What other domains may ask of anything that refers to an endpoint: this library's constructs, L1 resources, those of other libraries. */

/** The name of an endpoint, whoever made it. */
export function endpointNameOf(scope: Construct, endpoint: IEndpointRef): string {
  if (CfnEndpoint.isCfnEndpoint(endpoint)) { return endpoint.attrEndpointName; }
  if ('endpointName' in endpoint && typeof endpoint.endpointName === 'string') { return endpoint.endpointName; }
  return nameFromArn(scope, endpoint.endpointRef.endpointArn);
}

/** The request that makes the endpoint's configuration, where this app makes it. */
export function hostingRequestOf(endpoint: IEndpointRef): any {
  return '_request' in endpoint ? (endpoint as Endpoint)._request().EndpointConfig : undefined;
}

/** The role of containers that have none from a model, where it is known. */
export function hostingRoleOf(endpoint: IEndpointRef): iam.IRole | undefined {
  return '_hostingRole' in endpoint ? (endpoint as Endpoint)._hostingRole : undefined;
}
