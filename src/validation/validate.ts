import { IConstruct } from 'constructs';
import { Context } from './context';
import { Finding, isError } from './finding';
import { PropPaths } from './prop-paths';
import { relations } from './relations';
import { report, summary } from './report';
import { RequestReader } from './request-reader';
import { Rule } from './rule';
import { tagFindings } from './tag-rules';
import { isSame } from '../private/same';

/** What is checked: a request in the service's own names, complete but for what is still added to the construct. */
export interface Subject {
  /** The operation that takes the request, such as `CreateModel`; if there is none, only the rules are asked. */
  readonly operation?: string;
  readonly request: object;
  /** What the rules may read besides the request. */
  readonly context?: Context;
  readonly rules: readonly Rule[];
  /** The props of the construct. */
  readonly propPaths: PropPaths;
}

/** Everything that is wrong with a request, or doubtful. */
export function findingsOf({ operation, request, context, rules }: Omit<Subject, 'propPaths'>): Finding[] {
  const reading = new RequestReader(request, operation);
  const refused = new Set(reading.findings.filter(isError).map(({ path }) => path));
  // one thing wrong with a value is enough to look at it
  return [...reading.findings, ...relations(reading, rules, context).filter(({ path }) => !refused.has(path))];
}

/** The last request of each construct that was not refused, and what is to be said if nothing is added to it. */
const CHECKED = new WeakMap<IConstruct, { readonly subject: Subject; readonly findings: readonly Finding[] }>();

/**
 * Checks a request on behalf of a construct: throws one error with all that the service would refuse.
 *
 * @param more findings from elsewhere, to be reported with the others
 */
export function validate(scope: IConstruct, subject: Subject, more: Iterable<Finding> = []): void {
  const findings = findingsOf(subject);
  report(scope, [...findings.filter(({ onlyWhenFinal }) => !onlyWhenFinal), ...more], subject.propPaths);
  CHECKED.set(scope, { subject, findings: findings.filter(({ onlyWhenFinal }) => onlyWhenFinal) });
}

/**
 * Checks once more at synthesis, when nothing can be added any more.
 *
 * @param subject gives what is there then
 */
export function validateAtSynthesis(scope: IConstruct, subject: () => Subject, more: () => Iterable<Finding> = () => []): void {
  scope.node.addValidation({
    validate: () => {
      const now = subject();
      const before = CHECKED.get(scope);
      const isUnchanged = before && isSame([before.subject.request, before.subject.context], [now.request, now.context]);
      const known = isUnchanged ? before.findings : findingsOf(now);
      const findings = [...known, ...tagFindings(scope.node.defaultChild, now.operation), ...more()];
      // What else may be regretted was said when it was written. These warnings are the L1 child's: the CDK does not see that a
      // construct's own later ones are acknowledged.
      report(scope.node.defaultChild ?? scope, findings.filter((finding) => finding.onlyWhenFinal && !isError(finding)), now.propPaths);
      const errors = findings.filter(isError);
      return errors.length > 0 ? [summary(scope, errors, now.propPaths)] : [];
    },
  });
}

/** Whether a construct checks itself, and so has given its warnings already. */
export function isValidated(scope: IConstruct | undefined): boolean {
  return scope !== undefined && CHECKED.has(scope);
}
