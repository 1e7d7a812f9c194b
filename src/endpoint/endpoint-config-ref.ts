import { CfnEndpointConfig, IEndpointConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn } from '../private/names';

/** The name by which an endpoint addresses its configuration, whoever made that. */
export function endpointConfigNameOf(scope: Construct, config: IEndpointConfigRef): string {
  if (CfnEndpointConfig.isCfnEndpointConfig(config)) { return config.attrEndpointConfigName; }
  if ('endpointConfigName' in config && typeof config.endpointConfigName === 'string') { return config.endpointConfigName; }
  // the members of the reference have changed within the peer range
  const reference: { endpointConfigName?: string; endpointConfigArn?: string } = config.endpointConfigRef;
  return reference.endpointConfigName ?? nameFromArn(scope, reference.endpointConfigArn!);
}
