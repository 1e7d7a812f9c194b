import { IInferenceComponentRef, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { InferenceComponentContainer } from './container';
import type { InferenceComponentResources, InferenceComponentStartupOptions } from './specification';
import { InstanceType } from '../service-model/instance-type';

/** What every kind of specification is made of. */
export interface SpecificationParts extends InferenceComponentStartupOptions {
  readonly model?: IModelRef;
  readonly container?: Partial<InferenceComponentContainer>;
  readonly computeResources?: InferenceComponentResources;
  readonly base?: IInferenceComponentRef;
  readonly instanceType?: InstanceType;
}
