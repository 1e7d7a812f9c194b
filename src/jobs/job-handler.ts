import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { JobHandlerOptions } from './job-handler-options';
import { validationError } from '../private/cdk-internals';
import { deepEqual } from '../private/deep-equal';
import { useStatement } from '../private/volume-key';

/** The construct id. Logical ids contain it and are frozen, because CloudFormation cannot change the handler of a custom resource. */
const ID = 'SageMakerJobs';
/** The bundled code of the functions. The path is the same from `src` and from `lib`. */
const BUNDLE = path.join(__dirname, '..', '..', 'assets', 'job-handler');
/** The newest long-term support version of Node.js that the oldest supported aws-cdk-lib offers. */
const RUNTIME = lambda.Runtime.NODEJS_24_X;
/** The longest wait in one invocation is 8 minutes, for a job to stop. */
const TIMEOUT = Duration.minutes(10);
/** The shortest timeout of a custom resource is 20 minutes. An event that is delivered later could not be answered in time. */
const MAX_EVENT_AGE = Duration.minutes(15);
/** The permissions for one job take up to 560 characters, and those for all jobs together 500. */
const MAX_JOBS = 17;

/**
 * The handler of the custom resources for SageMaker jobs: two Lambda functions and their role.
 *
 * A stack with at least one job has exactly one handler. The handler starts, monitors and stops all jobs of the stack.
 */
export class JobHandler extends Construct {
  /**
   * Configures the handler of a stack. Call this method before you create the first job of the stack.
   *
   * Throws if the stack already has a job, or if the handler is already configured with other options.
   *
   * @param scope The stack, or any construct in the stack.
   * @param options The options for the handler.
   */
  public static configure(scope: Construct, options: JobHandlerOptions): void {
    const stack = Stack.of(scope);
    const propsWithoutVpc = (['vpcSubnets', 'securityGroups'] as const).filter((name) => options[name] && !options.vpc);
    if (propsWithoutVpc.length > 0) { throw validationError(scope, 'NetworkPropsWithoutVpc', `${propsWithoutVpc.join(', ')}: requires vpc`); }
    if (options.role && options.permissionsBoundary) {
      throw validationError(scope, 'PermissionsBoundaryWithRole', 'permissionsBoundary: cannot be combined with role; set the permissions boundary on the role itself');
    }
    const configured = CONFIGURED.get(stack);
    if (configured ? deepEqual(configured, options) : stack.node.tryFindChild(ID) === undefined) {
      CONFIGURED.set(stack, options);
    } else {
      throw validationError(scope, 'ConflictingJobHandler', configured
        ? 'the job handler of this stack is already configured with other options; a stack has one job handler'
        : 'this stack already has a job: configure the job handler before you create the first job');
    }
  }

  /**
   * Returns the handler of the stack that contains the scope. Creates the handler on the first call.
   *
   * @internal
   */
  public static _of(scope: Construct): JobHandler {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as JobHandler | undefined ?? new JobHandler(stack, ID, CONFIGURED.get(stack) ?? {});
  }

  /**
   * The service token of the custom resources.
   *
   * @internal
   */
  public readonly _serviceToken: string;

  /**
   * The last resource of the handler to be deployed. Custom resources depend on it.
   *
   * @internal
   */
  public readonly _ready: IDependable;

  private readonly role: iam.IRole;
  private readonly policy: iam.Policy;
  private readonly handler: lambda.Function;
  private invokesItself = false;
  private jobCount = 0;

  private constructor(scope: Construct, id: string, options: JobHandlerOptions) {
    super(scope, id);
    const { vpc, vpcSubnets, environmentEncryptionKey } = options;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: options.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      encryptionKey: options.logEncryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { role, runningPolicy } = this.executionRole(options, runningStatements(logGroup, options));
    this.role = role;

    const common: Omit<lambda.FunctionProps, 'handler' | 'description'> = {
      code: lambda.Code.fromAsset(BUNDLE),
      runtime: RUNTIME,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: TIMEOUT,
      role,
      logGroup,
      environmentEncryption: environmentEncryptionKey,
      vpc,
      vpcSubnets,
      securityGroups: vpc && (options.securityGroups ?? [new ec2.SecurityGroup(this, 'SecurityGroup', { vpc })]),
    };
    this.handler = new lambda.Function(this, 'Function', {
      ...common, handler: 'index.handler', description: 'Starts, monitors and stops the SageMaker jobs of a stack',
    });
    const janitor = new lambda.Function(this, 'Janitor', {
      ...common, handler: 'index.janitor', description: 'Responds to CloudFormation if the handler of the SageMaker jobs fails',
    });
    if (runningPolicy) { [this.handler, janitor].forEach((each) => each.node.addDependency(runningPolicy)); }

    this.policy = new iam.Policy(this, 'Policy', { statements: [invokeStatement(janitor), describeStackStatement(Stack.of(this))] });
    role.attachInlinePolicy(this.policy);
    const invokeConfig = new lambda.CfnEventInvokeConfig(this, 'Invocation', {
      functionName: this.handler.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: MAX_EVENT_AGE.toSeconds(),
      destinationConfig: { onFailure: { destination: janitor.functionArn } },
    });
    // Lambda checks that the role is allowed to invoke the destination.
    invokeConfig.node.addDependency(this.policy);
    // Responses need a route out of the VPC. The route must exist before the first job starts and until the last job is deleted.
    if (vpc) { invokeConfig.node.addDependency(vpc.selectSubnets(vpcSubnets).internetConnectivityEstablished, ...common.securityGroups!); }

    this._serviceToken = this.handler.functionArn;
    this._ready = invokeConfig;
  }

  /**
   * Adds a job with the permissions that the handler needs for it.
   *
   * Each job has a policy of its own, so that jobs which depend on each other create no circular dependency.
   *
   * @internal
   * @returns The policy. The custom resource of the job must depend on it.
   */
  public _addJob(job: Construct, statements: iam.PolicyStatement[]): IDependable {
    const policy = new iam.Policy(job, 'HandlerPolicy', { statements });
    this.role.attachInlinePolicy(policy);
    if (++this.jobCount > MAX_JOBS) {
      Validations.of(job).addWarning('cdk-sagemaker:ManyJobs', [
        `this stack has ${this.jobCount} SageMaker jobs: the permissions of their handler may exceed 10,240 characters, the IAM quota for the inline policies`,
        'of a role. Distribute the jobs over several stacks or nested stacks (see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)',
      ].join(' '));
    }
    return policy;
  }

  /**
   * Allows the handler to invoke itself, to continue a long wait.
   *
   * @internal
   */
  public _allowSelfInvocation(): void {
    if (this.invokesItself) { return; }
    this.invokesItself = true;
    this.policy.addStatements(invokeStatement(this.handler));
  }

  /** The role of the functions, and the policy that must be deployed before the functions can run. */
  private executionRole(
    { role, permissionsBoundary }: JobHandlerOptions, statements: iam.PolicyStatement[],
  ): { role: iam.IRole; runningPolicy?: iam.Policy } {
    if (role) {
      const runningPolicy = new iam.Policy(this, 'RunningPolicy', { statements });
      role.attachInlinePolicy(runningPolicy);
      return { role, runningPolicy };
    }
    return {
      role: new iam.Role(this, 'Role', {
        assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
        permissionsBoundary,
        inlinePolicies: { Running: new iam.PolicyDocument({ statements }) },
      }),
    };
  }
}

const CONFIGURED = new WeakMap<Stack, JobHandlerOptions>();

/** The handler reads the status of the stack to decide whether it may start a job. */
function describeStackStatement(stack: Stack): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] });
}

function invokeStatement(invoked: lambda.IFunction): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [invoked.functionArn] });
}

/** The permissions without which the functions cannot run. */
function runningStatements(logGroup: logs.ILogGroup, { vpc, environmentEncryptionKey }: JobHandlerOptions): iam.PolicyStatement[] {
  const allow = (actions: string[], resource: string) => new iam.PolicyStatement({ actions, resources: [resource] });
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
    ...environmentEncryptionKey ? [useStatement(environmentEncryptionKey, 'kms:Decrypt')] : [],
    ...vpc ? [allow(NETWORK_ACTIONS, '*')] : [], // Lambda requires these permissions for all resources
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const NETWORK_ACTIONS = [
  'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
