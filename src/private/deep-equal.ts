/** Whether two values are equal: objects and lists by their content; strings, numbers, tokens and constructs by identity. */
export function deepEqual(one: any, other: any): boolean {
  return one === other || (isPlain(one) && isPlain(other) && Object.keys({ ...one, ...other }).every((name) => deepEqual(one[name], other[name])));
}

const isPlain = (value: any) => [Object.prototype, Array.prototype].includes(value && Object.getPrototypeOf(value));
