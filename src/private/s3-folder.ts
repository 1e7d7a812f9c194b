import * as s3 from 'aws-cdk-lib/aws-s3';
import { isUnresolved, withLiterals } from './tokens';

/** The objects of a bucket whose keys have a common prefix. */
export interface S3Folder {
  readonly bucket: s3.IBucket;
  /** The key prefix. @default - all objects of the bucket */
  readonly prefix?: string;
}

/**
 * The key prefix of the objects in a folder: the name of the folder and a slash. A token stays as it is, because it may end with a slash at
 * deployment.
 */
export function folderPrefix({ prefix }: S3Folder): string {
  if (prefix === undefined || prefix === '') { return ''; }
  return isUnresolved(prefix) || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** The ARN for policies that matches every object in a folder. */
export function folderObjectsArn(folder: S3Folder): string {
  return folder.bucket.arnForObjects(`${inPolicies(folderPrefix(folder))}*`);
}

/** The ARN for policies that matches one object. */
export function objectArn(bucket: s3.IBucket, objectKey: string): string {
  return bucket.arnForObjects(inPolicies(objectKey));
}

/**
 * Escapes the key of an object for policies, where `*` and `?` match other characters, and `${` begins a variable.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function inPolicies(objectKey: string): string {
  return withLiterals(objectKey, (literal) => literal.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`));
}

/** The S3 URI of a folder: `s3://bucket/prefix`. */
export function folderUrl({ bucket, prefix }: S3Folder): string {
  return bucket.s3UrlForObject(prefix);
}
