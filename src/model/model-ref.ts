import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnModel, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import type { Model } from './model';
import { requestOfL1 } from '../private/l1-props';
import { nameFromArn } from '../private/names';
import { relatedRequest } from '../validation/context';

// Other domains use these functions for models of any kind: constructs of this library, L1 constructs and constructs of other libraries.

/** The name of a model. */
export function modelNameOf(scope: Construct, model: IModelRef): string {
  if (CfnModel.isCfnModel(model)) { return model.attrModelName; }
  if ('modelName' in model && typeof model.modelName === 'string') { return model.modelName; }
  return nameFromArn(scope, model.modelRef.modelArn);
}

/** The role of the containers of a model, if it is known. */
export function executionRoleOf(model: IModelRef): iam.IRole | undefined {
  return 'role' in model ? model.role as iam.IRole | undefined : undefined;
}

/** The `CreateModel` request, if this app creates the model. */
export function modelRequestOf(model: IModelRef): object | undefined {
  if (CfnModel.isCfnModel(model)) { return relatedRequest(requestOfL1(model, 'CreateModel'), 'CreateModel'); }
  return '_request' in model ? (model as Model)._request?.build() : undefined;
}
