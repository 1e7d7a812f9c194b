import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OTHER_IDS, RULE_LIST } from './rule-list';
import { RULES_DOCUMENT, rulesDocument } from './rules-document';
import { SHAPES } from '../../src/service-model/shapes';

const RULE_IDS = RULE_LIST.map(({ rule }) => rule.id);
const IDS = [...RULE_IDS, ...OTHER_IDS];

/** A line for each id: the release that it first appeared in, and the id. Releases add lines; no line is ever removed. */
const RELEASED = readFileSync(join(__dirname, 'released-rule-ids.txt'), 'utf8').trim().split('\n').filter((line) => !line.startsWith('#'))
  .map((line) => line.split(' ')[1]);

test('no two rules have the same id, and no other finding has the id of a rule', () => {
  expect(IDS.filter((id, index) => IDS.indexOf(id) !== index)).toEqual([]);
});

test.each(IDS)('%s consists of words', (id) => {
  expect(id).toMatch(/^([A-Z][a-z]+|64|28|1)+$/);
});

test('no id is the name of a shape, which is the id of a single value', () => {
  expect(IDS.filter((id) => id in SHAPES)).toEqual([]);
});

test('no id of a release disappears, since users acknowledge warnings by it', () => {
  expect(RELEASED.filter((id) => !IDS.includes(id))).toEqual([]);
});

test('no id is released twice', () => {
  expect(new Set(RELEASED).size).toBe(RELEASED.length);
});

test('docs/RULES.md is up to date: npm run docs:rules writes it', () => {
  expect(readFileSync(RULES_DOCUMENT, 'utf8')).toBe(rulesDocument());
});
