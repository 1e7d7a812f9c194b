import { Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, isError } from './finding';
import { sentenceOf } from './message';
import { PropPaths, propOf } from './prop-paths';
import { validationError } from '../private/cdk-internals';

/** Throws one error with all findings that are errors, and adds an acknowledgeable warning for each other finding. */
export function report(scope: IConstruct, findings: Iterable<Finding>, propPaths: PropPaths = {}): void {
  const all = [...findings];
  const errors = all.filter(isError);
  for (const warning of all.filter((finding) => !isError(finding))) {
    Validations.of(scope).addWarning(`cdk-sagemaker:${warning.rule}`, sentence(warning, propPaths));
  }
  if (errors.length > 0) { throw validationError(scope, 'InvalidSageMakerProps', summary(scope, errors, propPaths)); }
}

/** The text of all errors: the path of the construct, then a line for each error. */
export function summary(scope: IConstruct, errors: readonly Finding[], propPaths: PropPaths): string {
  const count = new Set(errors.map(({ path }) => path)).size;
  const title = `${scope.node.path} has ${count === 1 ? '1 invalid property' : `${count} invalid properties`}:`;
  return [title, ...errors.map((error) => `- ${sentence(error, propPaths)}`)].join('\n');
}

function sentence(finding: Finding, propPaths: PropPaths): string {
  const text = sentenceOf(finding, (path) => propOf(path, propPaths), finding.hint);
  return `${text} (${finding.rule}, see ${finding.source})`;
}
