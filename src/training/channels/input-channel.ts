import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct, IDependable } from 'constructs';
import {
  AssetInputOptions, AugmentedManifestInputOptions, FileSystemAccessMode, FileSystemInputOptions, FsxLustreInputOptions, InputChannelOptions,
  ManifestInputOptions, S3InputOptions,
} from './input-channel-options';
import { IModelArtifacts } from '../../model/model-artifacts';
import { AssetPerStack } from '../../private/asset-per-stack';
import { md5hash, unscopedValidationError } from '../../private/cdk-internals';
import { grantDecrypt, grantReadFolder, grantReadKeys, grantReadObject } from '../../private/object-access';
import { unlessEmpty } from '../../private/request-values';
import { folderPrefix, inPolicies, S3Folder } from '../../private/s3-folder';

/** The training job that reads a channel. */
interface Reader {
  /** The scope for constructs that the channel needs. */
  readonly scope: Construct;
  readonly grantee: iam.IGrantable;
  /** The network connections of the containers, if they are in a VPC. */
  readonly connectable?: ec2.IConnectable;
}

/** The data source of a channel. */
interface BoundSource {
  /** The `DataSource` of the channel in the request. */
  readonly request: object;
  /** The Region of the bucket, if it is known. */
  readonly region?: string;
  /** The resources that must exist before the job can read the data. */
  readonly needed?: readonly IDependable[];
}

/**
 * An input channel: data that a training job reads. The role of the job gets permission to read it. The containers find the data in
 * `/opt/ml/input/data/<channel name>`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
 */
export class InputChannel {
  /**
   * Reads all objects of a bucket whose keys have the same prefix.
   *
   * @param bucket The bucket, in the Region of the job.
   * @param prefix The key prefix. The library adds a slash at the end if it is missing. Default: the whole bucket.
   * @param options The options of the channel.
   */
  public static fromBucketPrefix(bucket: s3.IBucket, prefix?: string, options: S3InputOptions = {}): InputChannel {
    return InputChannel.fromFolder({ bucket, prefix }, 'S3Prefix', options);
  }

  /**
   * Reads one object of a bucket.
   *
   * @param bucket The bucket, in the Region of the job.
   * @param objectKey The key of the object.
   * @param options The options of the channel.
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string, options: S3InputOptions = {}): InputChannel {
    return new InputChannel(options, ({ grantee }) => {
      grantReadKeys(bucket, inPolicies(objectKey), grantee);
      return { request: s3Source('S3Prefix', bucket.s3UrlForObject(objectKey), options), region: bucket.env.region };
    });
  }

  /**
   * Reads the objects that a manifest file lists.
   *
   * @param bucket The bucket of the manifest, in the Region of the job.
   * @param objectKey The key of the manifest, a JSON file.
   * @param options The location of the objects, and the options of the channel.
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html
   */
  public static fromManifest(bucket: s3.IBucket, objectKey: string, options: ManifestInputOptions = {}): InputChannel {
    return new InputChannel(options, (reader) => manifestSource('ManifestFile', bucket, objectKey, options, reader));
  }

  /**
   * Reads the lines of an augmented manifest, and the objects to which they refer. Requires `InputMode.PIPE`.
   *
   * @param bucket The bucket of the manifest, in the Region of the job.
   * @param objectKey The key of the manifest.
   * @param options The attributes to read, the location of the objects, and the options of the channel.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/augmented-manifest.html
   */
  public static fromAugmentedManifest(bucket: s3.IBucket, objectKey: string, options: AugmentedManifestInputOptions): InputChannel {
    return new InputChannel(options, (reader) => manifestSource('AugmentedManifestFile', bucket, objectKey, options, reader));
  }

  /**
   * Reads records in the format of the Converse API, from all objects of a bucket whose keys have the same prefix.
   *
   * @param bucket The bucket, in the Region of the job.
   * @param prefix The key prefix. The library adds a slash at the end if it is missing. Default: the whole bucket.
   * @param options The options of the channel.
   */
  public static fromConverse(bucket: s3.IBucket, prefix?: string, options: S3InputOptions = {}): InputChannel {
    return InputChannel.fromFolder({ bucket, prefix }, 'Converse', options);
  }

  /**
   * Reads a local file, or a local directory as one zip archive, which is uploaded to Amazon S3 at deployment. New content starts a new run.
   *
   * @param path The path of the file or directory.
   * @param options The options of the upload and the channel.
   */
  public static fromAsset(path: string, options: AssetInputOptions = {}): InputChannel {
    const upload = new AssetPerStack(`InputData${md5hash(path)}`, (scope, id) => new assets.Asset(scope, id, { path, ...options }));
    return new InputChannel(options, ({ scope, grantee }) => {
      const asset = upload.in(scope);
      grantReadKeys(asset.bucket, asset.s3ObjectKey, grantee);
      return { request: s3Source('S3Prefix', asset.s3ObjectUrl, options) };
    });
  }

  /**
   * Reads the model artifacts of another training job, to continue the training from them. This job starts after the other job has completed. A
   * new run of the other job starts a new run of this job.
   *
   * @param trainingJob The other training job.
   * @param options The options of the channel.
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
   * Reads a directory of an Amazon EFS file system. Requires a `vpc` that can reach the file system.
   *
   * The security groups of the file system allow traffic from the job. If the file system has a resource policy, that policy must allow the
   * role of the job, too.
   *
   * @param fileSystem The file system.
   * @param directoryPath The path of the directory, for example `/train`. At most 4096 characters.
   * @param options The options of the channel.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  public static fromEfs(fileSystem: efs.IFileSystem, directoryPath: string, options: FileSystemInputOptions = {}): InputChannel {
    return new InputChannel(options, ({ connectable }) => {
      connectable?.connections.allowToDefaultPort(fileSystem, 'File system access for training jobs');
      return {
        request: fileSystemSource('EFS', fileSystem.fileSystemId, directoryPath, options),
        needed: [fileSystem.mountTargetsAvailable, ...fileSystem.connections.securityGroups],
      };
    });
  }

  /**
   * Reads a directory of an Amazon FSx for Lustre file system. Requires a `vpc` that can reach the file system.
   *
   * The security groups of the file system allow traffic from the job.
   *
   * @param fileSystem The file system.
   * @param directoryPath The path of the directory in the file system, for example `/train`. At most 4096 characters with the mount name.
   * @param options The options of the channel. Throws if the mount name is not known.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html
   */
  public static fromFsxLustre(fileSystem: fsx.IFileSystem, directoryPath: string, options: FsxLustreInputOptions = {}): InputChannel {
    const mountName = options.mountName ?? ('mountName' in fileSystem ? fileSystem.mountName as string : undefined);
    if (mountName === undefined) {
      throw unscopedValidationError('UnknownMountName', 'mountName is required for an imported file system');
    }
    const mountedPath = `/${mountName}/${directoryPath.replace(/^\//, '')}`;
    return new InputChannel(options, ({ connectable }) => {
      connectable?.connections.allowToDefaultPort(fileSystem, 'File system access for training jobs');
      return {
        request: fileSystemSource('FSxLustre', fileSystem.fileSystemId, mountedPath, options),
        needed: fileSystem.connections.securityGroups,
      };
    });
  }

  /**
   * Reads a dataset of a SageMaker hub.
   *
   * @param datasetArn The ARN of the version of the dataset in the hub. At most 2048 characters.
   * @param options The options of the channel.
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
   * Returns the `Channel` of the request, and grants the reader permission to read the data.
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

function fileSystemSource(type: string, id: string, directoryPath: string, options: FileSystemInputOptions): object {
  const { accessMode = FileSystemAccessMode.READ_ONLY } = options;
  return { FileSystemDataSource: { FileSystemId: id, FileSystemAccessMode: accessMode, FileSystemType: type, DirectoryPath: directoryPath } };
}
