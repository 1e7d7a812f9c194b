import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import { TrainingAlgorithm } from './algorithm/training-algorithm';
import { InputChannel } from './channels/input-channel';
import { InputMode } from './channels/input-mode';
import { DebugHookOptions } from './observation/debug-hook-options';
import { DebuggerRuleOptions } from './observation/debugger-rule-options';
import { ExperimentAssociationOptions, MlflowOptions } from './observation/experiment-options';
import { ProfilerOptions } from './observation/profiler-options';
import { TensorBoardOptions } from './observation/tensor-board-options';
import { CheckpointOptions } from './output/checkpoint-options';
import { ModelPackageOutputOptions } from './output/model-package-output-options';
import { TrainingOutputOptions } from './output/training-output-options';
import { SpotTrainingOptions } from './resources/spot-training-options';
import { TrainingResources } from './resources/training-resources';
import { JobProps } from '../jobs/job-props';

/**
 * Properties of a `TrainingJob`.
 *
 * Some of them determine what comes of the training: `algorithm`, `inputMode`, `hyperParameters`, `environment`, `inputChannels`, `output`,
 * `resources`, `checkpoint`, `modelPackage`, `requestOverrides` and `runId`. When one of these changes, the job is replaced: a new run starts, and the one
 * before it is stopped if it still runs. Changes of the others train nothing.
 */
export interface TrainingJobProps extends JobProps {
  /**
   * What trains.
   */
  readonly algorithm: TrainingAlgorithm;

  /**
   * How training data reaches the containers, unless a channel says otherwise.
   *
   * @default InputMode.FILE
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  readonly inputMode?: InputMode;

  /**
   * The parameters of the algorithm: at most 100, names of at most 256 and values of at most 2500 characters (the documentation says 256).
   * Texts, numbers and booleans, which become text as the service wants it. Everybody who may describe the job can read them: they are no place for secrets.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
   */
  readonly hyperParameters?: { [name: string]: any };

  /**
   * Environment variables of the containers: at most 100, names of letters, digits and underscores that do not start with a digit, names
   * and values of at most 512 characters each. Everybody who may describe the job can read them: they are no place for secrets.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The data that the job reads, by the names of the channels: at most 20, names of 1 to 64 letters, digits, dots, hyphens and underscores.
   *
   * @default - none
   */
  readonly inputChannels?: { [name: string]: InputChannel };

  /**
   * Where the job writes what comes of it.
   */
  readonly output: TrainingOutputOptions;

  /**
   * Where intermediate states are kept.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html
   */
  readonly checkpoint?: CheckpointOptions;

  /**
   * The instances that the job runs on.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html
   */
  readonly resources: TrainingResources;

  /**
   * How long the job may run, and be billed, at most: from 1 second to 28 days. It is stopped then.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
   */
  readonly maxRuntime: Duration;

  /**
   * How long the job may wait for instances of accelerated types: 30 minutes to 28 days.
   *
   * @default - as long as the service waits
   */
  readonly maxPendingTime?: Duration;

  /**
   * Trains on spare instances, which are cheaper and may be taken away at any time.
   *
   * @default - on-demand instances
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
   */
  readonly spot?: SpotTrainingOptions;

  /**
   * How many times the service tries again after an internal error: 1 to 30. All attempts together take at most `maxRuntime`.
   *
   * @default - none
   */
  readonly retryAttempts?: number;

  /**
   * The role that the service assumes for the job. It is given what the other props need, as a created one is.
   *
   * @default - a role that can read the channels, write the output, pull the image, write logs and metrics under `/aws/sagemaker/`, do what
   * the other props need, and nothing else
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
   */
  readonly role?: iam.IRole;

  /**
   * The VPC that the containers reach through network interfaces of their own. Each instance takes two addresses of the subnets, and five
   * with an Elastic Fabric Adapter; the subnets are of default tenancy.
   *
   * @default - none: the containers run in a network of the service
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC, at most 16. Only with `vpc`.
   *
   * @default - the CDK's default: private subnets if there are any
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the containers, at most 5. If several instances train, the groups have to let them talk to each other. Only with
   * `vpc`.
   *
   * @default - one that is created, if there is a `vpc`; it lets several instances talk to each other
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the created security group lets all traffic out; otherwise allow it through `connections`. Only with `vpc`.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Whether the containers are cut off from all networks but that of their peers.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
   */
  readonly networkIsolation?: boolean;

  /**
   * Whether the traffic between the instances of the job is encrypted, which takes time.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html
   */
  readonly interContainerTrafficEncryption?: boolean;

  /**
   * What Amazon SageMaker Debugger saves of the training. Beside the `debugRules` it needs an image that has the debugger's library.
   *
   * @default - what the service does by itself
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-debugger.html
   */
  readonly debugHook?: DebugHookOptions;

  /**
   * Rules that judge what the debugger has saved, while the job runs: at most 20.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/use-debugger-built-in-rules.html
   */
  readonly debugRules?: DebuggerRuleOptions[];

  /**
   * What Amazon SageMaker Debugger measures of the instances and the framework.
   *
   * @default - what the service does by itself
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-profile-training-jobs.html
   */
  readonly profiler?: ProfilerOptions;

  /**
   * Rules that judge what the profiler has measured, while the job runs: at most 20.
   *
   * @default - none
   */
  readonly profilerRules?: DebuggerRuleOptions[];

  /**
   * Where what TensorBoard shows is kept.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/tensorboard-on-sagemaker.html
   */
  readonly tensorBoard?: TensorBoardOptions;

  /**
   * The experiment that the job belongs to.
   *
   * @default - none
   */
  readonly experiment?: ExperimentAssociationOptions;

  /**
   * The MLflow server that tracks the training.
   *
   * @default - none
   */
  readonly mlflow?: MlflowOptions;

  /**
   * Where the service registers what it has trained.
   *
   * @default - nowhere
   */
  readonly modelPackage?: ModelPackageOutputOptions;

  /**
   * Whether shells may be opened in the containers through AWS Systems Manager; the role may then talk to it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-debugging.html
   */
  readonly remoteDebug?: boolean;

  /**
   * Whether the service checks the accelerators of the instances before the training starts, which takes some minutes.
   *
   * @default - the service's, false
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InfraCheckConfig.html
   */
  readonly infrastructureCheck?: boolean;

  /**
   * Whether the role of the job is assumed with the session tags of who starts it. A created role may then be assumed so.
   *
   * @default - the service's, false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data-abac.html
   */
  readonly sessionTagChaining?: boolean;
}
