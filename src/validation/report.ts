import { Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, isError } from './finding';
import { validationError } from '../private/cdk-internals';

/**
 * How the paths of a request read in the props that the user wrote: replacements, applied in order to the path in the service's names,
 * before the first letter of each remaining member becomes a small one.
 */
export type Words = readonly (readonly [pattern: RegExp, replacement: string])[];

/** Throws one error with everything that is wrong, and adds a warning, which can be acknowledged, for what is only doubtful. */
export function report(scope: IConstruct, findings: Iterable<Finding>, words: Words): void {
  const all = [...findings];
  const errors = all.filter(isError);
  for (const doubt of all.filter((finding) => !isError(finding))) {
    Validations.of(scope).addWarning(`cdk-sagemaker:${doubt.rule}`, sentence(doubt, words));
  }
  if (errors.length > 0) { throw validationError(scope, 'InvalidSageMakerProps', summary(scope, errors, words)); }
}

/** All errors in one text, a line each, under the path of the construct. */
export function summary(scope: IConstruct, errors: readonly Finding[], words: Words): string {
  const values = new Set(errors.map(({ path }) => path)).size;
  const count = values === 1 ? 'a value' : `${values} values`;
  return [`SageMaker would refuse ${count} of ${scope.node.path}:`, ...errors.map((error) => `- ${sentence(error, words)}`)].join('\n');
}

function sentence(finding: Finding, words: Words): string {
  const given = finding.given === undefined ? '' : `, got ${JSON.stringify(finding.given)}`;
  return `${inUsersWords(finding.path, words)} ${finding.message}${given} (${finding.rule}, see ${finding.source})`;
}

function inUsersWords(path: string, words: Words): string {
  // keys of maps stand in brackets and quotes: they are the user's own
  const replaced = path.replace(/"(?:[^"\\]|\\.)*"|[^"]+/g, (part) => part.startsWith('"') ? part : words.reduce((text, word) => text.replace(...word), part));
  return replaced.replace(/("(?:[^"\\]|\\.)*")|(^|\.)([A-Z])/g, (_all, quoted, dot, letter) => quoted ?? dot + letter.toLowerCase());
}
