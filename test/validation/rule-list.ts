import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './examples';
import { SCALING_EXAMPLES } from './examples/scaling';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';
import { Rule } from '../../src/validation/rule';
import { findingsOf } from '../../src/validation/validate';
import { subjectOf } from '../support/subject';

const SRC = join(__dirname, '..', '..', 'src');

/** A rule once, with the resources that it is about and an example that it accepts and one that it refuses. */
export interface ListedRule {
  readonly rule: Rule;
  readonly resources: readonly string[];
  readonly accepted: object;
  readonly refused: object;
  /** What the author of a template with the refused example reads. */
  readonly sentence: string;
}

/** Rules with their examples, by the resource that they are about. */
interface Source {
  readonly resource: string;
  readonly rules: readonly Rule[];
  readonly cases: readonly { readonly id: string; readonly accepted: object; readonly refused: object; readonly operation?: string }[];
}

const REQUESTS = EXAMPLES.map(({ operation, rules, examples }): Source => ({
  resource: operation.replace('Create', ''), rules, cases: examples.map(([id, , accepted, refused]) => ({ id, accepted, refused, operation })),
}));
const SCALING = SCALING_EXAMPLES.map(({ rules, cases }): Source => ({
  resource: 'Automatic scaling', rules, cases: cases.map(([id, , accepted, refused]) => ({ id, accepted, refused })),
}));

/** All rules: those of requests, and those of automatic scaling. */
export const RULE_LIST: readonly ListedRule[] = [...new Set([...REQUESTS, ...SCALING].flatMap(({ rules }) => rules))].map((rule) => {
  const about = [...REQUESTS, ...SCALING].filter(({ rules }) => rules.includes(rule));
  const cases = about.flatMap((source) => source.cases).filter(({ id }) => id === rule.id);
  if (cases.length === 0) { throw new Error(`The rule ${rule.id} has no example: add one to test/validation/examples/`); }
  const { accepted, refused, operation } = cases.find((each) => !JSON.stringify(each).includes('Token[')) ?? cases[0];
  const subject = operation === undefined ? { request: refused } : subjectOf(operation, refused);
  const [finding] = findingsOf({ ...subject, rules: [rule] }).filter((found) => found.rule === rule.id);
  return { rule, resources: [...new Set(about.map(({ resource }) => resource))], accepted, refused, sentence: sentenceOf(finding, AS_IN_TEMPLATES) };
});

const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.includes('handler/'))
  .map((file) => readFileSync(join(SRC, file), 'utf8'));

/** The ids of findings that no rule makes: those of names, environments and unknown values, and the warnings of constructs. */
export const OTHER_IDS: readonly string[] = [...new Set(SOURCES
  .flatMap((text) => text.match(/(\brule: .*|WRONG_TYPE = .*|'cdk-sagemaker:\w+')/g) ?? [])
  .flatMap((line) => [...line.matchAll(/'(?:cdk-sagemaker:)?([A-Z]\w+)'/g)].map(([, id]) => id)))].sort();
