import * as s3 from 'aws-cdk-lib/aws-s3';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { IModel } from './model';
import { md5hash } from '../private/cdk-internals';
import { freeId } from '../private/names';
import { grantReadObject } from '../private/object-access';
import { invalidValue } from '../validation/invalid-value';

const ARTIFACT_EXTENSION = '.tar.gz';

/**
 * What model artifacts are to the service, once they are used.
 */
export interface ModelDataConfig {
  /**
   * Where a single gzip-compressed tar archive (`.tar.gz`) is in Amazon S3; at most 1024 characters.
   */
  readonly uri: string;
}

/**
 * The artifacts of a model, such as its trained weights, with the right to read them given to the model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
 */
export abstract class ModelData {
  /**
   * An archive that is in Amazon S3 already, in the Region of the model.
   *
   * The model may read this object and no other of the bucket; if the bucket has a key that is known here, it may decrypt with it.
   *
   * @param bucket the bucket
   * @param objectKey the key of the archive, which the service expects to end with `.tar.gz`
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string): ModelData {
    return new S3ModelData(bucket, objectKey);
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
   * Called when a model uses the artifacts.
   *
   * @param scope where to create what they need
   * @param model the model, which is to be given the right to read them
   */
  public abstract bind(scope: Construct, model: IModel): ModelDataConfig;
}

class S3ModelData extends ModelData {
  constructor(private readonly bucket: s3.IBucket, private readonly objectKey: string) {
    super();
  }

  public bind(_scope: Construct, model: IModel): ModelDataConfig {
    grantReadObject(this.bucket, this.objectKey, model);
    return { uri: this.bucket.urlForObject(this.objectKey) };
  }
}

class AssetModelData extends ModelData {
  /** One for each stack: an asset is published to the account and Region of the stack it is in. */
  private readonly assets = new Map<Stack, assets.Asset>();

  constructor(private readonly path: string, private readonly options: assets.AssetOptions) {
    super();
    if (!path.toLowerCase().endsWith(ARTIFACT_EXTENSION)) {
      throw invalidValue('InvalidModelDataAsset', `model data is a gzip-compressed tar archive, a file that ends with ${ARTIFACT_EXTENSION}, got ${path}`);
    }
  }

  public bind(scope: Construct, model: IModel): ModelDataConfig {
    const stack = Stack.of(scope);
    const asset = this.assets.get(stack) ?? new assets.Asset(scope, freeId(scope, `ModelData${md5hash(this.path)}`), {
      path: this.path,
      ...this.options,
    });
    this.assets.set(stack, asset);
    grantReadObject(asset.bucket, asset.s3ObjectKey, model);
    return { uri: asset.httpUrl };
  }
}
