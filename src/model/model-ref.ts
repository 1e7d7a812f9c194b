import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnModel, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import type { ModelBase } from './model-base';
import { requestOfL1 } from '../private/l1-props';
import { nameFromArn } from '../private/names';
import { relatedRequest } from '../validation/context';

/** What other domains may ask of anything that refers to a model: this library's constructs, L1 resources, those of other libraries. */

/** The name by which a variant addresses a model. */
export function modelNameOf(scope: Construct, model: IModelRef): string {
  if (CfnModel.isCfnModel(model)) { return model.attrModelName; }
  if ('modelName' in model && typeof model.modelName === 'string') { return model.modelName; }
  return nameFromArn(scope, model.modelRef.modelArn);
}

/** The role that the model's containers have, where it is known. */
export function executionRoleOf(model: IModelRef): iam.IRole | undefined {
  return 'role' in model ? model.role as iam.IRole | undefined : undefined;
}

/** The request that makes the model, as far as this app knows it. */
export function modelRequestOf(model: IModelRef): object | undefined {
  if (CfnModel.isCfnModel(model)) { return relatedRequest(requestOfL1(model, 'CreateModel'), 'CreateModel'); }
  return '_request' in model ? (model as ModelBase)._request?.build() : undefined;
}
