import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IDependable } from 'constructs';
import { InputMode } from './channels/input-mode';
import { observationRequest } from './observation/observation-request';
import { TrainingJobProps } from './training-job-props';
import { JobPrincipal } from '../jobs/job-resource';
import { grantReadFolder, grantWriteFolder } from '../private/object-access';
import { PARTS_OF_TIME, unlessEmpty } from '../private/request-values';
import { folderUrl } from '../private/s3-folder';
import { sorted } from '../private/sorted';
import { numberInString } from '../private/tokens';

/** The part of the `CreateTrainingJob` request that depends only on the props. */
export interface BoundRequest {
  readonly request: { readonly [member: string]: any };
  /** The Regions of the buckets of the channels, if known: an S3 URI does not contain the Region. */
  readonly channelRegions: (string | undefined)[];
  /** The constructs that must be deployed before the job can use its channels. */
  readonly dependencies: IDependable[];
}

/** Builds the request and grants the role of the job access to the resources in it. */
export function bindRequest(job: JobPrincipal, props: TrainingJobProps, connectable: ec2.IConnectable | undefined): BoundRequest {
  const { output, checkpoint, inputChannels = {} } = props;
  const channels = Object.keys(inputChannels).sort()
    .map((name) => inputChannels[name]._bind(name, { scope: job, grantee: job, connectable }));
  grantWriteFolder(output, job, output.encryptionKey);
  if (checkpoint) {
    grantReadFolder(checkpoint, job);
    grantWriteFolder(checkpoint, job);
  }
  return {
    request: {
      ...algorithmRequest(job, props),
      HyperParameters: props.hyperParameters && hyperParameterStrings(props.hyperParameters),
      Environment: props.environment && sorted(props.environment),
      InputDataConfig: channels.length > 0 ? channels.map(({ request }) => request) : undefined,
      OutputDataConfig: {
        S3OutputPath: folderUrl(output),
        KmsKeyId: output.encryptionKey?.keyRef.keyArn,
        CompressionType: output.compression?.toUpperCase(),
      },
      ResourceConfig: props.resources._request(),
      CheckpointConfig: checkpoint && { S3Uri: folderUrl(checkpoint), LocalPath: checkpoint.localPath },
      StoppingCondition: {
        MaxRuntimeInSeconds: props.maxRuntime.toSeconds(PARTS_OF_TIME),
        MaxWaitTimeInSeconds: props.spot?.maxWaitTime.toSeconds(PARTS_OF_TIME),
        MaxPendingTimeInSeconds: props.maxPendingTime?.toSeconds(PARTS_OF_TIME),
      },
      EnableManagedSpotTraining: props.spot && true,
      EnableNetworkIsolation: props.networkIsolation,
      EnableInterContainerTrafficEncryption: props.interContainerTrafficEncryption,
      RetryStrategy: unlessEmpty({ MaximumRetryAttempts: props.retryAttempts }),
      ModelPackageConfig: props.modelPackage && {
        ModelPackageGroupArn: props.modelPackage.modelPackageGroup.modelPackageGroupRef.modelPackageGroupArn,
        SourceModelPackageArn: props.modelPackage.sourceModelPackage?.modelPackageRef.modelPackageArn,
      },
      ...observationRequest(job, props),
    },
    channelRegions: channels.map(({ region }) => region),
    dependencies: channels.flatMap(({ needed }) => needed ?? []),
  };
}

function algorithmRequest(job: JobPrincipal, { algorithm, inputMode }: TrainingJobProps): object {
  const { serverless, specification } = algorithm._bind(job, job);
  return {
    AlgorithmSpecification: specification && { ...specification, TrainingInputMode: inputMode ?? InputMode.FILE },
    ServerlessJobConfig: serverless,
  };
}

/** Converts hyperparameters to strings, which the service requires, in the order of their names. */
function hyperParameterStrings(values: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(sorted(values)).map(([name, value]) => [name, hyperParameterString(value)]));
}

function hyperParameterString(value: unknown): unknown {
  switch (typeof value) {
    case 'number': return numberInString(value);
    case 'boolean': return `${value}`;
    default: return value;
  }
}
