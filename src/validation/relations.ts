import { Context, contextOf } from './context';
import { Finding } from './finding';
import { shownMembers } from './message';
import { Part, RequestReader, UNREADABLE } from './request-reader';
import { Rule } from './rule';
import { isUnresolved } from '../private/tokens';

/** The arguments of a rule: the part of the request that it is about, the whole request, and the context of the part. */
type Read = readonly [part: any, request: any, context: any];

/** Returns the findings of the rules in a request. */
export function relations({ parts }: RequestReader, rules: readonly Rule[], context: Context = {}): Finding[] {
  const findings: Finding[] = [];
  const [whole] = parts.get('') ?? [];
  const contexts = new Map<string, any>(); // several rules are about the same part
  for (const rule of rules) {
    for (const part of [rule.at ?? ''].flat().flatMap((at) => parts.get(at) ?? [])) {
      if (!contexts.has(part.path)) { contexts.set(part.path, contextOf(part.path, context)); }
      const read: Read = [part.view, whole.view, contexts.get(part.path)];
      try {
        if (!rule.holds(...read)) { findings.push(findingOf(rule, part, read)); }
      } catch (thrown) {
        if (thrown !== UNREADABLE) { throw thrown; }
      }
    }
  }
  return findings;
}

function findingOf(rule: Rule, { path: part, value }: Part, read: Read): Finding {
  const { id, member, message, hint, onlyWhenFinal, severity = 'error', source } = rule;
  const [view, request] = read;
  // the rule has not read the member, so it may be a token
  const given = member ? value[member] : undefined;
  const shown = shownMembers(message).map((name) => [name, name.startsWith('/') ? memberAt(request, name.slice(1)) : memberAt(view, name)]);
  return {
    path: [part, member].filter((name) => name).join('.'),
    given: typeof given === 'object' || isUnresolved(given) ? undefined : given,
    values: { ...Object.fromEntries(shown), ...rule.values?.(...read) },
    ...{ rule: id, part, message, hint, severity, onlyWhenFinal, source },
  };
}

function memberAt(view: any, path: string): unknown {
  return path.split('.').reduce((part, name) => part[name], view);
}
