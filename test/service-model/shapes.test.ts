import fc from 'fast-check';
import { Shape } from '../../src/service-model/shape';
import { SHAPES } from '../../src/service-model/shapes';
import { RequestReader } from '../../src/validation/request-reader';

const NAMES = Object.keys(SHAPES);
const PATTERNS = [...new Set(Object.values(SHAPES).flatMap(({ pattern }) => pattern ?? []))];
const LIMITS = NAMES.filter((name) => ['string', 'list', 'map', 'integer', 'number'].includes(SHAPES[name].type));

/** Patterns with lookahead or lookbehind, which fast-check does not support. */
const SAMPLES: Record<string, string> = {
  '(?!\\s*$).+': 'an alarm',
  '/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+': '/metrics',
  '(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)': 'my-algorithm',
  '(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\\/[0-9]{1,9})?': 'my-package/3',
};

/** Patterns that match any text, or any text of one line. */
const OF_ANYTHING = ['.*', '[\\S\\s]*', '[\\s\\S]+', '[\\S\\s]+'];

test.each(NAMES)('%s refers only to existing shapes', (name) => {
  const { members = {}, element, key, value } = SHAPES[name];
  const parts = [...Object.values(members), element, key, value].filter((part) => part !== undefined);
  expect(parts.filter((part) => !(part in SHAPES))).toEqual([]);
});

test.each(NAMES)('%s has the constraints that its type requires', (name) => {
  const { type, members, required = [], element, key, value } = SHAPES[name];
  expect([members !== undefined, element !== undefined, key !== undefined && value !== undefined])
    .toEqual([type === 'structure', type === 'list', type === 'map']);
  expect(required.filter((member) => !(member in (members ?? {})))).toEqual([]);
});

test('names that CloudFormation generates are not required', () => {
  const operations = [
    'CreateModel', 'CreateEndpointConfig', 'CreateEndpoint', 'CreateNotebookInstance', 'CreateNotebookInstanceLifecycleConfig', 'CreateCodeRepository',
  ];
  expect(operations.map((operation) => SHAPES[operation].required)).toEqual([
    [], ['ProductionVariants'], ['EndpointConfigName'], ['InstanceType', 'RoleArn'], [], ['GitConfig'],
  ]);
});

describe.each(PATTERNS)('the pattern %s', (pattern) => {
  const [name] = NAMES.filter((each) => SHAPES[each].pattern === pattern);

  test('accepts generated texts', () => {
    const sample = SAMPLES[pattern] ?? fc.sample(fc.stringMatching(whole(pattern)), { numRuns: 1, seed: 1 })[0];
    expect(unmatched(sample, name)).toEqual([]);
  });

  test('matches the whole text', () => {
    if (OF_ANYTHING.includes(pattern)) {
      expect(unmatched('anything', name)).toEqual([]);
    } else {
      const sample = SAMPLES[pattern] ?? fc.sample(fc.stringMatching(whole(pattern)), { numRuns: 1, seed: 1 })[0];
      const wrong = ['', `\n${sample}`, `\u0000${sample}`, ` ${sample}`].filter((text) => unmatched(text, name).length > 0);
      expect(wrong).not.toEqual([]);
    }
  });

  test('is fast for every text', () => {
    const texts = ['a', '-', 'a-', '/', '.', '0'].flatMap((part) => [part.repeat(2048), `${part.repeat(2048)}\n`]);
    const start = performance.now();
    texts.forEach((text) => whole(pattern).test(text));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test.each(LIMITS.filter((name) => SHAPES[name].min !== undefined))('%s accepts its minimum, and fails below it', (name) => {
  const shape = SHAPES[name];
  expect(outOfBounds(sized(shape, shape.min!), name)).toEqual([]);
  if (isNumber(shape) || shape.min! > 0) {
    expect(outOfBounds(sized(shape, shape.min! - 1), name)).toHaveLength(1);
  }
});

test.each(LIMITS.filter((name) => SHAPES[name].max !== undefined))('%s accepts its maximum, and fails above it', (name) => {
  const shape = SHAPES[name];
  expect(outOfBounds(sized(shape, shape.max!), name)).toEqual([]);
  expect(outOfBounds(sized(shape, shape.max! + 1), name)).toHaveLength(1);
});

test.each(NAMES.filter((name) => SHAPES[name].enum))('%s accepts its values, and warns of others', (name) => {
  for (const value of SHAPES[name].enum!) {
    expect(new RequestReader(value, name).findings).toEqual([]);
  }
  expect(new RequestReader('newer-than-this', name).findings).toEqual([expect.objectContaining({ severity: 'warning', given: 'newer-than-this' })]);
});

test.each(NAMES.filter((name) => SHAPES[name].required?.length))('%s fails without a required member', (name) => {
  const missing = new RequestReader({}, name).findings.filter(({ message }) => message === 'is required').map(({ path }) => path);
  expect(missing).toEqual(Object.keys(SHAPES[name].members!).filter((member) => SHAPES[name].required!.includes(member)));
});

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

function unmatched(text: string, name: string): string[] {
  return new RequestReader(text, name).findings.map(({ message }) => message).filter((message) => !message.startsWith('must have '));
}

function isNumber({ type }: Shape): boolean {
  return type === 'integer' || type === 'number';
}

/** Returns a value of the given size. Its content does not matter. */
function sized(shape: Shape, size: number): unknown {
  switch (shape.type) {
    case 'string': return 'a'.repeat(size);
    case 'list': return Array.from({ length: size });
    case 'map': return Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, undefined]));
    default: return size;
  }
}

function outOfBounds(value: unknown, name: string): string[] {
  return new RequestReader(value, name).findings.filter(({ path }) => path === '').map(({ message }) => message).filter((message) => /must (be|have) (at|between|\d)/.test(message));
}
