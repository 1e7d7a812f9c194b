import { TRAINING_JOB } from '../jobs/kinds';
import { isUnresolved } from '../private/tokens';

/** The members of a request that make up the identity of a run. */
export function identityOf(request: object): object {
  return Object.fromEntries(Object.entries(request).filter(([member]) => TRAINING_JOB.identity.includes(member)));
}

/** The members that may change while the run stays what it is. */
export function settingsOf(request: object): object {
  return Object.fromEntries(Object.entries(request).filter(([member]) => !TRAINING_JOB.identity.includes(member)));
}

/** Structures, and those within them, in the order of their keys. */
export function sortedThroughout(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortedThroughout); }
  if (typeof value !== 'object' || value === null || isUnresolved(value)) { return value; }
  return Object.fromEntries(Object.entries(sorted(value as { [key: string]: unknown })).map(([key, member]) => [key, sortedThroughout(member)]));
}

/** A map in the order of its keys: what it becomes part of is the same in whatever order a program writes it. */
export function sorted<T>(map: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]]));
}
