/** A structure of which no member is given is left out, since an empty one may mean something else. */
export function unlessEmpty<T extends object>(structure: T): T | undefined {
  return Object.values(structure).every((value) => value === undefined) ? undefined : structure;
}
