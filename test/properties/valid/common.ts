/** Tags with the keys that are there, each once. */
export function distinctTags(request: any): any {
  return request.Tags ? { ...request, Tags: distinct(request.Tags, 'Key') } : request;
}

/** The elements of a list that are the first to have their value of a member. */
export function distinct(list: any[], member: string): any[] {
  return list.filter((element, index) => list.findIndex((other) => other[member] === element[member]) === index);
}

/** The elements of a list, each with a value of a member that no other one has. */
export function renamed(list: any[], member: string, prefix: string): any[] {
  const names = list.map((element) => element[member]);
  return list.map((element, index) => names.indexOf(names[index]) === index ? element : { ...element, [member]: `${prefix}${index}` });
}

/** A choice that depends on nothing but a number. */
export function oneOf<T>(values: readonly T[], number: number): T {
  return values[Math.abs(Math.trunc(number)) % values.length];
}

/** A copy whose parts can be changed. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(copy) as T; }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part)])) as T : value;
}
