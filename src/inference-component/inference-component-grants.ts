import * as iam from 'aws-cdk-lib/aws-iam';
import { IEndpointRef, IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { inferenceComponentNameOf } from './inference-component-ref';
import { endpointNameOf } from '../endpoint/endpoint-ref';
import { STREAMING_ACTIONS } from '../hosting/streaming-actions';
import { validationError } from '../private/cdk-internals';
import { policyArns } from '../private/names';

/**
 * What may be granted on an inference component, each right on its own.
 *
 * @example
 * declare const component: InferenceComponent;
 * declare const client: lambda.Function;
 *
 * component.grants.invoke(client);
 */
export class InferenceComponentGrants {
  /**
   * The grants of any construct that refers to an inference component, such as a `CfnInferenceComponent`.
   *
   * @param component the inference component
   * @param endpoint the endpoint that hosts it; without it, the right to send requests cannot be granted
   */
  public static fromInferenceComponent(component: IInferenceComponentRef, endpoint?: IEndpointRef): InferenceComponentGrants {
    return new InferenceComponentGrants(component, endpoint);
  }

  private constructor(private readonly component: IInferenceComponentRef, private readonly endpoint?: IEndpointRef) {}

  /**
   * Lets a principal send requests to the inference component, through its endpoint and to no other one there. Requests name it in
   * `InferenceComponentName`.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.throughEndpoint(grantee, 'sagemaker:InvokeEndpoint');
  }

  /**
   * Lets a principal send requests to the inference component that are answered in parts, and, since the service asks for that too, any
   * requests: through its endpoint, and to no other one there.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
   */
  public invokeWithResponseStream(grantee: iam.IGrantable): iam.Grant {
    return this.throughEndpoint(grantee, ...STREAMING_ACTIONS);
  }

  /**
   * Lets a principal ask for the state of the inference component.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeInferenceComponent.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:DescribeInferenceComponent']);
  }

  /**
   * Lets a principal change the number of copies.
   *
   * @param grantee who
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateInferenceComponentRuntimeConfig.html
   */
  public updateCopyCount(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:UpdateInferenceComponentRuntimeConfig']);
  }

  /** The service looks for the right to the endpoint and, where a request names one, to the inference component. */
  private throughEndpoint(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    if (!this.endpoint) {
      throw validationError(this.component, 'UnknownEndpoint',
        'requests go through the endpoint, which is not known of this inference component: import it with fromInferenceComponentAttributes() and its endpoint');
    }
    const { endpointArn } = this.endpoint.endpointRef;
    return this.actions(grantee, actions, policyArns(endpointArn, endpointNameOf(this.component, this.endpoint)));
  }

  private actions(grantee: iam.IGrantable, actions: string[], more: string[] = []): iam.Grant {
    const { inferenceComponentArn } = this.component.inferenceComponentRef;
    const own = policyArns(inferenceComponentArn, inferenceComponentNameOf(this.component, this.component));
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [...more, ...own] });
  }
}
