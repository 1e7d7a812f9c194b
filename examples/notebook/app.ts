import { App, CfnOutput, Duration, Size, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  CodeRepository, InstanceType, LifecycleScript, NotebookCodeRepository, NotebookInstance, NotebookInstanceLifecycleConfig,
} from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'Notebook');

// The scripts that run as root at every start. They set up the notebook instance and stop it when it is idle.
const lifecycleConfig = new NotebookInstanceLifecycleConfig(stack, 'LifecycleConfig', {
  onStart: [
    LifecycleScript.fromInline('#!/bin/bash\nset -e\nsudo -u ec2-user mkdir -p /home/ec2-user/SageMaker/results\n'),
    LifecycleScript.stopWhenIdle(Duration.hours(1)),
  ],
});

const notebook = new NotebookInstance(stack, 'Notebook', {
  instanceType: InstanceType.T3_MEDIUM,
  volumeSize: Size.gibibytes(20),
  encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
  lifecycleConfig,
  defaultCodeRepository: NotebookCodeRepository.fromCodeRepository(new CodeRepository(stack, 'Code', {
    repositoryUrl: 'https://github.com/aws/amazon-sagemaker-examples.git',
    branch: 'main',
  })),
});

// By default, the notebook instance can only write logs. This grants access to the data.
Bucket.fromBucketName(stack, 'Data', 'churn-data').grantRead(notebook);

// Scientists can open the notebook instance, and start it again in the morning.
const scientists = new Role(stack, 'Scientists', { assumedBy: new AccountRootPrincipal() });
notebook.grants.createPresignedUrl(scientists);
notebook.grants.start(scientists);
notebook.grants.stop(scientists);
notebook.grants.describe(scientists);

new CfnOutput(stack, 'NotebookName', { value: notebook.notebookInstanceName });
