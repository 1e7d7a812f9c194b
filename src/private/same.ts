/** Whether two values say the same: structures and lists by what is in them, texts, numbers, tokens and constructs by their identity. */
export function isSame(one: any, other: any): boolean {
  return one === other || (isPlain(one) && isPlain(other) && Object.keys({ ...one, ...other }).every((name) => isSame(one[name], other[name])));
}

const isPlain = (value: any) => [Object.prototype, Array.prototype].includes(value && Object.getPrototypeOf(value));
