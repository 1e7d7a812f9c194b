import { Rule } from '../../../src/validation/rule';

/** A rule's id, the path that it names when it is broken, a request that it accepts, and the same request with one thing wrong. */
export type Example = readonly [id: string, path: string, accepted: object, rejected: object];

/** The relations of an operation and what each of them is tried with. */
export interface Examples {
  readonly operation: string;
  readonly rules: readonly Rule[];
  readonly examples: readonly Example[];
}

/** A request with other values: objects are merged, everything else is replaced, `undefined` takes a member away. */
export function changed<T>(value: T, changes: any): T {
  if (!isObject(value) || !isObject(changes)) { return changes; }
  const merged: any = { ...value };
  for (const [name, change] of Object.entries(changes)) {
    merged[name] = name in merged ? changed(merged[name], change) : change;
    if (merged[name] === undefined) { delete merged[name]; }
  }
  return merged;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
