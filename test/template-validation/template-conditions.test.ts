import { isPossible } from '../../src/template-validation/template-conditions';

const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });
const STAGE = { Ref: 'Stage' };
const TEMPLATE = {
  Parameters: { Stage: {}, Size: { AllowedValues: ['small', 'large'] } },
  Conditions: {
    IsProduction: equals(STAGE, 'production'),
    IsTest: equals('test', STAGE),
    IsOther: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsProduction' }, { Condition: 'IsTest' }] }] },
    IsNotProduction: { 'Fn::Not': [{ Condition: 'IsProduction' }] },
    IsLargeTest: { 'Fn::And': [{ Condition: 'IsTest' }, equals({ Ref: 'Size' }, 'large')] },
    IsSmall: equals({ Ref: 'Size' }, 'small'),
    IsLarge: equals({ Ref: 'Size' }, 'large'),
    IsMapped: equals({ 'Fn::FindInMap': ['Stages', STAGE, 'size'] }, 'large'),
    IsNotMapped: { 'Fn::Not': [equals({ 'Fn::FindInMap': ['Stages', STAGE, 'size'] }, 'large')] },
    IsSame: equals(STAGE, { Ref: 'Other' }),
    AreAlike: equals({ Ref: 'One' }, { Ref: 'Two' }),
    Always: equals('a', 'a'),
    Circle: { Condition: 'Circle' },
  },
};

test.each([
  [{}],
  [{ IsProduction: true }],
  [{ IsProduction: false, IsTest: false }],
  [{ IsProduction: true, IsLarge: true }],
  [{ IsOther: true, IsSmall: true }],
  [{ IsLargeTest: true, IsTest: true, IsLarge: true }],
  [{ IsMapped: true, IsProduction: true }],
  [{ IsSame: true, IsProduction: true }],
  [{ IsSame: false, IsProduction: false }],
  [{ AreAlike: true }],
  [{ AreAlike: false }],
  [{ Always: true }],
  [{ Circle: true }],
  [{ Unknown: true }],
])('may be: %j', (assumed) => {
  expect(isPossible(assumed as any, TEMPLATE)).toBe(true);
});

test.each([
  [{ IsProduction: true, IsTest: true }],
  [{ IsProduction: true, IsNotProduction: true }],
  [{ IsProduction: false, IsNotProduction: false }],
  [{ IsOther: true, IsTest: true }],
  [{ IsLargeTest: true, IsProduction: true }],
  [{ IsLargeTest: true, IsSmall: true }],
  [{ IsSmall: false, IsLarge: false }],
  [{ IsMapped: true, IsNotMapped: true }],
  [{ Always: false }],
])('fails to be: %j', (assumed) => {
  expect(isPossible(assumed as any, TEMPLATE)).toBe(false);
});

test('conditions of more parameters than can be tried are not taken to be possible', () => {
  const names = Array.from({ length: 20 }, (_, index) => `C${index}`);
  const Conditions = Object.fromEntries(names.map((name) => [name, equals({ Ref: name }, 'a')]));
  expect(isPossible(Object.fromEntries(names.map((name) => [name, true])), { Conditions })).toBe(false);
});
