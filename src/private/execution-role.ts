import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { PhysicalName, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { DocumentPrincipal } from './document-principal';
import { InlineDocument } from './inline-document';
import { Network } from './network';
import { RolesPolicy } from './roles-policy';
import { differs, isUnresolved } from './tokens';

/**
 * The role that SageMaker assumes for a construct, with the statements that the library adds for the construct.
 *
 * A role that the library creates has these statements in an inline policy. CloudFormation therefore creates them before every resource
 * that refers to the role, and no model depends on a separate policy. For a role that the user passes, the library adds the statements
 * to its policies.
 */
export class ExecutionRole {
  /**
   * Returns the principal to which the library grants the permissions of a construct.
   *
   * @param consumer The construct. Any other principal is returned unchanged.
   * @param resource The resource of the permissions. If the policy of the resource or of its key may refer to the role, the permissions are
   * in a separate policy, because the role and the resource must not refer to each other.
   */
  public static principalOf(consumer: iam.IGrantable, resource?: SharedResource): iam.IPrincipal {
    const executionRole = EXECUTION_ROLES.get(consumer);
    if (!executionRole) { return consumer.grantPrincipal; }
    const mayBeReferredTo = resource && (resource.encryptionKey || differs(resource.env.account, executionRole.role.env.account));
    return mayBeReferredTo ? executionRole.separate(resource) : executionRole.inline;
  }

  /**
   * Returns the principal to which the library grants the use of a key. The key policy may refer to the role.
   *
   * @param consumer The construct. Any other principal is returned unchanged.
   */
  public static keyUserOf(key: kms.IKeyRef, consumer: iam.IGrantable): iam.IPrincipal {
    return EXECUTION_ROLES.get(consumer)?.separate(key) ?? consumer.grantPrincipal;
  }

  /**
   * Registers another principal for the execution role of a construct: grants to both are in the same policies.
   *
   * @param consumer The construct with the execution role, or any other principal.
   * @param adapter The principal that represents the construct.
   * @returns The execution role, if the construct has one.
   */
  public static share(consumer: iam.IGrantable, adapter: iam.IGrantable): ExecutionRole | undefined {
    const executionRole = EXECUTION_ROLES.get(consumer);
    if (executionRole) { EXECUTION_ROLES.set(adapter, executionRole); }
    return executionRole;
  }

  public readonly role: iam.IRole;
  /** The principal whose statements are in the inline policy of a created role. */
  private readonly inline: iam.IPrincipal;

  /**
   * @param consumer The construct for which the service assumes the role.
   * @param existingRole The role of the user. Without one, the library creates a role.
   * @param policy The separate policy of the construct, for statements that cannot be in a created role. Without one, these statements are
   * in the default policy of the role, and must not refer to the construct.
   * @param sessionTags Whether the service may pass the session tags of the caller to the role session.
   */
  constructor(
    consumer: Construct & iam.IGrantable, private readonly existingRole?: iam.IRole, private readonly policy?: RolesPolicy, sessionTags = false,
  ) {
    if (existingRole) {
      this.role = existingRole;
      this.inline = policy?.principalOf(existingRole) ?? existingRole;
    } else {
      const service = new iam.ServicePrincipal('sagemaker.amazonaws.com', {
        // prevents the confused deputy problem: the service assumes the role for resources of this account only
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(consumer).account } },
      });
      const document = new InlineDocument();
      this.role = new iam.Role(consumer, 'Role', {
        roleName: PhysicalName.GENERATE_IF_NEEDED, // only if the policy of a bucket in another account must refer to it
        assumedBy: sessionTags ? service.withSessionTags() : service,
        // differs from the name of the CDK's default policy, which CloudFormation deletes last when a stack migrates from another library
        inlinePolicies: { SageMakerExecution: document },
      });
      // a dependency on this resource does not include the policies that users attach to the role
      const resource = this.role.node.defaultChild as iam.CfnRole | undefined;
      const dependable = resource && document.bindTo(this.role, resource);
      this.inline = dependable ? new DocumentPrincipal(this.role, (statement) => {
        document.add(statement);
        return dependable;
      }) : this.role; // Role.customizeRoles() prevents the creation of the role
    }
    policy?.attachTo(this.role);
    EXECUTION_ROLES.set(consumer, this);
  }

  /** Returns the principal whose statements are in a separate policy, because the role must not refer to the resource. */
  private separate(resource: SharedResource): iam.IPrincipal {
    return this.policy?.principalOf(this.role, resource) ?? this.role;
  }

  /** Adds statements that the construct requires. */
  public allow(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) {
      (this.existingRole ?? this.inline).addToPrincipalPolicy(statement);
    }
  }
}

/**
 * Adds statements that refer to resources in the stack of a construct. For a role of another stack, they are in a policy in the stack of
 * the construct: in a policy of the role, they would make the two stacks depend on each other.
 *
 * @returns The construct that must be created before the service assumes the role.
 */
export function allowInOwnStack(consumer: Construct, executionRole: ExecutionRole, statements: iam.PolicyStatement[]): IConstruct {
  const { role } = executionRole;
  if (Stack.of(role) === Stack.of(consumer)) {
    executionRole.allow(...statements);
    return role;
  }
  const policy = new iam.Policy(consumer, 'NetworkPolicy', { statements });
  role.attachInlinePolicy(policy);
  return policy;
}

/** A resource that may belong to another account, and may be encrypted with its own key. */
interface SharedResource extends IConstruct {
  readonly env: { readonly account: string };
  readonly encryptionKey?: unknown;
}

const EXECUTION_ROLES = new WeakMap<iam.IGrantable, ExecutionRole>();

/** The permissions of every container: writing its logs and metrics. */
export function loggingStatements(scope: Construct): iam.PolicyStatement[] {
  return [
    logsStatement(scope, '/aws/sagemaker/*'),
    new iam.PolicyStatement({
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'], // metrics have no ARN, so the condition restricts the namespace
      conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*', 'AWS/SageMaker'] } },
    }),
  ];
}

/**
 * The permissions of a container in which AWS Systems Manager can open a shell.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html
 */
export function systemsManagerStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map((action) => `ssmmessages:${action}`),
    resources: ['*'], // these actions do not support resource-level permissions
  });
}

/** The permission to write to log groups. A name that ends with `*` includes the log streams. */
export function logsStatement(scope: Construct, ...logGroups: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: logGroups.map((group) => Stack.of(scope).formatArn({ service: 'logs', resource: `log-group:${group}` })),
  });
}

/** The permissions that the service requires to create network interfaces in subnets. */
export function networkStatements(scope: Construct, network: Network): iam.PolicyStatement[] {
  const arn = (resource: string, resourceName: string, account?: string) =>
    Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName, account });
  // another account can share subnets and security groups
  const anyAccount = '*';
  // the elements are unknown if the whole list is a token, such as a parameter
  const subnetIds = isUnresolved(network.subnetIds) ? ['*'] : network.subnetIds;
  const creation = new iam.PolicyStatement({
    actions: ['ec2:CreateNetworkInterface'],
    resources: [arn('network-interface', '*'), ...subnetIds.map((id) => arn('subnet', id, anyAccount))],
  });
  network.connections.forEachSecurityGroup((group) => creation.addResources(arn('security-group', group.securityGroupId, anyAccount)));
  return [
    creation,
    new iam.PolicyStatement({
      actions: ['ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission'],
      resources: [arn('network-interface', '*')],
    }),
    new iam.PolicyStatement({
      actions: ['ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
      resources: ['*'], // Describe actions of EC2 do not support resource-level permissions
    }),
  ];
}
