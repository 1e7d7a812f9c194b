import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { StackProps } from 'aws-cdk-lib';
import * as ours from 'cdk-sagemaker';
import { lostOnUpdate, policiesLostOnUpdate } from './moving';
import { build, PROGRAMS } from './programs';
import { assetsOf, comparableResources, otherSections, Template, templatesOf } from './templates';
import { UNRECORDED } from '../../record-templates';

/** The alpha's templates are what they are: nobody has to judge them. */
const UNJUDGED = { builtinCloudFormationValidation: false, context: { [UNRECORDED]: true } };

/** The built-in validation of this library's templates may not even warn. */
const STRICTLY_JUDGED = { context: { '@aws-cdk/core:strictCfnValidateErrors': true } };

/** Runs every program with both packages and compares what comes out. A file for each environment lets them run side by side. */
export function compareSynthesis(environment: StackProps): void {
  describe.each(Object.keys(PROGRAMS))('the program with %s', (name) => {
    let before: Record<string, Template>;
    let after: Record<string, Template>;
    let assets: { before: unknown; after: unknown };

    beforeAll(() => {
      const old = build(PROGRAMS[name], alpha, environment, UNJUDGED);
      const moved = build(PROGRAMS[name], ours, environment, STRICTLY_JUDGED);
      [before, after] = [templatesOf(old), templatesOf(moved)];
      assets = { before: assetsOf(old), after: assetsOf(moved) };
    });

    test('makes the same resources as with the alpha', () => {
      expect(each(after, comparableResources)).toEqual(each(before, comparableResources));
    });

    test('has the same outputs, parameters and mappings as with the alpha', () => {
      expect(each(after, otherSections)).toEqual(each(before, otherSections));
    });

    test('uploads the same assets as with the alpha', () => {
      expect(assets.after).toEqual(assets.before);
    });

    test('moves a deployed stack without removing or replacing anything', () => {
      expect(Object.keys(before).flatMap((file) => lostOnUpdate(before[file], after[file]))).toEqual([]);
    });

    test('moves a deployed stack without deleting a policy that it still needs', () => {
      expect(Object.keys(before).flatMap((file) => policiesLostOnUpdate(before[file], after[file]))).toEqual([]);
    });

    test('gives no role the full access that the alpha gives', () => {
      const resources = Object.values(after).flatMap(({ Resources }) => Object.values(Resources));
      const arns = resources.flatMap(({ Properties }) => Properties?.ManagedPolicyArns ?? []).map((arn) => JSON.stringify(arn));
      expect(arns.filter((arn) => arn.includes('AmazonSageMakerFullAccess'))).toEqual([]);
    });
  });
}

function each<T, U>(table: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
