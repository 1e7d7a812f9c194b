import { EXAMPLES } from './examples';
import { RESOURCE_TYPES } from '../../src/template-validation/resource-types';
import { relations } from '../../src/validation/relations';
import { RequestReader } from '../../src/validation/request-reader';
import { Rule } from '../../src/validation/rule';
import { findingsOf } from '../../src/validation/validate';
import { subjectOf } from '../support/subject';

describe.each(EXAMPLES)('relations of $operation', ({ operation, rules, examples }) => {
  const findings = (request: object) => findingsOf({ ...subjectOf(operation, request), rules });
  const findingsOfRule = (example: object, rule: Rule) => {
    const { request, context } = subjectOf(operation, example);
    return relations(new RequestReader(request, operation), [rule], context);
  };

  test.each(examples)('%s at %s accepts what the service takes', (id, path, accepted) => {
    expect(findings(accepted).filter(({ severity, rule, path: at }) => severity === 'error' || (rule === id && at === path))).toEqual([]);
  });

  test.each(examples)('fails by %s at %s what the service does not', (id, path, _accepted, rejected) => {
    expect(findings(rejected)).toContainEqual(expect.objectContaining({
      rule: id,
      path,
      severity: rules.find((rule) => rule.id === id)!.severity ?? 'error',
      source: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/[^ ]+$/),
      message: expect.stringMatching(/^[a-z].*[^.]$/),
    }));
  });

  test('every rule has an example in test/validation/examples/ that it rejects, and one that it accepts', () => {
    const tried = rules.map((rule) => examples.some(([id, , accepted, rejected]) => id === rule.id
      && findingsOfRule(accepted, rule).length === 0
      && findingsOfRule(rejected, rule).length > 0));
    expect(rules.filter((_rule, index) => !tried[index]).map(({ id, at = '', member = '', message }) => `${id} ${at} ${member} ${message}`)).toEqual([]);
  });

  test('every request that is too empty for a rule leaves it silent', () => {
    expect(() => relations(new RequestReader({}, operation), rules)).not.toThrow();
  });
});

test('every resource type of templates is tried', () => {
  expect(EXAMPLES.map(({ operation }) => operation)).toEqual(expect.arrayContaining(Object.values(RESOURCE_TYPES).map(({ operation }) => operation)));
});
