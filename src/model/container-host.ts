import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Validations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { ContainerImage, ContainerImageConfig } from './container-image';
import type { Model } from './model';
import { ModelBase } from './model-base';
import { ModelData, ModelDataConfig } from './model-data';
import { DocumentPrincipal } from '../private/document-principal';
import { ExecutionRole } from '../private/execution-role';
import { RolesPolicy } from '../private/roles-policy';

/** What a container needs that another construct than a model runs. */
export interface BoundContainer {
  readonly image?: ContainerImageConfig;
  readonly modelData?: ModelDataConfig;
}

/** Images and artifacts are bound to a model: this stands for one, as the child of the construct that runs the container instead. */
export class ModelStandIn extends ModelBase {
  public readonly modelArn: string;
  public readonly modelName: string;
  public readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  protected readonly _connections?: ec2.Connections;
  /** What the role is let do, in a policy beside the construct: what it names may be of another stack than the role is. */
  private readonly policy: RolesPolicy;

  /**
   * @param runner the construct that runs the container
   * @param role the role that the container has, if it is known
   */
  constructor(private readonly runner: Construct, runnerArn: string, runnerName: string, public readonly role?: iam.IRole) {
    super(runner, 'Container');
    this.modelArn = runnerArn;
    this.modelName = runnerName;
    this.policy = new RolesPolicy(runner, 'ExecutionPolicy');
    if (role) {
      new ExecutionRole(this, role, this.policy);
      this.grantPrincipal = this.policy.principalOf(role);
    } else {
      this.grantPrincipal = new DocumentPrincipal(new iam.AccountRootPrincipal(), () => this.warn());
    }
  }

  public bind(image?: ContainerImage, modelData?: ModelData): BoundContainer {
    // of this model, an image can only ask for the role, as of one that was made elsewhere
    return { image: image?.bind(this.runner, this as unknown as Model), modelData: modelData?.bind(this.runner, this) };
  }

  public addToRolePolicy(statement: iam.PolicyStatement): void {
    this.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /** What the container has to wait for. */
  public get dependencies(): IDependable[] {
    return [this.policy.allow()].filter((policy) => policy !== undefined);
  }

  private warn(): IDependable {
    Validations.of(this.runner).addWarning('cdk-sagemaker:UnknownHostingRole',
      'the role of the endpoint configuration is not known, so it is not let read the image and the artifacts: give it as role, or see to that yourself');
    return this;
  }
}
