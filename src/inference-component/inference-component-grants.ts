import * as iam from 'aws-cdk-lib/aws-iam';
import { IEndpointRef, IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { inferenceComponentNameOf } from './inference-component-ref';
import { endpointNameOf } from '../endpoint/endpoint-ref';
import { STREAMING_ACTIONS } from '../hosting/streaming-actions';
import { validationError } from '../private/cdk-internals';
import { policyArns } from '../private/names';

/**
 * Options for the grants of an inference component.
 */
export interface InferenceComponentGrantsOptions {
  /**
   * The endpoint that hosts the inference component.
   *
   * @default - not known: permissions to send requests cannot be granted
   */
  readonly endpoint?: IEndpointRef;
}

/**
 * Grants permissions on an inference component.
 *
 * @example
 * declare const component: InferenceComponent;
 * declare const client: lambda.Function;
 *
 * component.grants.invoke(client);
 */
export class InferenceComponentGrants {
  /**
   * Returns the grants of any construct that represents an inference component, such as a `CfnInferenceComponent`.
   *
   * @param component The inference component.
   * @param options Options for the grants: the endpoint.
   */
  public static fromInferenceComponent(component: IInferenceComponentRef, options: InferenceComponentGrantsOptions = {}): InferenceComponentGrants {
    return new InferenceComponentGrants(component, options.endpoint);
  }

  private constructor(private readonly component: IInferenceComponentRef, private readonly endpoint?: IEndpointRef) {}

  /**
   * Grants permission to send requests to the inference component through its endpoint. Requests specify the inference component in
   * `InferenceComponentName`. The permission does not include other inference components of the endpoint.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.throughEndpoint(grantee, 'sagemaker:InvokeEndpoint');
  }

  /**
   * Grants permission to send requests with streamed responses to the inference component through its endpoint. The permission does not
   * include other inference components of the endpoint. Includes `invoke()`, because SageMaker requires that permission too.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
   */
  public invokeWithResponseStream(grantee: iam.IGrantable): iam.Grant {
    return this.throughEndpoint(grantee, ...STREAMING_ACTIONS);
  }

  /**
   * Grants permission to describe the inference component.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeInferenceComponent.html
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:DescribeInferenceComponent']);
  }

  /**
   * Grants permission to change the number of copies.
   *
   * @param grantee The principal to grant the permission to.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateInferenceComponentRuntimeConfig.html
   */
  public updateRuntimeConfig(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['sagemaker:UpdateInferenceComponentRuntimeConfig']);
  }

  /**
   * Grants permission for any actions on the inference component.
   *
   * @param grantee The principal to grant the permission to.
   * @param actions The actions, for example `sagemaker:UpdateInferenceComponent`.
   */
  public actions(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    return this.grant(grantee, actions, []);
  }

  /** Includes the endpoint and the inference component, because SageMaker checks the permission for both. */
  private throughEndpoint(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    if (!this.endpoint) {
      throw validationError(this.component, 'UnknownEndpoint',
        'the endpoint of this inference component is not known, and requests require permission for it: import the inference component with fromInferenceComponentAttributes() and its endpoint');
    }
    const { endpointArn } = this.endpoint.endpointRef;
    return this.grant(grantee, actions, policyArns(endpointArn, endpointNameOf(this.component, this.endpoint)));
  }

  private grant(grantee: iam.IGrantable, actions: string[], endpointArns: string[]): iam.Grant {
    const { inferenceComponentArn } = this.component.inferenceComponentRef;
    const componentArns = policyArns(inferenceComponentArn, inferenceComponentNameOf(this.component, this.component));
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [...endpointArns, ...componentArns] });
  }
}
