import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A model, created by this library or imported.
 */
export interface IModel extends IResource, IModelRef, iam.IGrantable, ec2.IConnectable {
  /**
   * The ARN of the model.
   *
   * @attribute
   */
  readonly modelArn: string;

  /**
   * The name of the model.
   *
   * @attribute
   */
  readonly modelName: string;

  /**
   * The role that SageMaker assumes for the containers, if it is known.
   */
  readonly role?: iam.IRole;

  /**
   * Adds a statement to the policy of the role. Has no effect if the role is not known.
   *
   * @param statement The policy statement to add.
   */
  addToRolePolicy(statement: iam.PolicyStatement): void;
}
