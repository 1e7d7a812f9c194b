import { Context, contextOf } from './context';
import { Finding } from './finding';
import { Part, RequestReader, UNREADABLE } from './request-reader';
import { Rule } from './rule';
import { isUnresolved } from '../private/tokens';

/** What the rules find in a request. */
export function relations({ parts }: RequestReader, rules: readonly Rule[], context: Context = {}): Finding[] {
  const findings: Finding[] = [];
  const [whole] = parts.get('') ?? [];
  for (const rule of rules) {
    for (const part of [rule.at ?? ''].flat().flatMap((at) => parts.get(at) ?? [])) {
      const read = [part.view, whole.view, contextOf(part.path, context)] as const;
      try {
        if (!rule.holds(...read)) { findings.push(findingOf(rule, part, typeof rule.message === 'string' ? rule.message : rule.message(...read))); }
      } catch (thrown) {
        if (thrown !== UNREADABLE) { throw thrown; }
      }
    }
  }
  return findings;
}

function findingOf({ id: rule, member, onlyWhenFinal, severity = 'error', source }: Rule, { path, value }: Part, message: string): Finding {
  // the rule has not looked at it, so it may well be a token
  const given = member ? value[member] : undefined;
  return {
    path: [path, member].filter((name) => name).join('.'),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    ...{ message, rule, severity, onlyWhenFinal, source },
  };
}
