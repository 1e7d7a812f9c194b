import { IEndpointConfigRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * An endpoint configuration that this app creates or imports.
 */
export interface IEndpointConfig extends IResource, IEndpointConfigRef {
  /**
   * The ARN of the endpoint configuration.
   *
   * @attribute
   */
  readonly endpointConfigArn: string;

  /**
   * The name of the endpoint configuration.
   *
   * @attribute
   */
  readonly endpointConfigName: string;
}
