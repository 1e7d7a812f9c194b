import * as iam from 'aws-cdk-lib/aws-iam';
import { INotebookInstanceRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct, IConstruct } from 'constructs';
import { RolesPolicy } from '../private/roles-policy';

/** A notebook instance that may have a role: what is granted to the one is granted to the other. */
type NotebookInstanceWithRole = INotebookInstanceRef & iam.IGrantable & { readonly role?: iam.IRole };

/** Whether a principal is the role that the notebook instance itself has. */
export function isOwnPrincipal(notebook: INotebookInstanceRef, grantee: iam.IGrantable): notebook is NotebookInstanceWithRole {
  return 'role' in notebook && notebook.role !== undefined && [notebook.role, notebook].includes(grantee.grantPrincipal as any);
}

/**
 * The rights of a notebook instance on itself.
 *
 * They are a policy of their own, which is made after the notebook instance: this needs its role, so a statement that named it there,
 * or in a policy that it waits for, would close a circle.
 */
export class OwnRights {
  public static of(notebook: NotebookInstanceWithRole): iam.IGrantable {
    if (!notebook.role) { return notebook; }
    const policy = POLICIES.get(notebook) ?? new RolesPolicy(notebook as IConstruct as Construct, 'OwnRightsPolicy');
    POLICIES.set(notebook, policy);
    policy.attachTo(notebook.role);
    return policy.principalOf(notebook.role);
  }
}

const POLICIES = new WeakMap<IConstruct, RolesPolicy>();
