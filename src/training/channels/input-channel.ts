import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import {
  AssetInputOptions, AugmentedManifestInputOptions, FileSystemAccessMode, FileSystemInputOptions, FsxLustreInputOptions, InputChannelOptions, ManifestInputOptions,
  S3InputOptions,
} from './input-channel-options';
import { IModelArtifacts } from '../../model/model-artifacts';
import { md5hash, unscopedValidationError } from '../../private/cdk-internals';
import { freeId } from '../../private/names';
import { grantDecrypt, grantReadFolder, grantReadKeys, grantReadObject } from '../../private/object-access';
import { unlessEmpty } from '../../private/requests';
import { folderPrefix, inPolicies, S3Folder } from '../../private/s3-folder';

/** Who reads a channel. */
interface Reader {
  /** Where to create what the channel needs. */
  readonly scope: Construct;
  readonly grantee: iam.IGrantable;
  /** The network of the containers, if they are in a VPC. */
  readonly connectable?: ec2.IConnectable;
}

/** Where the data of a channel is, as the service is told. */
interface BoundSource {
  readonly request: object;
  /** Of the bucket. */
  readonly region?: string;
  /** What has to be there before the data can be read. */
  readonly needed?: readonly IDependable[];
}

/**
 * Data that a training job reads, with the right to read it given to the role of the job. The containers find it under
 * `/opt/ml/input/data/<name of the channel>`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
 */
export class InputChannel {
  /**
   * All objects of a bucket whose keys begin alike.
   *
   * @param bucket the bucket, in the Region of the job
   * @param prefix what the keys begin with; a slash is added where it does not end with one. The whole bucket if left out
   * @param options how to read them
   */
  public static fromBucketPrefix(bucket: s3.IBucket, prefix?: string, options: S3InputOptions = {}): InputChannel {
    return InputChannel.fromFolder({ bucket, prefix }, 'S3Prefix', options);
  }

  /**
   * One object of a bucket.
   *
   * @param bucket the bucket, in the Region of the job
   * @param objectKey its key
   * @param options how to read it
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string, options: S3InputOptions = {}): InputChannel {
    return new InputChannel(options, ({ grantee }) => {
      grantReadKeys(bucket, inPolicies(objectKey), grantee);
      return { request: s3Source('S3Prefix', bucket.s3UrlForObject(objectKey), options), region: bucket.env.region };
    });
  }

  /**
   * The objects that a manifest names, a JSON file in a bucket.
   *
   * @param bucket the bucket of the manifest, in the Region of the job
   * @param objectKey the key of the manifest
   * @param options where the objects are, and how to read them
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
   */
  public static fromManifest(bucket: s3.IBucket, objectKey: string, options: ManifestInputOptions = {}): InputChannel {
    return new InputChannel(options, (reader) => manifestSource('ManifestFile', bucket, objectKey, options, reader));
  }

  /**
   * The lines of an augmented manifest, with the objects that they refer to. Only in `InputMode.PIPE`.
   *
   * @param bucket the bucket of the manifest, in the Region of the job
   * @param objectKey the key of the manifest
   * @param options which attributes to read, and where the objects are
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/augmented-manifest.html
   */
  public static fromAugmentedManifest(bucket: s3.IBucket, objectKey: string, options: AugmentedManifestInputOptions): InputChannel {
    return new InputChannel(options, (reader) => manifestSource('AugmentedManifestFile', bucket, objectKey, options, reader));
  }

  /**
   * All objects of a bucket whose keys begin alike, of records in the format of the Converse API.
   *
   * @param bucket the bucket, in the Region of the job
   * @param prefix what the keys begin with; a slash is added where it does not end with one. The whole bucket if left out
   * @param options how to read them
   */
  public static fromConverse(bucket: s3.IBucket, prefix?: string, options: S3InputOptions = {}): InputChannel {
    return InputChannel.fromFolder({ bucket, prefix }, 'Converse', options);
  }

  /**
   * A local file, or a local folder as one zip archive, that is uploaded when the app is deployed. New content trains anew.
   *
   * @param path the file or the folder
   * @param options how to read it, and which files to leave out
   */
  public static fromAsset(path: string, options: AssetInputOptions = {}): InputChannel {
    /** One for each stack: an asset is published to the account and Region of the stack it is in. */
    const known = new Map<Stack, assets.Asset>();
    return new InputChannel(options, ({ scope, grantee }) => {
      const stack = Stack.of(scope);
      const asset = known.get(stack) ?? new assets.Asset(scope, freeId(scope, `InputData${md5hash(path)}`), { path, ...options });
      known.set(stack, asset);
      grantReadKeys(asset.bucket, asset.s3ObjectKey, grantee);
      return { request: s3Source('S3Prefix', asset.s3ObjectUrl, options) };
    });
  }

  /**
   * The artifacts of another training job, to go on from there: the job starts when that one has completed, and trains anew when it does.
   *
   * @param trainingJob The other training job.
   * @param options how to read the artifacts
   */
  public static fromTrainingJob(trainingJob: IModelArtifacts, options: S3InputOptions = {}): InputChannel {
    return new InputChannel(options, ({ grantee }) => {
      const {
        modelArtifactsUri: uri, modelArtifactsBucket: bucket, modelArtifactsPrefix: prefix, modelArtifactsEncryptionKey: key,
      } = trainingJob;
      grantReadKeys(bucket, `${inPolicies(prefix)}*`, grantee);
      if (key) { grantDecrypt(key, grantee); }
      return { request: s3Source('S3Prefix', uri, options), region: bucket.env.region };
    });
  }

  /**
   * A folder of an Amazon EFS file system. The job has to be in a VPC that reaches the file system, which lets the security groups of the
   * job in; a file system with a policy of its own has to let its role in too.
   *
   * @param fileSystem the file system
   * @param directoryPath the folder, at most 4096 characters, such as `/train`
   * @param options how to mount it
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  public static fromEfs(fileSystem: efs.IFileSystem, directoryPath: string, options: FileSystemInputOptions = {}): InputChannel {
    return new InputChannel(options, ({ connectable }) => {
      connectable?.connections.allowToDefaultPort(fileSystem, 'training jobs read');
      return {
        request: fileSystemSource('EFS', fileSystem.fileSystemId, directoryPath, options),
        needed: [fileSystem.mountTargetsAvailable, ...fileSystem.connections.securityGroups],
      };
    });
  }

  /**
   * A folder of an Amazon FSx for Lustre file system. The job has to be in a VPC that reaches the file system, which lets the security
   * groups of the job in.
   *
   * @param fileSystem the file system
   * @param directoryPath the folder in it, such as `/train`; with the mount name at most 4096 characters
   * @param options how to mount it; throws if the mount name is not known
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  public static fromFsxLustre(fileSystem: fsx.IFileSystem, directoryPath: string, options: FsxLustreInputOptions = {}): InputChannel {
    const mountName = options.mountName ?? ('mountName' in fileSystem ? fileSystem.mountName as string : undefined);
    if (mountName === undefined) {
      throw unscopedValidationError('UnknownMountName', 'the mount name of an imported file system is not known: give it as mountName');
    }
    const mountedPath = `/${mountName}/${directoryPath.replace(/^\//, '')}`;
    return new InputChannel(options, ({ connectable }) => {
      connectable?.connections.allowToDefaultPort(fileSystem, 'training jobs read');
      return {
        request: fileSystemSource('FSxLustre', fileSystem.fileSystemId, mountedPath, options),
        needed: fileSystem.connections.securityGroups,
      };
    });
  }

  /**
   * A dataset of a SageMaker hub.
   *
   * @param datasetArn the ARN of the version of the hub's content, at most 2048 characters
   * @param options how to read it
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DatasetSource.html
   */
  public static fromDataset(datasetArn: string, options: InputChannelOptions = {}): InputChannel {
    return new InputChannel(options, () => ({ request: { DatasetSource: { DatasetArn: datasetArn } } }));
  }

  private static fromFolder(folder: S3Folder, dataType: string, options: S3InputOptions): InputChannel {
    return new InputChannel(options, ({ grantee }) => {
      grantReadFolder(folder, grantee);
      return { request: s3Source(dataType, folder.bucket.s3UrlForObject(folderPrefix(folder)), options), region: folder.bucket.env.region };
    });
  }

  private constructor(private readonly options: InputChannelOptions, private readonly source: (reader: Reader) => BoundSource) {}

  /**
   * The channel, as the service is told; the reader gets the right to read it.
   *
   * @internal
   */
  public _bind(name: string, reader: Reader): BoundSource {
    const { contentType, inputMode, compression, recordWrapper, shuffleSeed } = this.options;
    const { request, ...others } = this.source(reader);
    return {
      ...others,
      request: {
        ChannelName: name,
        DataSource: request,
        ContentType: contentType,
        CompressionType: compression,
        RecordWrapperType: recordWrapper,
        InputMode: inputMode,
        ShuffleConfig: unlessEmpty({ Seed: shuffleSeed }),
      },
    };
  }
}

function manifestSource(
  dataType: string, bucket: s3.IBucket, objectKey: string, options: ManifestInputOptions & { attributeNames?: string[] }, { grantee }: Reader,
): BoundSource {
  const { dataBucket, dataPrefix, attributeNames } = options;
  grantReadObject(bucket, objectKey, grantee);
  grantReadFolder({ bucket: dataBucket ?? bucket, prefix: dataPrefix }, grantee);
  return { request: s3Source(dataType, bucket.s3UrlForObject(objectKey), options, attributeNames), region: bucket.env.region };
}

function s3Source(dataType: string, uri: string, options: S3InputOptions, attributeNames?: string[]): object {
  const { distribution, instanceGroups, acceptEula, hubContentArn } = options;
  return {
    S3DataSource: {
      S3DataType: dataType,
      S3Uri: uri,
      S3DataDistributionType: distribution,
      AttributeNames: attributeNames,
      InstanceGroupNames: instanceGroups,
      ModelAccessConfig: unlessEmpty({ AcceptEula: acceptEula }),
      HubAccessConfig: unlessEmpty({ HubContentArn: hubContentArn }),
    },
  };
}

function fileSystemSource(type: string, id: string, directoryPath: string, { accessMode = FileSystemAccessMode.READ_ONLY }: FileSystemInputOptions): object {
  return { FileSystemDataSource: { FileSystemId: id, FileSystemAccessMode: accessMode, FileSystemType: type, DirectoryPath: directoryPath } };
}
