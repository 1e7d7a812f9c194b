import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';

/**
 * How the functions are run that start, watch and stop the training jobs of a stack.
 */
export interface TrainingJobHandlerOptions {
  /**
   * The VPC that the functions are in. They have to reach SageMaker, CloudFormation, Lambda, Amazon CloudWatch Logs, and the buckets of
   * CloudFormation in Amazon S3, which take the answers: through NAT, or through endpoints.
   *
   * @default - none: they are in a network of Lambda
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC. Only with `vpc`.
   *
   * @default - the CDK's default: private subnets if there are any
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the functions. Only with `vpc`.
   *
   * @default - one that is created, and lets all traffic out, if there is a `vpc`
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The role of the functions. It is given what they need, as a created one is.
   *
   * @default - a role that may do what the training jobs of the stack need, and nothing else
   */
  readonly role?: iam.IRole;

  /**
   * The boundary of the role that is created. Not with `role`.
   *
   * @default - none, or the one of the stack
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * How long the logs of the functions are kept.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The key that encrypts the logs of the functions; its policy has to let Amazon CloudWatch Logs use it.
   *
   * @default - a key of the service
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * The key that encrypts the environment variables of the functions.
   *
   * @default - a key of the service
   */
  readonly environmentEncryptionKey?: kms.IKey;
}
