import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import { TrainingAlgorithm } from './algorithm/training-algorithm';
import { InputChannel } from './channels/input-channel';
import { InputMode } from './channels/input-mode';
import { DebugHookOptions } from './observation/debug-hook-options';
import { DebuggerRuleOptions } from './observation/debugger-rule-options';
import { ExperimentAssociationOptions } from './observation/experiment-association-options';
import { MlflowOptions } from './observation/mlflow-options';
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
 * The properties that determine the model artifacts form the identity of a run: `algorithm`, `inputMode`, `hyperParameters`, `environment`,
 * `inputChannels`, `output`, `resources`, `checkpoint`, `modelPackage`, `requestOverrides` and `runId`. Changing one of them replaces the job: a
 * new run starts, and the previous run is stopped if it is still running. Changing other properties does not start a run.
 */
export interface TrainingJobProps extends JobProps {
  /**
   * The training algorithm.
   */
  readonly algorithm: TrainingAlgorithm;

  /**
   * The mode in which training data reaches the containers. Channels can override it.
   *
   * @default InputMode.FILE
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  readonly inputMode?: InputMode;

  /**
   * The hyperparameters of the algorithm. At most 100 entries; keys of at most 256 and values of at most 2500 characters (according to the API
   * model; the documentation says 256). Values are strings, numbers or booleans, which are sent as strings.
   *
   * **Do not put secrets here: everyone who can describe the job can read them.**
   *
   * @default - no hyperparameters
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
   */
  readonly hyperParameters?: { [name: string]: any };

  /**
   * The environment variables of the containers. At most 100 entries; keys and values of at most 512 characters. Keys consist of letters,
   * digits and underscores and do not start with a digit.
   *
   * **Do not put secrets here: everyone who can describe the job can read them.**
   *
   * @default - no environment variables
   */
  readonly environment?: { [name: string]: string };

  /**
   * The input channels, by name. At most 20 channels, with names of 1 to 64 letters, digits, dots, hyphens and underscores.
   *
   * @default - no input data
   */
  readonly inputChannels?: { [name: string]: InputChannel };

  /**
   * The S3 location for the model artifacts and other output of the job.
   */
  readonly output: TrainingOutputOptions;

  /**
   * The S3 location for checkpoints.
   *
   * @default - no checkpoints
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html
   */
  readonly checkpoint?: CheckpointOptions;

  /**
   * The instances of the job.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html
   */
  readonly resources: TrainingResources;

  /**
   * The maximum runtime of the job. Must be between 1 second and 28 days. SageMaker stops the job after this time, and bills at most this time.
   * The service default is 1 day. This property is required because it limits the costs.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
   */
  readonly maxRuntime: Duration;

  /**
   * The maximum time that the job waits for capacity, for instance types with accelerators. Must be between 30 minutes and 28 days.
   *
   * @default - the service default
   */
  readonly maxPendingTime?: Duration;

  /**
   * The options for managed spot training, which uses cheaper instances that can be interrupted at any time.
   *
   * @default - on-demand instances
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
   */
  readonly spot?: SpotTrainingOptions;

  /**
   * The maximum number of retries after an internal error of SageMaker. Must be between 1 and 30. All attempts together are limited by
   * `maxRuntime`.
   *
   * @default - no retries
   */
  readonly retryAttempts?: number;

  /**
   * The execution role of the job. If you pass your own role, the library adds the same permissions to it.
   *
   * @default - a role with permission to read the channels, write the output, pull the image, write logs and the metrics under
   * `/aws/sagemaker/`, and use the resources in the other properties
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
   */
  readonly role?: iam.IRole;

  /**
   * The VPC of the network interfaces of the containers. Each instance uses two IP addresses of the subnets, five with an Elastic Fabric
   * Adapter. The subnets must have default tenancy.
   *
   * @default - no VPC: the containers are in a network of SageMaker
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC. At most 16. Requires `vpc`.
   *
   * @default - the default selection of the VPC: private subnets if there are any
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the containers. At most 5. If there are several instances, the groups must allow traffic between them. Requires
   * `vpc`.
   *
   * @default - with a `vpc`, a new security group, which allows traffic between the instances of a cluster
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the new security group allows all outbound traffic. If false, allow traffic through `connections`. Requires `vpc`.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Whether the containers have no network access, except to the other instances of the job.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
   */
  readonly networkIsolation?: boolean;

  /**
   * Whether to encrypt the traffic between the instances of the job. Encryption can increase the training time.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html
   */
  readonly interContainerTrafficEncryption?: boolean;

  /**
   * The debug hook of SageMaker Debugger, which saves tensors. Requires an image that contains the library of the debugger.
   *
   * @default - the service default
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-debugger.html
   */
  readonly debugHook?: DebugHookOptions;

  /**
   * The rules that analyze the tensors of the debug hook during the training. At most 20.
   *
   * @default - no debugger rules
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/use-debugger-built-in-rules.html
   */
  readonly debugRules?: DebuggerRuleOptions[];

  /**
   * The profiler of SageMaker Debugger, which measures the instances and the framework.
   *
   * @default - the service default
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-profile-training-jobs.html
   */
  readonly profiler?: ProfilerOptions;

  /**
   * The rules that analyze the measurements of the profiler during the training. At most 20.
   *
   * @default - no profiler rules
   */
  readonly profilerRules?: DebuggerRuleOptions[];

  /**
   * The S3 location for the output for TensorBoard.
   *
   * @default - no TensorBoard output
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/tensorboard-on-sagemaker.html
   */
  readonly tensorBoard?: TensorBoardOptions;

  /**
   * The experiment of the job.
   *
   * @default - no experiment
   */
  readonly experiment?: ExperimentAssociationOptions;

  /**
   * The MLflow tracking server or app that tracks the training.
   *
   * @default - no tracking with MLflow
   */
  readonly mlflow?: MlflowOptions;

  /**
   * The model package that SageMaker creates from the trained model.
   *
   * @default - no model package
   */
  readonly modelPackage?: ModelPackageOutputOptions;

  /**
   * Whether to allow shell access to the containers through AWS Systems Manager. The role gets the permissions for it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-debugging.html
   */
  readonly remoteDebug?: boolean;

  /**
   * Whether SageMaker checks the accelerators of the instances before the training starts, which takes some minutes.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InfraCheckConfig.html
   */
  readonly infrastructureCheck?: boolean;

  /**
   * Whether SageMaker assumes the role with the session tags of the principal that starts the job. If the library creates the role, its trust
   * policy allows session tags.
   *
   * @default false
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data-abac.html
   */
  readonly sessionTagChaining?: boolean;
}
