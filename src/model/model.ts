import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Lazy } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { ContainerDefinition } from './container-definition';
import { ModelBase } from './model-base';
import { IModel } from './model-interface';
import { ModelProps } from './model-props';
import { ModelRequest } from './request';
import { propertyInjectable } from '../private/cdk-internals';
import { allowInOwnStack, ExecutionRole, loggingStatements, networkStatements } from '../private/execution-role';
import { nameFromArn, sageMakerArn } from '../private/names';
import { networkOf } from '../private/network';
import { claimName } from '../validation/names';
import { validateAtSynthesis } from '../validation/validate';

/**
 * Attributes of an existing model to import.
 */
export interface ModelAttributes {
  /**
   * The ARN of the model.
   */
  readonly modelArn: string;

  /**
   * The role that SageMaker assumes for the containers.
   *
   * @default - not known: permissions granted to the model have no effect
   */
  readonly role?: iam.IRole;

  /**
   * The security groups of the containers, if they are in a VPC.
   *
   * @default - not known: `connections` throws
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/**
 * A model: containers with their model data and role, which an endpoint can host.
 *
 * A model is immutable. If a prop changes, CloudFormation creates a new model, updates the resources that refer to it, and deletes the old
 * model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
 * @example
 * declare const bucket: s3.Bucket;
 * declare const repository: ecr.Repository;
 *
 * new Model(this, 'Model', {
 *   containers: [{
 *     image: ContainerImage.fromEcrRepository(repository, '1.4'),
 *     modelData: ModelData.fromBucket(bucket, 'churn/model.tar.gz'),
 *   }],
 * });
 */
@propertyInjectable
export class Model extends ModelBase {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.Model';

  /**
   * Imports an existing model by its ARN.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelArn The ARN of the model.
   */
  public static fromModelArn(scope: Construct, id: string, modelArn: string): IModel {
    return Model.fromModelAttributes(scope, id, { modelArn });
  }

  /**
   * Imports an existing model of the account and Region of the stack by its name.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param modelName The name of the model.
   */
  public static fromModelName(scope: Construct, id: string, modelName: string): IModel {
    return Model.fromModelAttributes(scope, id, { modelArn: sageMakerArn(scope, 'model', modelName) });
  }

  /**
   * Imports an existing model by its attributes.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param attrs The attributes of the model.
   */
  public static fromModelAttributes(scope: Construct, id: string, attrs: ModelAttributes): IModel {
    class Import extends ModelBase {
      public readonly modelArn = attrs.modelArn;
      public readonly modelName = nameFromArn(scope, attrs.modelArn);
      public readonly role = attrs.role;
      public readonly grantPrincipal = attrs.role ?? new iam.UnknownPrincipal({ resource: this });
      public readonly _connections = attrs.securityGroups && new ec2.Connections({ securityGroups: attrs.securityGroups });
    }
    return new Import(scope, id, { environmentFromArn: attrs.modelArn });
  }

  /** The ARN of the model. */
  public readonly modelArn: string;
  /** The name of the model. */
  public readonly modelName: string;
  /** The role that SageMaker assumes for the containers. */
  public readonly role?: iam.IRole;
  /** The principal to grant permissions to: the role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  public readonly _connections?: ec2.Connections;
  /**
   * The request that creates the model.
   *
   * @internal
   */
  public readonly _request?: ModelRequest;

  // The compiler accepts a ModelAdapter as a Model only if no member is private and all properties beyond IModel are optional.

  constructor(scope: Construct, id: string, props: ModelProps = {}) {
    super(scope, id, { physicalName: props.modelName });

    const network = networkOf(this, props);
    this._connections = network?.connections;

    const executionRole = new ExecutionRole(this, props.role);
    this.role = this.grantPrincipal = executionRole.role;
    executionRole.allow(...loggingStatements(this));
    const needed: IDependable[] = [this.role];
    if (network) {
      needed.push(allowInOwnStack(this, executionRole, networkStatements(this, network)));
    }

    const request = new ModelRequest(this, this.role, network, props);
    this._request = request;

    const resource = new CfnModel(this, 'Model', {
      modelName: this.physicalName,
      executionRoleArn: this.role.roleArn,
      enableNetworkIsolation: props.networkIsolation,
      inferenceExecutionConfig: request.render().inferenceExecutionConfig,
      // Rendered at synthesis, because containers and security groups can be added until then.
      primaryContainer: Lazy.any({ produce: () => request.render().primaryContainer }),
      containers: Lazy.any({ produce: () => request.render().containers }),
      vpcConfig: Lazy.any({ produce: () => request.render().vpcConfig }),
    });
    // When SageMaker creates the model, it checks that the role can pull the image and read the model data.
    resource.node.addDependency(...needed);

    validateAtSynthesis(this, () => request.subject(true), claimName(resource, props.modelName, 'ModelName'));

    this.modelName = this.getResourceNameAttribute(resource.attrModelName);
    this.modelArn = this.getResourceArnAttribute(resource.ref, { service: 'sagemaker', resource: 'model', resourceName: this.physicalName });
    this.node.defaultChild = resource;
  }

  /**
   * Adds a container. With a second container, the model becomes an inference pipeline of at most 15 containers.
   *
   * Throws if the model would be invalid with the container.
   *
   * @param container The container. In a pipeline, it receives the response of the container that was added before it.
   */
  public addContainer(container: ContainerDefinition): void {
    this._request?.addContainer(container);
  }
}
