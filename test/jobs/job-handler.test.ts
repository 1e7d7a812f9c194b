import { App, Duration, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { JobHandler, JobHandlerOptions } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';
import { JOB, newJob, newStack, resourcesOf, waitersOf } from '../training/jobs';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** The number of resources of a stack, without execution roles and log groups. */
function countResources(make: (own: Stack) => void): number {
  const own = newStack();
  make(own);
  return Object.entries(resourcesOf(own)).filter(([id, { Type }]) => Type !== 'AWS::Logs::LogGroup' && !/^Training\d?Role/.test(id)).length;
}

function statements(type: string, id: RegExp): any[] {
  const [resource] = Object.entries(resourcesOf(stack)).filter(([name, { Type }]) => Type === type && id.test(name)).map(([, found]) => found);
  return readable((resource.Properties.PolicyDocument ?? resource.Properties.Policies[0].PolicyDocument).Statement);
}

describe('the resources of a stack', () => {
  test('are 7 for the first job, if the deployment does not wait', () => {
    expect(countResources((own) => newJob(own))).toBe(7);
  });

  test('are 9 if the deployment waits for up to 110 minutes', () => {
    expect(countResources((own) => newJob(own, { waitForCompletion: true, maxRuntime: Duration.minutes(80) }))).toBe(9);
  });

  test('increase by 2 for each additional job', () => {
    expect(countResources((own) => ['Training', 'Training2', 'Training3'].forEach((id) => newJob(own, {}, id)))).toBe(7 + 2 * 2);
  });

  test('have frozen logical ids, because a custom resource cannot change its handler (fault case 115)', () => {
    newJob(stack, { waitForCompletion: true });
    expect(Object.keys(resourcesOf(stack)).filter((id) => id.startsWith('SageMaker'))).toEqual([
      'SageMakerJobsLogs7A791DC2', 'SageMakerJobsRole2BA53813', 'SageMakerJobsFunction9587705B',
      'SageMakerJobsJanitorD4EEB459', 'SageMakerJobsPolicyC55356BE', 'SageMakerJobsInvocation3D5DE9DE',
    ]);
    for (const { Properties } of Object.values(resourcesOf(stack)).filter(({ Type }) => Type.startsWith('Custom::'))) {
      expect(Properties.ServiceToken).toEqual({ 'Fn::GetAtt': ['SageMakerJobsFunction9587705B', 'Arn'] });
    }
  });

  test('exist once in each stack, including nested stacks', () => {
    const nested = new NestedStack(stack, 'Nested');
    [stack, nested].forEach((each) => ['Training', 'Training2'].forEach((id) => newJob(each, {}, id)));
    for (const each of [stack, nested]) { Template.fromStack(each).resourceCountIs('AWS::Lambda::Function', 2); }
  });

  test('are configured for each stack of an app separately', () => {
    const app = new App();
    const [one, other] = [newStack(app, 'One'), newStack(app, 'Other')];
    JobHandler.configure(one, { logRetention: logs.RetentionDays.ONE_DAY });
    [one, other].forEach((each) => newJob(each));
    Template.fromStack(one).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 1 });
    Template.fromStack(other).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });
});

describe('the functions', () => {
  test('run on a long-term support version of Node.js and log to a log group that is deleted with the stack', () => {
    newJob(stack);
    const template = Template.fromStack(stack);
    for (const entry of ['handler', 'janitor']) {
      template.hasResourceProperties('AWS::Lambda::Function', {
        Handler: `index.${entry}`,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 256,
        Timeout: 600,
        LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^SageMakerJobsLogs') } },
        VpcConfig: Match.absent(),
      });
    }
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  test('pass an event that failed three times to the janitor, which the role is allowed to invoke beforehand', () => {
    newJob(stack);
    Template.fromStack(stack).hasResource('AWS::Lambda::EventInvokeConfig', {
      Properties: {
        FunctionName: { Ref: 'SageMakerJobsFunction9587705B' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 900,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['SageMakerJobsJanitorD4EEB459', 'Arn'] } } },
      },
      DependsOn: ['SageMakerJobsPolicyC55356BE'],
    });
  });
});

const trusted = ({ AssumeRolePolicyDocument }: any) => AssumeRolePolicyDocument?.Statement[0].Principal.Service ?? '';

describe('the permissions of the handler (fault case 116)', () => {
  const JOBS = 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/training-37fbfa98-*';

  test('for a job cover its API calls on the names of its runs, and passing its role to the service', () => {
    newJob(stack);
    expect(statements('AWS::IAM::Policy', /^TrainingHandlerPolicy/)).toEqual([
      {
        Effect: 'Allow',
        Action: ['AddTags', 'CreateTrainingJob', 'DescribeTrainingJob', 'ListTags', 'StopTrainingJob'].map((action) => `sagemaker:${action}`),
        Resource: JOBS,
      },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: expect.stringMatching(/^\$\{TrainingRole[0-9A-F]{8}\.Arn\}$/),
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      },
    ]);
  });

  test('also cover writing logs, invoking the janitor and reading the status of the stack', () => {
    newJob(stack);
    expect(statements('AWS::IAM::Role', /^SageMakerJobsRole/)).toEqual([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '${SageMakerJobsLogs7A791DC2.Arn}' },
    ]);
    expect(statements('AWS::IAM::Policy', /^SageMakerJobsPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerJobsJanitorD4EEB459.Arn}' },
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '${AWS::StackId}' },
    ]);
  });

  test('cover invoking itself only if a deployment waits for a job', () => {
    newJob(stack);
    newJob(stack, { waitForCompletion: true }, 'Training2');
    newJob(stack, { waitForCompletion: true }, 'Training3');
    expect(statements('AWS::IAM::Policy', /^SageMakerJobsPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerJobsJanitorD4EEB459.Arn}' },
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '${AWS::StackId}' },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerJobsFunction9587705B.Arn}' },
    ]);
  });

  test('contain no wildcard actions and no wildcard resources', () => {
    newJob(stack, { waitForCompletion: true });
    const all = [/^TrainingHandlerPolicy/, /^SageMakerJobsPolicy/].flatMap((id) => statements('AWS::IAM::Policy', id));
    for (const { Action, Resource } of [...all, ...statements('AWS::IAM::Role', /^SageMakerJobsRole/)]) {
      expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      expect([Resource].flat()).not.toContain('*');
    }
  });

  test('fit into the inline policies of a role, or cause a warning that the stack has too many jobs', () => {
    const longest = 'x'.repeat(60);
    for (let index = 10; index < 27; index++) { newJob(stack, { waitForCompletion: true }, `${longest}${index}`); }
    expect(warnings(stack)).toEqual([]);
    const documents = Object.values(resourcesOf(stack)).filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' || /^lambda/.test(trusted(Properties)))
      .flatMap(({ Properties }) => Properties.PolicyDocument ?? Properties.Policies.map(({ PolicyDocument }: any) => PolicyDocument));
    expect(documents).toHaveLength(17 + 2);
    // The longest names that a role, a function and a stack can have.
    const text = JSON.stringify(readable(documents)).replace(/\$\{[^}]*Role[^}]*\.Arn\}/g, `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`)
      .replace(/\$\{[^}]*\.Arn\}/g, `arn:aws:lambda:eu-west-1:111122223333:function:${'f'.repeat(64)}`)
      .replace('${AWS::StackId}', `arn:aws:cloudformation:eu-west-1:111122223333:stack/${'s'.repeat(128)}/${'0'.repeat(36)}`)
      .replaceAll('${AWS::Partition}', 'aws');
    expect(text.length).toBeLessThanOrEqual(10_240);
    expect(text).not.toContain('${');
    newJob(stack, {}, 'OneMore');
    expect(warnings(stack)).toEqual(['cdk-sagemaker:ManyJobs']);
  });

  test('exist before the first API call and until after the last one (fault case 113)', () => {
    newJob(stack);
    Template.fromStack(stack).hasResource(JOB, {
      DependsOn: ['SageMakerJobsInvocation3D5DE9DE', Match.stringLikeRegexp('^TrainingHandlerPolicy'), Match.stringLikeRegexp('^TrainingRole')],
    });
  });
});

describe('the options of the handler', () => {
  const vpcOf = (own: Stack) => new ec2.Vpc(own, 'Vpc', { maxAzs: 2, natGateways: 1 });

  test('place it in a VPC whose route to the internet exists before the first job and until after the last one', () => {
    JobHandler.configure(stack, { vpc: vpcOf(stack) });
    newJob(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    template.allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^SageMakerJobsSecurityGroup'), 'GroupId'] }], SubnetIds: Match.anyValue() },
    });
    template.hasResource('AWS::Lambda::EventInvokeConfig', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^VpcPrivateSubnet1DefaultRoute')]) });
    expect(statements('AWS::IAM::Role', /^SageMakerJobsRole/)).toContainEqual(
      { Effect: 'Allow', Action: expect.arrayContaining(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']), Resource: '*' },
    );
  });

  test('set security groups, subnets, keys and a permissions boundary', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-0000000a'] });
    const key = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    JobHandler.configure(stack, {
      vpc,
      vpcSubnets: { subnets: vpc.privateSubnets },
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001')],
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::111122223333:policy/boundary'),
      environmentEncryptionKey: key,
      logEncryptionKey: key,
      logRetention: logs.RetentionDays.ONE_YEAR,
    });
    newJob(stack);
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SecurityGroupIds: ['sg-00000001'], SubnetIds: ['subnet-0000000a'] }, KmsKeyArn: KEY_ARN,
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: KEY_ARN, RetentionInDays: 365 });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    });
    expect(statements('AWS::IAM::Role', /^SageMakerJobsRole/)).toContainEqual({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN });
  });

  test('set a role, which gets the permissions, and can write logs before the functions exist', () => {
    const role = new iam.Role(stack, 'HandlerRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    JobHandler.configure(stack, { role });
    newJob(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 2); // including the role of the job
    const roles = [{ Ref: Match.stringLikeRegexp('^HandlerRole') }];
    template.allResourcesProperties('AWS::IAM::Policy', { Roles: roles });
    template.resourceCountIs('AWS::IAM::Policy', 3);
    template.allResources('AWS::Lambda::Function', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SageMakerJobsRunningPolicy')]) });
  });

  test('are accepted twice if they are equal', () => {
    const options: JobHandlerOptions = { logRetention: logs.RetentionDays.ONE_DAY };
    JobHandler.configure(stack, options);
    newJob(stack);
    expect(() => JobHandler.configure(stack, { ...options })).not.toThrow();
  });

  test('are accepted twice if their lists and structures are equal', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-00000001'] });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001');
    const configure = (groupName: string) => JobHandler.configure(stack, {
      vpc, vpcSubnets: { subnetGroupName: groupName }, securityGroups: [group],
    });
    configure('Private');
    expect(() => configure('Private')).not.toThrow();
    expect(errorLines(() => configure('Other'))[0]).toContain('a stack has one job handler');
  });

  test('fails with conflicting options', () => {
    JobHandler.configure(stack, { logRetention: logs.RetentionDays.ONE_DAY });
    expect(errorLines(() => JobHandler.configure(stack, { logRetention: logs.RetentionDays.ONE_WEEK }))[0]).toContain('a stack has one job handler');
    expect(errorLines(() => JobHandler.configure(stack, {}))[0]).toContain('a stack has one job handler');
  });

  test('fails after the first job', () => {
    newJob(stack);
    expect(errorLines(() => JobHandler.configure(stack, {}))[0]).toContain('before you create the first job');
  });

  test('fails with a permissions boundary and a role', () => {
    const role = iam.Role.fromRoleArn(stack, 'HandlerRole', 'arn:aws:iam::111122223333:role/handler');
    const permissionsBoundary = iam.ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess');
    expect(errorLines(() => JobHandler.configure(stack, { role, permissionsBoundary }))[0]).toContain('cannot be combined with role');
  });

  test('fails with network options and no VPC', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001')];
    expect(errorLines(() => JobHandler.configure(stack, { securityGroups }))[0]).toContain('requires vpc');
  });
});

test('tags of the stack reach the functions and the job', () => {
  newJob(stack, { waitForCompletion: true });
  Tags.of(stack).add('team', 'churn');
  const template = Template.fromStack(stack);
  template.allResourcesProperties('AWS::Lambda::Function', { Tags: [{ Key: 'team', Value: 'churn' }] });
  template.hasResourceProperties(JOB, { Settings: { Tags: [{ Key: 'team', Value: 'churn' }] }, Tags: Match.absent(), tags: Match.absent() });
  expect(waitersOf(stack)[0][1].Properties).not.toHaveProperty('Tags');
});
