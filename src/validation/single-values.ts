import { Finding } from './finding';
import { inWords } from './pattern-words';
import { isOpenList } from './unknown';
import { isUnresolved } from '../private/tokens';
import { Shape } from '../service-model/shape';
import { SHAPES } from '../service-model/shapes';

const API_REFERENCE = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
/** The rule that a value breaks which cannot be looked into any further. */
export const WRONG_TYPE = 'Type';
const TYPES = {
  structure: 'an object',
  list: 'a list',
  map: 'an object of names and texts',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};
/** Maps whose keys are the user's data and whose values may be secrets. */
const SECRET_MAPS = ['Environment', 'HyperParameters'];
/** Whole scripts: too long to print, and full of the user's own. */
const SECRET_SHAPES = ['NotebookInstanceLifecycleConfigContent'];

/** What is wrong with each value on its own: type, range, length, count, pattern, enumeration, and members that are missing. */
export function singleValues(request: unknown, shapeName: string): Finding[] {
  const findings: Finding[] = [];
  walk(request, shapeName, { path: '', page: shapeName, secret: false }, findings);
  return findings;
}

/** What the walk knows of the place it is at. */
interface Place {
  readonly path: string;
  /** The structure, and so the page of the API reference, that the value is a member of. */
  readonly page: string;
  readonly secret: boolean;
}

function walk(value: unknown, shapeName: string, place: Place, findings: Finding[]): void {
  if (value === undefined || isUnresolved(value)) { return; }
  const shape = SHAPES[shapeName];
  const problem = single(value, shape);
  if (problem) {
    const secret = place.secret || SECRET_SHAPES.includes(shapeName) || holdsSecrets(place.path);
    const given = secret || typeof value === 'object' ? undefined : value;
    findings.push({ path: place.path, given, rule: shapeName, ...problem, source: API_REFERENCE + place.page + '.html' });
    return;
  }
  switch (shape.type) {
    case 'structure':
      members(value as Record<string, unknown>, shapeName, place.path, findings);
      break;
    case 'list':
      (value as unknown[]).forEach((element, index) => walk(element, shape.element!, { ...place, path: `${place.path}[${index}]` }, findings));
      break;
    case 'map':
      for (const [key, entry] of Object.entries(value as object)) {
        const path = `${place.path}[${JSON.stringify(key)}]`;
        walk(key, shape.key!, { ...place, path }, findings);
        walk(entry, shape.value!, { ...place, path, secret: holdsSecrets(place.path) }, findings);
      }
      break;
  }
}

function members(structure: Record<string, unknown>, shapeName: string, path: string, findings: Finding[]): void {
  const { members: known = {}, required = [] } = SHAPES[shapeName];
  for (const name in known) {
    if (structure[name] === undefined && !required.includes(name)) { continue; }
    const place = { path: path ? `${path}.${name}` : name, page: shapeName, secret: false };
    if (structure[name] === undefined) {
      findings.push({ path: place.path, message: 'is required', rule: known[name], severity: 'error', source: API_REFERENCE + shapeName + '.html' });
    }
    walk(structure[name], known[name], place, findings);
  }
}

type Problem = (Pick<Finding, 'message' | 'severity'> & { readonly rule?: string }) | undefined;

function single(value: unknown, shape: Shape): Problem {
  if (!hasType(value, shape.type)) {
    // a fraction misleads no rule
    return { ...error(`must be ${TYPES[shape.type]}`), ...shape.type === 'integer' && typeof value === 'number' ? {} : { rule: WRONG_TYPE } };
  }
  switch (shape.type) {
    case 'integer':
    case 'number':
      return bounds(value as number, shape, 'be');
    case 'string':
      return text(String(value), shape);
    case 'list':
      return isOpenList(value as unknown[]) ? undefined : bounds((value as unknown[]).length, shape, 'have', 'elements');
    case 'map':
      return bounds(Object.keys(value as object).length, shape, 'have', 'entries');
    default:
      return undefined;
  }
}

function hasType(value: unknown, type: Shape['type']): boolean {
  switch (type) {
    case 'integer': return Number.isInteger(value);
    case 'number': return Number.isFinite(value);
    case 'string': return ['string', 'number', 'boolean'].includes(typeof value); // CloudFormation turns all of them into text
    case 'boolean': return typeof value === 'boolean';
    case 'list': return Array.isArray(value);
    default: return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

function text(value: string, shape: Shape): Problem {
  if (shape.enum && !shape.enum.includes(value)) {
    // newer than this library, or wrong: only the service knows
    return {
      severity: 'warning',
      rule: /^ml\./.test(shape.enum[0]) ? 'UnknownInstanceType' : 'UnknownValue',
      message: `is not known to this library, which knows ${nearest(value, shape.enum)}`,
    };
  }
  const length = bounds(lengthOf(value), shape, 'have', 'characters');
  return length ?? (shape.pattern !== undefined && !matches(value, shape.pattern) ? error(inWords(shape.pattern)) : undefined);
}

/** The service counts characters, not the units of UTF-16. */
function lengthOf(value: string): number {
  return /[\ud800-\udbff]/.test(value) ? [...value].length : value.length;
}

function bounds(size: number, { min, max }: Shape, verb: string, unit?: string): Problem {
  if (size >= (min ?? -Infinity) && size <= (max ?? Infinity)) { return undefined; }
  const range = min === undefined || (unit && min === 0) ? `at most ${max}`
    : max === undefined ? `at least ${min}`
      : unit ? `${min} to ${max}` : `between ${min} and ${max}`;
  return error(unit ? `must ${verb} ${range} ${unit}, not ${size}` : `must ${verb} ${range}`);
}

const PATTERNS = new Map<string, RegExp>();

/** Patterns of the model are those of the whole string. */
function matches(value: string, pattern: string): boolean {
  const expression = PATTERNS.get(pattern) ?? new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  PATTERNS.set(pattern, expression);
  return expression.test(value);
}

function holdsSecrets(path: string): boolean {
  return SECRET_MAPS.some((map) => path.endsWith(map));
}

const error = (message: string) => ({ severity: 'error', message } as const);

/** The values that begin most like a given one, and how many others there are. */
function nearest(value: string, known: readonly string[]): string {
  const alike = [...value].reduce((kept, _letter, index) => {
    const narrower = kept.filter((other) => other.startsWith(value.slice(0, index + 1)));
    return narrower.length > 0 ? narrower : kept;
  }, known).slice(0, 8);
  return [...alike, ...alike.length < known.length ? [`${known.length - alike.length} others`] : []].join(', ');
}
