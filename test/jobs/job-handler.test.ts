import { App, Duration, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { TrainingJobHandler, TrainingJobHandlerOptions } from '../../src';
import { readable } from '../support/readable';
import { refusal } from '../support/refusal';
import { warnings } from '../support/warnings';
import { JOB, newJob, newStack, resourcesOf, waitersOf } from '../training/jobs';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** How many resources a stack has besides execution roles and log groups. */
function count(make: (own: Stack) => void): number {
  const own = newStack();
  make(own);
  return Object.entries(resourcesOf(own)).filter(([id, { Type }]) => Type !== 'AWS::Logs::LogGroup' && !/^Training\d?Role/.test(id)).length;
}

function statements(type: string, id: RegExp): any[] {
  const [resource] = Object.entries(resourcesOf(stack)).filter(([name, { Type }]) => Type === type && id.test(name)).map(([, found]) => found);
  return readable((resource.Properties.PolicyDocument ?? resource.Properties.Policies[0].PolicyDocument).Statement);
}

describe('the resources of a stack', () => {
  test('are 7 for the first job that is not waited for', () => {
    expect(count((own) => newJob(own))).toBe(7);
  });

  test('are 9 for one that is waited for up to 110 minutes', () => {
    expect(count((own) => newJob(own, { waitForCompletion: true, maxRuntime: Duration.minutes(80) }))).toBe(9);
  });

  test('are two more for each further job', () => {
    expect(count((own) => ['Training', 'Training2', 'Training3'].forEach((id) => newJob(own, {}, id)))).toBe(7 + 2 * 2);
  });

  test('have frozen logical ids, since no resource may change its handler (fault case 115)', () => {
    newJob(stack, { waitForCompletion: true });
    expect(Object.keys(resourcesOf(stack)).filter((id) => id.startsWith('SageMaker'))).toEqual([
      'SageMakerTrainingJobsLogs76ABC3E1', 'SageMakerTrainingJobsRoleF2CFC57E', 'SageMakerTrainingJobsFunction6533A407',
      'SageMakerTrainingJobsJanitorA9F5E1E9', 'SageMakerTrainingJobsPolicyD7A69146', 'SageMakerTrainingJobsInvocation79E28F9D',
    ]);
    for (const { Properties } of Object.values(resourcesOf(stack)).filter(({ Type }) => Type.startsWith('Custom::'))) {
      expect(Properties.ServiceToken).toEqual({ 'Fn::GetAtt': ['SageMakerTrainingJobsFunction6533A407', 'Arn'] });
    }
  });

  test('are there once in every stack, also in a nested one', () => {
    const nested = new NestedStack(stack, 'Nested');
    [stack, nested].forEach((each) => ['Training', 'Training2'].forEach((id) => newJob(each, {}, id)));
    for (const each of [stack, nested]) { Template.fromStack(each).resourceCountIs('AWS::Lambda::Function', 2); }
  });

  test('may be configured together with those of another stack', () => {
    const app = new App();
    const [one, other] = [newStack(app, 'One'), newStack(app, 'Other')];
    TrainingJobHandler.configure(one, { logRetention: logs.RetentionDays.ONE_DAY });
    [one, other].forEach((each) => newJob(each));
    Template.fromStack(one).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 1 });
    Template.fromStack(other).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });
});

describe('the functions', () => {
  test('run on the newest long-lived Node.js, small, and log to a group that goes with the stack', () => {
    newJob(stack);
    const template = Template.fromStack(stack);
    for (const entry of ['handler', 'janitor']) {
      template.hasResourceProperties('AWS::Lambda::Function', {
        Handler: `index.${entry}`,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 256,
        Timeout: 600,
        LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^SageMakerTrainingJobsLogs') } },
        VpcConfig: Match.absent(),
      });
    }
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  test('hand a delivery that failed three times to the janitor, which the role may invoke before', () => {
    newJob(stack);
    Template.fromStack(stack).hasResource('AWS::Lambda::EventInvokeConfig', {
      Properties: {
        FunctionName: { Ref: 'SageMakerTrainingJobsFunction6533A407' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 900,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['SageMakerTrainingJobsJanitorA9F5E1E9', 'Arn'] } } },
      },
      DependsOn: ['SageMakerTrainingJobsPolicyD7A69146'],
    });
  });
});

const trusted = ({ AssumeRolePolicyDocument }: any) => AssumeRolePolicyDocument?.Statement[0].Principal.Service ?? '';

describe('the rights of the handler (fault case 116)', () => {
  const JOBS = 'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:training-job/training-37fbfa98-*';

  test('for a job are its calls on the names of its runs, and its role for the service', () => {
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

  test('beside that are to write its logs, to invoke the janitor, and to ask for the status of its stack', () => {
    newJob(stack);
    expect(statements('AWS::IAM::Role', /^SageMakerTrainingJobsRole/)).toEqual([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '${SageMakerTrainingJobsLogs76ABC3E1.Arn}' },
    ]);
    expect(statements('AWS::IAM::Policy', /^SageMakerTrainingJobsPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerTrainingJobsJanitorA9F5E1E9.Arn}' },
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '${AWS::StackId}' },
    ]);
  });

  test('and to invoke itself, only where something waits', () => {
    newJob(stack);
    newJob(stack, { waitForCompletion: true }, 'Training2');
    newJob(stack, { waitForCompletion: true }, 'Training3');
    expect(statements('AWS::IAM::Policy', /^SageMakerTrainingJobsPolicy/)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerTrainingJobsJanitorA9F5E1E9.Arn}' },
      { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '${AWS::StackId}' },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '${SageMakerTrainingJobsFunction6533A407.Arn}' },
    ]);
  });

  test('name neither every action nor every resource', () => {
    newJob(stack, { waitForCompletion: true });
    const all = [/^TrainingHandlerPolicy/, /^SageMakerTrainingJobsPolicy/].flatMap((id) => statements('AWS::IAM::Policy', id));
    for (const { Action, Resource } of [...all, ...statements('AWS::IAM::Role', /^SageMakerTrainingJobsRole/)]) {
      expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      expect([Resource].flat()).not.toContain('*');
    }
  });

  test('fit into the policies of a role, or the jobs are too many for one stack', () => {
    const longest = 'x'.repeat(60);
    for (let index = 10; index < 27; index++) { newJob(stack, { waitForCompletion: true }, `${longest}${index}`); }
    expect(warnings(stack)).toEqual([]);
    const documents = Object.values(resourcesOf(stack)).filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' || /^lambda/.test(trusted(Properties)))
      .flatMap(({ Properties }) => Properties.PolicyDocument ?? Properties.Policies.map(({ PolicyDocument }: any) => PolicyDocument));
    expect(documents).toHaveLength(17 + 2);
    // the longest that a name of a role, a function or a stack can be
    const text = JSON.stringify(readable(documents)).replace(/\$\{[^}]*Role[^}]*\.Arn\}/g, `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`)
      .replace(/\$\{[^}]*\.Arn\}/g, `arn:aws:lambda:eu-west-1:111122223333:function:${'f'.repeat(64)}`)
      .replace('${AWS::StackId}', `arn:aws:cloudformation:eu-west-1:111122223333:stack/${'s'.repeat(128)}/${'0'.repeat(36)}`)
      .replaceAll('${AWS::Partition}', 'aws');
    expect(text.length).toBeLessThanOrEqual(10_240);
    expect(text).not.toContain('${');
    newJob(stack, {}, 'OneMore');
    expect(warnings(stack)).toEqual(['cdk-sagemaker:ManyTrainingJobs']);
  });

  test('are there before the first call, and after the last one (fault case 113)', () => {
    newJob(stack, { tags: { team: 'churn' } });
    Template.fromStack(stack).hasResource(JOB, {
      DependsOn: ['SageMakerTrainingJobsInvocation79E28F9D', Match.stringLikeRegexp('^TrainingHandlerPolicy'), Match.stringLikeRegexp('^TrainingRole')],
    });
  });
});

describe('the options of the handler', () => {
  const vpcOf = (own: Stack) => new ec2.Vpc(own, 'Vpc', { maxAzs: 2, natGateways: 1 });

  test('may place it in a VPC, whose way out is there before the first job and after the last', () => {
    TrainingJobHandler.configure(stack, { vpc: vpcOf(stack) });
    newJob(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    template.allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^SageMakerTrainingJobsSecurityGroup'), 'GroupId'] }], SubnetIds: Match.anyValue() },
    });
    template.hasResource('AWS::Lambda::EventInvokeConfig', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^VpcPrivateSubnet1DefaultRoute')]) });
    expect(statements('AWS::IAM::Role', /^SageMakerTrainingJobsRole/)).toContainEqual(
      { Effect: 'Allow', Action: expect.arrayContaining(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']), Resource: '*' },
    );
  });

  test('may give it groups, subnets, keys and a boundary', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-0000000a'] });
    const key = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    TrainingJobHandler.configure(stack, {
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
    expect(statements('AWS::IAM::Role', /^SageMakerTrainingJobsRole/)).toContainEqual({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN });
  });

  test('may name a role, which gets the rights and can log from the first moment', () => {
    const role = new iam.Role(stack, 'HandlerRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    TrainingJobHandler.configure(stack, { role });
    newJob(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 2); // with that of the job
    const roles = [{ Ref: Match.stringLikeRegexp('^HandlerRole') }];
    template.allResourcesProperties('AWS::IAM::Policy', { Roles: roles });
    template.resourceCountIs('AWS::IAM::Policy', 3);
    template.allResources('AWS::Lambda::Function', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SageMakerTrainingJobsRunningPolicy')]) });
  });

  test('may be said twice, if they are the same', () => {
    const options: TrainingJobHandlerOptions = { logRetention: logs.RetentionDays.ONE_DAY };
    TrainingJobHandler.configure(stack, options);
    newJob(stack);
    expect(() => TrainingJobHandler.configure(stack, { ...options })).not.toThrow();
  });

  test('may be said twice with lists and structures that say the same', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-00000001', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-00000001'] });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001');
    const configure = (groupName: string) => TrainingJobHandler.configure(stack, {
      vpc, vpcSubnets: { subnetGroupName: groupName }, securityGroups: [group],
    });
    configure('Private');
    expect(() => configure('Private')).not.toThrow();
    expect(refusal(() => configure('Other'))[0]).toContain('a stack has one handler');
  });

  test('fail if they are in conflict', () => {
    TrainingJobHandler.configure(stack, { logRetention: logs.RetentionDays.ONE_DAY });
    expect(refusal(() => TrainingJobHandler.configure(stack, { logRetention: logs.RetentionDays.ONE_WEEK }))[0]).toContain('a stack has one handler');
    expect(refusal(() => TrainingJobHandler.configure(stack, {}))[0]).toContain('a stack has one handler');
  });

  test('fail if they come too late', () => {
    newJob(stack);
    expect(refusal(() => TrainingJobHandler.configure(stack, {}))[0]).toContain('before the first of them');
  });

  test('fail with a boundary for a role that is given', () => {
    const role = iam.Role.fromRoleArn(stack, 'HandlerRole', 'arn:aws:iam::111122223333:role/handler');
    const permissionsBoundary = iam.ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess');
    expect(refusal(() => TrainingJobHandler.configure(stack, { role, permissionsBoundary }))[0]).toContain('only for the role that is created');
  });

  test('fail without a VPC where they are about one', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000001')];
    expect(refusal(() => TrainingJobHandler.configure(stack, { securityGroups }))[0]).toContain('only with a vpc');
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
