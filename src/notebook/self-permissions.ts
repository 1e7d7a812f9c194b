import * as iam from 'aws-cdk-lib/aws-iam';
import { INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct, IConstruct } from 'constructs';
import { RolesPolicy } from '../private/roles-policy';

/** A notebook instance that may have a role. Permissions of the notebook instance are permissions of its role. */
type NotebookInstanceWithRole = INotebookInstanceRef & iam.IGrantable & { readonly role?: iam.IRole };

/** Whether a principal is the role of the notebook instance itself. */
export function isOwnPrincipal(notebook: INotebookInstanceRef, grantee: iam.IGrantable): notebook is NotebookInstanceWithRole {
  return 'role' in notebook && notebook.role !== undefined && [notebook.role, notebook].includes(grantee.grantPrincipal as any);
}

/**
 * The permissions of a notebook instance on itself.
 *
 * They have a policy of their own, which CloudFormation creates after the notebook instance. The notebook instance depends on its role, so a
 * statement in the role, or in a policy that the notebook instance waits for, must not refer to the notebook instance.
 */
export class SelfPermissions {
  /** Returns the principal to grant the permissions to. */
  public static of(notebook: NotebookInstanceWithRole): iam.IGrantable {
    if (!notebook.role) { return notebook; }
    const policy = POLICIES.get(notebook) ?? new RolesPolicy(notebook as IConstruct as Construct, 'SelfPermissionsPolicy');
    POLICIES.set(notebook, policy);
    policy.attachTo(notebook.role);
    return policy.principalOf(notebook.role);
  }
}

const POLICIES = new WeakMap<IConstruct, RolesPolicy>();
