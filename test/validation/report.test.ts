import { App, CfnWaitConditionHandle, Errors, Stack, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { unscopedValidationError } from '../../src/private/cdk-internals';
import { environmentFindings } from '../../src/validation/environment';
import { Finding } from '../../src/validation/finding';
import { PropPaths } from '../../src/validation/prop-paths';
import { report } from '../../src/validation/report';
import { validate, validateAtSynthesis } from '../../src/validation/validate';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { warnings } from '../support/warnings';

let stack: Stack;
let scope: Construct;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  scope = new Construct(stack, 'Scope');
  new CfnWaitConditionHandle(stack, 'Something'); // an empty stack is refused by itself
});

function finding(path: string, more: Partial<Finding> = {}): Finding {
  return { path, message: 'must be right', rule: 'R-1', severity: 'error', source: 'https://docs.example/page', ...more };
}

/** How the first line about a value reads. */
function line(path: string, more: Partial<Finding> = {}, propPaths: PropPaths = {}): string {
  return errorLines(() => report(scope, [finding(path, more)], propPaths))[1];
}

describe('an error', () => {
  test('names the construct, the value, the rule and the page', () => {
    expect(errorLines(() => report(scope, [finding('Name', { given: 'a' })]))).toEqual([
      'Stack/Scope has 1 invalid property:', '- name must be right, got "a" (R-1, see https://docs.example/page)',
    ]);
  });

  test('holds everything that is wrong, a line each, and counts the values', () => {
    expect(errorLines(() => report(scope, [finding('A'), finding('B'), finding('A')]))).toEqual([
      'Stack/Scope has 2 invalid properties:', '- a must be right (R-1, see https://docs.example/page)',
      '- b must be right (R-1, see https://docs.example/page)', '- a must be right (R-1, see https://docs.example/page)',
    ]);
  });

  test('has a code, and the path of the construct', () => {
    expect.assertions(3);
    try {
      report(scope, [finding('A')]);
    } catch (error) {
      if (!Errors.isValidationError(error)) { throw error; }
      expect(error.name).toBe('InvalidSageMakerProps');
      expect(error.constructPath).toBe('Stack/Scope');
      expect(error.stack).toContain('report.test.ts');
    }
  });

  test.each<[unknown, string]>([[0, ', got 0'], ['', ', got ""'], [false, ', got false'], ['a"b', ', got "a\\"b"'], [undefined, '']])(
    'prints the value %p, if it is given', (given, text) => {
      expect(line('A', { given })).toBe(`- a must be right${text} (R-1, see https://docs.example/page)`);
    });

  test('is not thrown for nothing', () => {
    expect(() => report(scope, [])).not.toThrow();
  });
});

describe('a path', () => {
  const propPaths: PropPaths = {
    'ProductionVariants[]': 'instanceVariants[]',
    'ProductionVariants[].ModelName': 'instanceVariants[].model',
    'ProductionVariants[].Config': 'instanceVariants[]',
  };

  test.each([
    ['Name', 'name'],
    ['A.B[0].CamelCase', 'a.b[0].camelCase'],
    ['MemorySizeInMB', 'memorySize'],
    ['ProductionVariants[3].ModelName', 'instanceVariants[3].model'],
    ['ProductionVariants[3].Config.Size', 'instanceVariants[3].size'],
    ['Other.Production', 'other.production'],
    ['Environment["Upper.Case"]', 'environment["Upper.Case"]'],
    ['Environment["a\\".ModelName"].ModelName', 'environment["a\\".ModelName"].modelName'],
  ])('%s reads %s', (path, read) => {
    expect(line(path, {}, propPaths).startsWith(`- ${read} must`)).toBe(true);
  });
});

describe('a warning', () => {
  test('does not throw, and can be acknowledged', () => {
    report(scope, [finding('A', { severity: 'warning', rule: 'W-1' })]);
    expect(warnings(stack)).toEqual(['cdk-sagemaker:W-1']);
    Validations.of(scope).acknowledge({ id: 'cdk-sagemaker:W-1', reason: 'known' });
    expect(warnings(stack)).toEqual([]);
  });

  test('is given beside errors', () => {
    expect(errorLines(() => report(scope, [finding('A'), finding('B', { severity: 'warning' })]))).toHaveLength(2);
    expect(warnings(stack)).toEqual(['cdk-sagemaker:R-1']);
  });
});

describe('a request', () => {
  const subject = (request: object) => ({
    operation: 'CreateModel',
    request,
    rules: [{ id: 'R-2', member: 'ModelName', holds: ({ ModelName }: any) => ModelName !== 'wrong', message: 'must not be that', source: 'https://docs.example' }],
    propPaths: {},
  });

  test('is held against its shape, its rules and what else is known', () => {
    expect(errorLines(() => validate(scope, subject({ ModelName: '-' }), [finding('More')]))).toEqual([
      'Stack/Scope has 2 invalid properties:',
      expect.stringMatching(/^- modelName must consist of letters/), // one thing wrong with a value is enough to look at it
      expect.stringMatching(/^- more must be right/),
    ]);
  });

  test('that is right is accepted', () => {
    expect(() => validate(scope, subject({ ModelName: 'a' }))).not.toThrow();
  });

  test('of wrong types fails by those, not within the rules', () => {
    expect(errorLines(() => validate(scope, subject({ ModelName: '-', Containers: 'none' })))).toEqual([
      expect.anything(), expect.stringContaining('- modelName must consist of'), expect.stringContaining('- containers must be a list, got "none" (WrongType, see'),
    ]);
  });

  test('fails at synthesis as it is then', () => {
    const request: { ModelName?: string } = {};
    validateAtSynthesis(scope, () => subject(request), () => [finding('More', { severity: 'warning' })]);
    request.ModelName = 'wrong';
    expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([
      expect.stringContaining('Stack/Scope has 1 invalid property:'), expect.stringContaining('- modelName must not be that'),
    ]));
  });

  test('that is right is synthesized', () => {
    validateAtSynthesis(scope, () => subject({ ModelName: 'a' }));
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

test('an error of a value object is one of the CDK as well', () => {
  expect(Errors.isValidationError(unscopedValidationError('InvalidValue', 'a value must be right'))).toBe(true);
});

describe('a place', () => {
  const HOME = { account: '111122223333', region: 'eu-west-1' };
  const rules = (used: typeof HOME, user = HOME) => [...environmentFindings('A', used, user)].map(({ rule }) => rule);

  test('is the same', () => {
    expect(rules(HOME)).toEqual([]);
  });

  test('fails to be another', () => {
    expect(rules({ account: '444455556666', region: 'us-east-1' })).toEqual(['SameAccount', 'SameRegion']);
    expect(rules({ ...HOME, region: 'us-east-1' })).toEqual(['SameRegion']);
  });

  test('that is not known may be any', () => {
    expect(rules({ account: stack.account, region: stack.region })).toEqual([]);
    expect(rules(HOME, { account: stack.account, region: stack.region })).toEqual([]);
    expect(rules({ account: stack.account, region: stack.region }, { account: stack.account, region: stack.region })).toEqual([]);
  });

  test('fails by what is known of it', () => {
    expect(rules({ account: stack.account, region: 'us-east-1' })).toEqual(['SameRegion']);
  });
});
