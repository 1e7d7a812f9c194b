import { Finding } from '../../src/validation/finding';
import { Rule } from '../../src/validation/rule';
import { findingsOf } from '../../src/validation/validate';

/** A test case for a rule: a request that it accepts and a similar request that it rejects. */
export type RuleCase = readonly [id: string, what: string, accepted: object, rejected: object];

/** Defines the tests for all cases, and a test that each rule has a case. */
export function testRules(rules: readonly Rule[], cases: readonly RuleCase[]): void {
  test.each(cases)('%s accepts %s', (id, _what, accepted) => {
    expect(findings(rules, id, accepted)).toEqual([]);
  });

  test.each(cases)('fails by %s unless %s', (id, _what, _accepted, rejected) => {
    const found = findings(rules, id, rejected);
    expect(found.length).toBeGreaterThan(0);
    for (const { message, source } of found) {
      expect(message).toMatch(/^[a-z].*[^.]$/i);
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[^ ]+$/);
    }
  });

  test('every rule has a test case', () => {
    const isTested = (rule: Rule) => cases.some(([id, , , rejected]) =>
      id === rule.id && findingsOf({ request: rejected, rules: [rule] }).length > 0);
    expect(rules.filter((rule) => !isTested(rule)).map(({ id, at = '', member = '' }) => `${id} ${at} ${member}`)).toEqual([]);
  });

  test('no rule throws for an empty request', () => {
    expect(() => findingsOf({ request: {}, rules })).not.toThrow();
  });
}

function findings(rules: readonly Rule[], id: string, request: object): Finding[] {
  return findingsOf({ request, rules: rules.filter((rule) => rule.id === id) });
}
