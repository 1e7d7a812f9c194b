import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ExecutionRole } from './execution-role';
import { folderObjectsArn, folderPrefix, inPolicies, S3Folder } from './s3-folder';
import { grantUse } from './volume-key';

/** Read access to one object: narrower than `bucket.grantRead`, which adds the listing of the bucket. */
export function grantReadObject(bucket: s3.IBucket, objectKey: string, consumer: iam.IGrantable): iam.Grant {
  return grantReadMatching(bucket, inPolicies(objectKey), consumer);
}

/**
 * The same for objects of which the beginning of the keys is known.
 *
 * @param pattern their keys as policies spell them, with a star for any characters
 */
export function grantReadMatching(bucket: s3.IBucket, pattern: string, consumer: iam.IGrantable): iam.Grant {
  return withKey(bucket, consumer, grant(bucket, consumer, { actions: ['s3:GetObject'], resourceArns: [bucket.arnForObjects(pattern)] }));
}

/** Access to all objects of a folder, and to their list. */
export function grantReadFolder(folder: S3Folder, consumer: iam.IGrantable): iam.Grant {
  return grantReadKeys(folder.bucket, `${inPolicies(folderPrefix(folder))}*`, consumer);
}

/**
 * Access to objects, and to their list.
 *
 * @param pattern their keys as policies spell them, with a star for any characters
 */
export function grantReadKeys(bucket: s3.IBucket, pattern: string, consumer: iam.IGrantable): iam.Grant {
  return grantReadMatching(bucket, pattern, consumer).combine(grant(bucket, consumer, {
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    // a bucket is listed as a whole unless a condition says otherwise
    conditions: pattern === '*' ? undefined : { StringLike: { 's3:prefix': pattern } },
  }));
}

/**
 * The right to write objects into a folder.
 *
 * @param key what encrypts them, if it is not the key of the bucket
 */
export function grantWriteFolder(folder: S3Folder, consumer: iam.IGrantable, key?: kms.IKeyRef): iam.Grant {
  const { bucket } = folder;
  const writing = grant(bucket, consumer, { actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resourceArns: [folderObjectsArn(folder)] });
  // a large object is written in parts, which are read again to be put together
  if (key) { grantUse(key, ExecutionRole.userOf(key, consumer), 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'); }
  return !key && bucket.encryptionKey
    ? writing.combine(grantUse(bucket.encryptionKey, ExecutionRole.principalOf(consumer, bucket), ...ENCRYPT_AND_DECRYPT))
    : writing;
}

/** As the CDK grants both. */
const ENCRYPT_AND_DECRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

/** The right to decrypt with a key that is not the one of the bucket. */
export function grantDecrypt(key: kms.IKeyRef, consumer: iam.IGrantable): void {
  grantUse(key, ExecutionRole.userOf(key, consumer), 'kms:Decrypt');
}

function grant(
  bucket: s3.IBucket, consumer: iam.IGrantable, right: Pick<iam.GrantWithResourceOptions, 'actions' | 'resourceArns' | 'conditions'>,
): iam.Grant {
  return iam.Grant.addToPrincipalOrResource({
    ...right,
    grantee: ExecutionRole.principalOf(consumer, bucket),
    resource: bucket,
  });
}

/** The right is in the same policy of the consumer as the other one; the grant of a key may hold a document, for which nothing can wait. */
function withKey(bucket: s3.IBucket, consumer: iam.IGrantable, reading: iam.Grant): iam.Grant {
  if (bucket.encryptionKey) { grantUse(bucket.encryptionKey, ExecutionRole.principalOf(consumer, bucket), 'kms:Decrypt'); }
  return reading;
}
