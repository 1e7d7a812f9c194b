import { isOpenList } from './unknown';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';

/** Thrown when a rule reads a value that nobody knows yet, or that is missing and reported as such: the rule then says nothing. */
export const SKIP = Symbol('skip');

const UNREADABLE = { get() { throw SKIP; } };
const UNREADABLE_MEMBER = { ...UNREADABLE, enumerable: true };

/**
 * A copy of a request for the rules, in which tokens cannot be read.
 *
 * @param shapeName the shape of the request in the service's model, if members that it requires are reported elsewhere
 */
export function viewOf(value: unknown, shapeName?: string): any {
  if (typeof value !== 'object' || value === null) { return value; }
  const shape = shapeName === undefined ? undefined : SHAPES[shapeName];
  const copy = Array.isArray(value) ? [] : Object.create(null);
  for (const [name, part] of Object.entries(value)) {
    const partShape = shape?.element ?? shape?.value ?? shape?.members?.[name];
    if (isUnresolved(part) || hasUnknownKeys(part, partShape)) {
      Object.defineProperty(copy, name, UNREADABLE_MEMBER);
    } else {
      copy[name] = viewOf(part, partShape);
    }
  }
  for (const name of shape?.required ?? []) {
    if ((value as any)[name] === undefined) { Object.defineProperty(copy, name, UNREADABLE); }
  }
  return isOpenList(value) ? elementsOnly(copy) : copy;
}

/** The keys of a map are the user's. */
function hasUnknownKeys(value: unknown, shapeName: string | undefined): boolean {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && (shapeName === undefined || SHAPES[shapeName].type === 'map');
  return isMap && Object.keys(value).some(isUnresolved);
}

/** A list of which some elements may vanish has no length that one could rely on. */
function elementsOnly(list: unknown[]): unknown[] {
  return new Proxy(list, {
    get(target, name) {
      if (!/^\d+$/.test(String(name))) { throw SKIP; }
      return Reflect.get(target, name);
    },
  });
}
