import * as s3 from 'aws-cdk-lib/aws-s3';
import { isUnresolved, withLiterals } from './tokens';

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
  return folder.bucket.arnForObjects(`${inPolicies(folderPrefix(folder))}*`);
}

/** The ARN that stands for one object. */
export function objectArn(bucket: s3.IBucket, objectKey: string): string {
  return bucket.arnForObjects(inPolicies(objectKey));
}

/**
 * The key of an object as policies spell it, where `*` and `?` stand for other characters, and `${` begins a variable.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function inPolicies(objectKey: string): string {
  return withLiterals(objectKey, (literal) => literal.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`));
}

/** The address of a folder, as users write it: `s3://bucket/prefix`. */
export function folderUrl({ bucket, prefix }: S3Folder): string {
  return bucket.s3UrlForObject(prefix);
}
