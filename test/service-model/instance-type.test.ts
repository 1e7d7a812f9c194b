import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { InstanceType } from '../../src';
import { SHAPES } from '../../src/service-model/shapes';
import { errorLines } from '../support/error-lines';

const CONSTANTS = Object.entries(InstanceType).filter((entry): entry is [string, InstanceType] => entry[1] instanceof InstanceType);

test.each(CONSTANTS)('%s has the name of the service', (name, type) => {
  const [prefix, family, size] = type.toString().split('.');
  expect([prefix, `${family}_${size}`.toUpperCase().replace(/-/g, '_')]).toEqual(['ml', name]);
});

test('every instance type for hosting, training or notebooks has a constant', () => {
  const types = ['ProductionVariantInstanceType', 'TrainingInstanceType'].flatMap((name) => SHAPES[name].enum!);
  const constants = CONSTANTS.map(([, type]) => type.toString());
  expect(types.filter((type) => !constants.includes(type))).toEqual([]);
});

test('no instance type has two constants', () => {
  expect(new Set(CONSTANTS.map(([, type]) => type.toString())).size).toBe(CONSTANTS.length);
});

test.each(['ml.m5.large', 'ml.', 'ml.newer.than-this'])('%s is accepted, even without a constant', (name) => {
  expect(`${InstanceType.of(name)}`).toBe(name);
});

test.each(['m5.large', 'ML.m5.large', '', 'xml.m5.large'])('fails for "%s"', (name) => {
  expect(errorLines(() => InstanceType.of(name))).toEqual([`an instance type starts with "ml.", got "${name}"`]);
});

test('an instance type has the name of the API as its value', () => {
  expect(InstanceType.M5_LARGE.value).toBe('ml.m5.large');
  expect(InstanceType.of('ml.new.large').value).toBe('ml.new.large');
});

test('an instance type can be created by the constructor', () => {
  expect(new InstanceType('ml.m5.large').toString()).toBe('ml.m5.large');
});

test('an instance type can be a token', () => {
  const stack = new Stack(new App());
  const parameter = new CfnParameter(stack, 'Type').valueAsString;
  expect(stack.resolve(InstanceType.of(parameter).toString())).toEqual({ Ref: 'Type' });
  expect(stack.resolve(InstanceType.of(Fn.join('.', ['m5', parameter])).toString())).toEqual({ 'Fn::Join': ['.', ['m5', { Ref: 'Type' }]] });
});
