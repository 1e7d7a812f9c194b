import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';

/**
 * Options for the Lambda functions that start, monitor and stop the SageMaker jobs of a stack.
 */
export interface JobHandlerOptions {
  /**
   * The VPC of the functions.
   *
   * The functions must be able to reach SageMaker, CloudFormation, Lambda, Amazon CloudWatch Logs, and the Amazon S3 buckets in which
   * CloudFormation receives responses. Use NAT or VPC endpoints.
   *
   * @default - the functions run in a network managed by Lambda
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the functions. Requires `vpc`.
   *
   * @default - the default subnets of the CDK: private subnets if the VPC has any
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the functions. Requires `vpc`.
   *
   * @default - if `vpc` is set, a new security group that allows all outbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The execution role of the functions. The library adds the permissions that the functions need.
   *
   * @default - a new role with only the permissions that the jobs of the stack require
   */
  readonly role?: iam.IRole;

  /**
   * The permissions boundary of the new role. Cannot be combined with `role`.
   *
   * @default - the permissions boundary of the stack, if it has one
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The retention period of the logs.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The KMS key that encrypts the logs. The key policy must allow Amazon CloudWatch Logs to use the key.
   *
   * @default - a key owned by AWS
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * The KMS key that encrypts the environment variables of the functions.
   *
   * @default - a key owned by AWS
   */
  readonly environmentEncryptionKey?: kms.IKey;
}
