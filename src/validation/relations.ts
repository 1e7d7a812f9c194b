import { Finding } from './finding';
import { Rule } from './rule';
import { isOpenList } from './unknown';
import { isUnresolved } from '../private/tokens';

/** Thrown out of a rule that reads a value which is not known yet: such a rule says nothing. */
const SKIP = Symbol('skip');

/** What the rules find in a request. */
export function* relations(request: object, rules: readonly Rule[]): Generator<Finding> {
  const whole = guarded(request);
  for (const rule of rules) {
    for (const place of places(request, rule.at)) {
      const finding = unlessUnknown(() => applied(rule, guarded(place.value), whole, place));
      if (finding) { yield finding; }
    }
  }
}

interface Place {
  readonly path: string;
  readonly value: unknown;
}

function applied(rule: Rule, part: any, whole: any, place: Place): Finding | undefined {
  if (rule.holds(part, whole)) { return undefined; }
  // the rule has not looked at it, so it may well be a token
  const given = rule.member ? (place.value as any)[rule.member] : undefined;
  return {
    path: [place.path, rule.member].filter((name) => name).join('.'),
    message: typeof rule.message === 'string' ? rule.message : rule.message(part, whole),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    rule: rule.id,
    severity: rule.severity ?? 'error',
    source: rule.source,
  };
}

/** The parts of a request at `A.B[].C`; none where the request has no such part, or not yet. */
function places(request: object, at: string | undefined): Place[] {
  let found: Place[] = [{ path: '', value: request }];
  for (const step of at?.split('.') ?? []) {
    const name = step.replace('[]', '');
    found = found.flatMap(({ path, value }) => {
      const next = { path: path ? `${path}.${name}` : name, value: (value as any)[name] };
      if (next.value === undefined || isUnresolved(next.value)) { return []; }
      return step.endsWith('[]') ? elements(next) : [next];
    });
  }
  return found;
}

function elements({ path, value }: Place): Place[] {
  return (value as unknown[])
    .map((element, index) => ({ path: `${path}[${index}]`, value: element }))
    .filter((element) => !isUnresolved(element.value));
}

function unlessUnknown<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (thrown) {
    if (thrown === SKIP) { return undefined; }
    throw thrown;
  }
}

/** A view of a part of the request that throws `SKIP` when a token is read from it. */
function guarded<T>(value: T): T {
  if (typeof value !== 'object' || value === null) { return value; }
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as typeof value; // of a frozen object, a proxy may only tell the truth
  return new Proxy(copy, {
    get(target, name) {
      if (isOpenList(value) && !/^\d+$/.test(String(name))) { throw SKIP; }
      const read = Reflect.get(target, name);
      if (typeof read === 'function') { return read; }
      if (isUnresolved(read)) { throw SKIP; }
      return guarded(read);
    },
    ownKeys(target) {
      const keys = Reflect.ownKeys(target);
      if (keys.some(isUnresolved)) { throw SKIP; }
      return keys;
    },
  });
}
