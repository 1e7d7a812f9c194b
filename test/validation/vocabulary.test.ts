import { EXAMPLES } from './examples';
import { SHAPES } from '../../src/service-model/shapes';
import { RESOURCE_TYPES } from '../../src/template-validation/resource-types';
import { Finding } from '../../src/validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';
import { PropPaths, propOf } from '../../src/validation/prop-paths';
import { findingsOf } from '../../src/validation/validate';
import { CONSTRUCTS } from '../support/prop-paths';
import { PUBLIC_API } from '../support/public-api';
import { subjectOf } from '../support/subject';

/** The members of all requests. Those that are also ordinary words of a sentence cannot be told from them. */
const MEMBERS = new Set(Object.values(SHAPES).flatMap(({ members = {} }) => Object.keys(members)));
/** Names that sentences use in their ordinary meaning. */
const NAMES = new Set(['VPC', 'URL', 'ARN']);

const TEMPLATES = new Set(Object.values(RESOURCE_TYPES).map(({ operation }) => operation));

/** The findings of a rule in each request that it refuses. */
const CASES = EXAMPLES.flatMap(({ operation, rules, examples }) => examples.map(([id, path, , rejected]) => {
  const finding = findingsOf({ ...subjectOf(operation, rejected), rules }).find((found) => found.rule === id && found.path === path)!;
  return { operation, id, finding, propPaths: CONSTRUCTS.find((construct) => construct.operation === operation)!.propPaths };
}));

function inConstruct(finding: Finding, propPaths: PropPaths): string {
  return sentenceOf(finding, (path) => propOf(path, propPaths), finding.hint);
}

/** A sentence without what the user wrote, which is in quotes, and without links. */
function ownWords(sentence: string): string {
  return sentence.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

describe.each(CASES)('$id of $operation', ({ operation, finding, propPaths }) => {
  test('is a sentence with all of its values', () => {
    expect([inConstruct(finding, propPaths), sentenceOf(finding, AS_IN_TEMPLATES)].filter((text) => /[{}]|undefined|\[object|null/.test(text))).toEqual([]);
    expect(finding.message).toMatch(/^(must|should|is|are|has|have|requires?|specify|contains?|allow|belongs?|does|differs) /);
  });

  test('names no member of the request to the author of a construct', () => {
    const words = ownWords(inConstruct(finding, propPaths)).match(/\b[A-Z]\w+/g) ?? [];
    expect(words.filter((word) => MEMBERS.has(word) && !NAMES.has(word))).toEqual([]);
  });

  if (TEMPLATES.has(operation)) {
    test('names no prop, method or construct to the author of a template', () => {
      const text = ownWords(sentenceOf(finding, AS_IN_TEMPLATES));
      expect(text.match(/\b[a-z]+[A-Z]\w*|\w+\(\)/g) ?? []).toEqual([]);
      expect((text.match(/\b[A-Z]\w+/g) ?? []).filter((word) => PUBLIC_API.has(word) && !MEMBERS.has(word))).toEqual([]);
    });
  }
});
