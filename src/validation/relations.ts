import { Finding } from './finding';
import { Part, RequestReader, UNREADABLE } from './request-reader';
import { Rule } from './rule';
import { isUnresolved } from '../private/tokens';

/** What the rules find in a request. */
export function relations({ parts }: RequestReader, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  const [whole] = parts.get('') ?? [];
  for (const rule of rules) {
    for (const part of [rule.at ?? ''].flat().flatMap((at) => parts.get(at) ?? [])) {
      try {
        if (!rule.holds(part.view, whole.view)) { findings.push(findingOf(rule, part, whole.view)); }
      } catch (thrown) {
        if (thrown !== UNREADABLE) { throw thrown; }
      }
    }
  }
  return findings;
}

function findingOf({ id: rule, member, message, onlyWhenFinal, severity = 'error', source }: Rule, { path, value, view }: Part, whole: any): Finding {
  // the rule has not looked at it, so it may well be a token
  const given = member ? value[member] : undefined;
  return {
    path: [path, member].filter((name) => name).join('.'),
    message: typeof message === 'string' ? message : message(view, whole),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    ...{ rule, severity, onlyWhenFinal, source },
  };
}
