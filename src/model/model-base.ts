import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ModelReference } from 'aws-cdk-lib/aws-sagemaker';
import { Resource } from 'aws-cdk-lib/core';
import { IModel } from './model-interface';
import { validationError } from '../private/cdk-internals';

/**
 * The members of created and imported models.
 *
 * @internal
 */
export abstract class ModelBase extends Resource implements IModel {
  public abstract readonly modelArn: string;
  public abstract readonly modelName: string;
  public abstract readonly role?: iam.IRole;
  public abstract readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  public abstract readonly _connections?: ec2.Connections;

  /** A reference to the model. */
  public get modelRef(): ModelReference {
    return { modelArn: this.modelArn };
  }

  /** The network connections of the containers. Throws for a model without a VPC. */
  public get connections(): ec2.Connections {
    if (!this._connections) {
      throw validationError(this, 'ModelWithoutVpc', 'this model has no network connections: specify vpc, or securityGroups for an imported model');
    }
    return this._connections;
  }

  public addToRolePolicy(statement: iam.PolicyStatement): void {
    this.role?.addToPrincipalPolicy(statement);
  }
}
