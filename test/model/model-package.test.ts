import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnModelPackage, IModelPackageRef } from 'aws-cdk-lib/aws-sagemaker';
import { Model, ModelPackage, ModelPackageGroup } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/7';
const HERE = 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function container(modelPackage: IModelPackageRef, inferenceSpecificationName?: string): any {
  new Model(stack, 'Model', { containers: [{ modelPackage, inferenceSpecificationName }] });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  return readable(Properties.PrimaryContainer);
}

test('a container with a model package of the registry needs no image', () => {
  const modelPackage = ModelPackage.fromModelPackageArn(stack, 'Package', ARN);
  expect(container(modelPackage)).toEqual({ ModelPackageName: ARN });
  expect(modelPackage.env).toEqual({ account: '111122223333', region: 'eu-west-1' });
  expect(warnings(stack)).toEqual([]);
});

test.each(['churn', 'churn/7'])('a model package is imported by its name %s', (name) => {
  expect(container(ModelPackage.fromModelPackageName(stack, 'Package', name))).toEqual({ ModelPackageName: `${HERE}:model-package/${name}` });
});

test('a container accepts an L1 model package', () => {
  expect(container(new CfnModelPackage(stack, 'Package'))).toEqual({ ModelPackageName: '${Package}' });
});

test('a container selects one of several inference specifications', () => {
  expect(container(ModelPackage.fromModelPackageArn(stack, 'Package', ARN), 'gpu')).toEqual({ ModelPackageName: ARN, InferenceSpecificationName: 'gpu' });
});

test.each(['not a name', '-churn', 'churn/latest', ''])('fails to import a model package by the name "%s"', (name) => {
  expect(() => ModelPackage.fromModelPackageName(stack, 'Package', name)).toThrow(/^modelPackageName must have 1 to 63 letters, digits and hyphens/);
});

test('fails for an ARN of another resource, with the path of the prop', () => {
  const modelPackage = ModelPackage.fromModelPackageArn(stack, 'Package', 'arn:aws:sagemaker:eu-west-1:111122223333:model package/churn');
  expect(errorLines(() => container(modelPackage))[1]).toMatch(/^- containers\[0\]\.modelPackage must match /);
});

test('fails for an invalid inference specification name', () => {
  expect(errorLines(() => container(ModelPackage.fromModelPackageArn(stack, 'Package', ARN), '-'))[1])
    .toMatch(/^- containers\[0\]\.inferenceSpecificationName must consist of letters, digits and hyphens/);
});

test('a container with neither an image nor a model package causes a warning', () => {
  new Model(stack, 'Model', { containers: [{}] });
  expect(warnings(stack)).toEqual(['cdk-sagemaker:ContainerWithoutImage']);
});

describe('a model package group', () => {
  const GROUP_ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn';

  test('is imported by its ARN', () => {
    const group = ModelPackageGroup.fromModelPackageGroupArn(stack, 'Group', GROUP_ARN);
    expect(group).toMatchObject({ modelPackageGroupArn: GROUP_ARN, modelPackageGroupName: 'churn', modelPackageGroupRef: { modelPackageGroupArn: GROUP_ARN } });
    expect(group.env).toEqual({ account: '111122223333', region: 'eu-west-1' });
  });

  test('is imported by its name', () => {
    const group = ModelPackageGroup.fromModelPackageGroupName(stack, 'Group', 'churn');
    expect(readable(stack.resolve(group.modelPackageGroupArn))).toBe(`${HERE}:model-package-group/churn`);
    expect(group.modelPackageGroupName).toBe('churn');
  });

  test('fails to be imported by an invalid name', () => {
    expect(() => ModelPackageGroup.fromModelPackageGroupName(stack, 'Group', 'churn/7')).toThrow(/^modelPackageGroupName must have 1 to 63 letters/);
  });
});
