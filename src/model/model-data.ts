import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { CompressionType } from './compression-type';
import { ModelAccessOptions } from './model-access-options';
import { ModelAdapter } from './model-adapter';
import { IModelArtifacts } from './model-artifacts';
import { IModel } from './model-interface';
import { AssetPerStack } from '../private/asset-per-stack';
import { md5hash, unscopedValidationError } from '../private/cdk-internals';
import { grantDecrypt, grantReadFolder, grantReadKeys, grantReadMatching, grantReadObject } from '../private/object-access';
import { folderPrefix, inPolicies, S3Folder } from '../private/s3-folder';

const ARTIFACT_EXTENSION = '.tar.gz';

/**
 * What there is at the address of model artifacts.
 */
export enum ModelDataForm {
  /** A gzip-compressed tar archive, which the service unpacks. */
  ARCHIVE = 'Archive',

  /** A single object, which the service leaves as it is. */
  OBJECT = 'Object',

  /** All objects whose keys begin alike, which the service leaves as they are. */
  PREFIX = 'Prefix',

  /** Archives whose keys begin alike, each a model of its own: the container is then a multi-model one. */
  MODELS = 'Models',
}

/**
 * What model artifacts are to the service, once they are used.
 */
export interface ModelDataConfig {
  /**
   * Where the artifacts are in Amazon S3; at most 1024 characters. What `form` says is there: by default a single gzip-compressed tar
   * archive (`.tar.gz`).
   */
  readonly uri: string;

  /**
   * The key of the object at `uri`, where that holds a token, so that it can be checked none the less.
   *
   * @default - the one in `uri`
   */
  readonly objectKey?: string;

  /**
   * The Region of the bucket. It has to be the model's.
   *
   * @default - not known
   */
  readonly region?: string;

  /**
   * What there is at `uri`.
   *
   * @default ModelDataForm.ARCHIVE
   */
  readonly form?: ModelDataForm;

  /**
   * Whether the end-user license agreement of the artifacts is accepted. Not for `ModelDataForm.MODELS`.
   *
   * @default - nothing is said about one
   */
  readonly acceptEula?: boolean;

  /**
   * The content of a hub that the artifacts belong to: an ARN of at most 255 characters. Not for `ModelDataForm.MODELS`.
   *
   * @default - none
   */
  readonly hubContentArn?: string;

  /**
   * Whether models stay in memory once they are loaded. Only for `ModelDataForm.MODELS`.
   *
   * @default - the service caches them
   */
  readonly modelCaching?: boolean;
}

/**
 * How a single object is used as model artifacts.
 */
export interface BucketModelDataOptions extends ModelAccessOptions {
  /**
   * Whether the object is a gzip-compressed tar archive, which the service unpacks to `/opt/ml/model`. Otherwise it is put there as it is.
   *
   * @default true
   */
  readonly compressed?: boolean;
}

/**
 * How the models of a multi-model container are used.
 */
export interface MultiModelDataOptions {
  /**
   * Whether a model stays in memory once it is loaded. Without it, hosts with very many models that are seldom asked do better.
   *
   * @default - the service caches models
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-caching.html
   */
  readonly modelCaching?: boolean;
}

/**
 * The artifacts of a model, such as its trained weights, with the right to read them given to the model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
 */
export abstract class ModelData {
  /**
   * An object that is in Amazon S3 already, in the Region of the model: an archive, unless `options` say otherwise.
   *
   * The model may read this object and no other of the bucket; if the bucket has a key that is known here, it may decrypt with it.
   *
   * @param bucket the bucket
   * @param objectKey the key of the object; that of an archive ends with `.tar.gz`
   * @param options how to use it
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string, options: BucketModelDataOptions = {}): ModelData {
    return new S3ModelData(bucket, objectKey, options);
  }

  /**
   * Artifacts that are not compressed: all objects of a bucket whose keys begin alike, in the Region of the model. Large models start
   * sooner this way, since there is nothing to unpack.
   *
   * The model may read these objects and no others of the bucket; if the bucket has a key that is known here, it may decrypt with it.
   *
   * @param bucket the bucket
   * @param prefix what the keys begin with; a slash is added where it does not end with one
   * @param options what has to be agreed to
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
   */
  public static fromBucketPrefix(bucket: s3.IBucket, prefix: string, options: ModelAccessOptions = {}): ModelData {
    return new PrefixModelData({ bucket, prefix }, options);
  }

  /**
   * Any number of models, one archive (`.tar.gz`) each, behind one container that loads them when they are asked for: a multi-model
   * container, for which the image has to be made. More archives may be added at any time.
   *
   * The model may read and list the objects under the prefix and no others of the bucket; if the bucket has a key that is known here, it
   * may decrypt with it.
   *
   * @param bucket the bucket, in the Region of the model
   * @param prefix what the keys of the archives begin with; a slash is added where it does not end with one
   * @param options how to use them
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html
   */
  public static fromMultiModelPrefix(bucket: s3.IBucket, prefix: string, options: MultiModelDataOptions = {}): ModelData {
    return new MultiModelData({ bucket, prefix }, options);
  }

  /**
   * A local archive that is uploaded when the app is deployed.
   *
   * @param path a file that ends with `.tar.gz`; throws if it does not
   * @param options how to treat the file
   */
  public static fromAsset(path: string, options: assets.AssetOptions = {}): ModelData {
    return new AssetModelData(path, options);
  }

  /**
   * The artifacts of a training job of this app: the model is made once the job has completed, and made anew when it trains anew.
   *
   * The model may read what any run of the job has written and no other objects of the bucket.
   *
   * @param trainingJob The training job.
   * @param options what has to be agreed to
   */
  public static fromTrainingJob(trainingJob: IModelArtifacts, options: ModelAccessOptions = {}): ModelData {
    return new TrainingJobModelData(trainingJob, options);
  }

  /**
   * Called when a model uses the model data.
   *
   * @param scope The construct in which the model data create what they need.
   * @param model The model. It must be allowed to read the model data.
   */
  public abstract bind(scope: Construct, model: IModel): ModelDataConfig;

  /**
   * Called when a construct other than a model uses the model data, such as an inference component.
   *
   * By default, calls `bind()` with a model that has the role and the grant principal of the construct, but neither an ARN nor a name nor
   * network connections.
   *
   * @param scope The construct in which the model data create what they need.
   * @param consumer The construct that uses the model data. It must be allowed to read them.
   */
  public bindTo(scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    return this.bind(scope, new ModelAdapter(scope, consumer));
  }
}

/** The model data of this library need nothing but a principal to grant to. */
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
    const { compressed = true, ...access } = this.options;
    const place = { objectKey: this.objectKey, region: this.bucket.env.region };
    grantReadObject(this.bucket, this.objectKey, consumer);
    return compressed && Object.values(access).every((value) => value === undefined)
      ? { ...place, uri: this.bucket.urlForObject(this.objectKey) }
      : { ...place, uri: this.bucket.s3UrlForObject(this.objectKey), form: compressed ? ModelDataForm.ARCHIVE : ModelDataForm.OBJECT, ...access };
  }
}

class PrefixModelData extends LibraryModelData {
  constructor(private readonly folder: S3Folder, private readonly options: ModelAccessOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    return { uri: readable(consumer, this.folder), region: this.folder.bucket.env.region, form: ModelDataForm.PREFIX, ...this.options };
  }
}

class MultiModelData extends LibraryModelData {
  constructor(private readonly folder: S3Folder, private readonly options: MultiModelDataOptions) {
    super();
  }

  public bindTo(_scope: Construct, consumer: iam.IGrantable): ModelDataConfig {
    return { uri: readable(consumer, this.folder), region: this.folder.bucket.env.region, form: ModelDataForm.MODELS, ...this.options };
  }
}

class AssetModelData extends LibraryModelData {
  private readonly asset: AssetPerStack<assets.Asset>;

  constructor(path: string, options: assets.AssetOptions) {
    super();
    if (!path.toLowerCase().endsWith(ARTIFACT_EXTENSION)) {
      throw unscopedValidationError('InvalidModelDataAsset', `model data is a gzip-compressed tar archive, a file that ends with ${ARTIFACT_EXTENSION}, got ${path}`);
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
    // not the artifacts of the run, by which the role would have to wait for the job
    const keys = `${inPolicies(prefix)}*`;
    if (isArchive) { grantReadMatching(bucket, keys, consumer); } else { grantReadKeys(bucket, keys, consumer); }
    if (key) { grantDecrypt(key, consumer); }
    return { uri, form: isArchive ? undefined : ModelDataForm.PREFIX, ...this.options };
  }
}

/** Lets the model read a folder; returns the folder's address, which ends with a slash. */
function readable(consumer: iam.IGrantable, folder: S3Folder): string {
  grantReadFolder(folder, consumer);
  return folder.bucket.s3UrlForObject(folderPrefix(folder));
}
