import { IResolvable, Lazy } from 'aws-cdk-lib/core';
import { Finding } from './finding';
import { describePattern } from './pattern-description';
import { Shape } from '../service-model/shape';

/** The id of the rule for values of a wrong type, whose parts are not checked. */
export const WRONG_TYPE = 'WrongType';

/** An element of a list that may be absent at deployment, so that the length of the list is unknown. */
export const UNCERTAIN: IResolvable = Lazy.any({ produce: () => undefined });

/** A violation of a single value: an error with the name of the shape as its id, unless it says otherwise. */
type Problem = Pick<Finding, 'message'> & Partial<Finding>;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The number of characters, as the service counts them, not of UTF-16 units. */
const charactersOf = (value: unknown) => String(value).replace(/[\ud800-\udbff](?=[\udc00-\udfff])/g, '').length;

/** A type of values: its name in messages, a check for it, and the size of a value with its unit. */
interface Type { words: string; is: (value: any) => boolean; size?: (value: any) => number | undefined; unit?: string }

const TYPES: { readonly [type in Shape['type']]: Type } = {
  structure: { words: 'an object', is: isObject },
  list: { words: 'a list', is: Array.isArray, size: (list) => list.includes(UNCERTAIN) ? undefined : list.length, unit: 'elements' },
  map: { words: 'a map', is: isObject, size: (map) => Object.keys(map).length, unit: 'entries' },
  // CloudFormation turns numbers and booleans into strings
  string: { words: 'a string', is: (value) => ['string', 'number', 'boolean'].includes(typeof value), size: charactersOf, unit: 'characters' },
  integer: { words: 'a whole number', is: Number.isFinite, size: (value) => value },
  number: { words: 'a number', is: Number.isFinite, size: (value) => value },
  boolean: { words: 'true or false', is: (value) => typeof value === 'boolean' },
};

/** Checks a value on its own, without its parts: type, range, length, count, pattern, enumeration. */
export function problemOf(value: any, shape: Shape): Problem | undefined {
  const { words, is, size, unit } = TYPES[shape.type];
  if (!is(value)) { return { message: `must be ${words}${kindOf(value)}`, rule: WRONG_TYPE }; }
  if (shape.type === 'integer' && !Number.isInteger(value)) { return { message: `must be ${words}` }; }
  if (shape.enum) { return shape.enum.includes(String(value)) ? undefined : unknownValue(String(value), shape.enum); }
  return outOfBounds(size?.(value), shape, unit) ?? mismatch(String(value), shape);
}

/** The type of a value that messages do not show. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) { return ', got a list'; }
  return value === null ? ', got null' : typeof value === 'object' ? ', got an object' : '';
}

/** @param unit The unit of a length or count. Without a unit, the value itself is compared. */
function outOfBounds(size: number | undefined, { min = -Infinity, max = Infinity }: Shape, unit?: string): Problem | undefined {
  if (size === undefined || (size >= min && size <= max)) { return undefined; }
  const range = max === Infinity ? 'at least {=min}'
    : min === -Infinity || (unit && min === 0) ? 'at most {=max}'
      : 'between {=min} and {=max}';
  const values = { min, max };
  return unit ? { message: `must have ${range} ${unit}`, values, given: size } : { message: `must be ${range}`, values };
}

const EXPRESSIONS = new Map<string, RegExp>();

/** The patterns of the model describe the whole string. */
function mismatch(text: string, { pattern }: Shape): Problem | undefined {
  if (pattern === undefined) { return undefined; }
  const expression = EXPRESSIONS.get(pattern) ?? new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  EXPRESSIONS.set(pattern, expression);
  return expression.test(text) ? undefined : { message: describePattern(pattern), values: { pattern } };
}

/** A value that is newer than this library, or wrong. Lists the known values with the longest common prefix. */
function unknownValue(text: string, knownValues: readonly string[]): Problem {
  let beginning = text;
  while (!knownValues.some((value) => value.startsWith(beginning))) { beginning = beginning.slice(0, -1); }
  return {
    severity: 'warning',
    rule: /^ml\./.test(knownValues[0]) ? 'UnknownInstanceType' : 'UnknownValue',
    message: 'is not known to this version of the library: known values are {alike}',
    values: { alike: knownValues.filter((value) => value.startsWith(beginning)) },
  };
}
