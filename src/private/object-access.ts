import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ExecutionRole } from './execution-role';
import { folderObjectsArn, folderPrefix, S3Folder } from './s3-folder';

/** Read access to one object: narrower than `bucket.grantRead`, which adds the listing of the bucket. */
export function grantReadObject(bucket: s3.IBucket, objectKey: string, consumer: iam.IGrantable): iam.Grant {
  return withKey(bucket, consumer, grant(bucket, consumer, { actions: ['s3:GetObject'], resourceArns: [bucket.arnForObjects(objectKey)] }));
}

/** Access to all objects of a folder, and to their list. */
export function grantReadFolder(folder: S3Folder, consumer: iam.IGrantable): iam.Grant {
  const { bucket } = folder;
  const prefix = folderPrefix(folder);
  const reading = grant(bucket, consumer, { actions: ['s3:GetObject'], resourceArns: [folderObjectsArn(folder)] });
  return withKey(bucket, consumer, reading).combine(grant(bucket, consumer, {
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    // a bucket is listed as a whole unless a condition says otherwise
    conditions: prefix ? { StringLike: { 's3:prefix': `${prefix}*` } } : undefined,
  }));
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

function withKey(bucket: s3.IBucket, consumer: iam.IGrantable, reading: iam.Grant): iam.Grant {
  const { encryptionKey } = bucket;
  return encryptionKey ? reading.combine(encryptionKey.grantDecrypt(ExecutionRole.principalOf(consumer, bucket))) : reading;
}
