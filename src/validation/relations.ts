import { Finding } from './finding';
import { Rule } from './rule';
import { SKIP, viewOf } from './view';
import { isUnresolved } from '../private/tokens';

/**
 * What the rules find in a request.
 *
 * @param operation the request's shape, if what it requires is checked elsewhere: rules that would read a missing member then say nothing
 */
export function* relations(request: object, rules: readonly Rule[], operation?: string): Generator<Finding> {
  if (isUnresolved(request)) { return; }
  const whole: Place = { path: '', value: request, view: viewOf(request, operation) };
  const known = new Map([['', [whole]]]);
  for (const rule of rules) {
    for (const place of places(rule.at ?? '', known)) {
      const finding = unlessUnknown(() => applied(rule, whole.view, place));
      if (finding) { yield finding; }
    }
  }
}

interface Place {
  readonly path: string;
  readonly value: any;
  /** What rules see of the value. */
  readonly view: any;
}

function applied(rule: Rule, whole: any, { path, value, view }: Place): Finding | undefined {
  if (rule.holds(view, whole)) { return undefined; }
  // the rule has not looked at it, so it may well be a token
  const given = rule.member ? value[rule.member] : undefined;
  return {
    path: [path, rule.member].filter((name) => name).join('.'),
    message: typeof rule.message === 'string' ? rule.message : rule.message(view, whole),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    rule: rule.id,
    severity: rule.severity ?? 'error',
    source: rule.source,
  };
}

/**
 * The parts of a request at `A.B[].C`; none where the request has no such part, or not yet.
 *
 * @param known the places that were looked up before: most rules share theirs
 */
function places(at: string, known: Map<string, Place[]>): Place[] {
  const before = known.get(at);
  if (before) { return before; }
  const { whole, name, isList } = stepsOf(at);
  const wholes = places(whole, known);
  const found = wholes.length === 0 ? [] : wholes.flatMap((place) => isList ? elements(member(place, name)) : member(place, name));
  known.set(at, found);
  return found;
}

const STEPS = new Map<string, { whole: string; name: string; isList: boolean }>();

/** The last step to a place, and the way to it. */
function stepsOf(at: string) {
  const cut = at.lastIndexOf('.');
  const steps = STEPS.get(at) ?? { whole: at.slice(0, Math.max(cut, 0)), name: at.slice(cut + 1).replace('[]', ''), isList: at.endsWith('[]') };
  STEPS.set(at, steps);
  return steps;
}

function member({ path, value, view }: Place, name: string): Place[] {
  return isKnown(value[name]) ? [{ path: path ? `${path}.${name}` : name, value: value[name], view: view[name] }] : [];
}

function elements([list]: Place[]): Place[] {
  return (Array.isArray(list?.value) ? list.value : []).flatMap((element, index) =>
    isKnown(element) ? [{ path: `${list.path}[${index}]`, value: element, view: list.view[index] }] : []);
}

function isKnown(value: unknown): boolean {
  return value !== undefined && !isUnresolved(value);
}

function unlessUnknown<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (thrown) {
    if (thrown === SKIP) { return undefined; }
    throw thrown;
  }
}
