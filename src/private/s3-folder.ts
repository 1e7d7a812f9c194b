import * as s3 from 'aws-cdk-lib/aws-s3';
import { isUnresolved } from './tokens';

/** The objects of a bucket whose keys begin alike. */
export interface S3Folder {
  readonly bucket: s3.IBucket;
  /** What their keys begin with; all objects of the bucket if left out. */
  readonly prefix?: string;
}

/**
 * What the keys of the objects in a folder begin with: the name of the folder and a slash. A token is taken as it is, since nothing tells
 * whether it ends with one.
 */
export function folderPrefix({ prefix }: S3Folder): string {
  if (prefix === undefined || prefix === '') { return ''; }
  return isUnresolved(prefix) || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** The ARN that stands for every object in a folder. */
export function folderObjectsArn(folder: S3Folder): string {
  return folder.bucket.arnForObjects(`${folderPrefix(folder)}*`);
}

/** The address of a folder, as users write it: `s3://bucket/prefix`. */
export function folderUrl({ bucket, prefix }: S3Folder): string {
  return bucket.s3UrlForObject(prefix);
}
