import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ITaggableV2, TagManager } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { trainingJobPropPaths } from './prop-paths';
import { BoundRequest, bindRequest } from './request';
import { TRAINING_JOB_RULES } from './rules';
import { TrainingJobBase } from './training-job-base';
import { ITrainingJob } from './training-job-interface';
import { TrainingJobProps } from './training-job-props';
import { identityOf, JobResource, settingsOf } from '../jobs/job-resource';
import { HANDLER_TAGS, jobTagManager, tagsRequest } from '../jobs/job-tags';
import { TRAINING_JOB, TRAINING_JOB_RESULTS } from '../jobs/kinds';
import { namePrefix } from '../jobs/name-prefix';
import { longestJobName, merge } from '../jobs/protocol';
import { overriddenPropPaths, refuseReservedOverrides } from '../jobs/request-overrides';
import { CompressionType } from '../model/compression-type';
import { propertyInjectable, validationError } from '../private/cdk-internals';
import { allowInOwnStack, ExecutionRole, loggingStatements, networkStatements, systemsManagerStatement } from '../private/execution-role';
import { nameFromArn, sageMakerArn } from '../private/names';
import { Network, networkOf, vpcConfigOf } from '../private/network';
import { RolesPolicy } from '../private/roles-policy';
import { folderPrefix, S3Folder } from '../private/s3-folder';
import { VolumeKey } from '../private/volume-key';
import { keyFindings } from '../validation/environment';
import { Finding } from '../validation/finding';
import { unknownMembers } from '../validation/unknown-members';
import { Subject, validate, validateAtSynthesis } from '../validation/validate';

/**
 * Attributes of an existing training job.
 */
export interface TrainingJobAttributes {
  /**
   * The name of the training job. Specify either `trainingJobName` or `trainingJobArn`.
   *
   * @default - the name in `trainingJobArn`
   */
  readonly trainingJobName?: string;

  /**
   * The ARN of the training job. Specify either `trainingJobArn` or `trainingJobName`.
   *
   * @default - the ARN of the training job with `trainingJobName` in the account and Region of the stack
   */
  readonly trainingJobArn?: string;

  /**
   * The S3 URI of the model artifacts. Required by resources that use the model artifacts, such as a model.
   *
   * @default - unknown: reading `modelArtifactsUri` throws
   */
  readonly modelArtifactsUri?: string;

  /**
   * The bucket of the model artifacts. Required to grant access to them.
   *
   * @default - unknown: reading `modelArtifactsBucket` throws
   */
  readonly modelArtifactsBucket?: s3.IBucket;

  /**
   * The prefix of the object keys of the model artifacts. Required to grant access to them.
   *
   * @default - unknown: reading `modelArtifactsPrefix` throws
   */
  readonly modelArtifactsPrefix?: string;

  /**
   * The KMS key that encrypts the model artifacts.
   *
   * @default - the encryption key of the bucket
   */
  readonly modelArtifactsEncryptionKey?: kms.IKeyRef;

  /**
   * The compression of the model artifacts.
   *
   * @default CompressionType.GZIP
   */
  readonly modelArtifactsCompression?: CompressionType;
}

/**
 * A training job that starts during the deployment. Other resources can use its results.
 *
 * CloudFormation cannot create training jobs, so a custom resource manages them:
 *
 * - If a property that determines the results changes, the job is replaced: a new run starts. If the previous run is still running, it is stopped
 *   after the whole update has succeeded.
 * - If an update fails, the rollback returns to the previous run without training again.
 * - If you restore earlier properties, the job uses their run again. Set `runId` to force a new run.
 * - The deployment waits for the end of the job only if another resource uses a result, or if `waitForCompletion` is true.
 *
 * `Tags.of(job)` adds tags to the runs: at most 47, because the library adds three.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
 * @example
 * declare const bucket: s3.Bucket;
 * declare const repository: ecr.Repository;
 *
 * const job = new TrainingJob(this, 'Training', {
 *   algorithm: TrainingAlgorithm.fromImage(ContainerImage.fromEcrRepository(repository, '1.4')),
 *   hyperParameters: { max_depth: 5, eta: 0.2 },
 *   inputChannels: { train: InputChannel.fromBucketPrefix(bucket, 'train') },
 *   output: { bucket, prefix: 'models' },
 *   resources: TrainingResources.instances(InstanceType.M5_XLARGE),
 *   maxRuntime: Duration.hours(1),
 * });
 */
@propertyInjectable
export class TrainingJob extends TrainingJobBase implements iam.IGrantable, ec2.IConnectable, ITaggableV2 {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.TrainingJob';

  /**
   * Imports a training job by its name. The training job is in the account and Region of the stack.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param trainingJobName The name of the training job.
   */
  public static fromTrainingJobName(scope: Construct, id: string, trainingJobName: string): ITrainingJob {
    return TrainingJob.fromTrainingJobAttributes(scope, id, { trainingJobName });
  }

  /**
   * Imports a training job by its ARN.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param trainingJobArn The ARN of the training job.
   */
  public static fromTrainingJobArn(scope: Construct, id: string, trainingJobArn: string): ITrainingJob {
    return TrainingJob.fromTrainingJobAttributes(scope, id, { trainingJobArn });
  }

  /**
   * Imports a training job with its model artifacts.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param attributes The attributes of the training job.
   */
  public static fromTrainingJobAttributes(scope: Construct, id: string, attributes: TrainingJobAttributes): ITrainingJob {
    const { trainingJobName, trainingJobArn } = attributes;
    if ((trainingJobName === undefined) === (trainingJobArn === undefined)) {
      throw validationError(scope, 'AmbiguousTrainingJob', 'specify exactly one of trainingJobName and trainingJobArn');
    }
    return new ImportedTrainingJob(scope, id, trainingJobArn ?? sageMakerArn(scope, TRAINING_JOB.arnResource, trainingJobName!), attributes);
  }

  /** The ARN of the current run. */
  public readonly trainingJobArn: string;
  /** The name of the current run. */
  public readonly trainingJobName: string;
  /** The execution role of the training job. */
  public readonly role: iam.IRole;
  /** The principal to grant permissions to: the execution role. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The bucket of the model artifacts. */
  public readonly modelArtifactsBucket: s3.IBucket;
  /** The common prefix of the object keys of the model artifacts of all runs. */
  public readonly modelArtifactsPrefix: string;
  /** The KMS key that encrypts the model artifacts. By default the encryption key of the bucket. */
  public readonly modelArtifactsEncryptionKey?: kms.IKeyRef;
  /** The compression of the model artifacts: `GZIP` for one archive, `model.tar.gz`, or `NONE` for separate objects. */
  public readonly modelArtifactsCompression: CompressionType;
  /** The tag manager of the training job, which `Tags.of()` uses. */
  public readonly cdkTagManager: TagManager = jobTagManager(TRAINING_JOB);

  /** @internal */
  public readonly _namePrefix: string = namePrefix(this, TRAINING_JOB);

  private readonly props: TrainingJobProps;
  private readonly network?: Network;
  private readonly bound: BoundRequest;
  private readonly job: JobResource;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    super(scope, id);
    this.props = props;
    refuseReservedOverrides(this, TRAINING_JOB, props.requestOverrides);

    this.network = networkOf(this, props);
    const policy = new RolesPolicy(this, 'ExecutionPolicy');
    const executionRole = new ExecutionRole(this, props.role, policy, props.sessionTagChaining);
    this.role = this.grantPrincipal = executionRole.role;
    executionRole.allow(...loggingStatements(this));
    const dependencies = [this.role, ...this.joinNetwork(executionRole)];
    if (props.remoteDebug) { executionRole.allow(systemsManagerStatement()); }

    this.bound = bindRequest(this, props, this.network && this);
    validate(this, this.subject(), this.otherFindings());

    const { spot, maxRuntime, maxPendingTime, output, resources: { _volumeEncryptionKey: volumeKey } } = props;
    this.job = new JobResource(this, TRAINING_JOB, props, {
      identity: identityOf(TRAINING_JOB, this.bound.request),
      settings: () => settingsOf(TRAINING_JOB, this.request()),
      roles: [this.role],
      dependencies: [...dependencies, ...this.bound.dependencies, ...[policy.allow()].flatMap((deployed) => deployed ?? [])],
      limits: { ...spot ? { 'spot.maxWaitTime': spot.maxWaitTime } : { maxRuntime }, maxPendingTime },
    });
    this.network?.connections.forEachSecurityGroup((group) => this.job.resource.node.addDependency(group));
    if (volumeKey) { new VolumeKey(this, this.job.resource, volumeKey).allowTo(this.role); }
    validateAtSynthesis(this, () => this.subject());

    this.trainingJobName = this.job.name;
    this.trainingJobArn = this.job.arn;
    this.modelArtifactsBucket = output.bucket;
    this.modelArtifactsPrefix = artifactsPrefix(output, this._namePrefix);
    this.modelArtifactsEncryptionKey = output.encryptionKey;
    this.modelArtifactsCompression = output.compression ?? CompressionType.GZIP;

    if (props.waitForCompletion) { this.job.wait(); }
  }

  /** The network connections of the containers. Throws for a training job without a VPC. */
  public get connections(): ec2.Connections {
    if (!this.network) {
      throw validationError(this, 'TrainingJobWithoutVpc', 'this training job has no network connections: set vpc');
    }
    return this.network.connections;
  }

  /**
   * The S3 URI of the model artifacts. A resource that uses it makes the deployment wait for the training job.
   *
   * If another stack uses the URI, the job cannot be replaced, because CloudFormation cannot change an export while it is imported. Pass
   * the URI in a parameter of AWS Systems Manager instead.
   */
  public get modelArtifactsUri(): string {
    return this.job.result(TRAINING_JOB_RESULTS.modelArtifacts);
  }

  /**
   * The last value of a metric that SageMaker reads from the logs of the training algorithm.
   *
   * A resource that uses the value makes the deployment wait for the training job. The deployment fails if the job has no such metric.
   *
   * @param metricName The name in the metric definition, such as `validation:auc`.
   */
  public finalMetric(metricName: string): string {
    return this.job.result(`${TRAINING_JOB_RESULTS.finalMetricPrefix}${metricName}`);
  }

  /**
   * Adds a statement to the policy of the execution role.
   *
   * @param statement The statement to add.
   */
  public addToRolePolicy(statement: iam.PolicyStatement): void {
    this.role.addToPrincipalPolicy(statement);
  }

  private* otherFindings(): Generator<Finding> {
    const { requestOverrides, output, resources } = this.props;
    yield* unknownMembers(requestOverrides, TRAINING_JOB.createOperation, 'requestOverrides');
    if (output.encryptionKey) { yield* keyFindings('OutputDataConfig.KmsKeyId', output.encryptionKey.env, this.env); }
    if (resources._volumeEncryptionKey) { yield* keyFindings('ResourceConfig.VolumeKmsKeyId', resources._volumeEncryptionKey.env, this.env); }
  }

  /** Allows the job to use its VPC. Returns the resources of the VPC that must exist before the job starts. */
  private joinNetwork(executionRole: ExecutionRole): IDependable[] {
    const { network, props: { resources, securityGroups } } = this;
    if (!network) { return []; }
    if (!securityGroups?.length && resources._isCluster) {
      network.connections.allowInternally(ec2.Port.allTraffic(), 'instances of one training job talk to each other');
    }
    return [allowInOwnStack(this, executionRole, networkStatements(this, network)), network.internetConnectivityEstablished];
  }

  private request(): { readonly [member: string]: any } {
    return { RoleArn: this.role.roleArn, ...this.bound.request, VpcConfig: vpcConfigOf(this.network), Tags: tagsRequest(this.cdkTagManager) };
  }

  private subject(): Subject {
    const { Tags = [], ...request } = this.request();
    const overrides = this.props.requestOverrides;
    const complete = {
      [TRAINING_JOB.nameMember]: longestJobName(this._namePrefix),
      ...request,
      Tags: [...Tags, ...HANDLER_TAGS],
    };
    const propPaths = trainingJobPropPaths(Object.keys(this.props.inputChannels ?? {}).sort());
    return {
      operation: TRAINING_JOB.createOperation,
      request: merge(complete, overrides),
      context: {
        '': { Region: this.env.region },
        ...overrides?.InputDataConfig ? {} : Object.fromEntries(this.bound.channelRegions.map((DataRegion, index) => [`InputDataConfig[${index}]`, { DataRegion }])),
      },
      rules: TRAINING_JOB_RULES,
      propPaths: overriddenPropPaths(propPaths, overrides, TRAINING_JOB.createOperation),
    };
  }
}

/** A training job that this app does not create. */
class ImportedTrainingJob extends TrainingJobBase {
  public readonly trainingJobName: string;
  public readonly modelArtifactsEncryptionKey?: kms.IKeyRef;
  public readonly modelArtifactsCompression: CompressionType;
  public readonly _namePrefix = undefined;

  constructor(scope: Construct, id: string, public readonly trainingJobArn: string, private readonly attributes: TrainingJobAttributes) {
    super(scope, id, { environmentFromArn: trainingJobArn });
    this.trainingJobName = attributes.trainingJobName ?? nameFromArn(scope, trainingJobArn);
    this.modelArtifactsEncryptionKey = attributes.modelArtifactsEncryptionKey;
    this.modelArtifactsCompression = attributes.modelArtifactsCompression ?? CompressionType.GZIP;
  }

  public get modelArtifactsUri(): string {
    return this.requireAttribute('modelArtifactsUri');
  }

  public get modelArtifactsBucket(): s3.IBucket {
    return this.requireAttribute('modelArtifactsBucket');
  }

  public get modelArtifactsPrefix(): string {
    return this.requireAttribute('modelArtifactsPrefix');
  }

  private requireAttribute<Name extends keyof TrainingJobAttributes>(name: Name): NonNullable<TrainingJobAttributes[Name]> {
    const value = this.attributes[name];
    if (value === undefined) {
      throw validationError(this, 'UnknownModelArtifacts',
        `the ${name} of this imported training job is unknown: import the training job with TrainingJob.fromTrainingJobAttributes() and set ${name}`);
    }
    return value;
  }
}

/**
 * The common prefix of the object keys of all runs.
 *
 * If the prefix of the output is a token, it may or may not end with a slash. The result is then the prefix of the output.
 */
function artifactsPrefix(output: S3Folder, runPrefix: string): string {
  const folder = folderPrefix(output);
  return folder === '' || folder.endsWith('/') ? `${folder}${runPrefix}-` : folder;
}
