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

// The permissions of the roles of hosted models that an endpoint configuration requires.

/** Allows writing objects to a folder. By default, the key of the bucket encrypts them. */
export function writingStatements(folder: S3Folder, encryptionKey?: kms.IKeyRef): iam.PolicyStatement[] {
  const key = encryptionKey ?? folder.bucket.encryptionKey;
  return [
    allow(['s3:AbortMultipartUpload', 's3:PutObject'], folderObjectsArn(folder)),
    // a multipart upload decrypts the parts to assemble the object
    ...key ? [useStatement(key, 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey')] : [],
  ];
}

/** Allows reading asynchronous requests, writing their responses and errors, and publishing notifications. */
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

/** Allows reading the baseline of an explainer. */
export function baselineStatements({ _bucket, _objectKey }: ClarifyBaseline): iam.PolicyStatement[] {
  return _bucket ? readingStatements(_bucket, objectArn(_bucket, _objectKey!)) : [];
}

/** Allows writing the core dumps of a variant, and connecting to AWS Systems Manager. */
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
