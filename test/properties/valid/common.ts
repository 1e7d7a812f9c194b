/** Returns a request without repeated tag keys. */
export function distinctTags(request: any): any {
  return request.Tags ? { ...request, Tags: distinct(request.Tags, 'Key') } : request;
}

/** Returns the elements of a list without those that repeat the value of a member. */
export function distinct(list: any[], member: string): any[] {
  return list.filter((element, index) => list.findIndex((other) => other[member] === element[member]) === index);
}

/** Returns the elements of a list with a different value of a member in each. */
export function renamed(list: any[], member: string, prefix: string): any[] {
  const names = list.map((element) => element[member]);
  return list.map((element, index) => names.indexOf(names[index]) === index ? element : { ...element, [member]: `${prefix}${index}` });
}

/** Returns one of the values, chosen by a number. */
export function oneOf<T>(values: readonly T[], number: number): T {
  return values[Math.abs(Math.trunc(number)) % values.length];
}

/** Returns a deep copy. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(copy) as T; }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part)])) as T : value;
}
