import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnModel, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { EndpointConfig, InstanceType, Model } from '../../src';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const POLICY = 'AWS::IAM::Policy';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const ROLE_ARN = 'arn:aws:iam::111122223333:role/existing';

let stack: Stack;
let key: kms.IKey;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  key = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
});

function model(id: string, role?: iam.IRole): Model {
  return new Model(stack, id, { role, containers: [{ image: IMAGE }] });
}

function config(encryptionKey: kms.IKeyRef | undefined, ...models: IModelRef[]): EndpointConfig {
  return new EndpointConfig(stack, 'Config', {
    encryptionKey, instanceProductionVariants: models.map((hosted, index) => ({ variantName: `variant${index}`, model: hosted })),
  });
}

test('without a key, AWS uses a key of its own', () => {
  config(undefined, model('Model'));
  const template = Template.fromStack(stack);
  template.hasResourceProperties(CONFIG, { KmsKeyId: Match.absent() });
  template.resourceCountIs(POLICY, 0);
});

test('the key is referenced by its ARN', () => {
  config(key, model('Model'));
  Template.fromStack(stack).hasResourceProperties(CONFIG, { KmsKeyId: KEY_ARN });
});

test('the key can be an L1 construct', () => {
  config(new kms.CfnKey(stack, 'L1', { keyPolicy: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ principals: [new iam.AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] })] }) }), model('Model'));
  Template.fromStack(stack).hasResourceProperties(CONFIG, { KmsKeyId: { 'Fn::GetAtt': ['L1', 'Arn'] } });
});

test('the role of the model can create grants on the key for SageMaker only', () => {
  config(key, model('Model'));
  Template.fromStack(stack).hasResourceProperties(POLICY, {
    Roles: [{ Ref: 'ModelRole3E65CE92' }],
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'kms:CreateGrant', Resource: KEY_ARN, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }],
    },
  });
});

test('the roles of all models have the permission once', () => {
  const role = new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
  config(key, model('First'), model('Second', role), model('Third', role));
  const [policy] = Object.values(Template.fromStack(stack).findResources(POLICY, { Properties: { PolicyName: Match.stringLikeRegexp('ConfigEncryptionKeyPolicy') } }));
  expect(policy.Properties.Roles).toHaveLength(2);
});

test('the role of a model that is added later has the permission', () => {
  config(key, model('First')).addInstanceProductionVariant({ variantName: 'second', model: model('Second') });
  const [policy] = Object.values(Template.fromStack(stack).findResources(POLICY));
  expect(policy.Properties.Roles).toHaveLength(2);
});

test('the role of a serverless model has the permission', () => {
  new EndpointConfig(stack, 'Config', {
    encryptionKey: key, serverlessProductionVariant: { variantName: 'all', model: model('Model'), maxConcurrency: 1, memorySizeInMB: 1024 },
  });
  Template.fromStack(stack).resourceCountIs(POLICY, 1);
});

test('the policy is created before the endpoint configuration', () => {
  config(key, model('Model'));
  const template = Template.fromStack(stack);
  template.hasResource(CONFIG, { DependsOn: Object.keys(template.findResources(POLICY)) });
});

test('the role of an imported model has the permission, if it is known', () => {
  const role = iam.Role.fromRoleArn(stack, 'Role', ROLE_ARN);
  config(key, Model.fromModelAttributes(stack, 'Imported', { modelArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn', role }));
  Template.fromStack(stack).hasResourceProperties(POLICY, { Roles: ['existing'] });
});

test.each<[string, () => IModelRef]>([
  ['an imported model without its role', () => Model.fromModelName(stack, 'Imported', 'churn')],
  ['an L1 model', () => new CfnModel(stack, 'L1')],
])('no permission is granted for %s', (_, make) => {
  config(key, make());
  Template.fromStack(stack).resourceCountIs(POLICY, 0);
});

test('an immutable role is not changed', () => {
  const role = iam.Role.fromRoleArn(stack, 'Role', ROLE_ARN, { mutable: false });
  config(key, model('Model', role));
  const template = Template.fromStack(stack);
  template.resourceCountIs(POLICY, 0);
  template.hasResource(CONFIG, { Properties: { KmsKeyId: KEY_ARN }, DependsOn: Match.absent() });
});

test('a key in the same stack causes no cycle', () => {
  config(new kms.Key(stack, 'Own'), model('Model'));
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('a key in the stack of the configuration causes no cycle with the stack of the model', () => {
  const models = stack;
  const hosted = model('Model');
  stack = new Stack(models.node.root as App, 'Hosting');
  config(new kms.Key(stack, 'Own'), hosted);
  expect(() => models.node.root.node.findAll().filter(Stack.isStack).forEach((each) => Template.fromStack(each))).not.toThrow();
  expect(models.dependencies).toEqual([]);
  Template.fromStack(stack).hasResourceProperties(POLICY, { Roles: [{ 'Fn::ImportValue': Match.stringLikeRegexp('ModelRole') }] });
});

test('a key in the stack of the model causes no cycle with the stack of the configuration', () => {
  const models = stack;
  const hosted = model('Model');
  const own = new kms.Key(models, 'Own');
  stack = new Stack(models.node.root as App, 'Hosting');
  config(own, hosted);
  Template.fromStack(stack).hasResourceProperties(CONFIG, { KmsKeyId: { 'Fn::ImportValue': Match.stringLikeRegexp('Own') } });
  expect(models.dependencies).toEqual([]);
});

test('an instance type with local storage causes a warning, because the key does not encrypt it', () => {
  new EndpointConfig(stack, 'Config', {
    encryptionKey: key, instanceProductionVariants: [{ variantName: 'a', model: model('Model'), instanceType: InstanceType.G5_XLARGE }],
  });
  expect(warnings(stack)).toEqual(['cdk-sagemaker:EndpointKeyWithLocalStorage']);
});

test('an instance type without local storage causes no warning', () => {
  config(key, model('Model'));
  expect(warnings(stack)).toEqual([]);
});
