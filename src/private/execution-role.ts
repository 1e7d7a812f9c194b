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
 * The role that SageMaker assumes for a construct, and the statements that the library itself writes for it.
 *
 * In a role that the library creates these statements are part of the role, as its inline policy: a resource that refers to the role
 * is then made after them, and no separate policy has to be deployed before each model. In a role that was passed in they are added
 * to its policy.
 */
export class ExecutionRole {
  /**
   * The principal to give a construct's own rights to.
   *
   * @param consumer the construct, or any other principal, which is then returned as it is
   * @param resource what the rights are for: if its own policy, or that of its key, may have to name the role, the role must not name it
   */
  public static principalOf(consumer: iam.IGrantable, resource?: Shared): iam.IPrincipal {
    const own = OWN.get(consumer);
    if (!own) { return consumer.grantPrincipal; }
    return resource && (resource.encryptionKey || differs(resource.env.account, own.role.env.account)) ? own.beside(resource) : own.inline;
  }

  /**
   * The principal to give a construct the use of a key to: the policy of the key may have to name the role.
   *
   * @param consumer the construct, or any other principal, which is then returned as it is
   */
  public static userOf(key: kms.IKeyRef, consumer: iam.IGrantable): iam.IPrincipal {
    return OWN.get(consumer)?.beside(key) ?? consumer.grantPrincipal;
  }

  /**
   * Lets another principal of the construct stand for it: grants to both end up in the same policies.
   *
   * @param consumer The construct that has the execution role, or any other principal.
   * @param standIn What is presented to others in place of the construct.
   * @returns the execution role, if the construct has one
   */
  public static share(consumer: iam.IGrantable, standIn: iam.IGrantable): ExecutionRole | undefined {
    const own = OWN.get(consumer);
    if (own) { OWN.set(standIn, own); }
    return own;
  }

  public readonly role: iam.IRole;
  /** For what is written into a created role itself. */
  private readonly inline: iam.IPrincipal;

  /**
   * @param consumer the construct that the service assumes the role for
   * @param given the user's role, if there is one
   * @param policy the construct's own policy, for what it waits for and what is not written into a created role itself; without one, the
   * role's default policy is, in which nothing may then refer to the construct
   * @param sessionTags whether the service may pass on the session tags of who asks it to act
   */
  constructor(consumer: Construct & iam.IGrantable, private readonly given?: iam.IRole, private readonly policy?: RolesPolicy, sessionTags = false) {
    if (given) {
      this.role = given;
      this.inline = policy?.principalOf(given) ?? given;
    } else {
      const service = new iam.ServicePrincipal('sagemaker.amazonaws.com', {
        // the service acts for this account only, whoever asks it to
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(consumer).account } },
      });
      const document = new InlineDocument();
      this.role = new iam.Role(consumer, 'Role', {
        roleName: PhysicalName.GENERATE_IF_NEEDED, // only if the policy of another account's bucket has to name it
        assumedBy: sessionTags ? service.withSessionTags() : service,
        // not the name of the policy that CDK attaches: when a stack moves here from another library, its old policy is deleted last
        inlinePolicies: { SageMakerExecution: document },
      });
      // the role's own resource: what waits for it need not wait for the policies that users attach
      const resource = this.role.node.defaultChild as iam.CfnRole | undefined;
      const holder = resource && document.heldBy(this.role, resource);
      this.inline = holder ? new DocumentPrincipal(this.role, (statement) => {
        document.add(statement);
        return holder;
      }) : this.role; // it is not made, so nothing holds the document
    }
    policy?.attachTo(this.role);
    OWN.set(consumer, this);
  }

  /** For what cannot be written into the role itself. */
  private beside(resource: Shared): iam.IPrincipal {
    return this.policy?.principalOf(this.role, resource) ?? this.role;
  }

  /** Adds statements that the construct needs to do its work, once it is there. */
  public allow(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) {
      (this.given ?? this.inline).addToPrincipalPolicy(statement);
    }
  }
}

/**
 * Adds statements that name resources of a construct's own stack. A role of another stack gets them by a policy beside the construct:
 * in the role's own one they would make the two stacks wait for each other.
 *
 * @returns what has to be there before the service assumes the role
 */
export function allowHere(consumer: Construct, executionRole: ExecutionRole, statements: iam.PolicyStatement[]): IConstruct {
  const { role } = executionRole;
  if (Stack.of(role) === Stack.of(consumer)) {
    executionRole.allow(...statements);
    return role;
  }
  const policy = new iam.Policy(consumer, 'NetworkPolicy', { statements });
  role.attachInlinePolicy(policy);
  return policy;
}

/** What may belong to another account, and may be encrypted by a key of its own. */
interface Shared extends IConstruct {
  readonly env: { readonly account: string };
  readonly encryptionKey?: unknown;
}

const OWN = new WeakMap<iam.IGrantable, ExecutionRole>();

/** What every container may do: write its logs and metrics. */
export function loggingStatements(scope: Construct): iam.PolicyStatement[] {
  return [
    logsStatement(scope, '/aws/sagemaker/*'),
    new iam.PolicyStatement({
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'], // metrics have no ARN: the namespace is what can be narrowed
      conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*', 'AWS/SageMaker'] } },
    }),
  ];
}

/**
 * What a container needs in which shells may be opened through AWS Systems Manager.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html
 */
export function systemsManagerStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map((action) => `ssmmessages:${action}`),
    resources: ['*'], // these actions know no resources
  });
}

/** The right to write the logs of some groups; with a star at the end the pattern includes their streams. */
export function logsStatement(scope: Construct, ...logGroups: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: logGroups.map((group) => Stack.of(scope).formatArn({ service: 'logs', resource: `log-group:${group}` })),
  });
}

/** What the service needs to place network interfaces into subnets. */
export function networkStatements(scope: Construct, network: Network): iam.PolicyStatement[] {
  const arn = (resource: string, resourceName: string, account?: string) =>
    Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName, account });
  // subnets and groups may be shared by another account
  const anyAccount = '*';
  // of a list that is a token as a whole, such as a parameter, no element can be named
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
      resources: ['*'], // Describe actions of EC2 know no resources
    }),
  ];
}
