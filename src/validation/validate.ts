import { IConstruct } from 'constructs';
import { Context } from './context';
import { Finding, isError } from './finding';
import { PropPaths } from './prop-paths';
import { relations } from './relations';
import { report, summary } from './report';
import { RequestReader } from './request-reader';
import { Rule } from './rule';
import { tagFindings } from './tag-rules';
import { deepEqual } from '../private/deep-equal';

/** A request to check, with the names of the API. Parts may still be added to the construct. */
export interface Subject {
  /** The operation that takes the request, such as `CreateModel`. Without an operation, only the rules are checked. */
  readonly operation?: string;
  readonly request: object;
  /** Known facts that are not part of the request, for the rules. */
  readonly context?: Context;
  readonly rules: readonly Rule[];
  /** The props of the construct. */
  readonly propPaths: PropPaths;
}

/** Returns all errors and warnings of a request. */
export function findingsOf({ operation, request, context, rules }: Omit<Subject, 'propPaths'>): Finding[] {
  const reading = new RequestReader(request, operation);
  const refused = new Set(reading.findings.filter(isError).map(({ path }) => path));
  // reports no rule about a value that is already invalid on its own
  return [...reading.findings, ...relations(reading, rules, context).filter(({ path }) => !refused.has(path))];
}

/** The last valid request of each construct, with the findings that count if nothing is added to the construct. */
const CHECKED = new WeakMap<IConstruct, { readonly subject: Subject; readonly findings: readonly Finding[] }>();

/**
 * Checks a request on behalf of a construct: throws one error with all violations, and adds warnings.
 *
 * @param scope The construct.
 * @param subject The request.
 * @param more Other findings to report together with those of the request.
 */
export function validate(scope: IConstruct, subject: Subject, more: Iterable<Finding> = []): void {
  const findings = findingsOf(subject);
  report(scope, [...findings.filter(({ onlyWhenFinal }) => !onlyWhenFinal), ...more], subject.propPaths);
  CHECKED.set(scope, { subject, findings: findings.filter(({ onlyWhenFinal }) => onlyWhenFinal) });
}

/**
 * Checks the final request at synthesis.
 *
 * @param scope The construct.
 * @param subject Returns the final request.
 * @param more Returns other findings to report together with those of the request.
 */
export function validateAtSynthesis(scope: IConstruct, subject: () => Subject, more: () => Iterable<Finding> = () => []): void {
  scope.node.addValidation({
    validate: () => {
      const now = subject();
      const before = CHECKED.get(scope);
      const isUnchanged = before && deepEqual([before.subject.request, before.subject.context], [now.request, now.context]);
      const known = isUnchanged ? before.findings : findingsOf(now);
      const findings = [...known, ...tagFindings(scope.node.defaultChild, now.operation), ...more()];
      // `validate()` has already added the other warnings. These belong to the L1 child, because the CDK ignores acknowledgements of warnings
      // that a construct adds to itself at synthesis.
      report(scope.node.defaultChild ?? scope, findings.filter((finding) => finding.onlyWhenFinal && !isError(finding)), now.propPaths);
      const errors = findings.filter(isError);
      return errors.length > 0 ? [summary(scope, errors, now.propPaths)] : [];
    },
  });
}

/** Whether a construct checks its own request, and has already added its warnings. */
export function isValidated(scope: IConstruct | undefined): boolean {
  return scope !== undefined && CHECKED.has(scope);
}
