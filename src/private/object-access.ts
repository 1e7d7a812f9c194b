import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ExecutionRole } from './execution-role';

/** Read access to one object: narrower than `bucket.grantRead`, which adds the listing of the bucket. */
export function grantReadObject(bucket: s3.IBucket, objectKey: string, consumer: iam.IGrantable): iam.Grant {
  const key = bucket.encryptionKey;
  const grant = iam.Grant.addToPrincipalOrResource({
    // a key's policy may name the role: if the role itself then named the bucket, and so the key, that would be a circle
    grantee: key ? consumer : ExecutionRole.principalOf(consumer, bucket),
    actions: ['s3:GetObject'],
    resourceArns: [bucket.arnForObjects(objectKey)],
    resource: bucket,
  });
  return key ? grant.combine(key.grantDecrypt(consumer)) : grant;
}
