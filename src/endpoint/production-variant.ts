import { IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Duration } from 'aws-cdk-lib/core';
import { AcceleratorType } from './accelerator-type';
import { InstanceType } from '../service-model/instance-type';

/**
 * What every kind of production variant has.
 */
export interface ProductionVariantProps {
  /**
   * The variant's share of the requests is its weight over the sum of all weights: 0 or more.
   *
   * @default 1.0
   */
  readonly initialVariantWeight?: number;

  /**
   * The model to host, of the account and Region of the endpoint configuration: a `Model`, an imported one, or any other construct that
   * refers to a model, such as a `CfnModel`.
   */
  readonly model: IModelRef;

  /**
   * The name of the variant, unique in the endpoint configuration: 1 to 63 letters, digits and hyphens.
   *
   * Clients, metrics and scaling address the variant by it, so keep it when the model changes.
   */
  readonly variantName: string;
}

/**
 * A production variant that runs on instances.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export interface InstanceProductionVariantProps extends ProductionVariantProps {
  /**
   * The Elastic Inference accelerator of each instance.
   *
   * @default - none
   * @deprecated AWS has retired Elastic Inference: choose an accelerated `instanceType` instead.
   */
  readonly acceleratorType?: AcceleratorType;

  /**
   * How many instances the variant starts with: 1 or more. What scaling has set since is overwritten by every update of the endpoint.
   *
   * @default 1
   */
  readonly initialInstanceCount?: number;

  /**
   * The type of the instances.
   *
   * @default InstanceType.T2_MEDIUM
   */
  readonly instanceType?: InstanceType;

  /**
   * How long a container may take until it passes its first health check: 60 seconds to 1 hour.
   *
   * @default - the service decides
   */
  readonly containerStartupHealthCheckTimeout?: Duration;
}

/**
 * A production variant without instances to manage: the service runs the container when there are requests, and bills by use.
 *
 * Its model has a single container, no VPC and no network isolation. An account has quotas for the serverless endpoints of a Region, and
 * for the concurrency of all of them together.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
 */
export interface ServerlessProductionVariantProps extends ProductionVariantProps {
  /**
   * How many requests the variant processes at a time, at most: 1 to 200. More are throttled.
   */
  readonly maxConcurrency: number;

  /**
   * The memory of a container in MB: 1024, 2048, 3072, 4096, 5120 or 6144. Processing power grows with it.
   */
  readonly memorySizeInMB: number;

  /**
   * How many requests find a container that is already running: 1 to `maxConcurrency`. Billed also while nothing is requested.
   *
   * @default - none: after a pause, a request waits for a container to start
   */
  readonly provisionedConcurrency?: number;
}
