import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { Context } from '../../src/validation/context';
import { Finding } from '../../src/validation/finding';
import { each, given, hasLocalStorage, isInf1, repeated } from '../../src/validation/predicates';
import { Rule } from '../../src/validation/rule';
import { UNCERTAIN } from '../../src/validation/single-values';
import { findingsOf } from '../../src/validation/validate';

const stack = new Stack();
const TEXT = new CfnParameter(stack, 'Text').valueAsString;
const NUMBER = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const LIST = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;

function rule(props: Partial<Rule>): Rule {
  return { id: 'R', holds: () => false, message: 'must be right', source: 'https://docs.example', ...props };
}

function relations(request: object, rules: readonly Rule[]): Finding[] {
  return findingsOf({ request, rules });
}

function paths(request: object, ...rules: Rule[]): string[] {
  return [...relations(request, rules)].map(({ path }) => path);
}

test('a finding says which rule, where, what and why', () => {
  expect([...relations({ A: { B: 7 } }, [rule({ at: 'A', member: 'B', message: 'must not be {value}', values: ({ B }) => ({ value: B }) })])]).toEqual([
    { path: 'A.B', part: 'A', message: 'must not be {value}', values: { value: 7 }, given: 7, rule: 'R', severity: 'error', source: 'https://docs.example' },
  ]);
});

test('a rule may be a warning', () => {
  expect([...relations({}, [rule({ severity: 'warning' })])]).toEqual([expect.objectContaining({ severity: 'warning' })]);
});

test('an object is not printed, since it may hold secrets', () => {
  expect([...relations({ A: { S: 'secret' }, B: ['secret'] }, [rule({ member: 'A' }), rule({ member: 'B' })])].map((finding) => finding.given))
    .toEqual([undefined, undefined]);
});

describe('a rule is about', () => {
  test('the request', () => {
    expect(paths({}, rule({}), rule({ member: 'A' }))).toEqual(['', 'A']);
  });

  test('a part of it', () => {
    expect(paths({ A: { B: {} } }, rule({ at: 'A.B', member: 'C' }))).toEqual(['A.B.C']);
  });

  test('every element of a list', () => {
    expect(paths({ A: [{}, {}] }, rule({ at: 'A[]', member: 'B' }))).toEqual(['A[0].B', 'A[1].B']);
  });

  test('a part of every element that has it', () => {
    expect(paths({ A: [{ B: {} }, {}, { B: {} }] }, rule({ at: 'A[].B', member: 'C' }))).toEqual(['A[0].B.C', 'A[2].B.C']);
  });

  test('every element of lists in lists', () => {
    expect(paths({ A: [{ B: [{}, {}] }, { B: [{}] }] }, rule({ at: 'A[].B[]' }))).toEqual(['A[0].B[0]', 'A[0].B[1]', 'A[1].B[0]']);
  });

  test('nothing where the request has no such part', () => {
    expect(paths({}, rule({ at: 'A' }), rule({ at: 'A[]' }), rule({ at: 'A.B[]' }))).toEqual([]);
  });

  test('a part and the request around it', () => {
    const seen: unknown[] = [];
    paths({ A: { B: 1 }, C: 2 }, rule({ at: 'A', holds: (part, request) => { seen.push(part.B, request.C); return true; } }));
    expect(seen).toEqual([1, 2]);
  });
});

describe('the context of', () => {
  const seen = (context: Context, request: object = { A: [{ B: {} }, { B: {} }] }) => {
    const regions: unknown[] = [];
    findingsOf({ request, context, rules: [rule({ at: 'A[].B', holds: (_part, _request, { Region }) => regions.push(Region) > 0 })] });
    return regions;
  };

  test('the request is that of its parts', () => {
    expect(seen({ '': { Region: 'r' } })).toEqual(['r', 'r']);
  });

  test('a part is its own', () => {
    expect(seen({ 'A[1]': { Region: 'r' } })).toEqual([undefined, 'r']);
    expect(seen({ 'A[1].B': { Region: 'r' } })).toEqual([undefined, 'r']);
  });

  test('a part counts more than that of the request', () => {
    expect(seen({ '': { Region: 'r' }, 'A[0]': { Region: 's' } })).toEqual(['s', 'r']);
  });

  test('a part is not that of another one with a longer name', () => {
    expect(seen({ 'A[1]': { Region: 'r' } }, { A: Array(11).fill({ B: {} }) })).toEqual([undefined, 'r', ...Array(9).fill(undefined)]);
  });

  test('a part says nothing to a rule that reads a token in it', () => {
    const context = { '': { Known: 'r', Unknown: TEXT, Other: { Name: TEXT, Size: 1 } } };
    const reads = (name: string, holds: Rule['holds']) => rule({ member: name, holds });
    expect(findingsOf({
      request: {},
      context,
      rules: [
        reads('known', (_part, _request, { Known }) => Known === ''),
        reads('unknown', (_part, _request, { Unknown }) => Unknown === ''),
        reads('name', (_part, _request, { Other }) => Other.Name === ''),
        reads('size', (_part, _request, { Other }) => Other.Size > 1),
      ],
    }).map(({ path }) => path)).toEqual(['known', 'size']);
  });
});

describe('a rule says nothing if it reads a token', () => {
  test.each<[string, object, Rule['holds']]>([
    ['a text', { A: TEXT }, ({ A }) => A.length > 1000],
    ['a part of a text', { A: `x${TEXT}` }, ({ A }) => A.length > 1000],
    ['a number', { A: NUMBER }, ({ A }) => A > 0],
    ['a list', { A: LIST }, ({ A }) => A.length > 1000],
    ['an element of a list', { A: [TEXT, 'b'] }, ({ A }) => A.includes('c')],
    ['a value of a map', { A: { B: TEXT } }, ({ A }) => Object.keys(A).every((key) => A[key] === '')],
    ['a structure', { A: Fn.getAtt('Resource', 'Attribute') }, ({ A }) => A.B === 1],
    ['a lazy value', { A: Lazy.any({ produce: () => undefined }) }, ({ A }) => A === undefined],
    ['a member of every element', { A: [{ B: 1 }, { B: NUMBER }] }, ({ A }) => each(A, 'B').includes(7)],
    ['a sum', { A: [1, NUMBER] }, ({ A }) => A.reduce((sum: number, value: number) => sum + value, 0) < 0],
    ['a copy', { A: { B: TEXT } }, ({ A }) => ({ ...A }).B === ''],
    ['a given member', { A: TEXT }, (request) => given(request, 'A') === 0],
    ['its own message', { A: NUMBER }, () => false],
  ])('%s', (_, request, holds) => {
    expect(paths(request, rule({ holds, message: 'must not be {A=}' }))).toEqual([]);
  });

  test('a key of a map', () => {
    const request = { A: { [TEXT]: 'value' } };
    expect(paths(request, rule({ holds: ({ A }) => Object.keys(A).every((key) => key.length < 3) }))).toEqual([]);
  });

  test('in the part that it is about', () => {
    expect(paths({ A: Fn.getAtt('Resource', 'Attribute'), B: LIST }, rule({ at: 'A' }), rule({ at: 'B[]' }), rule({ at: 'A.C[]' }))).toEqual([]);
  });
});

describe('tokens do not keep a rule from', () => {
  test('saying what it says without them', () => {
    expect(paths({ A: TEXT, B: 0 }, rule({ member: 'A', holds: ({ A }) => A === '' }), rule({ member: 'B', holds: ({ B }) => B > 0 }))).toEqual(['B']);
  });

  test('looking at the other elements', () => {
    expect(paths({ A: [{ B: NUMBER }, { B: 0 }, Fn.getAtt('R', 'A')] }, rule({ at: 'A[]', member: 'B', holds: ({ B }) => B > 0 }))).toEqual(['A[1].B']);
  });

  test('counting what is certainly there', () => {
    expect(paths({ A: [TEXT, TEXT] }, rule({ member: 'A', holds: ({ A }) => A.length < 2 }))).toEqual(['A']);
  });
});

test('errors of a rule itself are not hidden', () => {
  expect(() => paths({}, rule({ holds: ({ A }) => A.B }))).toThrow(TypeError);
});

test('a rule may read what is frozen', () => {
  const request = Object.freeze({ A: Object.freeze([Object.freeze({ B: 1 })]) });
  expect(paths(request, rule({ at: 'A[]', holds: ({ B }, whole) => whole.A[0].B !== B }))).toEqual(['A[0]']);
});

test('a rule cannot change the request', () => {
  const request = { A: [3, 1, 2] };
  paths(request, rule({ holds: ({ A }) => A.sort()[0] === 0 }));
  expect(request).toEqual({ A: [3, 1, 2] });
});

describe('a list of which some elements may vanish', () => {
  const request = { A: [{ B: 0 }, UNCERTAIN, { B: 1 }] };

  test('is not counted', () => {
    expect(paths(request, rule({ holds: ({ A }) => A.length > 7 }))).toEqual([]);
  });

  test('is looked at by its elements', () => {
    expect(paths(request, rule({ at: 'A[]', member: 'B', holds: ({ B }) => B > 0 }))).toEqual(['A[0].B']);
  });
});

describe('predicates', () => {
  test.each<[unknown[], unknown[]]>([
    [[], []], [['a'], []], [['a', 'a', 'b', 'a'], ['a']], [['a', 'b', 'b', 'a'], ['b', 'a']], [[undefined, undefined], []], [['a', 'A'], []],
  ])('of %j, %j stand more than once', (values, expected) => {
    expect(repeated(values)).toEqual(expected);
  });

  test('nothing is repeated in a set', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string()), (values) => repeated(values).length === 0));
  });

  test('given members are counted', () => {
    expect(given({ A: 0, B: undefined, C: '' }, 'A', 'B', 'C', 'D')).toBe(2);
  });

  test('the members of each element are listed, also of no list', () => {
    expect([each([{ A: 1 }, {}], 'A'), each(undefined, 'A')]).toEqual([[1, undefined], []]);
  });

  test.each(['ml.m5d.large', 'ml.c5d.xlarge', 'ml.r5d.large', 'ml.g4dn.xlarge', 'ml.p4d.24xlarge', 'ml.p4de.24xlarge', 'ml.g5.xlarge', 'ml.g6e.xlarge',
    'ml.p5.48xlarge', 'ml.trn1.2xlarge', 'ml.m6gd.large', 'ml.c6id.large', 'ml.m7gd.large'])('%s has a disk of its own', (type) => {
    expect(hasLocalStorage(type)).toBe(true);
  });

  test.each(['ml.m5.large', 'ml.c6g.large', 'ml.c7i.large', 'ml.inf1.xlarge', 'ml.inf2.xlarge', 'ml.p3.2xlarge', 'ml.t2.medium', 'ml', ''])('%p has none', (type) => {
    expect(hasLocalStorage(type)).toBe(false);
  });

  test('Inferentia of the first generation is told from the second', () => {
    expect(['ml.inf1.xlarge', 'ml.inf2.xlarge', undefined].map(isInf1)).toEqual([true, false, false]);
  });
});
