import { CfnParameter, Stack } from 'aws-cdk-lib';
import { AcceleratorType } from '../../src';
import { SHAPES } from '../../src/service-model/shapes';
import { errorLines } from '../support/error-lines';

const CONSTANTS = Object.entries(AcceleratorType).filter((entry): entry is [string, AcceleratorType] => entry[1] instanceof AcceleratorType);

test.each(CONSTANTS)('%s has the value of the SageMaker API', (name, type) => {
  expect(type.toString()).toBe(`ml.${name.toLowerCase().replace('_', '.')}`);
});

test('every accelerator type has a constant', () => {
  expect(CONSTANTS.map(([, type]) => type.toString()).sort()).toEqual([...SHAPES.ProductionVariantAcceleratorType.enum!].sort());
});

test('an accelerator type can be any other, or a token', () => {
  const stack = new Stack();
  expect(new AcceleratorType('ml.eia9.huge').toString()).toBe('ml.eia9.huge');
  expect(stack.resolve(AcceleratorType.of(new CfnParameter(stack, 'Type').valueAsString).toString())).toEqual({ Ref: 'Type' });
});

test.each(['eia1.medium', ''])('fails for "%s"', (name) => {
  expect(errorLines(() => AcceleratorType.of(name))).toEqual([`an accelerator type must start with "ml.", got "${name}"`]);
});
