import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IDependable } from 'constructs';
import { InputMode } from './channels/input-mode';
import { sorted } from './identity';
import { observationRequest } from './observation/observation-request';
import { Trainee } from './trainee';
import { TrainingJobProps } from './training-job-props';
import { grantReadFolder, grantWriteFolder } from '../private/object-access';
import { unlessEmpty } from '../private/requests';
import { folderUrl } from '../private/s3-folder';
import { numberInString } from '../private/tokens';
import { PARTS_OF_TIME } from '../private/units';

/** What a training job needs, once its role may use it. */
export interface BoundRequest {
  /** The members of the request that are settled when the job is made. */
  readonly request: { readonly [member: string]: any };
  /** The Regions of the channels, as far as they are known: an address in Amazon S3 does not tell. */
  readonly channelRegions: (string | undefined)[];
  /** What has to be there before the job can use it. */
  readonly needed: IDependable[];
}

/** The request, as the service is told; the job gets the rights to what the props name. */
export function bindRequest(job: Trainee, props: TrainingJobProps, connectable: ec2.IConnectable | undefined): BoundRequest {
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
      HyperParameters: props.hyperParameters && texts(props.hyperParameters),
      Environment: props.environment && sorted(props.environment),
      InputDataConfig: channels.length > 0 ? channels.map(({ request }) => request) : undefined,
      OutputDataConfig: { S3OutputPath: folderUrl(output), KmsKeyId: output.encryptionKey?.keyRef.keyArn, CompressionType: output.compression?.toUpperCase() },
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
    needed: channels.flatMap(({ needed }) => needed ?? []),
  };
}

function algorithmRequest(job: Trainee, { algorithm, inputMode }: TrainingJobProps): object {
  const { serverless, specification } = algorithm._bind(job, job);
  return {
    AlgorithmSpecification: specification && { ...specification, TrainingInputMode: inputMode ?? InputMode.FILE },
    ServerlessJobConfig: serverless,
  };
}

/** Values as the text that the service wants, in the order of their names. */
function texts(values: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(sorted(values)).map(([name, value]) => [name, text(value)]));
}

function text(value: unknown): unknown {
  switch (typeof value) {
    case 'number': return numberInString(value);
    case 'boolean': return `${value}`;
    default: return value;
  }
}
