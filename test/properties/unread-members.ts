import { Context, contextOf } from '../../src/validation/context';
import { stepsOf } from '../../src/validation/prop-paths';
import { Rule } from '../../src/validation/rule';

/** Returns an example with the members of another request that a rule does not read, so that the rule finds the same. */
export function withUnreadMembers(example: any, other: any, reads: ReadonlySet<string>, path: string = ''): any {
  if (Array.isArray(example)) {
    return example.map((part, index) => withUnreadMembers(part, Array.isArray(other) ? other[index] : undefined, reads, `${path}[${index}]`));
  }
  if (typeof example !== 'object' || typeof other !== 'object' || other === null || Array.isArray(other)) { return example; }
  const result = { ...example };
  for (const [name, value] of Object.entries(other)) {
    const memberPath = path ? `${path}.${name}` : name;
    if (name in example) {
      result[name] = withUnreadMembers(example[name], value, reads, memberPath);
    } else if (!reads.has(memberPath) && !reads.has(`${path}*`)) {
      result[name] = value;
    }
  }
  return result;
}

/** Returns the paths of the members that rules read, including members that the request does not have. */
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
      const memberPath = Array.isArray(target) ? `${path}[${String(name)}]` : path ? `${path}.${String(name)}` : String(name);
      reads.add(memberPath);
      const read = Reflect.get(target, name);
      return typeof read === 'function' ? read : recording(read, memberPath, reads);
    },
    getOwnPropertyDescriptor(target, name) { // rules check with it whether a member is given
      reads.add(path ? `${path}.${String(name)}` : String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      // a rule that lists the keys of a map reads the whole map
      reads.add(`${path}*`);
      return Reflect.ownKeys(target);
    },
  });
}
