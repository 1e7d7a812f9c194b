import { Context, contextOf } from '../../src/validation/context';
import { stepsOf } from '../../src/validation/prop-paths';
import { Rule } from '../../src/validation/rule';

/**
 * An example with everything of another request added that a rule does not read: what the rule says of it stays what it was.
 */
export function grafted(example: any, other: any, reads: ReadonlySet<string>, path: string = ''): any {
  if (Array.isArray(example)) {
    return example.map((part, index) => grafted(part, Array.isArray(other) ? other[index] : undefined, reads, `${path}[${index}]`));
  }
  if (typeof example !== 'object' || typeof other !== 'object' || other === null || Array.isArray(other)) { return example; }
  const result = { ...example };
  for (const [name, value] of Object.entries(other)) {
    const place = path ? `${path}.${name}` : name;
    if (name in example) {
      result[name] = grafted(example[name], value, reads, place);
    } else if (!reads.has(place) && !reads.has(`${path}*`)) {
      result[name] = value;
    }
  }
  return result;
}

/** The paths that rules read of a request, those that are not there included. */
export function readsOf(rules: readonly Rule[], request: object, context: Context): Set<string> {
  const reads = new Set<string>();
  for (const rule of rules) {
    const whole = recording(request, '', reads);
    [rule.at ?? ''].flat().flatMap((at) => partsAt(at, whole)).forEach(({ part, path }) => rule.holds(part, whole, contextOf(path, context)));
  }
  return reads;
}

interface Part { readonly part: any; readonly path: string }

function partsAt(at: string, whole: any): Part[] {
  return stepsOf(at).reduce<Part[]>((parts, step) => parts.flatMap(({ part, path }) => step === '[]'
    ? part.map((element: any, index: number) => ({ part: element, path: `${path}[${index}]` }))
    : part[step] === undefined ? [] : [{ part: part[step], path: path ? `${path}.${step}` : step }]), [{ part: whole, path: '' }]);
}

function recording(value: any, path: string, reads: Set<string>): any {
  if (typeof value !== 'object' || value === null) { return value; }
  return new Proxy(value, {
    get(target, name) {
      const place = Array.isArray(target) ? `${path}[${String(name)}]` : path ? `${path}.${String(name)}` : String(name);
      reads.add(place);
      const read = Reflect.get(target, name);
      return typeof read === 'function' ? read : recording(read, place, reads);
    },
    getOwnPropertyDescriptor(target, name) { // as good as read: rules ask so whether it is given
      reads.add(path ? `${path}.${String(name)}` : String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      // a map is read as a whole: nothing may be added
      reads.add(`${path}*`);
      return Reflect.ownKeys(target);
    },
  });
}
