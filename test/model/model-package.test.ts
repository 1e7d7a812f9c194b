import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnModelPackage } from 'aws-cdk-lib/aws-sagemaker';
import { Model, ModelPackage } from '../../src';
import { readable } from '../support/readable';
import { refusal } from '../support/refusal';
import { warnings } from '../support/warnings';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/7';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function container(modelPackage: ModelPackage): any {
  new Model(stack, 'Model', { containers: [{ modelPackage }] });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  return readable(Properties.PrimaryContainer);
}

test('a model package of the registry needs no image', () => {
  expect(container(ModelPackage.fromModelPackageArn(ARN))).toEqual({ ModelPackageName: ARN });
  expect(warnings(stack)).toEqual([]);
});

test('a model package may be found by its name', () => {
  expect(container(ModelPackage.fromModelPackageName('churn'))).toEqual({ ModelPackageName: 'churn' });
});

test('a model package may be a construct', () => {
  expect(container(ModelPackage.fromModelPackage(new CfnModelPackage(stack, 'Package')))).toEqual({ ModelPackageName: '${Package}' });
});

test('one of several inference specifications may be chosen', () => {
  expect(container(ModelPackage.fromModelPackageArn(ARN, { inferenceSpecificationName: 'gpu' })))
    .toEqual({ ModelPackageName: ARN, InferenceSpecificationName: 'gpu' });
});

test('fails with a name that cannot be one, in the words of the prop', () => {
  expect(refusal(() => container(ModelPackage.fromModelPackageName('not a name')))[1]).toMatch(/^- containers\[0\]\.modelPackage must match /);
});

test('fails with a specification that cannot be one', () => {
  expect(refusal(() => container(ModelPackage.fromModelPackageArn(ARN, { inferenceSpecificationName: '-' })))[1])
    .toMatch(/^- containers\[0\]\.modelPackage\.inferenceSpecificationName must consist of letters, digits and hyphens/);
});

test('a container with neither an image nor a model package is doubtful', () => {
  new Model(stack, 'Model', { containers: [{}] });
  expect(warnings(stack)).toEqual(['cdk-sagemaker:ContainerWithoutImage']);
});
