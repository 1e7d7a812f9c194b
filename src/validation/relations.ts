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
  for (const rule of rules) {
    for (const place of places(whole, rule.at)) {
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

function applied(rule: Rule, whole: any, { path, value, view: part }: Place): Finding | undefined {
  if (rule.holds(part, whole)) { return undefined; }
  // the rule has not looked at it, so it may well be a token
  const given = rule.member ? value[rule.member] : undefined;
  return {
    path: [path, rule.member].filter((name) => name).join('.'),
    message: typeof rule.message === 'string' ? rule.message : rule.message(part, whole),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    rule: rule.id,
    severity: rule.severity ?? 'error',
    source: rule.source,
  };
}

/** The parts of a request at `A.B[].C`; none where the request has no such part, or not yet. */
function places(whole: Place, at: string | undefined): Place[] {
  let found = [whole];
  for (const step of at?.split('.') ?? []) {
    const name = step.replace('[]', '');
    found = found.filter(({ value }) => isKnown(value[name])).flatMap(({ path, value, view }) => {
      const next = { path: path ? `${path}.${name}` : name, value: value[name], view: view[name] };
      return step.endsWith('[]') ? elements(next) : [next];
    });
  }
  return found;
}

function elements({ path, value, view }: Place): Place[] {
  return (value as unknown[]).flatMap((element, index) => isKnown(element) ? [{ path: `${path}[${index}]`, value: element, view: view[index] }] : []);
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
