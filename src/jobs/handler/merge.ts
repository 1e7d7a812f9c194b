/** The second over the first: maps are merged at every level, everything else is replaced. */
export function merge(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) { return over; }
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  // fromEntries defines properties, so a key such as __proto__ is a key
  return Object.fromEntries([...keys].map((key) => {
    if (!Object.hasOwn(over, key)) { return [key, under[key]]; }
    return [key, Object.hasOwn(under, key) ? merge(under[key], over[key]) : over[key]];
  }));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
