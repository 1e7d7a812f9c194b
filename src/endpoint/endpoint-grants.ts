import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IEndpointRef } from 'aws-cdk-lib/aws-sagemaker';
import { Stack } from 'aws-cdk-lib/core';
import { STREAMING_ACTIONS } from '../hosting/streaming-actions';
import { validationError } from '../private/cdk-internals';
import { nameFromArn, policyArns } from '../private/names';
import { inPolicies } from '../private/s3-folder';

/**
 * Options for the permission to invoke an asynchronous endpoint.
 */
export interface InvokeAsyncGrantOptions {
  /**
   * The bucket for the requests. The principal is granted the permission to write to it, and to use its encryption key.
   *
   * @default - no permission to write requests
   */
  readonly inputBucket?: s3.IBucket;

  /**
   * The key prefix of the requests, such as `requests/`. Requires `inputBucket`.
   *
   * @default - all keys of the bucket
   */
  readonly inputPrefix?: string;
}

/**
 * Grants permissions on an endpoint.
 *
 * @example
 * declare const endpoint: IEndpoint;
 * declare const client: lambda.Function;
 *
 * endpoint.grants.invokeWithResponseStream(client);
 */
export class EndpointGrants {
  /**
   * Returns the grants of a construct that refers to an endpoint, such as a `CfnEndpoint`.
   *
   * @param endpoint The endpoint.
   */
  public static fromEndpoint(endpoint: IEndpointRef): EndpointGrants {
    return new EndpointGrants(endpoint);
  }

  private constructor(private readonly endpoint: IEndpointRef) {}

  /**
   * Grants the permission to send requests to the endpoint.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:InvokeEndpoint']);
  }

  /**
   * Grants the permission to send requests to an asynchronous endpoint, and to write the requests to a bucket.
   *
   * @param grantee The principal to grant the permission to.
   * @param options The location of the requests.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html
   */
  public invokeAsync(grantee: iam.IGrantable, options: InvokeAsyncGrantOptions = {}): iam.Grant {
    const { inputBucket, inputPrefix } = options;
    if (inputPrefix !== undefined && !inputBucket) {
      throw validationError(this.endpoint, 'InputPrefixWithoutBucket', 'inputPrefix requires inputBucket');
    }
    const grant = this.actions(grantee, ['sagemaker:InvokeEndpointAsync']);
    return inputBucket ? grant.combine(inputBucket.grantPut(grantee, `${inPolicies(inputPrefix ?? '')}*`)) : grant;
  }

  /**
   * Grants the permission to send requests to the endpoint and receive response streams. SageMaker also requires the permission of
   * `invoke()`, which is included.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
   */
  public invokeWithResponseStream(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, STREAMING_ACTIONS);
  }

  /**
   * Grants the permission to exchange requests and responses with the endpoint over one bidirectional connection.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-test-endpoints.html
   */
  public invokeWithBidirectionalStream(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:InvokeEndpointWithBidirectionalStream']);
  }

  /**
   * Grants the permission to describe the endpoint, for example to read its status.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:DescribeEndpoint']);
  }

  /**
   * Grants the permission to switch the endpoint to another endpoint configuration in its account and Region. A pipeline outside
   * CloudFormation can thus deploy a retrained model. The next deployment that changes the endpoint reverts the switch.
   *
   * The permissions to create models and endpoint configurations are not included.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html
   */
  public update(grantee: iam.IGrantable): iam.Grant {
    // both resources, as the documentation of CreateEndpoint requires; the name of the later endpoint configuration is unknown
    const { account, region } = this.endpoint.env;
    const endpointConfigs = Stack.of(this.endpoint).formatArn({ service: 'sagemaker', resource: 'endpoint-config', resourceName: '*', account, region });
    return iam.Grant.addToPrincipal({ grantee, actions: ['sagemaker:UpdateEndpoint'], resourceArns: [...this.resourceArns, endpointConfigs] });
  }

  /**
   * Grants the permission to change the weights of the variants and the numbers of their instances.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpointWeightsAndCapacities.html
   */
  public updateWeightsAndCapacities(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:UpdateEndpointWeightsAndCapacities']);
  }

  /**
   * Grants the permission to perform the given actions on the endpoint.
   *
   * @param grantee The principal to grant the permission to.
   * @param actions The actions, such as `sagemaker:InvokeEndpoint`.
   */
  public actions(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: this.resourceArns });
  }

  private get resourceArns(): string[] {
    const { endpointArn } = this.endpoint.endpointRef;
    const { endpointName } = this.endpoint as { endpointName?: string };
    return policyArns(endpointArn, endpointName ?? nameFromArn(this.endpoint, endpointArn));
  }
}
