/**
 * Returns a function that computes a value once, and again only after an input has changed.
 *
 * @param inputs The values that the computed value depends on, compared by identity.
 */
export function memoized<T>(inputs: () => readonly unknown[], compute: () => T): () => T {
  let last: { readonly inputs: readonly unknown[]; readonly value: T } | undefined;
  return () => {
    const now = inputs();
    if (!last || now.length !== last.inputs.length || now.some((input, index) => input !== last!.inputs[index])) {
      last = { inputs: now, value: compute() };
    }
    return last.value;
  };
}
