import { Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, isError } from './finding';
import { sentenceOf } from './message';
import { PropPaths, propOf } from './prop-paths';
import { validationError } from '../private/cdk-internals';

/** Throws one error with everything that is wrong, and adds a warning, which can be acknowledged, for what is only doubtful. */
export function report(scope: IConstruct, findings: Iterable<Finding>, propPaths: PropPaths = {}): void {
  const all = [...findings];
  const errors = all.filter(isError);
  for (const doubt of all.filter((finding) => !isError(finding))) {
    Validations.of(scope).addWarning(`cdk-sagemaker:${doubt.rule}`, sentence(doubt, propPaths));
  }
  if (errors.length > 0) { throw validationError(scope, 'InvalidSageMakerProps', summary(scope, errors, propPaths)); }
}

/** All errors in one text, a line each, under the path of the construct. */
export function summary(scope: IConstruct, errors: readonly Finding[], propPaths: PropPaths): string {
  const count = new Set(errors.map(({ path }) => path)).size;
  const title = `${scope.node.path} has ${count === 1 ? '1 invalid property' : `${count} invalid properties`}:`;
  return [title, ...errors.map((error) => `- ${sentence(error, propPaths)}`)].join('\n');
}

function sentence(finding: Finding, propPaths: PropPaths): string {
  const text = sentenceOf(finding, (path) => propOf(path, propPaths), finding.hint);
  return `${text} (${finding.rule}, see ${finding.source})`;
}
