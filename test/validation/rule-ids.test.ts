import { EXAMPLES } from './examples';
import * as scaling from '../../src/hosting/scaling/scaling-rules';
import { SHAPES } from '../../src/service-model/shapes';
import { Rule } from '../../src/validation/rule';

/** Each rule once, however many requests it holds for. */
const RULES = [...new Set<Rule>([...EXAMPLES, ...Object.values(scaling).map((rules) => ({ rules }))].flatMap(({ rules }) => rules))];

test('no two rules have the same id', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(RULES.map(({ id }) => id))('%s consists of words (and a number)', (id) => {
  expect(id).toMatch(/^([A-Z][a-z]+|64|28|1)+$/);
});

test('no rule has the id of a single value, which is the name of its shape', () => {
  expect(RULES.map(({ id }) => id).filter((id) => id in SHAPES)).toEqual([]);
});
