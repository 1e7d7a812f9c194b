import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { relations } from './relations';
import { report, summary, Words } from './report';
import { Rule } from './rule';
import { singleValues, WRONG_TYPE } from './single-values';

/** What is checked: a request in the service's own names, complete but for what is still added to the construct. */
export interface Subject {
  /** The operation that takes the request, such as `CreateModel`. */
  readonly operation: string;
  readonly request: object;
  readonly rules: readonly Rule[];
  readonly words: Words;
}

/** Everything that is wrong with a request, or doubtful. */
export function* findingsOf(subject: Pick<Subject, 'operation' | 'request' | 'rules'>): Generator<Finding> {
  const single = singleValues(subject.request, subject.operation);
  yield* single;
  // rules rely on the types of what they read
  if (single.some(({ rule }) => rule === WRONG_TYPE)) { return; }
  const refused = new Set(single.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  for (const finding of relations(subject.request, subject.rules, subject.operation)) {
    // one thing wrong with a value is enough to look at it
    if (!refused.has(finding.path)) { yield finding; }
  }
}

/**
 * Checks a request on behalf of a construct: throws one error with all that the service would refuse.
 *
 * @param more findings from elsewhere, to be reported with the others
 */
export function validate(scope: IConstruct, subject: Subject, more: Iterable<Finding> = []): void {
  const rules = subject.rules.filter(({ complete }) => !complete);
  report(scope, [...findingsOf({ ...subject, rules }), ...more], subject.words);
  RIGHT.set(scope, subject.request);
}

/** The last request of each construct that was not refused: as it is, it need not be checked again. */
const RIGHT = new WeakMap<IConstruct, object>();

function isSame(one: any, other: any): boolean {
  if (one === other) { return true; }
  if (!isPlain(one) || !isPlain(other)) { return false; }
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
}

/** Neither text nor number nor token. */
function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));
}

/**
 * Checks once more at synthesis, when nothing can be added any more.
 *
 * @param subject gives what is there then
 */
export function validateAtSynthesis(scope: IConstruct, subject: () => Subject, more: () => Iterable<Finding> = () => []): void {
  VALIDATED.add(scope);
  scope.node.addValidation({
    validate: () => {
      const { words, rules, ...rest } = subject();
      const late = rules.filter(({ complete }) => complete);
      // What else may be regretted was said when it was written. These warnings are the L1 child's: the CDK does not see that a
      // construct's own later ones are acknowledged.
      if (late.length > 0) { report(scope.node.defaultChild ?? scope, relations(rest.request, late, rest.operation), words); }
      const changed = isSame(rest.request, RIGHT.get(scope)) ? [] : findingsOf({ ...rest, rules });
      const errors = [...changed, ...more()].filter((finding) => finding.severity === 'error');
      return errors.length > 0 ? [summary(scope, errors, words)] : [];
    },
  });
}

const VALIDATED = new WeakSet<IConstruct>();

/** Whether a construct checks itself, and so has given its warnings already. */
export function isValidated(scope: IConstruct | undefined): boolean {
  return scope !== undefined && VALIDATED.has(scope);
}
