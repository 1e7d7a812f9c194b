import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ContainerImage, Model, ModelData } from '../../src';
import { readable } from '../support/readable';

// The inline policy of a created role, and the managed policies for statements beyond the size limit.

const MANAGED = 'AWS::IAM::ManagedPolicy';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

/** An inference pipeline. Each container has its own repository and its own folder. */
function pipeline(containers: number, folder: string): Model {
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'artifacts-of-the-whole-company');
  return new Model(stack, 'Model', {
    containers: Array.from({ length: containers }, (_, index) => ({
      image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, `Repository${index}`, `inference-${index}`)),
      modelData: ModelData.fromBucketPrefix(bucket, `${folder}/${index}/`),
    })),
  });
}

/** The number of characters that IAM counts, with the longest partition. */
function size(document: unknown): number {
  return JSON.stringify(readable(document)).replaceAll('${AWS::Partition}', 'aws-us-gov').length;
}

function inlineDocument(): any {
  const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  return role.Properties.Policies[0].PolicyDocument;
}

function managedDocuments(): any[] {
  return Object.values(Template.fromStack(stack).findResources(MANAGED)).map(({ Properties }) => Properties.PolicyDocument);
}

function resources(documents: any[]): string[] {
  return documents.flatMap(({ Statement }) => Statement).map((statement) => JSON.stringify(statement)).sort();
}

test('a small policy is an inline policy of the role', () => {
  pipeline(15, 'models');
  expect(managedDocuments()).toEqual([]);
});

test('statements beyond the size limit are in managed policies of the role, each within the limit of IAM', () => {
  pipeline(15, 'f'.repeat(250));
  const managed = managedDocuments();
  expect(managed.length).toBeGreaterThan(0);
  expect(size(inlineDocument())).toBeLessThanOrEqual(10_240);
  for (const document of managed) { expect(size(document)).toBeLessThanOrEqual(6_144); }
  const all = resources([inlineDocument(), ...managed]);
  for (let index = 0; index < 15; index++) {
    expect(all.filter((statement) => statement.includes(`repository/inference-${index}"`))).toHaveLength(1);
    expect(all.filter((statement) => statement.includes(`/${index}/*`) && statement.includes('s3:GetObject'))).toHaveLength(1);
  }
  Template.fromStack(stack).allResourcesProperties(MANAGED, { Roles: [{ Ref: Match.stringLikeRegexp('^ModelRole') }] });
});

test('a model depends on all of its policies', () => {
  pipeline(15, 'f'.repeat(250));
  const template = Template.fromStack(stack);
  const [model] = Object.values(template.findResources('AWS::SageMaker::Model'));
  expect(model.DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources(MANAGED))));
});

test('a second synthesis of the same app creates the same policies', () => {
  pipeline(15, 'f'.repeat(250));
  const first = Template.fromStack(stack).toJSON();
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  pipeline(15, 'f'.repeat(250));
  expect(Template.fromStack(stack).toJSON()).toEqual(first);
});

test('statements that fit after the CDK merges them are in the inline policy', () => {
  stack = new Stack(new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': true } }), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  new Model(stack, 'Model', {
    containers: Array.from({ length: 15 }, (_, index) => ({
      image: ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, `Repository${index}`, `${index}${'r'.repeat(150)}`)),
      modelData: ModelData.fromBucket(s3.Bucket.fromBucketName(stack, `Bucket${index}`, `artifacts-${index}`), `${'k'.repeat(200)}.tar.gz`),
    })),
  });
  expect(managedDocuments()).toEqual([]);
  expect(size(inlineDocument())).toBeLessThanOrEqual(10_240);
});

test('the permission for a repository whose policy names the role is in a managed policy, so that there is no dependency cycle', () => {
  const repository = new ecr.Repository(stack, 'Repository');
  const model = new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(repository) }] });
  repository.addToResourcePolicy(new iam.PolicyStatement({ actions: ['ecr:DescribeImages'], principals: [model.role!] }));
  const template = Template.fromStack(stack); // throws for dependency cycles
  template.hasResourceProperties(MANAGED, {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Resource: stack.resolve(repository.repositoryArn) })]) },
  });
  expect(JSON.stringify(inlineDocument())).toContain('logs:PutLogEvents');
});

test('the permission for a repository whose policy names another principal is in the inline policy', () => {
  const repository = new ecr.Repository(stack, 'Repository');
  new Model(stack, 'Model', { containers: [{ image: ContainerImage.fromEcrRepository(repository) }] });
  repository.addToResourcePolicy(new iam.PolicyStatement({ actions: ['ecr:DescribeImages'], principals: [new iam.AccountRootPrincipal()] }));
  expect(managedDocuments()).toEqual([]);
  expect((repository.node.defaultChild as CfnResource).cfnResourceType).toBe('AWS::ECR::Repository');
});
