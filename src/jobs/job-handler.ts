import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { TrainingJobHandlerOptions } from './job-handler-options';
import { validationError } from '../private/cdk-internals';
import { isSame } from '../private/same';
import { useStatement } from '../private/volume-key';

/** Of this and of everything in it: part of the logical ids, which are frozen, since CloudFormation lets no resource change its handler. */
const ID = 'SageMakerTrainingJobs';
/** What runs in the functions, bundled with all it needs: the same from `src` and from `lib`. */
const BUNDLE = path.join(__dirname, '..', '..', 'assets', 'job-handler');
/** The newest that the oldest supported aws-cdk-lib knows, of those that Node.js supports for long. */
const RUNTIME = lambda.Runtime.NODEJS_24_X;
/** A stop is waited for 8 minutes; nothing else takes as long. */
const TIMEOUT = Duration.minutes(10);
/** A delivery that comes later than the time-out of its request, of 20 minutes at least, could not be answered any more. */
const MOST_EVENT_AGE = Duration.minutes(15);
/** The rights for one job take up to 560 characters, and those for all of them 500. */
const MOST_JOBS = 17;

/**
 * What starts, watches and stops the training jobs of a stack: two functions and their role, made once in every stack that has a job.
 */
export class TrainingJobHandler extends Construct {
  /**
   * Says how the functions of a stack are run: before the first training job of the stack is made, and in one way only. Throws if they are
   * there already, or if they were to be run in another way.
   *
   * @param scope the stack, or anything in it
   * @param options how to run them
   */
  public static configure(scope: Construct, options: TrainingJobHandlerOptions): void {
    const stack = Stack.of(scope);
    const useless = (['vpcSubnets', 'securityGroups'] as const).filter((name) => options[name] && !options.vpc);
    if (useless.length > 0) { throw validationError(scope, 'NetworkPropsWithoutVpc', `${useless.join(', ')}: only with a vpc`); }
    if (options.role && options.permissionsBoundary) {
      throw validationError(scope, 'BoundaryOfGivenRole', 'permissionsBoundary: only for the role that is created; give it to the role');
    }
    const before = CONFIGURED.get(stack);
    if (before ? isSame(before, options) : stack.node.tryFindChild(ID) === undefined) {
      CONFIGURED.set(stack, options);
    } else {
      throw validationError(scope, 'ConflictingTrainingJobHandler', before
        ? 'the handler of the training jobs of this stack is configured in another way already; a stack has one handler'
        : 'this stack has training jobs already: configure their handler before the first of them');
    }
  }

  /**
   * The handler of the stack that a training job is in.
   *
   * @internal
   */
  public static _of(scope: Construct): TrainingJobHandler {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as TrainingJobHandler | undefined ?? new TrainingJobHandler(stack, ID, CONFIGURED.get(stack) ?? {});
  }

  /**
   * What custom resources are handled by: for ever, since CloudFormation lets no resource change it.
   *
   * @internal
   */
  public readonly _serviceToken: string;

  /**
   * What has to be there before a resource may be handled.
   *
   * @internal
   */
  public readonly _ready: IDependable;

  private readonly role: iam.IRole;
  private readonly policy: iam.Policy;
  private readonly handler: lambda.Function;
  private waits = false;
  private served = 0;

  private constructor(scope: Construct, id: string, options: TrainingJobHandlerOptions) {
    super(scope, id);
    const { vpc, vpcSubnets, environmentEncryptionKey } = options;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: options.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      encryptionKey: options.logEncryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { role, running } = this.roleWith(options, runningStatements(logGroup, options));
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
      ...common, handler: 'index.handler', description: 'Starts, watches and stops the training jobs of a stack',
    });
    const janitor = new lambda.Function(this, 'Janitor', {
      ...common, handler: 'index.janitor', description: 'Answers for a training job where its handler could not',
    });
    if (running) { [this.handler, janitor].forEach((each) => each.node.addDependency(running)); }

    this.policy = new iam.Policy(this, 'Policy', { statements: [invoking(janitor), asking(Stack.of(this))] });
    role.attachInlinePolicy(this.policy);
    const invocation = new lambda.CfnEventInvokeConfig(this, 'Invocation', {
      functionName: this.handler.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: MOST_EVENT_AGE.toSeconds(),
      destinationConfig: { onFailure: { destination: janitor.functionArn } },
    });
    // the service checks that the role may invoke the destination
    invocation.node.addDependency(this.policy);
    // without a way out an answer would never arrive: it is there before the first job, and until the last one is gone
    if (vpc) { invocation.node.addDependency(vpc.selectSubnets(vpcSubnets).internetConnectivityEstablished, ...common.securityGroups!); }

    this._serviceToken = this.handler.functionArn;
    this._ready = invocation;
  }

  /**
   * Lets the handler do what a job needs, before the job is started: by a policy of the job's own, so that jobs which depend on each other
   * close no circle.
   *
   * @internal
   */
  public _serve(job: Construct, statements: iam.PolicyStatement[]): IDependable {
    const policy = new iam.Policy(job, 'HandlerPolicy', { statements });
    this.role.attachInlinePolicy(policy);
    if (++this.served > MOST_JOBS) {
      Validations.of(job).addWarning('cdk-sagemaker:ManyTrainingJobs', [
        `${this.served} training jobs in one stack: the rights that their handler needs may take more than the 10,240 characters which IAM has for`,
        'the policies of a role; spread them over several stacks, or nested ones (see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)',
      ].join(' '));
    }
    return policy;
  }

  /**
   * Lets the handler hand long waits on to itself.
   *
   * @internal
   */
  public _allowWaiting(): void {
    if (this.waits) { return; }
    this.waits = true;
    this.policy.addStatements(invoking(this.handler));
  }

  /** The role, and what has to be deployed before functions can run with it. */
  private roleWith(
    { role, permissionsBoundary }: TrainingJobHandlerOptions, statements: iam.PolicyStatement[],
  ): { role: iam.IRole; running?: iam.Policy } {
    if (role) {
      const running = new iam.Policy(this, 'RunningPolicy', { statements });
      role.attachInlinePolicy(running);
      return { role, running };
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

const CONFIGURED = new WeakMap<Stack, TrainingJobHandlerOptions>();

/** To ask for the status of the stack, which decides what may be started. */
function asking(stack: Stack): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] });
}

function invoking(invoked: lambda.IFunction): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [invoked.functionArn] });
}

/** What functions need to run at all. */
function runningStatements(logGroup: logs.ILogGroup, { vpc, environmentEncryptionKey }: TrainingJobHandlerOptions): iam.PolicyStatement[] {
  const allow = (actions: string[], resource: string) => new iam.PolicyStatement({ actions, resources: [resource] });
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
    ...environmentEncryptionKey ? [useStatement(environmentEncryptionKey, 'kms:Decrypt')] : [],
    ...vpc ? [allow(NETWORK_ACTIONS, '*')] : [], // Lambda asks for them so
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const NETWORK_ACTIONS = [
  'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
