import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ExecutionRole } from './execution-role';
import { folderObjectsArn, folderPrefix, inPolicies, S3Folder } from './s3-folder';
import { grantUse } from './volume-key';

/** Grants the permission to read one object. In contrast to `bucket.grantRead()`, the permission to list the bucket is not included. */
export function grantReadObject(bucket: s3.IBucket, objectKey: string, consumer: iam.IGrantable): iam.Grant {
  return grantReadMatching(bucket, inPolicies(objectKey), consumer);
}

/**
 * Grants the permission to read objects.
 *
 * @param pattern The keys as in a policy, where `*` matches any characters.
 */
export function grantReadMatching(bucket: s3.IBucket, pattern: string, consumer: iam.IGrantable): iam.Grant {
  return withKey(bucket, consumer, grant(bucket, consumer, { actions: ['s3:GetObject'], resourceArns: [bucket.arnForObjects(pattern)] }));
}

/** Grants the permission to read and list the objects of a folder. */
export function grantReadFolder(folder: S3Folder, consumer: iam.IGrantable): iam.Grant {
  return grantReadKeys(folder.bucket, `${inPolicies(folderPrefix(folder))}*`, consumer);
}

/**
 * Grants the permission to read and list objects.
 *
 * @param pattern The keys as in a policy, where `*` matches any characters.
 */
export function grantReadKeys(bucket: s3.IBucket, pattern: string, consumer: iam.IGrantable): iam.Grant {
  return grantReadMatching(bucket, pattern, consumer).combine(grant(bucket, consumer, {
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    // without a condition, the permission is for the whole bucket
    conditions: pattern === '*' ? undefined : { StringLike: { 's3:prefix': pattern } },
  }));
}

/**
 * Grants the permission to write objects to a folder.
 *
 * @param key The KMS key that encrypts the objects, if it is not the key of the bucket.
 */
export function grantWriteFolder(folder: S3Folder, consumer: iam.IGrantable, key?: kms.IKeyRef): iam.Grant {
  const { bucket } = folder;
  const writing = grant(bucket, consumer, { actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resourceArns: [folderObjectsArn(folder)] });
  // a multipart upload decrypts the parts to assemble the object
  if (key) { grantUse(key, ExecutionRole.keyUserOf(key, consumer), 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'); }
  return !key && bucket.encryptionKey
    ? writing.combine(grantUse(bucket.encryptionKey, ExecutionRole.principalOf(consumer, bucket), ...ENCRYPT_AND_DECRYPT))
    : writing;
}

/** The actions that the CDK grants for encryption and decryption. */
const ENCRYPT_AND_DECRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

/** Grants the permission to decrypt with a key that is not the key of the bucket. */
export function grantDecrypt(key: kms.IKeyRef, consumer: iam.IGrantable): void {
  grantUse(key, ExecutionRole.keyUserOf(key, consumer), 'kms:Decrypt');
}

function grant(
  bucket: s3.IBucket, consumer: iam.IGrantable, permission: Pick<iam.GrantWithResourceOptions, 'actions' | 'resourceArns' | 'conditions'>,
): iam.Grant {
  return iam.Grant.addToPrincipalOrResource({
    ...permission,
    grantee: ExecutionRole.principalOf(consumer, bucket),
    resource: bucket,
  });
}

/**
 * Grants the permission to decrypt the objects of an encrypted bucket, in the same policy as the permission to read them.
 *
 * Returns only the grant of the bucket: the grant of a key may contain a policy document, on which no resource can depend.
 */
function withKey(bucket: s3.IBucket, consumer: iam.IGrantable, reading: iam.Grant): iam.Grant {
  if (bucket.encryptionKey) { grantUse(bucket.encryptionKey, ExecutionRole.principalOf(consumer, bucket), 'kms:Decrypt'); }
  return reading;
}
