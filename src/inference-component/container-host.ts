import * as iam from 'aws-cdk-lib/aws-iam';
import { Validations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { DocumentPrincipal } from '../private/document-principal';
import { ExecutionRole } from '../private/execution-role';
import { RolesPolicy } from '../private/roles-policy';

/**
 * The principal for the containers of an inference component without a model: the role of the endpoint configuration.
 *
 * The permissions are in a policy of the inference component, because the role and the resources can belong to different stacks.
 */
export class ContainerHost extends Construct implements iam.IGrantable {
  public readonly grantPrincipal: iam.IPrincipal;
  private readonly policy: RolesPolicy;

  /**
   * @param inferenceComponent The parent construct.
   * @param role The role of the endpoint configuration, if it is known.
   */
  constructor(private readonly inferenceComponent: Construct, role?: iam.IRole) {
    super(inferenceComponent, 'Container');
    this.policy = new RolesPolicy(inferenceComponent, 'ExecutionPolicy');
    if (role) {
      new ExecutionRole(this, role, this.policy);
      this.grantPrincipal = this.policy.principalOf(role);
    } else {
      this.grantPrincipal = new DocumentPrincipal(new iam.AccountRootPrincipal(), () => this.warn());
    }
  }

  /** The resources that must exist before the containers start. */
  public get dependencies(): IDependable[] {
    return [this.policy.allow()].filter((policy) => policy !== undefined);
  }

  private warn(): IDependable {
    Validations.of(this.inferenceComponent).addWarning('cdk-sagemaker:UnknownHostingRole',
      'the role of the endpoint configuration is not known, so it is not allowed to read the image and the model data: pass it as endpointExecutionRole, or add the permissions yourself');
    return this;
  }
}
