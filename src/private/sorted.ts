import { isUnresolved } from './tokens';

/** Returns a map with sorted keys. The template then does not depend on the order of keys in the program, which is random in Java. */
export function sorted<T>(map: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]]));
}

/** Returns a value in which all maps, at every level, have sorted keys. Tokens stay as they are. */
export function sortedThroughout(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortedThroughout); }
  if (typeof value !== 'object' || value === null || isUnresolved(value)) { return value; }
  return Object.fromEntries(Object.entries(sorted(value as { [key: string]: unknown })).map(([key, member]) => [key, sortedThroughout(member)]));
}
