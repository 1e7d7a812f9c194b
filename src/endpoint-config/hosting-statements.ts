import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AsyncInferenceOptions } from './async-inference-options';
import { ClarifyBaseline } from './clarify/clarify-explainer-options';
import { failureFolder, outputFolder } from './request';
import { InstanceProductionVariantProps } from './variant/production-variant-props';
import { systemsManagerStatement } from '../private/execution-role';
import { folderObjectsArn, objectArn, S3Folder } from '../private/s3-folder';
import { useStatement } from '../private/volume-key';

// What the roles of the hosted models need because of how an endpoint configuration hosts them.

/** To write objects into a folder, encrypted by a key or by that of the bucket. */
export function writingStatements(folder: S3Folder, encryptionKey?: kms.IKeyRef): iam.PolicyStatement[] {
  const key = encryptionKey ?? folder.bucket.encryptionKey;
  return [
    allow(['s3:AbortMultipartUpload', 's3:PutObject'], folderObjectsArn(folder)),
    // a large object is written in parts, which are read again to be put together
    ...key ? [useStatement(key, 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey')] : [],
  ];
}

/** To read the inputs of asynchronous requests, to write what comes of them, and to tell of it. */
export function asyncInferenceStatements(options: AsyncInferenceOptions): iam.PolicyStatement[] {
  const failures = failureFolder(options);
  const inputs = options.inputBucket && { bucket: options.inputBucket, prefix: options.inputPrefix };
  return [
    ...writingStatements(outputFolder(options), options.encryptionKey),
    ...failures ? writingStatements(failures, options.encryptionKey) : [],
    ...inputs ? readingStatements(inputs.bucket, folderObjectsArn(inputs)) : [],
    ...[options.successTopic, options.errorTopic].flatMap((topic) => topic ? publishingStatements(topic) : []),
  ];
}

/** To read the records that predictions are compared with. */
export function baselineStatements({ _bucket, _objectKey }: ClarifyBaseline): iam.PolicyStatement[] {
  return _bucket ? readingStatements(_bucket, objectArn(_bucket, _objectKey!)) : [];
}

/** What a variant needs beyond that: to write core dumps, and to talk to Systems Manager. */
export function variantStatements({ coreDump, ssmAccess }: InstanceProductionVariantProps): iam.PolicyStatement[] {
  return [
    ...coreDump ? writingStatements(coreDump, coreDump.encryptionKey) : [],
    ...ssmAccess ? [systemsManagerStatement()] : [],
  ];
}

function readingStatements({ encryptionKey }: s3.IBucket, objectsArn: string): iam.PolicyStatement[] {
  return [allow(['s3:GetObject'], objectsArn), ...encryptionKey ? [useStatement(encryptionKey, 'kms:Decrypt')] : []];
}

function publishingStatements({ topicArn, masterKey }: sns.ITopic): iam.PolicyStatement[] {
  return [allow(['sns:Publish'], topicArn), ...masterKey ? [useStatement(masterKey, 'kms:Decrypt', 'kms:GenerateDataKey')] : []];
}

function allow(actions: string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources: [resource] });
}
