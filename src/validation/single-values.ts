import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';
import { Shape } from '../service-model/shape';
import { SHAPES } from '../service-model/shapes';

const API_REFERENCE = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
/** Maps whose keys are the user's data and whose values may be secrets. */
const SECRET_MAPS = ['Environment'];

/** What is wrong with each value on its own: type, range, length, count, pattern, enumeration, and members that are missing. */
export function* singleValues(request: unknown, shapeName: string): Generator<Finding> {
  yield* walk(request, shapeName, { path: '', page: shapeName, secret: false });
}

/** What the walk knows of the place it is at. */
interface Place {
  readonly path: string;
  /** The structure, and so the page of the API reference, that the value is a member of. */
  readonly page: string;
  readonly secret: boolean;
}

function* walk(value: unknown, shapeName: string, place: Place): Generator<Finding> {
  if (value === undefined || isUnresolved(value)) { return; }
  const shape = SHAPES[shapeName];
  const problem = single(value, shape);
  if (problem) {
    yield {
      ...problem,
      path: place.path,
      given: place.secret ? undefined : value,
      rule: shapeName,
      source: API_REFERENCE + place.page + '.html',
    };
    return;
  }
  switch (shape.type) {
    case 'structure':
      yield* members(value as Record<string, unknown>, shapeName, place.path);
      break;
    case 'list':
      for (const [index, element] of (value as unknown[]).entries()) {
        yield* walk(element, shape.element!, { ...place, path: `${place.path}[${index}]` });
      }
      break;
    case 'map':
      for (const [key, entry] of Object.entries(value as object)) {
        const path = `${place.path}[${JSON.stringify(key)}]`;
        yield* walk(key, shape.key!, { ...place, path });
        yield* walk(entry, shape.value!, { ...place, path, secret: SECRET_MAPS.some((map) => place.path.endsWith(map)) });
      }
      break;
  }
}

function* members(structure: Record<string, unknown>, shapeName: string, path: string): Generator<Finding> {
  const shape = SHAPES[shapeName];
  for (const [name, memberShape] of Object.entries(shape.members!)) {
    const place = { path: path ? `${path}.${name}` : name, page: shapeName, secret: false };
    if (structure[name] === undefined && shape.required?.includes(name)) {
      yield { path: place.path, message: 'is required', rule: memberShape, severity: 'error', source: API_REFERENCE + shapeName + '.html' };
    }
    yield* walk(structure[name], memberShape, place);
  }
}

type Problem = Pick<Finding, 'message' | 'severity'> | undefined;

function single(value: unknown, shape: Shape): Problem {
  switch (shape.type) {
    case 'integer':
      return Number.isInteger(value) ? bounds(value as number, shape, '') : error('must be a whole number');
    case 'number':
      return Number.isFinite(value) ? bounds(value as number, shape, '') : error('must be a number');
    case 'string':
      return text(String(value), shape);
    case 'list':
      return bounds((value as unknown[]).length, shape, 'have', 'elements');
    case 'map':
      return bounds(Object.keys(value as object).length, shape, 'have', 'entries');
    default:
      return undefined;
  }
}

function text(value: string, shape: Shape): Problem {
  if (shape.enum && !shape.enum.includes(value)) {
    // newer than this library, or wrong: only the service knows
    return { severity: 'warning', message: `is not known to this library, which knows ${list(shape.enum)}` };
  }
  const length = bounds(value.length, shape, 'have', 'characters');
  if (length ?? (shape.pattern === undefined || matches(value, shape.pattern))) {
    return length;
  }
  return error(`must match ${shape.pattern}`);
}

function bounds(size: number, shape: Shape, verb: string, unit?: string): Problem {
  const { min, max } = shape;
  if (size >= (min ?? -Infinity) && size <= (max ?? Infinity)) { return undefined; }
  const range = min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  const wanted = unit ? `${verb} ${range} ${unit}` : (min !== undefined && max !== undefined ? `be between ${min} and ${max}` : `be ${range}`);
  return error(`must ${wanted}${unit ? `, not ${size}` : ''}`);
}

const PATTERNS = new Map<string, RegExp>();

/** Patterns of the model are those of the whole string. */
function matches(value: string, pattern: string): boolean {
  let expression = PATTERNS.get(pattern);
  if (!expression) {
    expression = new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
    PATTERNS.set(pattern, expression);
  }
  return expression.test(value);
}

function error(message: string): Problem {
  return { severity: 'error', message };
}

function list(values: readonly string[]): string {
  const some = values.slice(0, 6).join(', ');
  return values.length > 6 ? `${some} and ${values.length - 6} more` : some;
}
