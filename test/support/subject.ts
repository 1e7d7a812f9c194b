import { SHAPES } from '../../src/service-model/shapes';
import { Context } from '../../src/validation/context';

/** Splits an example into a request and its context: members that the service model does not know are the context of their part. */
export function subjectOf(operation: string, example: object): { readonly operation: string; readonly request: any; readonly context: Context } {
  const context: { [path: string]: { [name: string]: unknown } } = {};
  return { operation, request: withoutContext(example, operation, '', context), context };
}

function withoutContext(value: any, shapeName: string, path: string, context: { [path: string]: { [name: string]: unknown } }): any {
  const { type, members = {}, element } = SHAPES[shapeName];
  if (type === 'list' && Array.isArray(value)) { return value.map((part, index) => withoutContext(part, element!, `${path}[${index}]`, context)); }
  if (type !== 'structure' || typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) { return value; }
  const request: { [name: string]: unknown } = {};
  for (const [name, part] of Object.entries(value)) {
    if (members[name]) { request[name] = withoutContext(part, members[name], path ? `${path}.${name}` : name, context); } else { context[path] = { ...context[path], [name]: part }; }
  }
  return request;
}
