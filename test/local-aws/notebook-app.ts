import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { appIn } from './deployments';
import {
  CodeRepository, InstanceType, LifecycleScript, NotebookCodeRepository, NotebookInstance, NotebookInstanceLifecycleConfig, PlatformIdentifier,
} from '../../src';

/** The values that tests change between deployments. */
export interface Version {
  readonly instanceType?: string;
  readonly volumeSize?: number;
  readonly greeting?: string;
  readonly lifecycle?: boolean;
}

export function notebookApp({ instanceType = 'ml.t3.medium', volumeSize = 20, greeting = 'hello', lifecycle = true }: Version = {}): App {
  const app = appIn('notebooks');
  const stack = new Stack(app, 'Notebooks');

  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2, restrictDefaultSecurityGroup: false, subnetConfiguration: [{ name: 'science', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const code = new CodeRepository(stack, 'Code', {
    repositoryUrl: 'https://git.example.com/science/churn.git',
    branch: 'main',
    // Imported because Ref of a secret is its name in MiniStack and its ARN in CloudFormation.
    secret: Secret.fromSecretCompleteArn(stack, 'Credentials', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:sagemaker-git-AbCdEf'),
  });
  const lifecycleConfig = new NotebookInstanceLifecycleConfig(stack, 'Setup', {
    onCreate: [LifecycleScript.fromInline('#!/bin/bash\necho created\n')],
    onStart: [
      LifecycleScript.fromInline(`#!/bin/bash\necho ${greeting} from ${stack.stackName}, key ${vpc.vpcId}\n`),
      LifecycleScript.fromAsset(__filename),
      LifecycleScript.stopWhenIdle(Duration.hours(1)),
    ],
  });

  const notebook = new NotebookInstance(stack, 'Notebook', {
    instanceType: InstanceType.of(instanceType),
    vpc,
    securityGroups: [new SecurityGroup(stack, 'Group', { vpc })],
    volumeSize: Size.gibibytes(volumeSize),
    encryptionKey: new Key(stack, 'Key'),
    platformIdentifier: PlatformIdentifier.NOTEBOOK_AL2023_V1,
    lifecycleConfig: lifecycle ? lifecycleConfig : undefined,
    defaultCodeRepository: NotebookCodeRepository.fromCodeRepository(code),
    additionalCodeRepositories: [NotebookCodeRepository.fromUrl('https://git.example.com/science/tools.git')],
  });
  notebook.grants.start(notebook);
  notebook.grants.stop(notebook);

  new NotebookInstance(stack, 'Minimal', { instanceType: InstanceType.T3_MEDIUM, notebookInstanceName: 'minimal' });

  return app;
}
