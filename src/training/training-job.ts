import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnResource, ITaggableV2, Lazy, Stack, TagManager } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { identityOf, settingsOf, sortedThroughout } from './identity';
import { trainingJobPropPaths } from './prop-paths';
import { BoundRequest, bindRequest } from './request';
import { TRAINING_JOB_RULES } from './rules';
import { TrainingJobBase } from './training-job-base';
import { ITrainingJob } from './training-job-interface';
import { TrainingJobProps } from './training-job-props';
import { arnForTrainingJob, namePrefix } from './training-job-ref';
import { handlerStatements } from '../jobs/handler-statements';
import { JobHandler } from '../jobs/job-handler';
import { HANDLER_TAGS, tagManagerOf, tagsRequest } from '../jobs/job-tags';
import { TRAINING_JOB, TRAINING_JOB_RESULTS } from '../jobs/kinds';
import { JOB_TIMEOUT_SECONDS, JobProperties, longestJobName, merge, SCHEMA_VERSION } from '../jobs/protocol';
import { refuseReserved } from '../jobs/request-overrides';
import { makeWaiters } from '../jobs/waiters';
import { CompressionType } from '../model/compression-type';
import { ITrainedModel } from '../model/model-artifacts';
import { propertyInjectable, validationError } from '../private/cdk-internals';
import { allowHere, ExecutionRole, loggingStatements, networkStatements, systemsManagerStatement } from '../private/execution-role';
import { nameFromArn } from '../private/names';
import { Network, networkOf, vpcConfigOf } from '../private/network';
import { RolesPolicy } from '../private/roles-policy';
import { folderPrefix, S3Folder } from '../private/s3-folder';
import { VolumeKey } from '../private/volume-key';
import { keyFindings } from '../validation/environment';
import { Finding } from '../validation/finding';
import { unknownMembers } from '../validation/unknown-members';
import { Subject, validate, validateAtSynthesis } from '../validation/validate';

/**
 * A training job: a run of an algorithm that is started when it is deployed, and whose artifacts other resources of the app can use.
 *
 * It is as dependable as any other resource. A change of what determines the artifacts trains anew and leaves the old run alone until the
 * whole update has succeeded; an update that fails goes back to the old run without training again; a run that nobody needs any more is
 * stopped. The deployment waits for the end of the training only when something needs the result, or with `waitForCompletion`.
 *
 * What was trained before is not trained again: going back to earlier props adopts the run that they had. Another `runId` forces a new one.
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
export class TrainingJob extends TrainingJobBase implements ITrainedModel, iam.IGrantable, ec2.IConnectable, ITaggableV2 {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.TrainingJob';

  /**
   * A training job of the stack's account and Region that was made elsewhere, by its name.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param trainingJobName the name
   */
  public static fromTrainingJobName(scope: Construct, id: string, trainingJobName: string): ITrainingJob {
    return TrainingJob.fromTrainingJobArn(scope, id, arnForTrainingJob(scope, trainingJobName));
  }

  /**
   * A training job that was made elsewhere, by its ARN.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param trainingJobArn the ARN
   */
  public static fromTrainingJobArn(scope: Construct, id: string, trainingJobArn: string): ITrainingJob {
    class Import extends TrainingJobBase {
      public readonly trainingJobArn = trainingJobArn;
      public readonly trainingJobName = nameFromArn(scope, trainingJobArn);
    }
    return new Import(scope, id, { environmentFromArn: trainingJobArn });
  }

  /** The ARN of the training job, of its present run. */
  public readonly trainingJobArn: string;
  /** The name of the training job, of its present run. */
  public readonly trainingJobName: string;
  /** The role that the service assumes for the job. */
  public readonly role: iam.IRole;
  /** The principal that rights are granted to: the role. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The bucket that the artifacts are written to. */
  public readonly artifactsBucket: s3.IBucket;
  /** What the keys of the artifacts begin with, whatever the run. */
  public readonly artifactsKeyPrefix: string;
  /** The key that encrypts the artifacts, if it is not the bucket's. */
  public readonly artifactsKey?: kms.IKeyRef;
  /** Whether the artifacts are one archive, `model.tar.gz`. */
  public readonly artifactsCompressed: boolean;

  /** What collects the tags of the job: `Tags.of()` reaches it. */
  public readonly cdkTagManager: TagManager;

  /** @internal */
  public readonly _namePrefix: string;

  private readonly props: TrainingJobProps;
  private readonly network?: Network;
  private readonly bound: BoundRequest;
  private readonly resource: CfnResource;
  private lastWaiter?: CfnResource;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    super(scope, id);
    this.props = props;
    this.cdkTagManager = tagManagerOf(props.tags);
    this._namePrefix = namePrefix(this);
    refuseReserved(this, props.requestOverrides);

    this.network = networkOf(this, props);
    const rights = new RolesPolicy(this, 'ExecutionPolicy');
    const executionRole = new ExecutionRole(this, props.role, rights, props.sessionTagChaining);
    this.role = this.grantPrincipal = executionRole.role;
    executionRole.allow(...loggingStatements(this));
    const needed: IDependable[] = [this.role, ...this.network ? this.joinNetwork(executionRole, this.network) : []];

    if (props.remoteDebug) { executionRole.allow(systemsManagerStatement()); }

    this.bound = bindRequest(this, props, this.network && this);
    validate(this, this.subject(), this.moreFindings());

    const handler = JobHandler._of(this);
    needed.push(handler._ready, handler._addJob(this, handlerStatements(this, this._namePrefix, this.role)));

    const properties: JobProperties = {
      ServiceToken: handler._serviceToken,
      SchemaVersion: SCHEMA_VERSION,
      TimeoutSeconds: JOB_TIMEOUT_SECONDS,
      NamePrefix: this._namePrefix,
      Identity: identityOf(this.bound.request),
      // read at synthesis: security groups and tags may still be added
      Settings: Lazy.any({ produce: () => settingsOf(this.request()) }),
      Overrides: props.requestOverrides && Stack.of(this).toJsonString(sortedThroughout(props.requestOverrides)),
      RunId: props.runId,
      StopOnRemoval: props.stopOnRemoval,
    };
    this.resource = new CfnResource(this, 'Resource', { type: TRAINING_JOB.type, properties: { ServiceTimeout: JOB_TIMEOUT_SECONDS, ...properties } });
    const written = [rights.allow()].flatMap((given) => given ?? []);
    this.resource.node.addDependency(...needed, ...this.bound.needed, ...written);
    this.network?.connections.forEachSecurityGroup((group) => this.resource.node.addDependency(group));
    if (props.resources._volumeKey) {
      new VolumeKey(this, this.resource, props.resources._volumeKey).allowTo(this.role);
    }
    validateAtSynthesis(this, () => this.subject());

    this.trainingJobName = this.resource.ref;
    this.trainingJobArn = this.resource.getAtt(TRAINING_JOB.arnAttribute).toString();
    this.artifactsBucket = props.output.bucket;
    this.artifactsKeyPrefix = this.keyPrefixOf(props.output);
    this.artifactsKey = props.output.encryptionKey;
    this.artifactsCompressed = props.output.compression !== CompressionType.NONE;
    this.node.defaultChild = this.resource;

    if (props.waitForCompletion) { this.waiter(); }
  }

  /** The network connections of the containers; throws for a job that is not in a VPC. */
  public get connections(): ec2.Connections {
    if (!this.network) {
      throw validationError(this, 'TrainingJobWithoutVpc', 'this training job has no network connections: give it a vpc');
    }
    return this.network.connections;
  }

  /**
   * Where the artifacts are in Amazon S3, once the job has completed: whoever reads this makes the deployment wait for it.
   *
   * Another stack that reads it keeps the job from being trained anew: CloudFormation lets no export change while it is imported. Hand it over
   * in a parameter of AWS Systems Manager instead.
   */
  public get modelArtifactsUri(): string {
    return this.waiter().getAtt(TRAINING_JOB_RESULTS.modelArtifacts).toString();
  }

  /**
   * The last value of a metric that the algorithm has written to its logs, once the job has completed: whoever reads this makes the
   * deployment wait for it, and fail if the job has no such metric.
   *
   * @param metricName the name of the metric, such as `validation:auc`
   */
  public finalMetric(metricName: string): string {
    return this.waiter().getAtt(`${TRAINING_JOB_RESULTS.finalMetricPrefix}${metricName}`).toString();
  }

  /**
   * Adds a statement to the policy of the role.
   *
   * @param statement what to allow or deny
   */
  public addToRolePolicy(statement: iam.PolicyStatement): void {
    this.role.addToPrincipalPolicy(statement);
  }

  /** What waits for the end of the job: made once, when the first result is asked for. */
  private waiter(): CfnResource {
    this.lastWaiter ??= this.props.waitForCompletion === false ? this.refuseToWait() : makeWaiters(this, this.resource.ref, this.props);
    return this.lastWaiter;
  }

  private refuseToWait(): never {
    throw validationError(this, 'ResultWithoutWait', 'a result of this training job is used, for which the deployment has to wait, but waitForCompletion is false');
  }

  private* moreFindings(): Generator<Finding> {
    const { requestOverrides, output, resources } = this.props;
    yield* unknownMembers(requestOverrides, 'CreateTrainingJob', 'requestOverrides');
    if (output.encryptionKey) { yield* keyFindings('OutputDataConfig.KmsKeyId', output.encryptionKey.env, this.env); }
    if (resources._volumeKey) { yield* keyFindings('ResourceConfig.VolumeKmsKeyId', resources._volumeKey.env, this.env); }
  }

  /** What a prefix that is a token ends with is not known, and so not what comes between it and the name of a run: then it is all there is to say. */
  private keyPrefixOf(output: S3Folder): string {
    const folder = folderPrefix(output);
    return folder === '' || folder.endsWith('/') ? `${folder}${this._namePrefix}-` : folder;
  }

  private joinNetwork(executionRole: ExecutionRole, network: Network): IDependable[] {
    const { resources, securityGroups } = this.props;
    if (!securityGroups?.length && resources._isCluster) {
      network.connections.allowInternally(ec2.Port.allTraffic(), 'instances of one training job talk to each other');
    }
    return [allowHere(this, executionRole, networkStatements(this, network)), network.internetConnectivityEstablished];
  }

  private request(): { readonly [member: string]: any } {
    const tags = tagsRequest(this.cdkTagManager);
    return {
      RoleArn: this.role.roleArn,
      ...this.bound.request,
      VpcConfig: vpcConfigOf(this.network),
      Tags: tags.length > 0 ? tags : undefined,
    };
  }

  private subject(): Subject {
    const { Tags = [], InputDataConfig: channels, ...request } = this.request();
    const complete = {
      TrainingJobName: longestJobName(this._namePrefix),
      ...request,
      Tags: [...Tags, ...HANDLER_TAGS],
      // for the rules
      Region: this.env.region,
      InputDataConfig: channels?.map((channel: object, index: number) => ({ ...channel, Region: this.bound.channelRegions[index] })),
    };
    return {
      operation: 'CreateTrainingJob',
      request: merge(complete, this.props.requestOverrides),
      rules: TRAINING_JOB_RULES,
      propPaths: trainingJobPropPaths(Object.keys(this.props.inputChannels ?? {}).sort()),
    };
  }
}
