import { isUnresolved } from './tokens';

/** Returns a map with its keys in order, so that the template does not depend on the order in which a program sets them: Java's maps have none. */
export function sorted<T>(map: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]]));
}

/** Returns a value with the keys of all maps in it in order, at every level. Tokens stay as they are. */
export function sortedThroughout(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortedThroughout); }
  if (typeof value !== 'object' || value === null || isUnresolved(value)) { return value; }
  return Object.fromEntries(Object.entries(sorted(value as { [key: string]: unknown })).map(([key, member]) => [key, sortedThroughout(member)]));
}
