import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { CompressionType } from './compression-type';
import { ModelAccessOptions } from './model-access-options';
import { ModelAdapter } from './model-adapter';
import { IModelArtifacts } from './model-artifacts';
import { IModel } from './model-interface';
import { S3ModelDataType } from './s3-model-data-type';
import { AssetPerStack } from '../private/asset-per-stack';
import { md5hash, unscopedValidationError } from '../private/cdk-internals';
import { grantDecrypt, grantReadFolder, grantReadKeys, grantReadMatching, grantReadObject } from '../private/object-access';
import { folderPrefix, inPolicies, S3Folder } from '../private/s3-folder';

const ARTIFACT_EXTENSION = '.tar.gz';

/**
 * The configuration that model data return when they are bound.
 */
export interface ModelDataConfig {
  /**
   * The URI of the model data in Amazon S3. At most 1024 characters.
   */
  readonly uri: string;

  /**
   * The key of the object at `uri`. The library checks the key instead of `uri`, because `uri` often contains a token.
   *
   * @default - the key in `uri`
   */
  readonly objectKey?: string;

  /**
   * The Region of the bucket. It must be the Region of the model.
   *
   * @default - not known
   */
  readonly region?: string;

  /**
   * The compression of the model data. SageMaker extracts an archive and leaves other objects as they are.
   *
   * @default - CompressionType.NONE for a prefix, otherwise CompressionType.GZIP
   */
  readonly compression?: CompressionType;

  /**
   * The type of the location at `uri`: an object or a prefix.
   *
   * @default S3ModelDataType.S3_OBJECT
   */
  readonly s3DataType?: S3ModelDataType;

  /**
   * Whether `uri` is the prefix of any number of archives, each with a model of a multi-model container.
   *
   * @default false
   */
  readonly multiModel?: boolean;

  /**
   * Whether the end-user license agreement (EULA) of the model is accepted. Not supported for multi-model containers.
   *
   * @default - not set
   */
  readonly acceptEula?: boolean;

  /**
   * The ARN of the hub content that contains the model artifacts. At most 255 characters. Not supported for multi-model containers.
   *
   * @default - no hub content
   */
  readonly hubContentArn?: string;

  /**
   * Whether loaded models stay in memory. Only for multi-model containers.
   *
   * @default - the service default, true
   */
  readonly modelCaching?: boolean;
}

/**
 * Options for model data from one object in a bucket.
 */
export interface BucketModelDataOptions extends ModelAccessOptions {
  /**
   * The compression of the object. SageMaker extracts a gzip-compressed tar archive to `/opt/ml/model`, and copies an uncompressed object to
   * that folder.
   *
   * @default CompressionType.GZIP
   */
  readonly compression?: CompressionType;
}

/**
 * Options for the models of a multi-model container.
 */
export interface MultiModelDataOptions {
  /**
   * Whether loaded models stay in memory. Set this to `false` to host very many models that are seldom invoked.
   *
   * @default - the service default, true
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-caching.html
   */
  readonly modelCaching?: boolean;
}

/**
 * The artifacts of a model, such as its trained weights. The role of the model is allowed to read them.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
 */
export abstract class ModelData {
  /**
   * Uses an existing object in Amazon S3: a gzip-compressed tar archive, or an uncompressed object with
   * `compression: CompressionType.NONE`.
   *
   * The model is allowed to read this object only, and to decrypt with the encryption key of the bucket if the key is known.
   *
   * @param bucket The bucket. It must be in the Region of the model.
   * @param objectKey The key of the object. The key of an archive ends with `.tar.gz`.
   * @param options Options for compression and access.
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string, options: BucketModelDataOptions = {}): ModelData {
    return new S3ModelData(bucket, objectKey, options);
  }

  /**
   * Uses all objects of a bucket with a common key prefix, without compression. Large models start faster without an archive to extract.
   *
   * The model is allowed to read these objects only, and to decrypt with the encryption key of the bucket if the key is known.
   *
   * @param bucket The bucket. It must be in the Region of the model.
   * @param prefix The prefix. A slash is added if the prefix does not end with one.
   * @param options Options for access.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
   */
  public static fromBucketPrefix(bucket: s3.IBucket, prefix: string, options: ModelAccessOptions = {}): ModelData {
    return new PrefixModelData({ bucket, prefix }, options);
  }

  /**
   * Uses any number of models for a multi-model container, each in an archive (`.tar.gz`). The container loads a model when a request invokes
   * the model. The image must support multi-model containers. You can add archives at any time.
   *
   * The model is allowed to read and list only the objects with the prefix. It is also allowed to decrypt with the encryption key of the
   * bucket if the key is known.
   *
   * @param bucket The bucket. It must be in the Region of the model.
   * @param prefix The prefix of the archives. A slash is added if the prefix does not end with one.
   * @param options Options for model caching.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html
   */
  public static fromMultiModelPrefix(bucket: s3.IBucket, prefix: string, options: MultiModelDataOptions = {}): ModelData {
    return new MultiModelData({ bucket, prefix }, options);
  }

  /**
   * Uploads a local archive when the app is deployed.
   *
   * @param path The path of the archive. Throws if it does not end with `.tar.gz`.
   * @param options Options for the asset.
   */
  public static fromAsset(path: string, options: assets.AssetOptions = {}): ModelData {
    return new AssetModelData(path, options);
  }

  /**
   * Uses the model artifacts of a training job. The model is created after the job has completed, and replaced after a new run.
   *
   * The model is allowed to read the model artifacts of every run of the job, and no other objects of the bucket.
   *
   * @param trainingJob The training job.
   * @param options Options for access.
   */
  public static fromTrainingJob(trainingJob: IModelArtifacts, options: ModelAccessOptions = {}): ModelData {
    return new TrainingJobModelData(trainingJob, options);
  }

  /**
   * Called when a model uses the model data.
   *
   * @param scope The parent construct of the constructs that the model data create.
   * @param model The model. It must be allowed to read the model data.
   */
  public abstract bind(scope: Construct, model: IModel): ModelDataConfig;

  /**
   * Called when a construct other than a model uses the model data, such as an inference component.
   *
   * By default, calls `bind()` with a model that has the role and the grant principal of the construct. The model has no ARN, no name and no
   * network connections.
   *
   * @param scope The parent construct of the constructs that the model data create.
   * @param consumer The construct that uses the model data. It must be allowed to read them.
   */
  public bindTo(scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    return this.bind(scope, new ModelAdapter(scope, consumer));
  }
}

/** The base class of the model data of this library, which require only a grant principal. */
abstract class LibraryModelData extends ModelData {
  public bind(scope: Construct, model: IModel): ModelDataConfig {
    return this.bindTo(scope, model);
  }

  public abstract override bindTo(scope: Construct, consumer: iam.IGrantable): ModelDataConfig;
}

class S3ModelData extends LibraryModelData {
  constructor(private readonly bucket: s3.IBucket, private readonly objectKey: string, private readonly options: BucketModelDataOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    const { compression = CompressionType.GZIP, ...access } = this.options;
    const location = { objectKey: this.objectKey, region: this.bucket.env.region };
    grantReadObject(this.bucket, this.objectKey, consumer);
    return compression === CompressionType.GZIP && Object.values(access).every((value) => value === undefined)
      ? { ...location, uri: this.bucket.urlForObject(this.objectKey) }
      : { ...location, uri: this.bucket.s3UrlForObject(this.objectKey), compression, ...access };
  }
}

class PrefixModelData extends LibraryModelData {
  constructor(private readonly folder: S3Folder, private readonly options: ModelAccessOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    const { region } = this.folder.bucket.env;
    return { uri: grantAndLocate(consumer, this.folder), region, s3DataType: S3ModelDataType.S3_PREFIX, ...this.options };
  }
}

class MultiModelData extends LibraryModelData {
  constructor(private readonly folder: S3Folder, private readonly options: MultiModelDataOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    return { uri: grantAndLocate(consumer, this.folder), region: this.folder.bucket.env.region, multiModel: true, ...this.options };
  }
}

class AssetModelData extends LibraryModelData {
  private readonly asset: AssetPerStack<assets.Asset>;

  constructor(path: string, options: assets.AssetOptions) {
    super();
    if (!path.toLowerCase().endsWith(ARTIFACT_EXTENSION)) {
      throw unscopedValidationError('InvalidModelDataAsset',
        `model data must be a gzip-compressed tar archive, a file that ends with ${ARTIFACT_EXTENSION}, got ${path}`);
    }
    this.asset = new AssetPerStack(`ModelData${md5hash(path)}`, (scope, id) => new assets.Asset(scope, id, { path, ...options }));
  }

  public bindTo(scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    const asset = this.asset.in(scope);
    grantReadObject(asset.bucket, asset.s3ObjectKey, consumer);
    return { uri: asset.httpUrl };
  }
}

class TrainingJobModelData extends LibraryModelData {
  constructor(private readonly artifacts: IModelArtifacts, private readonly options: ModelAccessOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    const {
      modelArtifactsUri: uri, modelArtifactsBucket: bucket, modelArtifactsPrefix: prefix, modelArtifactsEncryptionKey: key, modelArtifactsCompression,
    } = this.artifacts;
    const isArchive = modelArtifactsCompression === CompressionType.GZIP;
    // The permissions include the artifacts of all runs: with those of one run, the role would depend on the job.
    const keys = `${inPolicies(prefix)}*`;
    if (isArchive) { grantReadMatching(bucket, keys, consumer); } else { grantReadKeys(bucket, keys, consumer); }
    if (key) { grantDecrypt(key, consumer); }
    return { uri, s3DataType: isArchive ? undefined : S3ModelDataType.S3_PREFIX, ...this.options };
  }
}

/** Grants read access to a folder and returns its URI, which ends with a slash. */
function grantAndLocate(consumer: iam.IGrantable, folder: S3Folder): string {
  grantReadFolder(folder, consumer);
  return folder.bucket.s3UrlForObject(folderPrefix(folder));
}
