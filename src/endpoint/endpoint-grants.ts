import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IEndpointRef } from 'aws-cdk-lib/aws-sagemaker';
import { STREAMING_ACTIONS } from '../hosting/streaming-actions';
import { validationError } from '../private/cdk-internals';
import { nameFromArn, policyArns } from '../private/names';
import { inPolicies } from '../private/s3-folder';

/**
 * Where the callers of an asynchronous endpoint put their requests.
 */
export interface InvokeAsyncGrantOptions {
  /**
   * The bucket that callers put their requests into: they may write to it, and use its key.
   *
   * @default - none: whoever calls has the right to write the requests already
   */
  readonly inputBucket?: s3.IBucket;

  /**
   * The beginning of the keys of the requests, such as `requests/`. Only with `inputBucket`.
   *
   * @default - the whole bucket
   */
  readonly inputPrefix?: string;
}

/**
 * What may be granted on an endpoint, each right on its own.
 *
 * @example
 * declare const endpoint: IEndpoint;
 * declare const client: lambda.Function;
 *
 * endpoint.grants.invokeWithResponseStream(client);
 */
export class EndpointGrants {
  /**
   * The grants of any construct that refers to an endpoint, such as a `CfnEndpoint`.
   *
   * @param endpoint the endpoint
   */
  public static fromEndpoint(endpoint: IEndpointRef): EndpointGrants {
    return new EndpointGrants(endpoint);
  }

  private constructor(private readonly endpoint: IEndpointRef) {}

  /**
   * Lets a principal send requests to the endpoint.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, 'sagemaker:InvokeEndpoint');
  }

  /**
   * Lets a principal send requests to an endpoint that answers into a bucket, and put them where it asks.
   *
   * @param grantee who
   * @param options where the requests are put
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html
   */
  public invokeAsync(grantee: iam.IGrantable, options: InvokeAsyncGrantOptions = {}): iam.Grant {
    const { inputBucket, inputPrefix } = options;
    if (inputPrefix !== undefined && !inputBucket) {
      throw validationError(this.endpoint, 'InputPrefixWithoutBucket', 'inputPrefix: only with an inputBucket');
    }
    const grant = this.actions(grantee, 'sagemaker:InvokeEndpointAsync');
    return inputBucket ? grant.combine(inputBucket.grantPut(grantee, `${inPolicies(inputPrefix ?? '')}*`)) : grant;
  }

  /**
   * Lets a principal send requests to the endpoint that are answered in parts, and, since the service asks for that too, any requests.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
   */
  public invokeWithResponseStream(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ...STREAMING_ACTIONS);
  }

  /**
   * Lets a principal talk with the endpoint over one connection, in which requests and answers go both ways.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-test-endpoints.html
   */
  public invokeWithBidirectionalStream(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, 'sagemaker:InvokeEndpointWithBidirectionalStream');
  }

  /**
   * Lets a principal ask for the state of the endpoint.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, 'sagemaker:DescribeEndpoint');
  }

  /**
   * Lets a principal change the weights of the variants and the numbers of their instances.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpointWeightsAndCapacities.html
   */
  public updateWeightsAndCapacities(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, 'sagemaker:UpdateEndpointWeightsAndCapacities');
  }

  private actions(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    const { endpointArn } = this.endpoint.endpointRef;
    const { endpointName } = this.endpoint as { endpointName?: string };
    const resourceArns = policyArns(endpointArn, endpointName ?? nameFromArn(this.endpoint, endpointArn));
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
  }
}
