import { CfnEndpoint, IEndpointRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { EndpointHosting } from '../endpoint-config/endpoint-config-ref';
import { nameFromArn } from '../private/names';

/** The name of an endpoint, for constructs of this library, L1 constructs and imported ones. */
export function endpointNameOf(scope: Construct, endpoint: IEndpointRef): string {
  if (CfnEndpoint.isCfnEndpoint(endpoint)) { return endpoint.attrEndpointName; }
  if ('endpointName' in endpoint && typeof endpoint.endpointName === 'string') { return endpoint.endpointName; }
  return nameFromArn(scope, endpoint.endpointRef.endpointArn);
}

/** Returns the view of the endpoint configuration of an endpoint; `undefined` unless this app creates both. */
export function hostingOfEndpoint(endpoint: IEndpointRef): EndpointHosting | undefined {
  return '_hosting' in endpoint ? endpoint._hosting as EndpointHosting | undefined : undefined;
}
